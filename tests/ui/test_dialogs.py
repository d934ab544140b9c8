"""Every dialog: named for those who hear it, plain text, reachable by keyboard, and quiet when closed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.errors import FatalError
from sp404_gui.domain.sample import UserEdits
from sp404_gui.export.formats import FORMATS
from sp404_gui.store.edits import write_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.control.export_control import previewed
from sp404_gui.ui.dialogs.about import AboutDialog
from sp404_gui.ui.dialogs.card import CardDialog
from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
from sp404_gui.ui.dialogs.export import ExportChoice, ExportDialog, ExportPreview
from sp404_gui.ui.dialogs.export_formats import extension_of, format_words
from sp404_gui.ui.dialogs.first_run import FirstRunDialog
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.dialogs.report_text import report_text
from sp404_gui.ui.dialogs.shortcuts import Entry, ShortcutsDialog
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from tests.ui.tongues import speaking
from tests.ui.windows import settings_dialog

D = TypeVar("D", bound=QDialog)
Make = Callable[[Theme, Icons], DialogFrame]
DIALOGS: Mapping[str, Make] = {
    "plan": PlanDialog,
    "settings": settings_dialog,
    "first run": lambda theme, _: FirstRunDialog(theme),
    "keyboard": lambda theme, _: ShortcutsDialog(theme),
    "export": ExportDialog,
    "card": CardDialog,
    "error report": ErrorReportDialog,
    "about": lambda theme, _: AboutDialog(theme, "1.2.3", {"Qt": "6"}, {"Jobs": "jobs"}, ["Qt 6: LGPL-3.0-only"]),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_has_a_name_and_every_text_is_plain(name: str, qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dialog = opened(DIALOGS[name](theme, icons), qtbot)
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for widget in dialog.findChildren(kind):
            if not _is_inner(widget):
                assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget
    assert [label.text() for label in dialog.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText and label.text()] == []


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_closes_it_and_both_palettes_paint(name: str, qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dialog = opened(DIALOGS[name](theme, icons), qtbot)
    theme.set_mode("light")
    assert not dialog.grab().isNull()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_return_presses_the_button_that_has_the_keyboard_and_not_the_large_one(qtbot: QtBot, theme: Theme) -> None:
    dialog = DialogFrame(theme, "Move 12 files?")
    back, yes = dialog.add_button("Cancel"), dialog.add_button("Move", "primary", default=True)
    pressed: list[str] = []
    back.clicked.connect(lambda: pressed.append("Cancel"))
    yes.clicked.connect(lambda: pressed.append("Move"))
    opened(dialog, qtbot)
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert pressed == ["Cancel"]


def test_the_first_start_asks_three_things_and_everything_can_be_skipped(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(FirstRunDialog(theme), qtbot)
    QTest.mouseClick(button(dialog, "Go on without a key"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.changed) as changed:
        QTest.keyClicks(dialog.places.line, "/home/mira/sounds")
        QTest.keyClick(dialog.places.line, Qt.Key.Key_Return)  # and Enter goes on, too
    assert changed.args == [{"jobs_dir": "/home/mira/sounds"}]
    with qtbot.waitSignals([dialog.accepted, dialog.demo_wanted]):
        QTest.mouseClick(button(dialog, "Try the demo samples"), Qt.MouseButton.LeftButton)


def test_a_key_that_was_pasted_is_not_forgotten_by_going_on(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(FirstRunDialog(theme), qtbot)
    QTest.keyClicks(dialog.key.secret, "sk-or-v1-abc")
    with qtbot.waitSignal(dialog.key.keep_wanted) as kept:
        QTest.mouseClick(button(dialog, "Go on without a key"), Qt.MouseButton.LeftButton)
    assert kept.args == ["sk-or-v1-abc"]


def test_the_overview_shows_the_keys_that_actions_have(qtbot: QtBot, theme: Theme) -> None:
    add, bare = QAction("&Add folder…"), QAction("Without a key")
    add.setShortcut("Ctrl+O")
    dialog = opened(ShortcutsDialog(theme), qtbot)
    groups: dict[str, list[Entry]] = {"Collection": [add, bare], "Listening": [("Play or pause", "Space")]}
    dialog.show_groups(groups)
    assert {"Add folder", "Play or pause"} <= shown(dialog)
    assert {"Add folder: Ctrl+O", "Play or pause: Space"} <= {label.accessibleName() for label in dialog.findChildren(QLabel)}
    assert "Without a key" not in shown(dialog)
    QTest.keyClicks(dialog.filter, "ctrl+o")
    assert "Add folder" in shown(dialog)
    assert "Play or pause" not in shown(dialog)
    QTest.keyClicks(dialog.filter, "xyz")
    assert "No key does that." in shown(dialog)


def test_the_formats_are_those_that_can_be_written() -> None:
    assert {words.name for words in format_words()} == set(FORMATS)


def test_what_is_there_is_replaced_only_after_a_yes(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dialog = opened(ExportDialog(theme, icons), qtbot)
    with qtbot.waitSignal(dialog.preview_wanted) as wanted:
        dialog.show_job("Wanns/Wavs 1", "/home/mira")
    assert wanted.args == [ExportChoice(format_name="html", path="/home/mira/Wanns-Wavs 1.html")]
    assert not dialog.write.isEnabled()
    dialog.show_preview(ExportPreview(beginning="<!doctype html>", samples=604, exists=True))
    assert dialog.beginning.toPlainText() == "<!doctype html>"
    assert not dialog.write.isEnabled()
    QTest.mouseClick(dialog.overwrite, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.export_wanted) as written:
        QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    assert written.args == [ExportChoice(format_name="html", path="/home/mira/Wanns-Wavs 1.html", overwrite=True)]
    choices = (dialog.formats, dialog.file, dialog.overwrite)
    dialog.show_busy()
    assert not any(part.isEnabled() for part in choices), "while one file is written, no other is begun"
    dialog.show_done("/home/mira/Wanns-Wavs 1.html")
    assert all(part.isEnabled() for part in choices)


def test_a_yes_to_one_file_is_none_to_another(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dialog = opened(ExportDialog(theme, icons), qtbot)
    dialog.show_job("Wavs", "/home/mira")
    dialog.show_preview(ExportPreview(beginning="", samples=1, exists=True))
    QTest.mouseClick(dialog.overwrite, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.preview_wanted) as wanted:
        QTest.mouseClick(button(dialog, "Table"), Qt.MouseButton.LeftButton)
    assert wanted.args == [ExportChoice(format_name="csv", path=f"/home/mira/Wavs{extension_of('csv')}")]
    assert not dialog.write.isEnabled()
    dialog.show_preview(ExportPreview(beginning="", samples=1, fault="The folder may not be written to."))
    assert "The folder may not be written to." in shown(dialog)
    assert not dialog.write.isEnabled()


def test_a_preview_counts_what_would_be_written_and_shows_a_page_as_it_reads(finished_job: Path) -> None:
    folder = JobFolder.open(str(finished_job))
    gone = folder.samples_of(folder.read_manifest())[0]
    write_edits(folder.journal, {gone.id: UserEdits(removed=True)}, "2026-03-01T10:00:00Z")
    preview = previewed(str(finished_job), ExportChoice(format_name="html", path=str(finished_job / "page.html")))
    assert preview.samples == 5
    lines = preview.beginning.splitlines()
    assert len(lines) == 1 + 5
    assert gone.path not in preview.beginning
    assert "|" not in preview.beginning
    with speaking("de"):
        nowhere = previewed(str(finished_job), ExportChoice(format_name="html", path="/nowhere/page.html"))
    assert nowhere.fault == "Es gibt keinen Ordner /nowhere."


def test_a_report_tells_what_happened_and_nothing_private() -> None:
    text = report_text(
        FatalError("sk-or-v1-0123456789 in /home/mira/x by mira, http://mira:geheim@host/?key=abc"),
        {"Qt": "6.11"},
        [f"line {number}" for number in range(80)] + ["Authorization: Bearer abc.def-ghi", "own-secret"],
        home="/home/mira",
        secrets=["own-secret"],
        user="mira",
    )
    assert "FatalError" in text
    assert "Qt: 6.11" in text
    assert "line 79" in text
    assert "line 30" not in text.splitlines()
    assert "~/x" in text
    for private in ("sk-or", "0123456789", "mira", "geheim", "abc", "own-secret"):
        assert private not in text


def test_a_second_report_is_added_and_all_can_be_copied(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dialog = opened(ErrorReportDialog(theme, icons), qtbot)
    dialog.show_report("Showing a wave did not work.", "first")
    dialog.show_report("Showing a wave did not work.", "second")
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "first" in copied
    assert "second" in copied


def opened(dialog: D, qtbot: QtBot) -> D:
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def button(dialog: QDialog, text: str) -> QAbstractButton:
    return next(b for b in dialog.findChildren(QAbstractButton) if b.text() == text)


def shown(dialog: QDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)}


def _is_inner(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another one, which has the name."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit)
