"""Folders that are watched: tells which audio files have come, changed or gone, once they are written to their end."""

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread

from watchfiles import Change, watch

from sp404_gui.library.mounts import is_remote
from sp404_gui.library.polling import Stamp, audio_below, leads_out, poll, stamp_of
from sp404_gui.library.scan import is_audio_name

_LOOK_MS = 500
_STEP_MS = 50
_POLL_MS = 5000
"""Disks in the network tell nothing of what others write there, so they are read again and again."""
_QUIET_S = 2.0
_AWAY_S = 0.5
_PATIENCE_S = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What has come to rest.

    Attributes:
        files: Absolute paths of files that are new, have changed or are gone.
        writing: Files that somebody still writes.
        all: Whether anything may have changed: the watch has begun, or a folder came back or went.
    """

    files: frozenset[str] = frozenset()
    writing: frozenset[str] = frozenset()
    all: bool = False


class FolderWatch:
    """Watches folders in a thread of its own.

    Args:
        folders: Absolute paths of folders; what is a single file is passed over.
        tell: Hears what was seen, in that thread.
        quiet_s: A file whose size and time stay the same for so long is written to its end.
        polled: Whether to read the folders again and again; None: where they lie in the network, where links lead out of them, or where the
            system has no watches left.
        poll_ms: How long it rests between two such readings.
    """

    def __init__(
        self,
        folders: Sequence[str],
        tell: Callable[[Seen], object],
        *,
        quiet_s: float = _QUIET_S,
        polled: bool | None = None,
        poll_ms: int = _POLL_MS,
    ) -> None:
        self._folders = sorted({os.path.abspath(folder) for folder in folders})
        self._tell = tell
        self._restless = _Restless(quiet_s)
        self._polled = polled
        self._poll_ms = poll_ms
        self._end = Event()
        self._thread = Thread(target=self._run, name="folder watch", daemon=True)

    def start(self) -> None:
        """Begin. Returns at once; the first that is told is that anything may have changed."""
        self._thread.start()

    def close(self) -> None:
        """End. Takes a twentieth of a second or so; a disk that does not answer is not waited for."""
        self._end.set()
        if self._thread.ident is not None:
            self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        while not self._end.is_set():
            there = self._there()
            is_read = self._is_read(there)
            if self._end.is_set():  # nobody hears it any more
                return
            self._tell(Seen(all=True))
            if there:
                self._follow(there, is_read=is_read)
            else:
                self._await_any()

    def _await_any(self) -> None:
        """Wait until one of the folders is there."""
        while not self._end.wait(_AWAY_S) and not self._there():
            pass

    def _there(self) -> dict[str, tuple[int, int]]:
        """The folders that are there now, and which ones they are: one that was made anew is another."""
        found: dict[str, tuple[int, int]] = {}
        for folder in self._folders:
            with suppress(OSError, ValueError):
                info = os.stat(folder)
                if stat.S_ISDIR(info.st_mode):
                    found[folder] = (info.st_dev, info.st_ino)
        return found

    def _follow(self, there: dict[str, tuple[int, int]], *, is_read: bool) -> None:
        """Watch until a folder comes or goes."""
        try:
            for changes in self._read(list(there)) if is_read else self._watched(list(there)):
                for path in changes:
                    self._restless.note(path)
                settled = self._restless.settled()
                if settled:
                    self._tell(Seen(settled, self._restless.files))
                if self._there() != there:
                    return
        except (OSError, RuntimeError):  # a folder went while it was looked into, or the system has no watches left
            self._polled = True
            self._end.wait(_AWAY_S)

    def _is_read(self, folders: Iterable[str]) -> bool:
        """Whether the folders are read again and again. Takes its time."""
        return any(is_remote(folder) or leads_out(folder, self._end) for folder in folders) if self._polled is None else self._polled

    def _read(self, folders: Sequence[str]) -> Iterator[set[str]]:
        return poll(folders, self._end, _LOOK_MS / 1000, self._poll_ms / 1000)

    def _watched(self, folders: Sequence[str]) -> Iterator[set[str]]:
        told = watch(
            *folders, watch_filter=_may_matter, stop_event=self._end, step=_STEP_MS, debounce=_LOOK_MS, rust_timeout=_LOOK_MS,
            yield_on_timeout=True, raise_interrupt=False, force_polling=False, ignore_permission_denied=True,
        )  # fmt: skip
        return ({path for _, path in changes} for changes in told)


@dataclass(slots=True)
class _Restless:
    """Files that have just changed, until they rest.

    Attributes:
        quiet_s: How long one stays the same before it is believed.
        waiting: Path to its stamp, and since when it has been that.
    """

    quiet_s: float
    waiting: dict[str, tuple[Stamp, float]] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        """Those that do not rest yet."""
        return frozenset(self.waiting)

    def note(self, path: str) -> None:
        """Something happened to a file, or to all that a folder holds: one that was moved in says nothing of its files."""
        for file in audio_below(path) if os.path.isdir(path) and not os.path.islink(path) else [path]:
            self.waiting[file] = (stamp_of(file), time.monotonic())

    def settled(self) -> frozenset[str]:
        """Those that have rested long enough; they are waited for no more."""
        now = time.monotonic()
        for path, (stamp, _) in list(self.waiting.items()):
            if (newer := stamp_of(path)) != stamp:
                self.waiting[path] = (newer, now)
        rested = frozenset(path for path, (_, since) in self.waiting.items() if now - since >= self.quiet_s)
        for path in rested:
            del self.waiting[path]
        return rested


def _may_matter(change: Change, path: str) -> bool:
    """Audio files and whatever may be a folder; nothing hidden."""
    name = os.path.basename(path)
    return not name.startswith(".") and (is_audio_name(name) or change is Change.deleted or os.path.isdir(path))
