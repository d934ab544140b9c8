"""The product's worker processes: how they scale, and the memory of one of them."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import soundfile

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.measuring.workers import MeasurePool
from tests.benchmarks.ear.own_time import hashed

_MAX_BYTES = 1 << 31
_AHEAD = 4
_MINUTES = 60
_RATE_HZ = 44_100


def seconds(files: Sequence[str], workers: int) -> float:
    """Wall time of so many workers over all files, from when they are there."""
    return asyncio.run(_seconds(list(files), workers))


def peak_bytes(files: Sequence[str]) -> int | None:
    """Most memory that a worker ever held over these files (VmHWM); None where the system does not say."""
    return asyncio.run(_peak(list(files)))


def long_file(folder: Path) -> str:
    """A file of an hour, in stereo: noise that comes and goes with the second."""
    file = folder / "hour.wav"
    random = np.random.default_rng(1)
    fall = np.linspace(0.5, 0, _RATE_HZ, dtype=np.float32)[:, None]
    minute = np.concatenate([random.uniform(-1, 1, (_RATE_HZ, 2)).astype(np.float32) * fall for _ in range(60)])
    with soundfile.SoundFile(file, "w", _RATE_HZ, 2) as stream:
        for _ in range(_MINUTES):
            stream.write(minute)
    return str(file)


async def _seconds(files: list[str], workers: int) -> float:
    hashes = {file: hashed(file) for file in files}
    slots = asyncio.Semaphore(workers * _AHEAD)
    async with MeasurePool(workers, _MAX_BYTES) as pool:

        async def measured(file: str) -> None:
            async with slots:
                with suppress(Sp404Error):
                    await pool.measure(file, hashes[file])

        await asyncio.gather(*map(measured, files[: workers * _AHEAD]))  # its processes are there
        started = time.perf_counter()
        await asyncio.gather(*map(measured, files))
        return time.perf_counter() - started


async def _peak(files: list[str]) -> int | None:
    async with MeasurePool(1, _MAX_BYTES) as pool:
        for file in files:
            await pool.measure(file, hashed(file))
        workers = [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]
        status = [Path(f"/proc/{worker.pid}/status") for worker in workers]
        return max((_high_water(file.read_text()) for file in status if file.is_file()), default=None)


def _high_water(status: str) -> int:
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024
