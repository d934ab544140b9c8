"""What takes a while in the window is done in turns, once, and with room for other things in between."""

import asyncio
import gc
import importlib
import re
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from sp404_gui.store.lock import JobLock
from sp404_gui.ui import phrases
from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.dialogs.settings_pages import SettingsPages
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.panels.inspector.sheet import Sheet
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.stylesheet import stylesheet
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.regions import Regions
from sp404_gui.ui.widgets.tag_editor import TagEditor
from tests.ui.windows import current, opened, until

MakeSounds = Callable[..., Path]


class Dressed(QObject):
    """Notes which widgets are told that they look different now, and in which turn."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0
        self.told: list[tuple[int, int]] = []

    def eventFilter(self, told: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self.told.append((self.turn, getCppPointer(told)[0]))
        return False

    def go_on(self) -> None:
        self.turn += 1


async def test_other_colours_dress_one_part_of_the_window_in_a_turn_and_all_in_the_end(home: Path, qapp: QApplication) -> None:
    async with opened(home) as window:
        await until(window.isActiveWindow)
        dressed, idle = Dressed(), QTimer(window)
        idle.timeout.connect(dressed.go_on)
        idle.start(0)
        qapp.installEventFilter(dressed)
        window.services.theme.set_mode("light")
        await until(window.updatesEnabled, "the new colours")
        qapp.removeEventFilter(dressed)
        part_of = {getCppPointer(child)[0]: part for part in window.parts for child in [part, *part.findChildren(QWidget)]}
        assert {told for _, told in dressed.told} >= set(part_of), "who only paints hears of new colours in no other way"
        assert len(dressed.told) < 3 * len(part_of)
        turns = {part_of[told]: turn for turn, told in reversed(dressed.told) if told in part_of}
        assert len(set(turns.values())) == len(turns) == len(window.parts)
        assert window.palette().window().color() == window.services.theme.color("panel")


class Seen(QObject):
    """Notes what is painted, and a key that comes meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in {QEvent.Type.Paint, QEvent.Type.KeyPress}:
            self.order.append(event.type().name)
        return False


async def test_a_key_that_comes_while_all_is_dressed_anew_need_not_wait_until_all_is_painted(home: Path) -> None:
    async with opened(home) as window:
        await until(window.isActiveWindow)
        seen = Seen()
        window.installEventFilter(seen)
        QTimer.singleShot(1, window, lambda: QTest.keyClick(window, Qt.Key.Key_Shift))
        window.services.theme.set_mode("light")
        await until(lambda: "Paint" in seen.order, "the painting")
        assert seen.order.index("KeyPress") < seen.order.index("Paint")
        assert window.updatesEnabled()


