"""Presses keys in an audition, as a process of its own: `python -m tests.e2e.listener STEP…`.

Steps: `select:FILE` turns to a file, `space` presses the key, `on-select` plays whatever is selected, `end` waits until it was heard,
`playing` waits until something is heard and says so, `notice` waits for a notice and prints it.
"""

import asyncio
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtWidgets import QApplication

from sp404_gui.engine.listening import Listener
from sp404_gui.ui.audition import Audition
from sp404_gui.ui.player import Player

_LIMIT_S = 20.0
_BUFFERED_S = 0.2  # what the sound server has taken is heard a little later


async def press(steps: list[str]) -> None:
    audition = Audition(Listener(), Player())
    known, playing, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    notices: asyncio.Queue[str] = asyncio.Queue()
    audition.player.devices_changed.connect(known.set)
    audition.player.finished.connect(ended.set)
    audition.position_changed.connect(lambda position: playing.set() if position > 0 else None)
    audition.noticed.connect(notices.put_nowait)
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
    await audition.aclose()


def main(steps: list[str]) -> None:
    application = QApplication([])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(press(steps))


if __name__ == "__main__":
    main(sys.argv[1:])
