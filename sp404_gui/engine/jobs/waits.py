"""What a job that runs in another process waits for."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from sp404_gui.domain.events import Waiting
from sp404_gui.engine.jobs.loading import CALL, FINISHED, RETRY, STARTED, WAITING
from sp404_gui.engine.jobs.reading import audit_trail
from sp404_gui.store import layout

_TAIL_BYTES = 64 << 10
_ENDS = (CALL, STARTED, FINISHED)


def current_wait(place: str, now: datetime) -> Waiting | None:
    """The newest wait that the audit trail tells of and that is not over; None once a call has left, or a run begun or ended. Blocks.

    Args:
        place: The job folder.
        now: The time, with its zone.
    """
    try:
        size = os.path.getsize(os.path.join(place, layout.LOG))
    except OSError:
        return None
    entries, _ = audit_trail(place, max(0, size - _TAIL_BYTES))
    wait = None
    for entry in entries:
        if entry["event"] in (WAITING, RETRY):
            wait = _wait(entry, now) or wait
        elif entry["event"] in _ENDS:
            wait = None
    return wait


def _wait(entry: Mapping[str, Any], now: datetime) -> Waiting | None:
    reason = entry.get("reason", entry.get("message", ""))
    with suppress(KeyError, TypeError, ValueError, OverflowError):
        end = datetime.fromisoformat(entry["at"]).astimezone(UTC) + timedelta(seconds=entry["seconds"])
        if end > now:
            return Waiting(seconds=(end - now).total_seconds(), reason=str(reason), kind=str(entry.get("kind", "")), ids=(), attempt=0)
    return None
