"""The pads of the real window, as a test lays them, presses them and reads them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sp404_gui.domain.kit import Pad, Place
from sp404_gui.engine.kits.keeping import load_kits
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from tests.ui.windows import until


def at(label: str) -> Place:
    return Place.of_label(label)


def samples(numbers: Sequence[int], prefix: str = "A") -> dict[Place, Pad]:
    """Samples by number on the first pads."""
    return {Place(prefix, pad): Pad(sample=f"sample_{number:06d}") for pad, number in enumerate(numbers, start=1)}


def lying(window: MainWindow) -> dict[str, str]:
    kit = window.kits.kit
    return {place.label: pad.sample[-1] for place, pad in kit.pads.items()} if kit is not None else {}


def on_disk(job: Path) -> dict[str, str]:
    kit = load_kits(str(job))[0].shown
    return {place.label: pad.sample[-1] for place, pad in kit.pads.items()} if kit is not None else {}


async def with_pads(window: MainWindow) -> None:
    """The window with all rows and the pads in sight."""
    await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
    window.show_view("pads")
    window.activateWindow()
    await until(lambda: window.tasks.idle and window.isActiveWindow(), "the kits")


async def idle(window: MainWindow) -> None:
    await until(lambda: window.tasks.idle, "what is kept")


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)
