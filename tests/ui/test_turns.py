"""What takes a while in the window is done in turns, once, and with room for other things in between."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import getCppPointer

from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.dialogs.settings_pages import SettingsPages
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.stylesheet import stylesheet
from tests.ui.windows import opened, until

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
