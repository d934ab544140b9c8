import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FatalError, JobLocked
from sp404_gui.store.lock import LOCK_NAME, JobLock, is_locked
from tests.e2e.command import until

HOLD = """
import sys
from sp404_gui.store.lock import JobLock
with JobLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_and_told_who_works(tmp_path: Path) -> None:
    assert not is_locked(str(tmp_path))
    with holder(tmp_path) as other:
        assert is_locked(str(tmp_path))
        with pytest.raises(JobLocked, match=f"number {other.pid} on .*Wait for it or stop it"), JobLock(str(tmp_path)):
            pass
        assert other.stdin is not None
        other.stdin.close()
        assert other.wait() == 0
        assert not is_locked(str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock that two may have to look")
def test_those_who_look_at_the_same_moment_do_not_take_each_other_for_somebody_who_works(tmp_path: Path) -> None:
    with JobLock(str(tmp_path)):
        pass  # the lock file stays
    with ThreadPoolExecutor(4) as threads:
        looks = list(threads.map(is_locked, [str(tmp_path)] * 8_000))
    assert looks.count(True) == 0


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.kill()
        other.wait()
        with JobLock(str(tmp_path)):
            assert is_locked(str(tmp_path))
    with JobLock(str(tmp_path)):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_a_lock_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / ".lock").symlink_to(tmp_path / "precious")
    with pytest.raises(FatalError), JobLock(str(tmp_path)):
        pass
    assert not is_locked(str(tmp_path))
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="what is open is looked up in /proc")
def test_a_lock_that_was_removed_while_somebody_waited_for_it_is_made_anew(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool, ExitStack() as held:
        with JobLock(str(tmp_path)):
            waiting = pool.submit(held.enter_context, JobLock(str(tmp_path)))
            until(lambda: _openings(tmp_path / LOCK_NAME) == 2, "it waits")
            (tmp_path / LOCK_NAME).unlink()
        waiting.result()
        with pytest.raises(JobLocked), JobLock(str(tmp_path)):
            pass


def _openings(file: Path) -> int:
    """How often this process has a file open."""
    count = 0
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            count += entry.readlink() == file
    return count
