import os
import queue
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sp404_gui.library.watch import FolderWatch, Seen

_PATIENCE_S = 20.0
_QUIET_S = 0.3


@contextmanager
def _watching(*folders: Path, polled: bool | None = None) -> Iterator["queue.Queue[Seen]"]:
    seen: queue.Queue[Seen] = queue.Queue()
    watch = FolderWatch([str(folder) for folder in folders], seen.put, quiet_s=_QUIET_S, polled=polled, poll_ms=50)
    watch.start()
    try:
        assert seen.get(timeout=_PATIENCE_S).all, "the first look is at everything"
        yield seen
    finally:
        began = time.monotonic()
        watch.close()
        assert time.monotonic() - began < 1.0
        assert not any(thread.name == "folder watch" for thread in threading.enumerate())


def _told_of(seen: "queue.Queue[Seen]", file: Path) -> Seen:
    """What is told when a file has come to rest. A system may begin to watch a moment after it was asked to: nothing before that counts."""
    while True:
        told = seen.get(timeout=_PATIENCE_S)
        if str(file) in told.files:
            return told


@pytest.mark.parametrize("polled", [None, True])
def test_new_changed_and_removed_files_are_told(tmp_path: Path, *, polled: bool | None) -> None:
    (tmp_path / "old.wav").write_bytes(b"one")
    with _watching(tmp_path, polled=polled) as seen:
        file = tmp_path / "kick.wav"
        _until_told(seen, file, lambda: file.write_bytes(b"sound"))
        old = tmp_path / "old.wav"
        _until_told(seen, old, lambda: old.write_bytes(old.read_bytes() + b"more"))
        file.unlink()
        _told_of(seen, file)


def _until_told(seen: "queue.Queue[Seen]", file: Path, change: Callable[[], object]) -> None:
    while True:
        change()
        try:
            told = seen.get(timeout=2)
        except queue.Empty:
            continue
        if str(file) in told.files:
            return


def test_a_file_is_told_only_when_it_is_written_to_its_end(tmp_path: Path) -> None:
    with _watching(tmp_path) as seen:
        ready = tmp_path / "ready.wav"
        _until_told(seen, ready, lambda: ready.write_bytes(b"sound"))
        slow, other = tmp_path / "slow.wav", tmp_path / "other.wav"
        ended = threading.Event()

        def write() -> None:
            with slow.open("wb", buffering=0) as stream:
                while not ended.wait(_QUIET_S / 6):
                    stream.write(b"more")

        writer = threading.Thread(target=write)
        writer.start()
        try:
            other.write_bytes(b"sound")
            told = _told_of(seen, other)
            assert str(slow) in told.writing
            assert str(slow) not in told.files
        finally:
            ended.set()
            writer.join()
        _told_of(seen, slow)
        assert slow.stat().st_size > 0


def test_a_folder_that_is_moved_in_tells_of_its_files_and_nothing_else_is_told(tmp_path: Path) -> None:
    watched, aside = tmp_path / "watched", tmp_path / "aside/Kicks"
    watched.mkdir()
    aside.mkdir(parents=True)
    for name in ("a.wav", "notes.txt", ".hidden.wav"):
        (aside / name).write_bytes(b"sound")
    with _watching(watched) as seen:
        first = watched / "first.wav"
        _until_told(seen, first, lambda: first.write_bytes(b"sound"))
        shutil.move(aside, watched / "Kicks")
        assert _told_of(seen, watched / "Kicks/a.wav").files == {str(watched / "Kicks/a.wav")}


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize("polled", [None, True])
def test_links_are_not_followed_and_no_news(tmp_path: Path, *, polled: bool | None) -> None:
    watched, outside = tmp_path / "watched", tmp_path / "outside"
    watched.mkdir()
    outside.mkdir()
    for name, target in (("elsewhere", outside), ("self", watched), ("gone.wav", tmp_path / "nowhere.wav")):
        (watched / name).symlink_to(target)
    with _watching(watched, polled=polled) as seen:
        told: list[Seen] = []
        while not told:
            (outside / "new.wav").write_bytes(b"sound")
            (watched / "own.wav").write_bytes(b"sound")
            with suppress(queue.Empty):
                told.append(seen.get(timeout=2))
        assert told == [Seen(frozenset({str(watched / "own.wav")}))]


def test_a_watch_that_is_closed_before_it_has_looked_at_all_folders_ends_and_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, given_up = threading.Event(), threading.Event()

    def endless(place: str) -> Iterator[tuple[str, list[str], list[str]]]:
        while not given_up.is_set():
            looking.set()
            yield place, [], []

    monkeypatch.setattr(os, "walk", endless)
    told: list[Seen] = []
    watch = FolderWatch([str(tmp_path)], told.append)
    watch.start()
    try:
        assert looking.wait(_PATIENCE_S)
        watch.close()
        assert not any(thread.name == "folder watch" for thread in threading.enumerate())
        assert told == []
    finally:
        given_up.set()


def test_a_folder_that_goes_and_comes_back_is_looked_at_and_watched_again(tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    with _watching(card) as seen:
        shutil.move(card, tmp_path / "pulled")
        _looked_at_again(seen)
        shutil.move(tmp_path / "pulled", card)
        _looked_at_again(seen)
        file = card / "kick.wav"
        _until_told(seen, file, lambda: file.write_bytes(b"sound"))


def _looked_at_again(seen: "queue.Queue[Seen]") -> None:
    while not seen.get(timeout=_PATIENCE_S).all:
        pass
