"""Presses keys in an audition, as a process of its own: `python -m tests.e2e.listener STEP…`.

Steps: `select:FILE` turns to a file, `space` presses the key, `on-select` plays whatever is selected, `end` waits until it was heard,
`playing` waits until something is heard and says so, `notice` waits for a notice and prints it. `pad:N:GROUP:FILE` strikes pad N, whose
sound may choke others of its group (0: none), and waits until it is heard, `soon` lets it sound for a moment, `quiet` waits until no pad
sounds.
"""

import asyncio
import os
import sys
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtWidgets import QApplication

from sp404_gui.engine.listening.listener import Listener
from sp404_gui.ui.audition import Audition
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.control.pad_playing import PadPlaying
from sp404_gui.ui.player import Player

_LIMIT_S = 20.0
_SOON_S = 0.4
_BUFFERED_S = 0.2  # what the sound server has taken is heard a little later


async def press(steps: list[str]) -> None:
    listener = Listener()
    audition, tasks = Audition(listener, Player()), Tasks()
    known, playing, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    notices: asyncio.Queue[str] = asyncio.Queue()
    audition.player.devices_changed.connect(known.set)
    audition.player.finished.connect(ended.set)
    audition.position_changed.connect(lambda position: playing.set() if position > 0 else None)
    audition.noticed.connect(notices.put_nowait)
    pads = Pads(PadPlaying(audition.player, listener, tasks, audition), audition.player)
    audition.start()
    async with asyncio.timeout(_LIMIT_S):
        await known.wait()
        for step in steps:
            name, _, value = step.partition(":")
            match name:
                case "select":
                    audition.select(value, value)
                case "space":
                    audition.toggle()
                case "on-select":
                    audition.set_on_select(True)
                case "end":
                    await ended.wait()
                    ended.clear()
                    await asyncio.sleep(_BUFFERED_S)
                case "notice":
                    sys.stdout.write(await notices.get() + "\n")
                case "playing":
                    await playing.wait()
                    sys.stdout.write("playing\n")
                    sys.stdout.flush()
                case _:
                    await pads.step(name, value)
    await audition.aclose()
    await tasks.close()


class Pads:
    """Strikes pads and hears which of them sound."""

    def __init__(self, playing: PadPlaying, player: Player) -> None:
        self._playing = playing
        self._sounding: frozenset[int] = frozenset()
        self._changed = asyncio.Condition()
        player.sounding_changed.connect(self._take)

    async def step(self, name: str, value: str) -> None:
        if name == "pad":
            number, choke, file = value.split(":", 2)
            self._playing.strike(int(number), file, int(choke))
            await self._until(lambda: int(number) in self._sounding)
        elif name == "quiet":
            await self._until(lambda: not self._sounding)
            await asyncio.sleep(_BUFFERED_S)
        else:
            await asyncio.sleep(_SOON_S)

    def _take(self, pads: frozenset[int]) -> None:
        self._sounding = pads
        self._told = asyncio.ensure_future(self._tell())

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _until(self, condition: Callable[[], bool]) -> None:
        async with self._changed:
            await self._changed.wait_for(condition)


def main(steps: list[str]) -> None:
    application = QApplication([])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(press(steps))


if __name__ == "__main__":
    main(sys.argv[1:])
