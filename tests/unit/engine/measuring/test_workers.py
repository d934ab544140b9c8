"""Worker processes that die, hang, or never begin: each call comes to an end, and only what is to blame is blamed."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sp404_gui.domain.errors import AnalysisTimedOut, FatalError
from sp404_gui.engine.measuring.workers import WorkerPool
from tests.fakes.handles import no_more_handles

LONGEST_S = 40.0
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to kill with")


UNGUARDED = """
import asyncio, os
from sp404_gui.engine.measuring.workers import WorkerPool

async def begin():
    async with WorkerPool(1, 1 << 20) as pool:
        await pool.call(os.getpid)

try:
    asyncio.run(begin())
    print("done", flush=True)
except RuntimeError as error:
    print(str(error).split(), flush=True)
"""


async def test_a_worker_that_dies_while_it_has_nothing_to_do_holds_up_no_file_however_late_it_is_noticed() -> None:
    chance = random.Random(4)
    async with WorkerPool(1, 1 << 20) as pool:
        for _ in range(5):
            os.kill(await pool.call(os.getpid), signal.SIGKILL)
            await asyncio.sleep(chance.uniform(0.0, 0.12))  # the pool looks every tenth of a second
            assert await asyncio.wait_for(pool.call(os.getpid), LONGEST_S)


async def test_what_a_pool_had_at_hand_when_it_was_closed_is_done_by_a_new_worker() -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        first = await pool.call(os.getpid)
        slow, waiting = (asyncio.ensure_future(pool.call(function, *given)) for function, given in ((time.sleep, (2.0,)), (os.getpid, ())))
        await asyncio.sleep(0)
        await pool.aclose()
        assert await asyncio.wait_for(waiting, LONGEST_S) != first
        await asyncio.wait_for(slow, LONGEST_S)


async def test_a_worker_that_takes_up_no_work_is_replaced() -> None:
    async with WorkerPool(1, 1 << 20, start_limit_s=1.0) as pool:
        first = await pool.call(os.getpid)
        os.kill(first, signal.SIGSTOP)
        assert await asyncio.wait_for(pool.call(os.getpid), LONGEST_S) != first


async def test_a_clock_that_is_set_while_a_file_is_read_neither_blames_it_nor_lets_it_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    right = time.time
    async with WorkerPool(1, 1 << 20, time_limit_s=3.0) as pool:
        await pool.call(os.getpid)
        for off_s in (3600.0, -3600.0):
            reading = asyncio.ensure_future(pool.call(time.sleep, 1.0))
            await asyncio.sleep(0.4)
            monkeypatch.setattr(time, "time", lambda off_s=off_s: right() + off_s)
            await asyncio.wait_for(reading, LONGEST_S)
            monkeypatch.setattr(time, "time", right)
        hung = asyncio.ensure_future(pool.call(time.sleep, 600.0))
        await asyncio.sleep(0.4)
        monkeypatch.setattr(time, "time", lambda: right() - 3600.0)
        with pytest.raises(AnalysisTimedOut):
            await asyncio.wait_for(hung, LONGEST_S)


async def test_where_the_system_starts_no_process_the_job_ends_and_says_so() -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        await pool.call(os.getpid)  # whatever is imported with the first is there
    async with WorkerPool(1, 1 << 20, start_limit_s=0.3) as pool:
        with no_more_handles(), pytest.raises(FatalError, match=r"starts no process that reads audio: .*Too many open files.* then resume"):
            await asyncio.wait_for(asyncio.gather(pool.call(os.getpid), pool.call(os.getppid)), LONGEST_S)


async def test_a_system_that_is_full_for_a_moment_is_waited_for() -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        first = await pool.call(os.getpid)
        await pool.aclose()
        with no_more_handles():
            read = asyncio.ensure_future(pool.call(os.getpid))
            assert await asyncio.wait({read}, timeout=0.2) == (set(), {read})
        assert await asyncio.wait_for(read, LONGEST_S) != first


async def test_a_wait_that_was_given_up_does_not_count_against_the_next_one_hours_later(monkeypatch: pytest.MonkeyPatch) -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        first = await pool.call(os.getpid)
        await pool.aclose()
        right = time.monotonic
        with no_more_handles():
            for passed_s in (0.0, 3600.0):
                monkeypatch.setattr(time, "monotonic", lambda passed_s=passed_s: right() + passed_s)
                read = asyncio.ensure_future(pool.call(os.getpid))
                assert await asyncio.wait({read}, timeout=0.2) == (set(), {read})
                read.cancel()
                await asyncio.wait({read})
        assert await asyncio.wait_for(pool.call(os.getpid), LONGEST_S) != first


async def test_workers_that_run_do_what_is_to_be_done_where_no_further_one_can_be_started() -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        first = await pool.call(os.getpid)
        pool.workers = 2
        with no_more_handles():
            assert await asyncio.wait_for(pool.call(os.getpid), LONGEST_S) == first
        assert len({await pool.call(os.getpid), *await asyncio.gather(pool.call(os.getpid), pool.call(os.getpid))}) == 2


def test_a_script_without_the_guard_is_not_waited_for_in_its_workers(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=LONGEST_S, check=True)
    in_worker, done = ended.stdout.splitlines()
    assert "bootstrapping" in in_worker
    assert done == "done"
