"""Writing a card: each file converted in a worker process, read back and compared before it gets its name. What is there stays."""

import asyncio
import os
import shutil
import stat
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from sp404_gui.domain.card import CardEvent, CardFile, CardPlace, CardPlan, Converted, FileFailed, FileKept, FileWritten
from sp404_gui.domain.errors import DiskFull, FatalError, JobLocked, Sp404Error, UsageError
from sp404_gui.domain.text import printable
from sp404_gui.engine.measuring.worker import convert_file
from sp404_gui.engine.measuring.workers import WorkerPool
from sp404_gui.engine.threads import entered, to_the_end
from sp404_gui.library.identity import content_hash, open_regular
from sp404_gui.store.atomic import sync_folder, write_errors_named
from sp404_gui.store.fresh import name_whole
from sp404_gui.store.lock import LOCK_NAME, JobLock

_PART = ".part"
_WORKERS = 2
_AHEAD = 2
_MOST_BYTES = 4_000_000_000
_SLOWEST_BYTES_A_SECOND = 500_000
"""A card that takes less is given up."""
_TIME_LIMIT_S = 60.0


async def write_card(plan: CardPlan, workers: int = _WORKERS, time_limit_s: float = _TIME_LIMIT_S) -> AsyncGenerator[CardEvent, None]:
    """Write what is planned. Closing the generator stops it: what is finished stays, what is not leaves nothing behind.

    A file that is there already with the same content is passed over, one with another content is left and counts as failed. One bad
    sample costs itself alone.

    Args:
        plan: What to write.
        workers: How many files are converted at the same time.
        time_limit_s: A file that takes longer is given up; of large files, what a slow card needs comes on top.

    Yields:
        What became of each file, as it happens.

    Raises:
        DiskFull: There is not enough room; nothing was written, or the disk filled up meanwhile.
        FatalError: The card cannot be written to, or gives other bytes back than were written.
        UsageError: A folder's name belongs to something else, or another sound is in the way; nothing was written.
        JobLocked: Another process writes there.
    """
    if plan.obstacle:
        raise UsageError(plan.obstacle)
    if not plan.files:
        return
    slowest = max(file.size_bytes for file in plan.files) / _SLOWEST_BYTES_A_SECOND
    async with entered(_Folders(plan)), WorkerPool(workers, _MOST_BYTES, time_limit_s + slowest) as pool:
        waiting = iter(plan.files)
        running: set[asyncio.Task[CardEvent]] = set()
        try:
            while True:
                for file in waiting:
                    running.add(asyncio.create_task(_one(pool, plan.place, file)))
                    if len(running) >= workers * _AHEAD:
                        break
                if not running:
                    return
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    yield task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)


async def _one(pool: WorkerPool, place: CardPlace, file: CardFile) -> CardEvent:
    """One file, from its sample to its name.

    Raises:
        FatalError: Nothing more can be written.
    """
    folder = os.path.join(place.base, file.folder)
    path = os.path.join(folder, file.name)
    there = await asyncio.to_thread(os.path.lexists, path)
    part = None if there else os.path.join(folder, f".{file.name}{_PART}")
    sample, features = file.record.sample, file.record.features
    try:
        _require_real(folder)
        known = features.content_hash if features is not None else None
        converted = await pool.call(convert_file, sample.file, known or "", pool.max_bytes, file.recipe, part)
        same = await to_the_end(_is_same, path, converted) if part is None else await to_the_end(_finish, part, path, converted)
    except FatalError:
        raise
    except Sp404Error as error:
        return FileFailed(file, str(error))
    finally:
        if part is not None:
            await to_the_end(_remove, part)
    if not same:
        return FileFailed(file, f"{printable(path)} is there already with another content and was left as it is. Choose another name.")
    return FileKept(file) if part is None else FileWritten(file, converted)


def _require_real(folder: str) -> None:
    if os.path.realpath(folder) != folder:
        raise FatalError(f"{printable(folder)} leads to another place than before. Nothing is written out of the card.")


