"""What the window's code must not do, read from the code itself, and what every action of it owes its user."""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from sp404_gui.ui import main_window
from tests.ui.windows import opened

CODE = Path(main_window.__file__).parent
FORBIDDEN = {"exec", "exec_", "setHtml", "appendHtml", "insertHtml", "setMarkdown", "setOpenExternalLinks", "setOpenLinks"}
DRAGS = {("pad.py", "exec"), ("row_table.py", "exec")}
"""Qt has no other way to begin a drag; its own lists do the same."""
FIRST_FRAME = "app.py"
"""Where `processEvents` paints the first frame, before anything else runs."""
LONGEST_FILE = 500
SELDOM_MS = 1000
EMISSIONS = 2_000


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of a method: file, its name, the call."""
    for file in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield file.name, node.func.attr, node


def test_nothing_blocks_the_event_loop_and_nothing_takes_text_for_markup() -> None:
    found = [(file, name, call.lineno) for file, name, call in calls() if name in FORBIDDEN and (file, name) not in DRAGS]
    assert found == []
    assert [file for file, name, _ in calls() if name == "processEvents"] == [FIRST_FRAME]
    text = "\n".join(file.read_text("utf-8") for file in CODE.rglob("*.py"))
    for word in ("QTextBrowser", "RichText", "AutoText", "MarkdownText", "QMessageBox", "QInputDialog", "QSortFilterProxyModel"):
        assert word not in text


def test_nothing_moves_by_itself() -> None:
    """Who is made ill by motion has none to switch off; the playhead moves with the sound."""
    text = "\n".join(file.read_text("utf-8") for file in CODE.rglob("*.py"))
    for word in (
        "QPropertyAnimation",
        "QVariantAnimation",
        "QTimeLine",
        "QMovie",
        "QGraphicsOpacityEffect",
        "setAnimated(True)",
        "setRange(0, 0)",
    ):
        assert word not in text


def test_the_main_window_only_lays_out_and_wires() -> None:
    lengths = {file.name: len(file.read_text("utf-8").splitlines()) for file in CODE.rglob("*.py")}
    assert lengths["main_window.py"] < 300
    assert max(lengths.values()) < LONGEST_FILE


async def test_every_action_says_what_it_does_and_can_be_done_by_key_or_menu(home: Path) -> None:
    async with opened(home) as window:
        in_menus = {id(action) for menu in window.findChildren(QMenu) for action in menu.actions()}
        buttons = {button.accessibleName() for button in window.findChildren(QPushButton)}
        actions = window.actions_.by_name
        assert len(actions) > 30
        for name, action in actions.items():
            assert action.text(), name
            assert action.shortcuts() or id(action) in in_menus or action.text() in buttons, name
        assert clashes(list(actions.values())) == []


def clashes(actions: list[QAction]) -> list[tuple[str, str, str]]:
    """Actions whose keys hold in the same place: Qt would obey none of them."""
    taken: dict[tuple[str, Qt.ShortcutContext, int], str] = {}
    twice = []
    for action in actions:
        for keys in action.shortcuts():
            for widget in action.associatedObjects():
                place = keys.toString(), action.shortcutContext(), id(widget)
                if taken.get(place, action.objectName()) != action.objectName():
                    twice.append((taken[place], action.objectName(), place[0]))
                taken[place] = action.objectName()
    return twice


async def test_no_timer_of_a_window_at_rest_ticks_faster_than_it_must(home: Path) -> None:
    async with opened(home) as window:
        repeating = [timer for timer in window.findChildren(QTimer) if timer.isActive() and not timer.isSingleShot()]
        assert [timer.interval() for timer in repeating if timer.interval() < SELDOM_MS] == []


class Bell(QObject):
    """Signals of the kinds that the window has."""

    rung = Signal()
    said = Signal(object)
    switched = Signal(bool)


@pytest.mark.parametrize("ring", [lambda bell: bell.rung.emit(), lambda bell: bell.said.emit(None), lambda bell: bell.switched.emit(True)])
def test_signals_cost_no_reference_to_none_or_true(ring: Callable[[Bell], None]) -> None:
    """PySide6 6.12.0 lost one at each emission: CPython 3.11 aborts when the last is gone."""
    bell, heard = Bell(), 0

    def hear(*_: object) -> None:
        nonlocal heard
        heard += 1

    for signal in (bell.rung, bell.said, bell.switched):
        signal.connect(hear)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(EMISSIONS):
        ring(bell)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert heard == EMISSIONS
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < EMISSIONS / 2
