"""What all processes on this machine know together of the pace, and what they learnt from earlier calls: one small file."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from sp404_gui.store.sqlite_file import SqliteFile

T = TypeVar("T")

_APPLICATION_ID = 0x53503430
_SCHEMA = "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID"
_READ = "SELECT note FROM notes WHERE name = ?"
_WRITE = "INSERT INTO notes VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET note = excluded.note"


class SharedNotes:
    """Small JSON objects by name, changed by one process at a time.

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
            frozenset({"notes"}),
            _APPLICATION_ID,
            now,
            what="pace file",
            way_out="SP404_PACE_FILE",
            is_paid_for=False,
        )

    def change(self, name: str, step: Callable[[dict[str, Any]], T]) -> T:
        """Change a note, alone among all processes. Blocks.

        Args:
            name: Its name; never a key.
            step: Changes the object in place, and may be called again; an empty one where nothing is written yet.

        Returns:
            What the step returned.

        Raises:
            FatalError: The file cannot be used.
        """

        def work(connection: sqlite3.Connection) -> T:
            row = connection.execute(_READ, (name,)).fetchone()
            before = row[0] if row else "{}"
            note = _object(before)
            result = step(note)
            after = json.dumps(note, allow_nan=False)
            if after != before:
                connection.execute(_WRITE, (name, after))
            return result

        return self._file.run(work)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _object(text: str) -> dict[str, Any]:
    try:
        note = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}
