"""The result cache that all jobs share: what was once measured or paid for is never done again.

A value is found by what it was made of: the audio's content, the stage and its version, the model, the prompt version.
"""

import os
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from sp404_gui.domain.errors import DiskFull
from sp404_gui.domain.text import printable
from sp404_gui.store.atomic import write_errors_named

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB NOT NULL, stage TEXT NOT NULL, used_at REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON results (used_at);
"""
_SQL_VARIABLES = 500
_BUSY_S = 30.0


@contextmanager
def _full_cache_named(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        raise DiskFull(f"The disk of the result cache {printable(path)} is full. Free some space, or move it with --cache.") from error


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What a cached value was made of. `model` and `prompt` are empty for local stages."""

    content_hash: str
    stage: str
    version: str
    model: str = ""
    prompt: str = ""

    def __str__(self) -> str:
        return "|".join((self.content_hash, self.stage, self.version, self.model, self.prompt))


@dataclass(frozen=True, slots=True)
class CacheStats:
    """Size of a cache: entries and bytes, in all and by stage."""

    entries: int
    bytes: int
    by_stage: Mapping[str, int]


class ResultCache(Protocol):
    """A tier of the cache: memory, disk, or one shared by several machines. Methods block; values are JSON bytes."""

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known."""

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values, durably where the tier can."""

    def close(self) -> None:
        """Let go of files and connections."""


class MemoryCache:
    """The newest values of this process, up to a number of bytes."""

    def __init__(self, max_bytes: int = 32 << 20) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._values: OrderedDict[CacheKey, bytes] = OrderedDict()

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known."""
        found = {key: self._values[key] for key in keys if key in self._values}
        for key in found:
            self._values.move_to_end(key)
        return found

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values; the ones unused for longest make room."""
        for key, value in items:
            self._bytes += len(value) - len(self._values.pop(key, b""))
            self._values[key] = value
        while self._bytes > self._max_bytes:
            self._bytes -= len(self._values.popitem(last=False)[1])

    def close(self) -> None:
        """Forget everything."""
        self._values.clear()


class DiskCache:
    """The embedded cache: one SQLite file in write-ahead mode, safe for several threads and processes.

    A file that is damaged is set aside and a new one begun: results also live in their job folders.

    Attributes:
        path: The file.
        set_aside: Where a damaged file was moved, or None.
    """

    def __init__(self, path: str, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self.set_aside: str | None = None
        self._clock = clock
        self._lock = Lock()
        self._used: set[str] = set()
        with write_errors_named(path):
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self.set_aside = f"{path}.damaged-{int(clock())}"
            os.replace(path, self.set_aside)
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            os.chmod(self.path, 0o600)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.executescript(_SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known."""
        by_text = {str(key): key for key in keys}
        texts = list(by_text)
        found: dict[CacheKey, bytes] = {}
        with self._lock:
            for i in range(0, len(texts), _SQL_VARIABLES):
                part = texts[i : i + _SQL_VARIABLES]
                marks = ",".join("?" * len(part))
                rows = self._connection.execute(f"SELECT key, value FROM results WHERE key IN ({marks})", part)  # noqa: S608 - only marks
                found.update((by_text[text], bytes(value)) for text, value in rows)
            self._used.update(str(key) for key in found)
        return found

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values; they survive a power cut when this returns.

        Raises:
            DiskFull: The disk takes no more.
        """
        now = self._clock()
        rows = [(str(key), value, key.stage, now) for key, value in items]
        with self._lock, _full_cache_named(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def stats(self) -> CacheStats:
        """How much is remembered."""
        with self._lock:
            rows = self._connection.execute("SELECT stage, COUNT(*), SUM(LENGTH(value)) FROM results GROUP BY stage").fetchall()
        return CacheStats(sum(r[1] for r in rows), sum(r[2] for r in rows), {r[0]: r[1] for r in rows})

    def prune(self, max_bytes: int) -> int:
        """Forget what was unused for longest until at most `max_bytes` are left; the number of entries forgotten."""
        self._note_use()
        with self._lock:
            total = self._connection.execute("SELECT COALESCE(SUM(LENGTH(value)), 0) FROM results").fetchone()[0]
            doomed = []
            rows = self._connection.execute("SELECT key, LENGTH(value) FROM results ORDER BY used_at, key")
            while total > max_bytes and (row := rows.fetchone()):
                doomed.append((row[0],))
                total -= row[1]
            rows.close()
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("DELETE FROM results WHERE key = ?", doomed)
            self._connection.execute("COMMIT")
            self._connection.execute("VACUUM")
        return len(doomed)

    def close(self) -> None:
        """Note what was used, and let go of the file."""
        self._note_use()
        with self._lock:
            self._connection.close()

    def _note_use(self) -> None:
        now = self._clock()
        with self._lock, _full_cache_named(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("UPDATE results SET used_at = ? WHERE key = ?", [(now, key) for key in self._used])
            self._connection.execute("COMMIT")
        self._used.clear()


class TieredCache:
    """Several tiers, fastest first: what a slower one knows is remembered by the faster ones."""

    def __init__(self, *tiers: ResultCache) -> None:
        self._tiers = tiers

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that any tier knows."""
        found: dict[CacheKey, bytes] = {}
        for i, tier in enumerate(self._tiers):
            missing = [key for key in keys if key not in found]
            fresh = tier.get_many(missing) if missing else {}
            for faster in self._tiers[:i]:
                faster.put_many(fresh.items())
            found |= fresh
        return found

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values in every tier."""
        kept = list(items)
        for tier in self._tiers:
            tier.put_many(kept)

    def close(self) -> None:
        """Close every tier."""
        for tier in self._tiers:
            tier.close()


class PaidCache:
    """A tier that remembers only what was asked of a model: paid for once, kept for good, whatever the size of the job.

    Args:
        tier: Where it is remembered.
    """

    def __init__(self, tier: ResultCache) -> None:
        self._tier = tier

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known."""
        return self._tier.get_many([key for key in keys if key.model])

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember the paid ones."""
        if paid := [(key, value) for key, value in items if key.model]:
            self._tier.put_many(paid)

    def close(self) -> None:
        """Close the tier behind it."""
        self._tier.close()
