"""What worker processes have of their parent: no ear for Ctrl-C, and no keys."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest

from sp404_gui.domain.errors import WorkerDied
from sp404_gui.engine.measuring.workers import WorkerPool
from tests.torture.canary import CANARY, leaks_in

SHOW = [sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal masks")


async def test_a_worker_does_not_hear_ctrl_c_from_its_first_moment_on_and_the_parent_does() -> None:
    async with WorkerPool(1, 1 << 20) as pool:
        assert signal.SIGINT in await pool.call(signal.pthread_sigmask, signal.SIG_BLOCK, [])
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


async def test_a_worker_and_the_one_that_replaces_it_know_no_keys_and_the_parent_still_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", CANARY)
    monkeypatch.setenv("SP404_CACHE", f"redis://:{CANARY}@studio/0")
    async with WorkerPool(1, 1 << 20, time_limit_s=5.0) as pool:
        first = bytes(await pool.call(subprocess.check_output, SHOW)).decode()
        with pytest.raises(WorkerDied):
            await pool.call(os._exit, 1)
        second = bytes(await pool.call(subprocess.check_output, SHOW)).decode()
    assert leaks_in((first + second).encode()) == []
    assert "PATH" in json.loads(first)
    assert os.environ["OPENROUTER_API_KEY"] == CANARY
    own = await asyncio.to_thread(subprocess.check_output, SHOW, text=True)
    assert json.loads(own)["OPENROUTER_API_KEY"] == CANARY, "what else is started inherits it as ever"
