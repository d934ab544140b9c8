"""How a job runs, as plots and as an audit trail."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from sp404_gui.domain.job import Counts
from sp404_gui.store.journal import Journal
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.audit import told
from sp404_gui.ui.models.timeline import Timeline
from sp404_gui.ui.panels.monitor import MonitorPanel
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.plot import Plot, ceiling

START = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)


def entry(event: str, second: float = 0, **facts: Any) -> Mapping[str, Any]:
    return {"at": (START + timedelta(seconds=second)).isoformat(), "event": event, **facts}


@pytest.fixture
def monitor(qtbot: QtBot, theme: Theme, icons: Icons) -> MonitorPanel:
    monitor = MonitorPanel(theme, icons)
    qtbot.addWidget(monitor)
    monitor.resize(900, 460)
    monitor.show()
    return monitor


def trail(monitor: MonitorPanel) -> QTableView:
    found = monitor.findChild(QTableView)
    assert found is not None
    return found


def plot(monitor: MonitorPanel, title: str) -> Plot:
    return next(plot for plot in monitor.findChildren(Plot) if plot.accessibleName().startswith(title))


def test_every_step_of_a_job_is_told_in_words(tmp_path: Path, monitor: MonitorPanel) -> None:
    journal = Journal(str(tmp_path / "log.jsonl"))
    journal.write("call", START.isoformat(), stage="vibe_analysis", batch=3, attempt=2, ids=["sample_000001", "sample_000002"])
    journal.write("answer", START.isoformat(), hashes={"sample_000001": "a"}, body="x" * 100_000)
    journal.write("retry", START.isoformat(), ids=["sample_000002"], kind="timeout", message="No answer came.", attempts=1)
    journal.write("finished", START.isoformat(), status="done", reason="")
    monitor.note_entries(journal.entries())
    model = trail(monitor).model()
    shown = [(model.index(row, 1).data(), model.index(row, 2).data()) for row in range(model.rowCount())]
    assert shown[0] == ("call", "batch 3 · try 2 · vibe analysis · 2 samples")
    assert shown[1] == ("answer", "sample_000001")
    assert shown[2][1].startswith("No answer came. · sample_000002")
    assert shown[3] == ("finished", "done")


def test_the_trail_is_filtered_and_what_comes_later_is_judged_too(monitor: MonitorPanel) -> None:
    monitor.note_entries([entry("call", batch=n) for n in range(5)] + [entry("retry", message="Slow down.")])
    field = monitor.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "SLOW")
    assert trail(monitor).model().rowCount() == 1
    monitor.note_entries([entry("call", batch=9), entry("retry", message="Too slow.")])
    assert trail(monitor).model().rowCount() == 2
    field.clear()
    assert trail(monitor).model().rowCount() == 8


def test_the_trail_keeps_the_newest_and_stays_at_its_end_until_one_looks_back(monitor: MonitorPanel) -> None:
    monitor.note_entries([entry("call", batch=n) for n in range(4_000)])
    QApplication.processEvents()
    bar = trail(monitor).verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    monitor.note_entries([entry("call", batch=n) for n in range(4_000, 6_000)])
    QApplication.processEvents()
    model = trail(monitor).model()
    assert model.rowCount() == 5_000
    assert model.index(0, 2).data() == "batch 1000"
    assert model.index(4_999, 2).data() == "batch 5999"
    assert bar.value() == bar.maximum()
    bar.setValue(100)
    monitor.note_entries([entry("answer")])
    QApplication.processEvents()
    assert bar.value() <= 100


def test_rows_are_copied_whole(monitor: MonitorPanel) -> None:
    copied: list[str] = []
    monitor.copy_wanted.connect(copied.append)
    monitor.note_entries([entry("call", batch=1), entry("call", batch=2)])
    trail(monitor).selectRow(1)
    QTest.keyClick(trail(monitor), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == [f"{START.isoformat()}\tcall\tbatch 2"]


def test_calls_and_samples_are_plotted_as_they_happen(monitor: MonitorPanel) -> None:
    monitor.note_entries([entry("call", n) for n in range(60)])
    start_s = START.timestamp()
    monitor.note_counts(start_s, Counts(total=100, pending=90, done=10))
    monitor.note_counts(start_s + 2, Counts(total=100, pending=80, done=18, failed=1, skipped=1))
    assert plot(monitor, "Calls").reading() == "60.0"
    assert plot(monitor, "Samples").reading() == "120.0"  # ten in a step of five seconds; those of before are not of now
    assert plot(monitor, "Errors").reading() == ""
    QTest.mouseMove(plot(monitor, "Calls"), QPoint(50, 50))
    assert plot(monitor, "Calls").reading().endswith("   60.0")
    monitor.clear()
    assert plot(monitor, "Calls").reading() == ""


def test_a_hidden_monitor_catches_up_when_it_is_shown(monitor: MonitorPanel) -> None:
    monitor.hide()
    monitor.note_entries([entry("retry", n) for n in range(10)])
    monitor.show()
    assert plot(monitor, "Errors").reading() == "60.0"


def test_the_keyboard_moves_along_a_plot(monitor: MonitorPanel) -> None:
    monitor.note_entries([entry("call", 0), *[entry("call", 5 + n / 10) for n in range(3)]])
    QTest.keyClick(plot(monitor, "Calls"), Qt.Key.Key_Left)
    assert plot(monitor, "Calls").accessibleDescription().endswith("   12.0")


def test_three_nights_take_no_more_room_than_a_minute_and_nothing_is_lost() -> None:
    line = Timeline(steps=100, step_s=5)
    for minute in range(3 * 24 * 60):
        line.add(START.timestamp() + 60 * minute, 2)
    times, rates = line.per_minute()
    assert len(times) <= 100
    assert line.total == 2 * 3 * 24 * 60
    assert rates[5] == pytest.approx(2, rel=0.05)
    line.add(START.timestamp() - 10_000)
    assert line.total == 2 * 3 * 24 * 60 + 1


def test_scales_end_at_round_numbers() -> None:
    assert [ceiling(value) for value in (0, 1, 1.2, 6, 45.2, 101)] == [1, 1, 2, 10, 50, 200]


def test_an_entry_about_one_sample_names_its_file_and_the_program_says_words() -> None:
    assert told({"event": "edited", "edits": {"sample_000007": {}}}, {"sample_000007": "kick_dusty"}.__getitem__).detail == "kick_dusty"
    assert told({"event": "finished", "status": "done_with_failures", "reason": "a_file is damaged."}).detail == (
        "done with failures · a_file is damaged."
    )


def test_entries_of_any_kind_do_no_harm() -> None:
    hostile = json.loads('{"at": 5, "event": "\\u202ex", "ids": 7, "message": null, "stage": {"a": 1}, "note": "\\u001b[31m"}')
    row = told(hostile)
    assert row.event == "\\u202ex"
    assert "\x1b" not in row.detail
