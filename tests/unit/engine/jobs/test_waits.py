"""What a job waits for, as its audit trail tells it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.engine.jobs.waits import current_wait
from sp404_gui.store.journal import Journal

NOW = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)
DAY_IS_USED = {"seconds": 7200, "kind": "day_limit", "reason": "This day's free calls are used up."}
SERVER_IS_BUSY = {"ids": ["sample_000001"], "kind": "server", "message": "The server is busy.", "seconds": 60}


def told(job: Path, *entries: tuple[str, int, dict[str, Any]]) -> tuple[int, str] | None:
    """Seconds and reason of the wait after these entries, each so many minutes old."""
    for event, minutes, facts in entries:
        Journal(str(job / "log.jsonl")).write(event, (NOW - timedelta(minutes=minutes)).isoformat(), **facts)
    wait = current_wait(str(job), NOW)
    return None if wait is None else (round(wait.seconds), wait.reason)


def test_a_wait_is_told_with_its_reason_and_what_is_left_of_it(tmp_path: Path) -> None:
    assert told(tmp_path) is None
    assert told(tmp_path, ("waiting", 60, DAY_IS_USED)) == (3600, "This day's free calls are used up.")
    assert told(tmp_path, ("retry", 0, SERVER_IS_BUSY)) == (60, "The server is busy.")
    assert told(tmp_path, ("call", 0, {})) is None
    assert told(tmp_path, ("retry", 2, SERVER_IS_BUSY)) is None, "it is over"
    assert told(tmp_path, ("waiting", 60, DAY_IS_USED), ("finished", 40, {})) is None
    assert told(tmp_path, ("waiting", 60, DAY_IS_USED), ("started", 5, {})) is None, "another run, after a crash"


@pytest.mark.parametrize("facts", [{}, {"seconds": "soon"}, {"seconds": 1e300}, {"seconds": None}], ids=str)
def test_an_entry_that_cannot_be_understood_is_no_wait(tmp_path: Path, facts: dict[str, Any]) -> None:
    assert told(tmp_path, ("waiting", 0, facts)) is None


def test_only_the_end_of_a_long_audit_trail_is_read(tmp_path: Path) -> None:
    notes = [("note", 90, {"text": "x" * 40_000})] * 5
    assert told(tmp_path, *notes, ("waiting", 60, DAY_IS_USED)) == (3600, "This day's free calls are used up.")
