import errno
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from sp404_gui.domain.errors import DiskFull, FatalError
from sp404_gui.store.atomic import atomic_writer, put_in_place, write_atomic
from sp404_gui.store.cache import CacheKey, DiskCache
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.journal import append_lines, whole_lines
from sp404_gui.store.repair.rebuilding import rebuild
from tests.unit.store import story
from tests.unit.store.story import Story, loaded, snapshot


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", place], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk can only be mounted by root, on Linux")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> None:
    """Take all of the disk that is left."""
    with (disk / "filler").open("ab", buffering=0) as stream:
        for size in (1 << 16, 1 << 12):
            until_full(OSError, lambda _: stream.write(b"x" * size))  # noqa: B023 - used at once


def until_full(error: type[Exception], write: Callable[[int], object]) -> int:
    """Write until the disk takes no more; how many times it went well."""
    for number in count():
        try:
            write(number)
        except error:
            return number
    raise AssertionError


def test_a_full_disk_leaves_the_old_content_and_no_trace(small_disk: Path) -> None:
    file = small_disk / "manifest.json"
    write_atomic(str(file), b"old")
    with pytest.raises(DiskFull, match="Free some space"):
        write_atomic(str(file), b"x" * (3 << 20))
    with pytest.raises(DiskFull), atomic_writer(str(file)) as stream:
        stream.writelines("x" * 10_000 for _ in range(300))
    assert [p.name for p in small_disk.iterdir()] == ["manifest.json"]
    assert file.read_bytes() == b"old"


def test_a_full_disk_keeps_every_line_that_was_acknowledged(small_disk: Path) -> None:
    log = str(small_disk / "log.jsonl")
    written = until_full(DiskFull, lambda number: append_lines(log, [b"%07d" % number + b"x" * 5000]))
    assert [int(line[:7]) for line in whole_lines(log)] == list(range(written))
    assert os.path.getsize(log) == written * 5008


def test_a_job_on_a_full_disk_stays_readable_and_can_be_repaired_once_there_is_space(small_disk: Path) -> None:
    told = Story()
    told.write(str(small_disk / "job"))
    folder = JobFolder.open(str(small_disk / "job"))
    before = snapshot(small_disk / "job")
    fill(small_disk)
    record = story.described(story.measured(story.samples()[0]))
    with pytest.raises(DiskFull):
        folder.write_manifest(story.manifest())
    with pytest.raises(DiskFull):
        folder.write_result(record)
    with pytest.raises(DiskFull):
        JobFolder.create(str(small_disk / "other"), story.manifest())
    assert snapshot(small_disk / "job") == before
    os.truncate(small_disk / "job" / "results" / "000" / "sample_000005.json", 20)
    with pytest.raises(DiskFull):
        rebuild(folder.path, story.NOW)
    (small_disk / "filler").unlink()
    rebuild(folder.path, story.NOW)
    assert validate(folder.path) == []
    assert next(r for r in loaded(folder.path) if r.id == "sample_000005").user == told.versions["sample_000005"][-1].user


def test_a_full_cache_says_so_and_still_knows_what_it_knew(small_disk: Path) -> None:
    cache = DiskCache(str(small_disk / "cache.sqlite"))
    keys = [CacheKey(str(number), "stage", "1") for number in range(1000)]
    known = keys[: until_full(DiskFull, lambda number: cache.put_many([(keys[number], b"x" * 10_000)]))]
    assert known
    with pytest.raises(DiskFull, match="--cache"):
        cache.put_many([(keys[-1], b"x" * 100_000)])
    assert set(cache.get_many(known)) == set(known)
    cache.close()
    again = DiskCache(str(small_disk / "cache.sqlite"))
    assert set(again.get_many(known)) == set(known)
    again.close()


def test_what_the_block_itself_raises_is_passed_on_and_leaves_no_trace(tmp_path: Path) -> None:
    """A sample that cannot be read while an export is written is no fault of the export's disk."""
    (tmp_path / "out.json").write_text("old")

    def export(error: BaseException) -> None:
        with atomic_writer(str(tmp_path / "out.json")) as stream:
            stream.write("new" * 100_000)
            raise error

    for error in (OSError(errno.EIO, "sample"), OSError(errno.ENOSPC, "elsewhere"), KeyboardInterrupt()):
        with pytest.raises(type(error)) as caught:
            export(error)
        assert caught.value is error
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"out.json": "old"}


def test_the_content_appears_whole_at_the_end_of_the_block(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    with atomic_writer(str(file)) as stream:
        stream.write("é 🥁\n" * 10_000)
        assert not file.exists()
    assert file.read_bytes() == "é 🥁\n".encode() * 10_000
    with pytest.raises(FatalError, match="cannot be written"), atomic_writer(str(tmp_path / "nowhere" / "out.json")):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes with a name nor links for everybody")
def test_a_link_is_written_through_and_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "target").write_text("old")
    with atomic_writer(str(tmp_path / "link")) as stream:
        stream.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    listener.start()
    with atomic_writer(str(pipe)) as stream:
        stream.write("said")
    listener.join()
    assert heard == ["said"]
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_files_of_a_job_are_not_written_through_links(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    for name in ("manifest.json.tmp", "log.jsonl"):
        (tmp_path / name).symlink_to(precious)
    write_atomic(str(tmp_path / "manifest.json"), b"new")
    with pytest.raises(FatalError, match="cannot be written"):
        append_lines(str(tmp_path / "log.jsonl"), [b"line"])
    assert precious.read_text() == "mine"
    assert (tmp_path / "manifest.json").read_bytes() == b"new"


def test_a_file_that_is_read_by_others_for_a_moment_is_replaced_as_soon_as_they_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a virus scanner holds what was just written."""
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    refusals = iter([PermissionError(errno.EACCES, "in use"), PermissionError(errno.EACCES, "in use")])
    real = os.replace

    def replace(source: str, target: str) -> None:
        if (refusal := next(refusals, None)) is not None:
            raise refusal
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PermissionError):
        put_in_place(str(tmp_path / "new"), str(tmp_path / "old"), pauses_s=())
    put_in_place(str(tmp_path / "new"), str(tmp_path / "old"), pauses_s=(0, 0))
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"old": "new"}
