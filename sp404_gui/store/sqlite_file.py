"""One SQLite file, shared by threads and processes, its failures turned into sentences."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import PurePath
from threading import Lock
from typing import TypeVar

from sp404_gui.domain.errors import DiskFull, FatalError, UsageError
from sp404_gui.domain.text import printable
from sp404_gui.store.atomic import OPEN_FLAGS, write_errors_named
from sp404_gui.store.folders import make_private
from sp404_gui.store.lock import exclusive

T = TypeVar("T")

_BUSY_S = 30.0
_MAGIC = b"SQLite format 3\0"
_SUFFIX = ".sqlite"
_COMPANIONS = ("", "-wal", "-shm")
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF


class SqliteFile:
    """An SQLite file in write-ahead mode that survives power cuts and damage: a damaged file is set aside and a new one begun.

    Args:
        path: The file; made if absent, with its folder.
        schema: Statements that make its tables where they are absent.
        tables: Names of its tables.
        application_id: Number in its header that tells it from files of other programs.
        now: Seconds since 1970, for the name of a damaged file.
        what: What it is, in sentences for the user.
        way_out: How the user names another file, in sentences.
        is_paid_for: Whether what is written survives a power cut; otherwise a crash alone.

    Attributes:
        path: The file.
        set_aside: Where a damaged file was moved, or None.

    Raises:
        UsageError: The file is something else.
        FatalError: It cannot be opened.
    """

    def __init__(
        self,
        path: str,
        schema: str,
        tables: frozenset[str],
        application_id: int,
        now: Callable[[], float],
        *,
        what: str = "result cache",
        way_out: str = "--cache",
        is_paid_for: bool = True,
    ) -> None:
        self.path = os.path.abspath(path)
        self.set_aside: str | None = None
        self._schema = schema
        self._tables = tables
        self._application_id = application_id
        self._now = now
        self._what, self._way_out = what, way_out
        self._synchronous = "FULL" if is_paid_for else "NORMAL"
        self._lock = Lock()
        self._inode = 0
        refuse_foreign(self.path, tables, application_id, way_out)
        with write_errors_named(self.path):
            make_private(os.path.dirname(self.path))
        with exclusive(self.path + ".lock"), self._failures_named():
            self._connection = self._opened()

    def run(self, work: Callable[[sqlite3.Connection], T], *, writes: bool = True) -> T:
        """Do something in one transaction, alone in this process; on a new file where this one turns out to be damaged.

        Args:
            work: What to do; done again on the new file.
            writes: Whether it changes anything; readers do not wait for writers.

        Raises:
            DiskFull: The disk takes no more; nothing was changed.
            FatalError: It failed otherwise; nothing was changed.
        """
        with self._lock, self._failures_named():
            try:
                return self._transaction(work, writes=writes)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                with exclusive(self.path + ".lock"):
                    self._replace()
                return self._transaction(work, writes=writes)

    def shrink(self) -> None:
        """Give free space back to the disk, if nobody else is at work."""
        with self._lock, suppress(sqlite3.OperationalError):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _transaction(self, work: Callable[[sqlite3.Connection], T], *, writes: bool) -> T:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite ends it by itself after some failures
                connection.execute("ROLLBACK")
            raise
        return result

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._set_aside()
            return self._open()

    def _replace(self) -> None:
        self._connection.close()
        with suppress(FileNotFoundError):
            if os.stat(self.path).st_ino == self._inode:  # nobody else has replaced it meanwhile
                self._set_aside()
        self._connection = self._opened()

    def _open(self) -> sqlite3.Connection:
        self._make_private()
        connection = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            self._refuse_foreign(connection)
            os.chmod(self.path, 0o600)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA synchronous={self._synchronous}")
            connection.executescript(self._schema)
        except BaseException:
            connection.close()
            raise
        self._inode = os.stat(self.path).st_ino
        return connection

    def _make_private(self) -> None:
        """Make the file, where SQLite would make one for all; one that is there is left alone, for closing it would end locks."""
        with suppress(OSError):
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | OPEN_FLAGS, 0o600))

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        if _owner(connection, self._tables, self._application_id, self._foreign) == 0:
            connection.execute(f"PRAGMA application_id={self._application_id}")

    def _set_aside(self) -> None:
        with write_errors_named(self.path):
            if not _may_be_set_aside(self.path):
                raise self._foreign()
            target = f"{self.path}.damaged-{int(self._now())}"
            while os.path.lexists(target):
                target += "+"
            for companion in _COMPANIONS:
                with suppress(FileNotFoundError):
                    os.rename(self.path + companion, target + companion)
        self.set_aside = target

    def _foreign(self) -> UsageError:
        return _left_alone(self.path, self._way_out)

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        place, move = f"{self._what} {printable(self.path)}", f"move it with {self._way_out}"
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
            if code == sqlite3.SQLITE_FULL:
                raise DiskFull(f"The disk of the {place} is full. Free some space, or {move}.") from error
            if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise FatalError(f"The {place} is in use by another process for too long: stop that one.") from error
            raise FatalError(f"The {place} cannot be used: {error}. Check its rights, or {move}.") from error


def refuse_foreign(path: str, tables: frozenset[str], application_id: int, way_out: str) -> None:
    """Find out before anything else is made whether a file is another program's. Nothing is changed; whatever else is wrong is told later.

    Args:
        path: The file; it may be absent.
        tables: Names of our tables.
        application_id: Number in the header of our files.
        way_out: How the user names another file.

    Raises:
        UsageError: It is something else.
    """
    try:
        mode = os.stat(path).st_mode  # once: somebody else may set it aside meanwhile
    except OSError:
        return
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise _left_alone(path, way_out)
    uri = f"{PurePath(os.path.abspath(path)).as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_S)) as connection:
            _owner(connection, tables, application_id, lambda: _left_alone(path, way_out))
    except sqlite3.DatabaseError as error:
        if _is_damage(error) and not _may_be_set_aside(path):
            raise _left_alone(path, way_out) from None


def _owner(connection: sqlite3.Connection, tables: frozenset[str], application_id: int, foreign: Callable[[], UsageError]) -> int:
    """The application id of a file that is ours, or that nobody has claimed and that holds nothing else."""
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if owner not in (0, application_id) or (owner == 0 and found - tables):
        raise foreign()
    return owner


def _may_be_set_aside(path: str) -> bool:
    """Whether a file that cannot be read as a database was one, or is named as ours are."""
    if path.endswith(_SUFFIX):
        return True
    try:
        with open(path, "rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:  # somebody else has set it aside by now
        return True


def _left_alone(path: str, way_out: str) -> UsageError:
    return UsageError(
        f"{printable(os.path.abspath(path))} belongs to another program and was left as it is. Name another file with {way_out}."
    )


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _DAMAGED
