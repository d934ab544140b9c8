"""Decoding for the selected sample, and ahead for those that may come next; what is no longer wanted is given up."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from sp404_gui.audio.audition import Envelope, Heard
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.listening.decode_service import Urgency
from sp404_gui.engine.listening.listener import Listener

_SETTLE_S = 0.03


class Decoding:
    """One file is followed at a time. Needs the running event loop.

    Attributes:
        heard: The sound of the file, as far as it is decoded.
        length_s: Its length in seconds, once it is known.

    Args:
        listener: Decodes.
        rate_hz: The rate of the device, if there is one.
        grown: Called when there is more of the sound.
        outlined: Called with the outline; None where it cannot be made.
        refused: Called with a sentence where the sound cannot be decoded.
    """

    def __init__(
        self,
        listener: Listener,
        rate_hz: Callable[[], int | None],
        *,
        grown: Callable[[Heard], None],
        outlined: Callable[[Envelope | None], None],
        refused: Callable[[str], None],
    ) -> None:
        self.heard: Heard | None = None
        self.length_s: float | None = None
        self._listener = listener
        self._rate_hz = rate_hz
        self._grown, self._outlined, self._refused = grown, outlined, refused
        self._file = ""
        self._hearing: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def follow(self, file: str, ahead: Sequence[str]) -> None:
        """Turn to a file; an empty name: to none. It is decoded when the user stays with it, or `hear` is called."""
        self._give_up()
        self._file, self.heard, self.length_s = file, None, None
        if file:
            self._spawn(self._look_ahead(file, tuple(ahead)))

    def hear(self) -> None:
        """Decode the file now, unless that is done or under way."""
        rate_hz = self._rate_hz()
        if self._file and self._hearing is None and self.heard is None and rate_hz is not None:
            self._hearing = self._spawn(self._hear(self._file, rate_hz))

    def hear_anew(self) -> None:
        """Decode the file again: the device takes another rate."""
        if self._hearing is not None:
            self._hearing.cancel()
            self._hearing = None
        self.heard = None
        self.hear()

    async def aclose(self) -> None:
        """End all tasks."""
        tasks = list(self._tasks)
        self._give_up()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _hear(self, file: str, rate_hz: int) -> None:
        try:
            self._grow(await self._listener.hear(file, rate_hz, grown=self._grow))
        except Sp404Error as error:
            self._refused(str(error))
        finally:
            if self._hearing is asyncio.current_task():
                self._hearing = None

    def _grow(self, heard: Heard) -> None:
        self.heard = heard
        self.length_s = heard.duration_s if heard.complete else self.length_s
        self._grown(heard)

    async def _look_ahead(self, file: str, ahead: tuple[str, ...]) -> None:
        await asyncio.sleep(_SETTLE_S)  # who only passes by is not kept busy
        self.hear()
        envelope: Envelope | None = None
        with suppress(Sp404Error):
            envelope = await self._listener.envelope(file)
            self.length_s = self.length_s or envelope.duration_s
        self._outlined(envelope)
        for other in ahead:
            with suppress(Sp404Error):
                if (rate_hz := self._rate_hz()) is not None:
                    await self._listener.hear(other, rate_hz, beginning=True, urgency=Urgency.LATER)
                await self._listener.envelope(other, urgency=Urgency.LATER)

    def _give_up(self) -> None:
        self._hearing = None
        for task in self._tasks:
            task.cancel()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
