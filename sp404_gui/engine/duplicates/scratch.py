"""A folder for one search, which goes with it; what a search left that was killed goes with the next one."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from sp404_gui.domain.errors import FatalError
from sp404_gui.store.lock import JobLock, is_locked

_PREFIX = "sp404-duplicates-"
_YOUNG_S = 60.0
"""A folder is not locked yet at the moment when it is made."""


@contextmanager
def scratch_folder() -> Iterator[str]:
    """A new folder among the system's temporary ones, locked as long as it is used. Blocks."""
    _clear()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as place, ExitStack() as held:
        with suppress(FatalError):  # a disk without locks: another search may clear it away, and files are decoded again
            held.enter_context(JobLock(place))
        yield place


def _clear() -> None:
    """Remove what killed searches of this user left."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and _is_left(entry):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(entry: os.DirEntry[str]) -> bool:
    try:
        info = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    is_own = not hasattr(os, "getuid") or info.st_uid == os.getuid()
    is_old = time.time() - info.st_mtime > _YOUNG_S
    return is_own and is_old and entry.is_dir(follow_symlinks=False) and not is_locked(entry.path)
