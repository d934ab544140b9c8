"""What went wrong, and trying again."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.problem_tree import ProblemTree
from sp404_gui.ui.models.problems import Problems
from sp404_gui.ui.panels.problems import ProblemsPanel
from sp404_gui.ui.theme import Theme

AT = "2026-11-23T21:37:36.525Z"


def failed(number: int, category: ErrorCategory = ErrorCategory.SKIPPABLE, message: str = "Broken.") -> SampleRecord:
    error = SampleError(category=category, kind="corrupt", message=message, stage="local_features", attempts=3, at=AT)
    sample = Sample(f"sample_{number:06d}", "/music", f"kick {number}.wav", 1, 1)
    return SampleRecord(sample=sample, status=SampleStatus.FAILED, errors=(error,))


def retry(message: str, *ids: str, category: str = "recoverable", kind: str = "rate_limit") -> Mapping[str, Any]:
    facts = {"at": AT, "event": "retry", "ids": list(ids), "stage": "vibe_analysis", "attempts": 1}
    return {**facts, "category": category, "kind": kind, "message": message}


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, icons: Icons) -> ProblemsPanel:
    panel = ProblemsPanel(theme, icons)
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show()
    return panel


def tree(panel: ProblemsPanel) -> QTreeView:
    found = panel.findChild(QTreeView)
    assert found is not None
    return found


def lines(panel: ProblemsPanel) -> list[tuple[str, list[str]]]:
    model = tree(panel).model()
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    return [(str(group.data()), [str(model.index(row, 0, group).data()) for row in range(model.rowCount(group))]) for group in groups]


def click(panel: ProblemsPanel, text: str) -> None:
    next(b for b in panel.findChildren(QPushButton) if b.text() == text).click()


def select(panel: ProblemsPanel, group: int, row: int) -> None:
    model, selection, flags = tree(panel).model(), tree(panel).selectionModel(), QItemSelectionModel.SelectionFlag
    # the view itself would ask for the keys that are held, also those that an earlier test left held
    selection.setCurrentIndex(model.index(row, 0, model.index(group, 0)), flags.ClearAndSelect | flags.Rows)


def test_troubles_stand_under_their_category_the_gravest_first(panel: ProblemsPanel) -> None:
    panel.put([failed(1), failed(2, ErrorCategory.RECOVERABLE, "No answer.")])
    panel.note_entries([retry("Slow down."), {"at": AT, "event": "finished", "status": "fatal", "reason": "The key was refused."}])
    shown = lines(panel)
    assert [title.split(" ")[0] for title, _ in shown] == ["Fatal", "Skippable", "Recoverable"]
    assert [rows for _, rows in shown] == [["The key was refused."], ["Broken."], ["No answer.", "Slow down."]]
    assert next(b for b in panel.findChildren(QPushButton) if b.text() == "Open settings").isVisible()
    panel.note_entries([{"at": AT, "event": "started"}])
    assert [title.split(" ")[0] for title, _ in lines(panel)] == ["Skippable", "Recoverable"]


def test_only_what_has_failed_is_tried_again(panel: ProblemsPanel) -> None:
    wanted: list[list[str]] = []
    panel.retry_wanted.connect(wanted.append)
    panel.put([failed(1), failed(2), failed(3)])
    panel.note_entries([retry("Slow down.", "sample_000009")])
    select(panel, 0, 1)
    click(panel, "Retry selected")
    click(panel, "Retry all")
    select(panel, 1, 0)
    click(panel, "Retry selected")
    assert wanted == [["sample_000002"], ["sample_000001", "sample_000002", "sample_000003"]]


def test_a_category_stands_for_all_of_its_own(panel: ProblemsPanel) -> None:
    wanted: list[list[str]] = []
    panel.retry_wanted.connect(wanted.append)
    panel.put([failed(1), failed(2)])
    tree(panel).setCurrentIndex(tree(panel).model().index(0, 0))
    click(panel, "Retry selected")
    assert wanted == [["sample_000001", "sample_000002"]]


def test_a_sample_that_was_mended_or_removed_leaves_the_list_and_the_selection_stays(panel: ProblemsPanel) -> None:
    told: list[tuple[int, int]] = []
    panel.counted.connect(lambda samples, calls: told.append((samples, calls)))
    panel.put([failed(1), failed(2), failed(3)])
    select(panel, 0, 2)
    panel.put([replace(failed(1), status=SampleStatus.DONE), replace(failed(2), user=UserEdits(removed=True)), failed(4)])
    assert lines(panel)[0][1] == ["Broken.", "Broken."]
    shown: list[str] = []
    panel.show_file_wanted.connect(shown.append)
    click(panel, "Show file")
    assert shown == ["/music/kick 3.wav"]
    assert told == [(3, 0), (2, 0)]


def test_the_file_of_a_sample_is_shown_whatever_its_name(panel: ProblemsPanel) -> None:
    shown: list[str] = []
    panel.show_file_wanted.connect(shown.append)
    odd = replace(failed(1).sample, path=os.fsdecode(b"caf\xe9.wav"))
    panel.put([replace(failed(1), sample=odd), failed(3)])
    for row in (0, 1):
        select(panel, 0, row)
        click(panel, "Show file")
    assert shown == [os.fsdecode(b"/music/caf\xe9.wav"), "/music/kick 3.wav"]


def test_a_job_of_another_process_is_only_looked_at(panel: ProblemsPanel) -> None:
    panel.put([failed(1)])
    select(panel, 0, 0)
    panel.set_may_retry(may=False)
    wanted: list[list[str]] = []
    panel.retry_wanted.connect(wanted.append)
    click(panel, "Retry selected")
    click(panel, "Retry all")
    assert not wanted


def test_details_are_copied_as_lines_and_a_double_click_goes_to_the_sample(panel: ProblemsPanel) -> None:
    copied: list[str] = []
    gone_to: list[str] = []
    panel.copy_wanted.connect(copied.append)
    panel.sample_chosen.connect(gone_to.append)
    panel.put([failed(1), failed(2, message="=bad\nline\t\u202eevil")])
    click(panel, "Copy details")
    select(panel, 0, 1)
    QTest.keyClick(tree(panel), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [text.count("\n") + 1 for text in copied] == [2, 1]
    assert copied[1].split("\t") == [AT, "skippable", "corrupt", "kick 2.wav", "3", "'=bad\\nline\\t\\u202eevil"], (
        "what a server says hides and calculates nothing"
    )
    QTest.keyClick(tree(panel), Qt.Key.Key_Return)
    assert gone_to == ["sample_000002"]


def test_alike_troubles_of_calls_are_counted_on_one_line() -> None:
    problems = Problems()
    problems.note_entries([retry("Slow down.", f"sample_{n}") for n in range(40)])
    problems.note_entries([retry(f"The answer left sample_{n} out.", f"sample_{n}", category="partial") for n in range(40)])
    problems.note_entries([retry("What?", category="unheard of"), {"event": "call"}])
    groups = problems.groups()
    assert [(p.attempts, len(p.ids)) for p in groups[ErrorCategory.RECOVERABLE]] == [(40, 40)]
    assert [p.message for p in groups[ErrorCategory.PARTIAL]] == ["The answer left a sample out."]
    assert len(problems) == 2


def test_names_and_messages_are_shown_as_they_are_and_harmless(panel: ProblemsPanel) -> None:
    panel.put([failed(1, message="<b>bold</b> \u202e\x1b[31m")])
    model = tree(panel).model()
    index = model.index(0, 0, model.index(0, 0))
    assert index.data() == "<b>bold</b> \\u202e\\x1b[31m"
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_rows_come_change_and_go_as_views_expect_it(theme: Theme, icons: Icons) -> None:
    model, problems = ProblemTree(theme, icons), Problems()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    kept: QPersistentModelIndex | None = None
    for step in range(12):
        problems.put([failed(step * 3), failed(step * 3 + 1, ErrorCategory.PARTIAL), failed(step, message=f"Again {step}.")])
        problems.put([replace(failed(step * 2), status=SampleStatus.PENDING)] if step % 3 == 0 else [])
        model.show_groups(problems.groups())
        told = {p.key for group in range(model.rowCount()) for p in model.problems(group)}
        assert told == {p.key for group in problems.groups().values() for p in group}
        if step == 2:
            kept = QPersistentModelIndex(model.index(1, 0, model.index(0, 0, QModelIndex())))
            name = str(kept.sibling(kept.row(), 1).data())
    assert kept is not None
    assert kept.isValid()
    assert kept.sibling(kept.row(), 1).data() == name
    del tester


def test_ten_thousand_failures_are_taken_and_mended_at_once(panel: ProblemsPanel) -> None:
    panel.put([failed(n) for n in range(10_000)])
    assert len(lines(panel)[0][1]) == 10_000
    panel.put([replace(failed(n), status=SampleStatus.PENDING) for n in range(9_999)])
    assert len(lines(panel)[0][1]) == 1
    panel.clear()
    assert not lines(panel)


def test_many_failures_are_shown_now_and_then_while_more_come_and_counted_at_once(panel: ProblemsPanel, qtbot: QtBot) -> None:
    told: list[int] = []
    panel.counted.connect(lambda samples, _: told.append(samples))
    panel.put([failed(n) for n in range(2_000)])
    select(panel, 0, 1_500)
    for number in range(2_000, 2_003):
        panel.put([failed(number)])
    assert told == [2_000, 2_001, 2_002, 2_003]
    assert len(lines(panel)[0][1]) == 2_000
    qtbot.waitUntil(lambda: len(lines(panel)[0][1]) == 2_003)
    wanted: list[list[str]] = []
    panel.retry_wanted.connect(wanted.append)
    click(panel, "Retry selected")
    assert wanted == [["sample_001500"]]
    panel.hide()
    panel.put([failed(2_003)])
    panel.show()
    assert len(lines(panel)[0][1]) == 2_004


def test_of_many_failures_none_is_tried_again_that_has_its_answer_though_it_is_still_shown(panel: ProblemsPanel) -> None:
    wanted: list[list[str]] = []
    panel.retry_wanted.connect(wanted.append)
    panel.put([failed(n) for n in range(2_000)])
    select(panel, 0, 1_500)
    click(panel, "Retry selected")
    panel.put([replace(failed(1_500), status=SampleStatus.DONE)])
    assert len(lines(panel)[0][1]) == 2_000
    click(panel, "Retry selected")
    assert list(filter(None, wanted)) == [["sample_001500"]]


def test_what_stops_a_job_is_shown_at_once_also_above_many_failures(panel: ProblemsPanel) -> None:
    panel.put([failed(n) for n in range(2_000)])
    panel.note_entries([{"at": AT, "event": "finished", "status": "fatal", "reason": "The key was refused."}])
    assert lines(panel)[0][1] == ["The key was refused."]
