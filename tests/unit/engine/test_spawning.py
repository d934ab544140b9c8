"""Ctrl-C reaches every process of a terminal: only the one that the user started obeys it."""

import signal
import sys

import pytest

from sp404_gui.engine.workers import WorkerPool

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal masks")


async def test_a_worker_does_not_hear_ctrl_c_from_its_first_moment_on_and_the_parent_does() -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        assert signal.SIGINT in await pool.call(signal.pthread_sigmask, signal.SIG_BLOCK, [])
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