def _finish(part: str, path: str, converted: Converted) -> bool:
    """Read a new file back, and give it its name; False where something else has got that name meanwhile.

    Raises:
        FatalError: It holds other bytes than were written, or the disk fails.
    """
    if not _holds(part, converted):
        raise FatalError(
            f"{printable(os.path.dirname(path))} gives other bytes back than were written. Do not trust this card: use another."
        )
    try:
        name_whole(part, path)
    except FileExistsError:
        return False
    return True


def _is_same(path: str, converted: Converted) -> bool:
    """Whether a regular file is already what would be written; a link is none, wherever it leads."""
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(path).st_mode):
            return _holds(path, converted)
    return False


def _holds(path: str, converted: Converted) -> bool:
    descriptor = open_regular(path)
    try:
        if sys.platform == "linux":
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)  # so that it comes from the card, not from memory
        return os.fstat(descriptor).st_size == converted.size_bytes and content_hash(descriptor) == converted.digest
    finally:
        os.close(descriptor)


def _remove(part: str) -> None:
    with suppress(OSError):
        os.unlink(part)


class _Folders:
    """The plan's folders: made, held against other processes, and without leftovers of an earlier run."""

    def __init__(self, plan: CardPlan) -> None:
        self._plan = plan
        self._paths = [os.path.join(plan.place.base, name) for name in plan.folders]
        self._lock = JobLock(self._paths[0])
        self._made: list[str] = []

    def __enter__(self) -> Self:
        self._require_room()
        with write_errors_named(self._paths[0]):
            if self._plan.place.missing and not os.path.isdir(self._plan.place.root):
                os.mkdir(self._plan.place.root)
        self._made = [path for path in self._paths if _make(path)]
        sync_folder(self._plan.place.base)
        with _about_a_card(self._paths[0]):
            self._lock.__enter__()
        self._clean()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._clean()
        _remove(os.path.join(self._paths[0], LOCK_NAME))  # while it is held, so that nobody's is taken away
        self._lock.__exit__(kind, error, trace)
        for path in self._made:
            with suppress(OSError):
                os.rmdir(path)  # only one that stayed empty

    def _require_room(self) -> None:
        place = self._plan.place
        with write_errors_named(self._paths[0]):  # a card may be pulled out between the plan and this
            free = shutil.disk_usage(os.path.dirname(place.root) if place.missing else place.base).free
        if self._plan.needed_bytes > free:
            needed = f"{self._plan.needed_bytes / 1e6:,.1f} MB are needed, {free / 1e6:,.1f} MB are free"
            raise DiskFull(f"There is not enough room on {printable(place.base)}: {needed}. Free some, or choose fewer samples.")

    def _clean(self) -> None:
        """Take away what a run that was ended half way left: only its own temporary files, by their names."""
        ours = {f".{file.name}{_PART}" for file in self._plan.files}
        for path in self._paths:
            with suppress(OSError):
                for name in ours.intersection(os.listdir(path)):
                    _remove(os.path.join(path, name))


def _make(path: str) -> bool:
    """Make a folder, or take the one that is there; whether it is new.

    Raises:
        UsageError: It is a link, or no folder.
        FatalError: It cannot be made.
    """
    new = not os.path.lexists(path)
    if new:
        with write_errors_named(path):
            os.mkdir(path)
    if os.path.realpath(path) != path or not os.path.isdir(path):
        raise UsageError(f"{printable(path)} is no folder, or a link to one: nothing is written there. Choose another name.")
    return new


@contextmanager
def _about_a_card(folder: str) -> Iterator[None]:
    """What a lock says of a job, said of a card."""
    try:
        yield
    except JobLocked as error:
        raise JobLocked(f"Another process writes to {printable(folder)}. Wait for it or stop it, then try again.") from error
    except FatalError as error:
        raise FatalError(f"{printable(folder)} cannot be held against other programs. Choose a folder on another disk.") from error
