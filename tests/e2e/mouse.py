"""A window whose pads and rows are dragged by xdotool: prints what lies where, before and after each drag."""

import asyncio
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import qasync
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.engine.kits.keeping import save_kits
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from tests.ui.windows import opened, until
from tests.unit.store.story import Story

_STEPS = 12


async def _drag_about(place: Path) -> None:
    job = place / "job"
    Story().write(str(job))
    pads = {Place("A", number): Pad(sample=f"sample_{number:06d}") for number in (1, 2)}
    save_kits(str(job), Kits(kits=(Kit(name="k", pads=pads),)))
    async with opened(place, str(job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rows")
        window.show_view("pads")
        await until(lambda: window.tasks.idle and len(_lying(window)) == len(pads), "the kit")
        _tell(window)
        first, second = window.pads.grid.pads[:2]
        await _dragged([_middle(first), _middle(second)])
        await until(lambda: _lying(window)["A01"] == "2", "pads that have changed places")
        _tell(window)
        window.show_view("list")
        await until(lambda: window.tasks.idle, "the list")
        rows = window.samples
        row = next(n for n in range(window.table.rowCount()) if window.table.record(n).id.endswith("3"))
        name = rows.viewport().mapToGlobal(rows.visualRect(window.table.index(row, 1)).center())
        await _dragged([name, _middle(window.bar.button_of("pads"))], let_go=False)
        await until(window.pads.isVisible, "the pads, which open under the drag")
        await _dragged([_middle(window.pads.grid.pads[5])], pressed=True)
        await until(lambda: "A06" in _lying(window), "the row on its pad")
        _tell(window)
        await until(lambda: window.tasks.idle, "what is kept")


async def _dragged(way: list[QPoint], *, pressed: bool = False, let_go: bool = True) -> None:
    """Move the mouse as a hand does: from place to place, in steps."""
    orders = [] if pressed else [*_to(way[0]), "mousedown", "1"]
    for before, after in pairwise(way):
        for step in range(1, _STEPS + 1):
            orders += _to(before + (after - before) * step / _STEPS)
    if pressed:
        orders += [order for step in (3, 0) for order in _to(way[-1] - QPoint(step, step))]
    orders += ["mouseup", "1"] if let_go else []
    await asyncio.to_thread(subprocess.run, ["xdotool", *orders], check=True)


def _to(place: QPoint) -> list[str]:
    return ["mousemove", str(place.x()), str(place.y()), "sleep", "0.03"]


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def _lying(window: MainWindow) -> dict[str, str]:
    kit = window.kits.kit
    return {place.label: pad.sample[-1] for place, pad in kit.pads.items()} if kit is not None else {}


def _tell(window: MainWindow) -> None:
    sys.stdout.write(" ".join(f"{label}:{number}" for label, number in _lying(window).items()) + "\n")


if __name__ == "__main__":
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_drag_about(Path(sys.argv[1])))
