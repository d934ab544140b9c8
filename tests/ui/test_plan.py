"""Before the first call: what it takes, what leaves the machine, and one click."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sp404_gui.domain.job import JobOptions, Strategy
from sp404_gui.engine.checks.checklist import Check
from sp404_gui.engine.outlook.estimate import Estimate
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme

ONLINE = JobOptions(provider="openrouter", models=("maker/model:free",))


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, icons: Icons) -> PlanDialog:
    dialog = PlanDialog(theme, icons)
    qtbot.addWidget(dialog)
    dialog.show_job("Wanns\u202e Wavs", ONLINE)
    dialog.open()
    return dialog


def estimate(**changes: object) -> Estimate:
    values: dict[str, object] = {
        "samples": 604,
        "bytes": 1_200_000_000,
        "formats": {"wav": 590, "flac": 14},
        "duplicates": 12,
        "unreadable": 3,
        "passed_over": {"hidden": 5},
        "strategy": Strategy.DISTRIBUTED_PROCESSING,
        "workers": 2,
        "asked": 589,
        "batch_size": 5,
        "calls_least": 118,
        "calls_most": 121,
        "interval_s": 12.0,
        "local_s": 8.0,
        "total_s": 1452.0,
        "disk_bytes": 7_248_000,
        "cost_usd": 0.0,
        "overnight": False,
    }
    return Estimate(**{**values, **changes})  # type: ignore[arg-type]


def words(dialog: PlanDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_a_plan_says_samples_calls_time_money_and_what_is_skipped(dialog: PlanDialog) -> None:
    dialog.show_estimate(estimate())
    said = words(dialog)
    for fact in (
        "604",
        "118–121",
        "24 m 12 s",
        "$0.00",
        "12 duplicates",
        "3 that cannot be read",
        "5 hidden",
        "maker/model:free",
        "7.2 MB",
    ):
        assert fact in said
    assert "Wanns\\u202e Wavs" in said


def test_where_everything_is_done_the_plan_says_what_a_start_would_do(dialog: PlanDialog) -> None:
    dialog.show_estimate(estimate(finished=604, asked=0, calls_least=0, calls_most=0, local_s=0.0, total_s=0.0, disk_bytes=0))
    said = words(dialog)
    assert "Everything here is done. Start looks for files that have changed." in said
    assert "about 0" not in said
    assert dialog.start.isEnabled()


def test_a_plan_says_what_leaves_this_machine(dialog: PlanDialog) -> None:
    dialog.show_estimate(estimate())
    assert "names of files and folders go to OpenRouter" in words(dialog)
    dialog.show_job("Wavs", JobOptions(provider="https://user:secret@llm.example.org/v1", hide_names=True))
    dialog.show_estimate(estimate())
    assert "go to llm.example.org, without file and folder names" in words(dialog)
    assert "secret" not in words(dialog)
    dialog.show_job("Wavs", JobOptions(provider="openrouter", listen=True))
    dialog.show_estimate(estimate())
    assert "the sound itself, up to 10 seconds of each sample, go to OpenRouter" in words(dialog)
    dialog.show_job("Wavs", JobOptions())
    dialog.show_estimate(estimate(asked=0, calls_least=0, calls_most=0))
    assert "Nothing leaves this machine." in words(dialog)


def test_a_daily_allowance_is_told_in_days_and_unknown_money_as_unknown(dialog: PlanDialog) -> None:
    dialog.show_estimate(estimate(days=3, cost_usd=None, finished=302, calls_made=61))
    said = words(dialog)
    assert "3 days" in said
    assert "cost not known" in said
    assert "302 samples finished, 61 calls made" in said


def test_one_click_starts_once_the_plan_is_known(dialog: PlanDialog, qtbot: QtBot) -> None:
    assert not dialog.start.isEnabled()
    dialog.show_estimate(estimate(), [Check("Files", "ok", "All can be read.")])
    with qtbot.waitSignal(dialog.start_wanted) as started:
        QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert started.args == [ONLINE]
    assert not dialog.isVisible()


def test_a_changed_choice_asks_for_a_new_plan_before_it_starts(dialog: PlanDialog, qtbot: QtBot) -> None:
    dialog.show_estimate(estimate())
    batch = dialog.choices.field("batch_size")
    with qtbot.waitSignal(dialog.options_changed) as changed:
        QTest.keyClick(batch, Qt.Key.Key_Up)
    assert changed.args is not None
    assert changed.args[0].batch_size == 6
    assert not dialog.start.isEnabled()
    dialog.show_estimate(estimate(batch_size=6))
    assert dialog.start.isEnabled()


def test_no_limit_and_automatic_are_choices_like_any_number(dialog: PlanDialog) -> None:
    calls, batch = dialog.choices.field("max_calls"), dialog.choices.field("batch_size")
    assert dialog.options.max_calls is None
    QTest.keyClick(calls, Qt.Key.Key_Up)
    assert dialog.options.max_calls == 0
    dialog.choices.show_options(JobOptions(provider="openrouter", batch_size=1))
    QTest.keyClick(batch, Qt.Key.Key_Down)
    assert dialog.options.batch_size is None


def test_another_provider_does_not_get_the_models_of_the_one_before(dialog: PlanDialog) -> None:
    QTest.keyClick(dialog.choices.provider, Qt.Key.Key_Down)
    assert dialog.options.provider == "openrouter"  # the address is not written yet
    server = dialog.choices.server
    QTest.keyClicks(server, "llm.example.org")
    QTest.keyClick(server, Qt.Key.Key_Tab)
    assert dialog.options.provider == "openrouter"
    assert "http" in words(dialog)
    server.setText("https://me:geheim@llm.example.org/v")
    QTest.keyClicks(server, "1")
    assert dialog.options.provider == "openrouter"
    assert "without user name" in words(dialog)
    server.clear()
    QTest.keyClicks(server, "http://127.0.0.1:11434/v1")
    QTest.keyClick(server, Qt.Key.Key_Return)
    assert dialog.options == JobOptions(provider="http://127.0.0.1:11434/v1")


def test_a_failed_check_is_said_and_left_to_the_user(dialog: PlanDialog) -> None:
    dialog.show_estimate(
        estimate(), [Check("Budget", "failed", "60 calls are not enough for 118."), Check("Files", "warning", "3 cannot be read.")]
    )
    assert dialog.start.text() == "Start anyway"
    assert dialog.start.isEnabled()
    assert "60 calls are not enough for 118." in words(dialog)
    assert {label.accessibleName() for label in dialog.checklist.findChildren(QLabel)} >= {"failed", "warning"}


def test_a_plan_that_cannot_be_made_says_why(dialog: PlanDialog) -> None:
    dialog.show_failure("There is no audio in Wavs.")
    assert "There is no audio in Wavs." in words(dialog)
    assert not dialog.start.isEnabled()


def test_showing_choices_is_not_taken_for_choosing(dialog: PlanDialog, qtbot: QtBot) -> None:
    dialog.show_estimate(estimate())
    with qtbot.assertNotEmitted(dialog.options_changed):
        dialog.choices.show_options(JobOptions(provider="offline", batch_size=7, max_calls=100))
    assert dialog.options.batch_size == 7
