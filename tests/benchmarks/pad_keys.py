"""Plays pads by their keys, in the real window, and times them."""

import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sp404_gui.domain.kit import PADS_IN_BANK
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.pads.faces import KEYS
from sp404_gui.ui.stage import Stage
from tests.benchmarks.keys import report
from tests.ui.windows import opened, until

_TURNS = 2
_ROUNDS = 5


def play_pads(job: Path, home: Path) -> None:
    """Print the table.

    Args:
        job: Its samples lie on the pads of the first banks.
        home: The program's.
    """
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    with qasync.QEventLoop(application) as loop:
        loop.run_until_complete(_perform(job, home))


async def _perform(job: Path, home: Path) -> None:
    async with opened(home, str(job)) as window:
        await until(lambda: window.player.available, "a sound device")
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rows")
        window.show_view("pads")
        await until(lambda: window.tasks.idle and window.pads.grid.pads[0].face.sample, "the kit")
        report("the first pad", [await _played(window, 0)])
        report("pads of the bank in sight", [await _played(window, n) for _ in range(_ROUNDS) for n in range(PADS_IN_BANK)])
        turned = []
        for _ in range(_TURNS):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
            turned.append(await _played(window, PADS_IN_BANK - 1))
        report("a pad right after turning to its bank", turned)
        await until(lambda: window.tasks.idle, "what is decoded ahead")
        for number in range(PADS_IN_BANK):
            QTest.keyClicks(window.focusWidget(), KEYS[number])
        report("a pad while sixteen are heard", [await _played(window, number) for number in range(PADS_IN_BANK)])


async def _played(window: MainWindow, number: int) -> float:
    """Milliseconds from a key to the first block."""
    voices = window.player.voices
    before = voices.struck
    begun = time.perf_counter()
    QTest.keyClicks(window.focusWidget(), KEYS[number])
    await until(lambda: voices.struck != before, "the pad")
    return (voices.struck[1] - begun) * 1000
