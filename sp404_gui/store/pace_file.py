"""What all processes on this machine know together of the pace: one small file, a row an account."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from sp404_gui.store.sqlite_file import SqliteFile

T = TypeVar("T")

_APPLICATION_ID = 0x53503430
_SCHEMA = "CREATE TABLE IF NOT EXISTS pace (account TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID"
_READ = "SELECT state FROM pace WHERE account = ?"
_WRITE = "INSERT INTO pace VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET state = excluded.state"


class PaceFile:
    """Small JSON objects by account, changed by one process at a time.

    Args:
        path: The file; made if absent.
        now: Seconds since 1970.

    Raises:
        UsageError: The file is something else.
        FatalError: It cannot be opened.
    """

    def __init__(self, path: str, now: Callable[[], float]) -> None:
        self._file = SqliteFile(
            path,
            _SCHEMA,
            frozenset({"pace"}),
            _APPLICATION_ID,
            now,
            what="pace file",
            way_out="SP404_PACE_FILE",
            is_paid_for=False,
        )

    def change(self, account: str, step: Callable[[dict[str, Any]], T]) -> T:
        """Change what is known of an account, alone among all processes. Blocks.

        Args:
            account: Its name; never a key.
            step: Changes the object in place, and may be called again; an empty one where nothing is known.

        Returns:
            What the step returned.

        Raises:
            FatalError: The file cannot be used.
        """

        def work(connection: sqlite3.Connection) -> T:
            row = connection.execute(_READ, (account,)).fetchone()
            before = row[0] if row else "{}"
            state = _object(before)
            result = step(state)
            after = json.dumps(state, allow_nan=False)
            if after != before:
                connection.execute(_WRITE, (account, after))
            return result

        return self._file.run(work)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _object(text: str) -> dict[str, Any]:
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}
