import os
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from blake3 import blake3

from sp404_gui.domain.errors import NotRegularFile, PermissionRefused, SourceUnavailable
from sp404_gui.library.identity import BLOCK_BYTES, content_hash, open_regular

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file names, links and pipes")


@pytest.mark.parametrize("size", [0, 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES])
def test_the_hash_is_blake3_of_all_bytes_and_rewinds(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    file = tmp_path / "kick.wav"
    file.write_bytes(content)
    descriptor = open_regular(str(file))
    try:
        os.lseek(descriptor, size // 2, os.SEEK_SET)
        assert content_hash(descriptor) == content_hash(descriptor) == blake3(content).hexdigest()
        assert os.read(descriptor, size) == content
    finally:
        os.close(descriptor)


@posix
def test_a_name_that_is_not_text_opens(tmp_path: Path) -> None:
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), b"\xff\n.wav"))
    Path(path).write_bytes(b"abc")
    descriptor = open_regular(path)
    assert os.read(descriptor, 9) == b"abc"
    os.close(descriptor)


@posix
def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.wav")
    (tmp_path / "zero.wav").symlink_to("/dev/zero")
    (tmp_path / "dir.wav").mkdir()
    (tmp_path / "loop.wav").symlink_to("loop.wav")
    refused: list[str] = []

    def try_all() -> None:
        for name in ("fifo.wav", "zero.wav", "dir.wav", "loop.wav"):
            with pytest.raises(NotRegularFile):
                open_regular(str(tmp_path / name))
            refused.append(name)

    thread = threading.Thread(target=try_all, daemon=True)
    thread.start()
    thread.join(5)
    assert refused == ["fifo.wav", "zero.wav", "dir.wav", "loop.wav"]


def test_a_file_that_is_gone_may_come_back(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"gone\\x1b\.wav is no longer there"):
        open_regular(str(tmp_path / "gone\x1b.wav"))
    with pytest.raises(SourceUnavailable, match="cannot be read"):
        open_regular("nul\0.wav")


@posix
def test_a_file_that_may_not_be_read_says_so(shared_folder: Path, ordinary_user: Callable[[], AbstractContextManager[None]]) -> None:
    file = shared_folder / "mine.wav"
    file.touch(mode=0)
    with ordinary_user(), pytest.raises(PermissionRefused, match="may not be read"):
        open_regular(str(file))


@posix
def test_no_descriptor_leaks_when_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.wav")
    before = os.open(os.devnull, os.O_RDONLY)
    os.close(before)
    for _ in range(50):
        with pytest.raises(NotRegularFile):
            open_regular(str(tmp_path / "fifo.wav"))
    after = os.open(os.devnull, os.O_RDONLY)
    os.close(after)
    assert after == before
