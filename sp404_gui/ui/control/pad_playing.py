"""Playing pads: what lies in sight is decoded ahead, so that a pad is heard the moment it is struck."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sp404_gui.audio.audition import Heard
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.listening.decode_service import Urgency

if TYPE_CHECKING:
    from sp404_gui.engine.listening.listener import Listener
    from sp404_gui.ui.bridge import Tasks
    from sp404_gui.ui.player import Player


class PadPlaying(QObject):
    """Decodes and strikes.

    Args:
        player: Plays.
        listener: Decodes, in a process of its own.
        tasks: Where decoding is started.
        parent: Its owner.

    Attributes:
        refused: Carries a sentence: why a pad cannot be heard.
    """

    refused = Signal(str)

    def __init__(self, player: "Player", listener: "Listener", tasks: "Tasks", parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._listener = listener
        self._tasks = tasks
        self._files: Mapping[int, str] = {}
        self._ready: dict[str, Heard] = {}
        self._ahead: asyncio.Task[Any] | None = None
        self._going_on: dict[int, asyncio.Task[Any]] = {}
        self._struck: dict[int, str] = {}
        self._is_attended = False
        player.devices_changed.connect(self._change_device)

    def attend(self, *, on: bool) -> None:
        """The pads are in sight of a user, or no longer."""
        self._is_attended = on
        self._player.hold(on=on)
        if on:
            self._look_ahead()
        elif self._ahead is not None:
            self._ahead.cancel()

    def prepare(self, files: Mapping[int, str]) -> None:
        """Have sounds at hand, and forget others.

        Args:
            files: Absolute path of the file of each pad in sight, by the pad's number.
        """
        if files != self._files:
            self._files = dict(files)
            self._ready = {file: heard for file, heard in self._ready.items() if file in self._files.values()}
            self._look_ahead()

    def keep(self, files: Mapping[int, str]) -> None:
        """Silence the pads on which something else lies now.

        Args:
            files: Absolute path of the file of each pad of the kit, by the pad's number.
        """
        for pad in [pad for pad, file in self._struck.items() if files.get(pad) != file]:
            del self._struck[pad]
            if (before := self._going_on.pop(pad, None)) is not None:
                before.cancel()
            self._player.voices.hush(pad)

    def strike(self, pad: int, file: str, choke: int, *, repeat: bool = False) -> None:
        """Play a pad from its start, as soon as it can be; silence a loop that is heard.

        Args:
            pad: Its number.
            file: Absolute path of its file.
            choke: Its choke group, 0 for none.
            repeat: Whether it is a loop.
        """
        if (before := self._going_on.pop(pad, None)) is not None:
            before.cancel()
        if not self._player.available:
            self.refused.emit(self._player.reason)
            return
        heard = self._ready.get(file)
        self._struck[pad] = file
        strike = partial(self._player.strike, pad, choke=choke, repeat=repeat)
        if heard is not None:
            strike(heard)
        if heard is None or not (heard.complete or heard.cut):
            self._going_on[pad] = self._start(self._hear(pad, file, strike if heard is None else None))

    def _start(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[Any]":
        return self._tasks.start(work)

    async def _hear(self, pad: int, file: str, strike: Callable[[Heard], None] | None) -> None:
        """Decode the file to its end; what comes first is struck, unless it was, and what follows makes it longer."""

        def take(heard: Heard) -> None:
            nonlocal strike
            if strike is None:
                self._player.voices.extend(pad, heard)
            else:
                strike(heard)
                strike = None

        if (rate_hz := self._player.rate_hz) is None:
            return
        try:
            take(await self._listener.hear(file, rate_hz, grown=take))
        except Sp404Error as error:
            self._player.voices.hush(pad)
            self.refused.emit(str(error))

    def _look_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead = None
        rate_hz = self._player.rate_hz
        missing = [file for file in dict.fromkeys(self._files.values()) if file not in self._ready]
        if self._is_attended and rate_hz is not None and missing:
            self._ahead = self._start(self._decode(missing, rate_hz))

    async def _decode(self, files: list[str], rate_hz: int) -> None:
        for file in files:
            try:
                heard = await self._listener.hear(file, rate_hz, beginning=True, urgency=Urgency.LATER)
            except Sp404Error:
                continue  # it is said when the pad is struck
            if file in self._files.values():
                self._ready[file] = heard

    def _change_device(self) -> None:
        """Another device may take another rate."""
        rate_hz = self._player.rate_hz
        self._ready = {file: heard for file, heard in self._ready.items() if heard.rate_hz == rate_hz}
        if self._is_attended:
            self._player.hold(on=True)
            self._look_ahead()
