"""Somebody who does anything to the window, at random but the same each time: `python -m tests.torture.monkey JOB SECONDS SEED DEEDS`.

Prints one JSON object, and is killed in the middle of its work two seconds after its last deed: it plays so long, and does at
least so much. With no time to play, the window is only opened, looked at and closed.
"""

import asyncio
import gc
import json
import logging
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

import sp404_gui.engine.listening.listener  # noqa: F401 - before Qt, as the program itself does
from sp404_gui.ui import bridge
from sp404_gui.ui.app import SWITCH_S, make_app, make_window, read_settings
from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import WORKING, Stage
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState
from tests.torture.window_watch import Watch, sweep
from tests.ui.windows import until

_LOOK_EVERY_S = 5.0
_LOOKED_AT = 1280, 800
"""The size in which what it holds is compared: the pictures of a large window take 10 MB more than those of a small one."""
_DURABLE_S = 2.0
"""What the user said so long ago is on the disk."""
_TABOO = frozenset({"quit", "add", "add_files", "add_here", "open_job", "demo", "show_data", "show_file", "close_job", "remove"})
"""What leads out of the window, to its end, other programs, dialogs of the system or other collections; and what empties the list."""
_RATINGS = tuple(f"rate_{stars}" for stars in range(6))
_FILTERS = ("", "kick", "bpm:>100", "category:drums", "vibe:dusty -fx", "rating:>2", "nonsense:(", '"', "key:Am or key:C", "x" * 300)
_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_A,
    Qt.Key.Key_7,
)


