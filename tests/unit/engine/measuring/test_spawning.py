"""What worker processes have of their parent: no ear for Ctrl-C, no keys, and not the threads that its user gives to numerical programs."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest

from sp404_gui.domain.errors import WorkerDied
from sp404_gui.engine.measuring.workers import MeasurePool, WorkerPool
from tests.torture.canary import CANARY, leaks_in

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
SHOW = [sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"]
PRODUCT = "import os, numpy; numpy.ones((512, 512)) @ numpy.ones((512, 512)); print(len(os.listdir('/proc/self/task')))"
COMMAND = "import os, sp404_gui.cli.session; print(len(os.listdir('/proc/self/task')))"
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


async def test_a_measuring_worker_calculates_in_one_thread_whatever_the_users_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in BLAS_THREADS:
        monkeypatch.setenv(name, "8")
    async with MeasurePool(1, 1 << 20) as pool:
        told = json.loads(bytes(await pool.call(subprocess.check_output, SHOW)))
        if sys.platform == "linux":
            threads = int(bytes(await pool.call(subprocess.check_output, [sys.executable, "-c", PRODUCT])))
            assert threads == 1, "a product of matrices starts none"
    assert {name: told[name] for name in BLAS_THREADS} == dict.fromkeys(BLAS_THREADS, "1")
    async with WorkerPool(1, 1 << 20) as pool:
        plugins = json.loads(bytes(await pool.call(subprocess.check_output, SHOW)))
    own = json.loads(await asyncio.to_thread(subprocess.check_output, SHOW, text=True))
    assert {name: plugins[name] for name in BLAS_THREADS} == dict.fromkeys(BLAS_THREADS, "8"), "a plugin has what its user wants"
    assert {name: own[name] for name in BLAS_THREADS} == dict.fromkeys(BLAS_THREADS, "8"), "other programs have what their user wants"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not show the threads of a process as files")
def test_the_command_starts_no_threads_for_sums_which_would_take_the_cores_from_its_workers() -> None:
    env = {name: value for name, value in os.environ.items() if name not in BLAS_THREADS}
    assert int(subprocess.check_output([sys.executable, "-c", COMMAND], env=env)) == 1
