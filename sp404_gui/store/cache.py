"""The result cache that all jobs share: what was once measured or paid for is never done again.

A value is found by what it was made of: the audio's content, the stage and its version, the model, the prompt version.
"""

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from threading import Lock
from typing import Protocol

from sp404_gui.domain.errors import FatalError
from sp404_gui.store.sqlite_file import SqliteFile, refuse_foreign

_SCHEMA = "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB NOT NULL, stage TEXT NOT NULL, used_at REAL NOT NULL)"
_USE_IS_FRESH_S = 3600.0
"""How exactly the last use is known: a run that reads thousands of values does not write as many."""
_APPLICATION_ID = 0x53503443
_TABLES = frozenset({"results"})
_SQL_VARIABLES = 500


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What a cached value was made of. `model` and `prompt` are empty for local stages."""

    content_hash: str
    stage: str
    version: str
    model: str = ""
    prompt: str = ""

    def __str__(self) -> str:
        parts = (self.content_hash, self.stage, self.version, self.model, self.prompt)
        return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)

    @classmethod
    def parse(cls, text: str) -> "CacheKey | None":
        """The key that is written like this; None where it is none."""
        parts = [part.replace("%7C", "|").replace("%25", "%") for part in text.split("|")]
        return cls(*parts) if len(parts) == len(fields(cls)) else None


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
    """The newest values of this process, up to a number of bytes; safe for several threads."""

    def __init__(self, max_bytes: int = 32 << 20) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._values: OrderedDict[CacheKey, bytes] = OrderedDict()
        self._lock = Lock()

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
        return found

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values; the ones unused for longest make room."""
        with self._lock:
            for key, value in items:
                self._bytes += len(value) - len(self._values.pop(key, b""))
                self._values[key] = value
            while self._bytes > self._max_bytes:
                self._bytes -= len(self._values.popitem(last=False)[1])

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._bytes = 0


class DiskCache:
    """The embedded cache: one SQLite file, safe for several threads and processes.

    A file that is damaged is set aside and a new one begun: results also live in their job folders.

    Args:
        path: The file; made if absent, with its folder.
        clock: Seconds since 1970.

    Raises:
        UsageError: The file is something else.
        FatalError: It cannot be opened.
    """

    def __init__(self, path: str, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._file = SqliteFile(path, _SCHEMA, _TABLES, _APPLICATION_ID, clock)
        self._used: set[str] = set()

    @property
    def path(self) -> str:
        """Absolute path of the file."""
        return self._file.path

    @property
    def set_aside(self) -> str | None:
        """Where a damaged file was moved, or None."""
        return self._file.set_aside

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known.

        Raises:
            FatalError: The file cannot be read.
        """
        by_text = {str(key): key for key in keys}
        texts = list(by_text)

        def read(connection: sqlite3.Connection) -> dict[CacheKey, bytes]:
            found: dict[CacheKey, bytes] = {}
            for i in range(0, len(texts), _SQL_VARIABLES):
                part = texts[i : i + _SQL_VARIABLES]
                marks = ",".join("?" * len(part))
                # what one wrong bit made a text of is not known
                query = f"SELECT key, value FROM results WHERE key IN ({marks}) AND typeof(value) = 'blob'"  # noqa: S608 - only marks
                found.update((by_text[text], value) for text, value in connection.execute(query, part))
            self._used.update(str(key) for key in found)
            return found

        return self._file.run(read, writes=False)

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values; they survive a power cut when this returns.

        Raises:
            DiskFull: The disk takes no more.
            FatalError: It cannot be written to for another reason.
        """
        now = self._clock()
        rows = [(str(key), value, key.stage, now) for key, value in items]
        self._file.run(lambda connection: connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows))

    def stats(self) -> CacheStats:
        """How much is remembered."""
        query = "SELECT stage, COUNT(*), SUM(LENGTH(value)) FROM results GROUP BY stage"
        rows = self._file.run(lambda connection: connection.execute(query).fetchall(), writes=False)
        return CacheStats(sum(r[1] for r in rows), sum(r[2] for r in rows), {r[0]: r[1] for r in rows})

    def prune(self, max_bytes: int) -> int:
        """Forget what was unused for longest until at most `max_bytes` are left; the number of entries forgotten."""

        def forget(connection: sqlite3.Connection) -> int:
            total = connection.execute("SELECT COALESCE(SUM(LENGTH(value)), 0) FROM results").fetchone()[0]
            doomed = []
            rows = connection.execute("SELECT key, LENGTH(value) FROM results ORDER BY used_at, key")
            while total > max_bytes and (row := rows.fetchone()):
                doomed.append((row[0],))
                total -= row[1]
            rows.close()
            connection.executemany("DELETE FROM results WHERE key = ?", doomed)
            return len(doomed)

        self._file.run(self._note_use)
        forgotten = self._file.run(forget)
        self._file.shrink()
        return forgotten

    def close(self) -> None:
        """Note what was used, and let go of the file."""
        with suppress(FatalError):  # only the order of forgetting depends on it
            self._file.run(self._note_use)
        self._file.close()

    def _note_use(self, connection: sqlite3.Connection) -> None:
        now = self._clock()
        rows = [(now, key, now - _USE_IS_FRESH_S) for key in self._used]
        connection.executemany("UPDATE results SET used_at = ? WHERE key = ? AND used_at < ?", rows)
        self._used.clear()


def refuse_foreign_cache(path: str) -> None:
    """Find out before a job begins whether a file is something else than a cache; it may be absent. Blocks, and changes nothing.

    Raises:
        UsageError: It is.
    """
    refuse_foreign(path, _TABLES, _APPLICATION_ID, "--cache")


class TieredCache:
    """Several tiers, fastest first: what a slower one knows is remembered by the faster ones."""

    def __init__(self, *tiers: ResultCache) -> None:
        self._tiers = tiers
        self._refusing: set[int] = set()

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that any tier knows."""
        found: dict[CacheKey, bytes] = {}
        for i, tier in enumerate(self._tiers):
            missing = [key for key in keys if key not in found]
            if missing and (fresh := tier.get_many(missing)):
                self._remember(fresh, i)
                found |= fresh
        return found

    def _remember(self, fresh: Mapping[CacheKey, bytes], known_to: int) -> None:
        """Have the faster tiers know it next time; one that refuses is not tried again, it may have waited long for another process."""
        for i, faster in enumerate(self._tiers[:known_to]):
            if i not in self._refusing:
                try:
                    faster.put_many(fresh.items())
                except FatalError:
                    self._refusing.add(i)

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