async def test_other_colours_are_seen_though_something_was_about_to_be_painted_when_they_came(home: Path) -> None:
    async with opened(home) as window:
        await until(window.isActiveWindow)
        window.update()
        window.services.theme.set_mode("light")
        await until(window.updatesEnabled, "the new colours")
        await asyncio.sleep(0)
        seen = window.screen().grabWindow(window.winId()).toImage()
        assert seen.pixelColor(5, window.height() // 2) == window.services.theme.color("panel")


async def test_colours_that_change_twice_right_after_each_other_are_never_seen_beside_each_other(home: Path) -> None:
    async with opened(home) as window:
        await until(window.isActiveWindow)
        theme, mixed = window.services.theme, []

        class Painted(QObject):
            def eventFilter(self, _: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    mixed.append({part.styleSheet() for part in window.parts} != {stylesheet(theme.palette)})
                return False

        painted = Painted()
        window.installEventFilter(painted)
        theme.changed.connect(lambda: QTimer.singleShot(0, window, lambda: theme.set_mode("dark")))
        theme.set_mode("light")
        await until(lambda: theme.mode == "dark" and window.updatesEnabled(), "the last colours")
        await until(lambda: mixed, "the painting")
        assert not any(mixed)


async def test_while_the_settings_are_put_together_other_things_have_their_turn_before_each_page(home: Path) -> None:
    async with opened(home) as window:
        turns: Counter[str] = Counter()
        idle = QTimer(window)
        idle.timeout.connect(lambda: turns.update([_stage(window)]))
        idle.start(0)
        window.actions_["settings"].trigger()
        await until(lambda: turns["shown"], "the settings")
        assert min(turns["nothing there"], turns["being filled"]) >= len(SettingsPages._fields)


async def test_colours_that_change_while_the_settings_are_put_together_are_theirs_too(home: Path) -> None:
    async with opened(home) as window:
        window.actions_["settings"].trigger()
        await until(lambda: window.findChild(SettingsDialog) is not None, "the first of them")
        window.services.theme.changed.emit()
        await until(lambda: _stage(window) == "shown", "the settings")
        assert window.findChildren(ErrorReportDialog) == []


def _stage(window: MainWindow) -> str:
    dialog = window.findChild(SettingsDialog)
    return "nothing there" if dialog is None else "shown" if dialog.isVisible() else "being filled"


async def test_settings_and_a_plan_that_are_asked_for_twice_open_once(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, "", make_sounds(2)) as window:
        await until(
            lambda: window.table.rowCount() == 2 and window.shelf.current is not None and window.shelf.current.stage is Stage.READY,
            "the list",
        )

        def there() -> list[QDialog]:
            return [*window.findChildren(SettingsDialog), *window.findChildren(PlanDialog)]

        for action in ("settings", "plan", "settings", "plan"):
            for _ in range(2):
                window.actions_[action].trigger()
            await until(there, action)
            await until(lambda: window.tasks.idle, "all that would open")
            (dialog,) = there()
            assert dialog.isVisible()
            dialog.reject()
            await until(lambda: not there(), "the dialog to go")


async def test_what_many_rows_have_in_common_is_shown_in_a_turn_of_its_own_and_one_row_at_once(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6 and window.tasks.idle, "its rows")
        sheet = window.inspector.findChild(Sheet)
        assert sheet is not None
        window.samples.select_id(window.table.record(0).id)
        one = sheet.text()
        window.samples.selectAll()
        assert sheet.text() == one, "the rows are painted first"
        await until(lambda: sheet.text().startswith("6 "), "what all have in common")
        window.samples.selectAll()
        window.samples.select_id(window.table.record(0).id)
        assert sheet.text().splitlines()[0] == one.splitlines()[0]


async def test_a_job_that_is_read_again_is_no_reason_to_look_through_all_that_is_held(home: Path, finished_job: Path) -> None:
    looks: list[int] = []

    def look(_: str, told: dict[str, int]) -> None:
        looks.append(told["generation"])

    with ExitStack() as other:
        other.enter_context(JobLock(str(finished_job)))
        async with opened(home, str(finished_job)) as window:
            await until(lambda: window.table.rowCount() == 6 and current(window).stage is Stage.ELSEWHERE, "its rows")
            loaded: list[bool] = []
            current(window).loaded.connect(loaded.append)
            other.close()
            gc.callbacks.append(look)
            try:
                await until(lambda: loaded, "what the other process has left")
            finally:
                gc.callbacks.remove(look)
            assert loaded == [False]
            assert max(looks, default=0) < 2


def test_a_window_that_gets_another_size_lays_each_region_out_once(qtbot: QtBot) -> None:
    sizes: Counter[QObject] = Counter()

    class Sized(QObject):
        def eventFilter(self, part: QObject, event: QEvent) -> bool:
            sizes[part] += event.type() == QEvent.Type.Resize
            return False

    parts, sized = [QWidget() for _ in range(3)], Sized()
    regions = Regions(parts, (0.2, 100, 400), (0.2, 100, 400))
    qtbot.addWidget(regions)
    regions.resize(800, 200)
    regions.show()
    for part in parts:
        part.installEventFilter(sized)
    regions.resize(1000, 200)
    assert [sizes[part] for part in parts] == [1, 1, 1]
    assert [part.width() for part in parts] == [200, 1000 - 2 * 200 - 2, 200]


def test_many_tags_are_laid_out_together(qtbot: QtBot) -> None:
    laid_out: list[QRect] = []

    class Column(QVBoxLayout):
        def setGeometry(self, room: QRect) -> None:
            laid_out.append(room)
            super().setGeometry(room)

    panel, editor = QWidget(), TagEditor(Theme("dark"))
    column = Column(panel)
    column.addWidget(editor)
    column.addStretch(1)
    panel.resize(300, 600)
    qtbot.addWidget(panel)
    panel.show()
    laid_out.clear()
    editor.set_tags([f"tag {number}" for number in range(30)])
    qtbot.waitUntil(lambda: editor.height() == editor.heightForWidth(editor.width()) > 100)
    assert len(laid_out) < 5


def test_a_sentence_is_understood_without_a_pattern_for_each_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made.append(pattern)
        return compiled(pattern, flags)

    importlib.reload(phrases)  # knows no sentence yet
    monkeypatch.setattr(re, "compile", counted)
    assert phrases.in_window("too short: 0.005 s, the least is 0.02 s") == "too short: 0.005 s, the least is 0.02 s"
    assert 0 < len(made) < 10