class Monkey:
    """Does one thing after the other.

    Args:
        window: To what.
        chance: What to do.

    Attributes:
        did: How often it did what.
        doing: What it did last.
    """

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self.did: Counter[str] = Counter()
        self.doing = ""
        self._window = window
        self._chance = chance
        self._ways: dict[Callable[[], object], int] = {
            self._select: 10,
            self._edit: 12,
            self._press: 8,
            self._filter: 5,
            self._sort: 5,
            self._act: 5,
            self._undo: 2,
            self._scroll: 4,
            self._view: 3,
            self._dialog: 2,
            self._resize: 2,
            self._start_or_stop: 2,
        }

    def step(self) -> None:
        """Do something."""
        ways, weights = list(self._ways), list(self._ways.values())
        way = self._chance.choices(ways, weights)[0]
        self.doing = way.__name__.strip("_")
        self.did[self.doing] += 1
        way()

    def leave_dialogs(self) -> None:
        """Close whatever is open above the window."""
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        sweep()  # a person does the next thing in a later turn: what was closed is gone by then

    def _select(self) -> None:
        window, chance = self._window, self._chance
        rows = window.table.rowCount()
        if not rows:
            return
        ids = [window.table.record(chance.randrange(rows)).id for _ in range(chance.choice((1, 1, 1, 5, 40)))]
        window.samples.select_ids(ids, ids[0])

    def _edit(self) -> None:
        """Mostly what nobody has said before, of a few samples; seldom the same of all, and seldom a removal, of one."""
        window, chance = self._window, self._chance
        deed = chance.choices(("note", "tag", "favorite", "rating", "all", "remove"), (8, 6, 4, 6, 1, 1))[0]
        if deed == "note":
            window.edits.change("note", lambda user: replace(user, note=f"note {self.did['edit']}"))
        elif deed == "tag":
            window.edits.change("tag", lambda user: replace(user, tags=(*user.tags[-3:], f"tag {self.did['edit']}")))
        elif deed == "remove":
            window.samples.select_ids(window.samples.selected_ids()[:1])
            window.actions_["remove"].trigger()
        else:
            if deed == "all":
                window.samples.selectAll()
            window.actions_["favorite" if deed == "favorite" else chance.choice(_RATINGS)].trigger()

    def _undo(self) -> None:
        self._window.actions_[self._chance.choice(("undo", "undo", "redo"))].trigger()

    def _press(self) -> None:
        key, place = self._chance.choice(_KEYS), self._window.focusWidget() or self._window
        self.doing = f"{key.name} in {type(place).__name__}"
        QTest.keyClick(place, key)

    def _filter(self) -> None:
        self._window.field.set_text(self._chance.choice(_FILTERS))

    def _sort(self) -> None:
        columns = len(self._window.table.columns)
        order = self._chance.choice((Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
        self._window.samples.sortByColumn(self._chance.randrange(columns), order)

    def _act(self) -> None:
        self.leave_dialogs()
        actions = self._window.actions_.by_name
        name = self._chance.choice([name for name in actions if name not in _TABOO])
        self.doing = name
        actions[name].trigger()

    def _scroll(self) -> None:
        bar = self._window.samples.verticalScrollBar()
        bar.setValue(self._chance.randint(0, max(1, bar.maximum())))

    def _view(self) -> None:
        self._window.show_view(self._chance.choice(("list", "list", "map", "problems", "monitor")))

    def _dialog(self) -> None:
        self.leave_dialogs()
        self.doing = self._chance.choice(("settings", "keys", "about", "export", "plan"))
        self._window.actions_[self.doing].trigger()

    def _resize(self) -> None:
        self._window.resize(self._chance.randint(760, 1900), self._chance.randint(480, 1100))

    def _start_or_stop(self) -> None:
        self.leave_dialogs()
        window, collection = self._window, self._window.shelf.current
        if collection is not None and collection.stage is Stage.READY and self._chance.random() < 0.7:
            window.runs.again(window.samples.selected_ids()[:10])
        window.actions_[self._chance.choice(("start_pause", "start_pause", "start_pause", "stop"))].trigger()
        QTimer.singleShot(300, window, self._start_what_is_planned)

    def _start_what_is_planned(self) -> None:
        plan = self._window.findChild(PlanDialog)
        if plan is not None and plan.start.isEnabled():
            plan.start.click()


async def played(window: MainWindow, job: str, seconds: float, seed: int, deeds: int) -> dict[str, Any]:
    """Open a job, start it, and play with it for so long and so much; without a time, only look what it holds."""
    window.show()
    window.begin(read_settings()[0], job)
    await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "the job", 300)
    if not seconds:
        return {"users": _users(window)}
    monkey, chance = Monkey(window, random.Random(seed)), random.Random(seed + 1)
    watch = Watch(window, lambda: monkey.doing)
    window.runs.start_or_pause()
    end, next_look = time.monotonic() + seconds, time.monotonic()
    worked = 0
    while time.monotonic() < end or monkey.did.total() < deeds:
        await asyncio.sleep(chance.uniform(0.0, 0.08))
        monkey.step()
        worked += _is_working(window)
        if time.monotonic() > next_look:
            monkey.leave_dialogs()
            window.resize(*_LOOKED_AT)
            await asyncio.sleep(0.05)
            watch.look()
            next_look = time.monotonic() + _LOOK_EVERY_S
    monkey.leave_dialogs()
    window.resize(*_LOOKED_AT)
    reports = [report.windowTitle() for report in window.findChildren(ErrorReportDialog)]
    await asyncio.sleep(_DURABLE_S)
    watch.look()
    watch.end()
    ended = {"did": monkey.did, "working": worked, "at_work": _is_working(window), "reports": reports}
    return {**ended, "users": _users(window), **asdict(watch.seen)}


def _is_working(window: MainWindow) -> bool:
    return window.shelf.current is not None and window.shelf.current.stage in WORKING


def _users(window: MainWindow) -> dict[str, Any]:
    """What the user said of each sample, as the window has it."""
    from sp404_gui.store.codec import plain  # noqa: PLC0415 - after the first frame, as the window does

    assert window.shelf.current is not None
    return {record.id: plain(record.user) for record in window.shelf.current.store.records}


async def _all(app: QApplication, job: str, seconds: float, seed: int, deeds: int) -> int:
    gc.disable()  # the window collects garbage by itself
    window = make_window(app, Theme("dark"), WindowState(seen=True))
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    sys.stdout.write(json.dumps(await played(window, job, seconds, seed, deeds)) + "\n")
    sys.stdout.flush()
    if seconds:
        os.kill(os.getpid(), signal.SIGKILL)
    window.close()
    await closed.wait()
    await window.shut_down()
    return 0


def main(job: str, seconds: str, seed: str, deeds: str) -> int:
    logging.basicConfig(level=logging.WARNING)
    sys.setswitchinterval(SWITCH_S)
    app = make_app()
    return bridge.run(app, lambda: _all(app, job, float(seconds), int(seed), int(deeds)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
