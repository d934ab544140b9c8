"""The worker processes that read audio: a hung one is killed, a dead one replaced, each at the cost of its own file."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import TimeoutError as WorkerTimeoutError
from types import TracebackType
from typing import Any, Self, TypeVar

from sp404_gui.domain.errors import AnalysisTimedOut, WorkerDied
from sp404_gui.domain.features import Measurement
from sp404_gui.engine.spawning import WorkerContext, deaf_to_interrupts
from sp404_gui.engine.threads import to_the_end
from sp404_gui.engine.worker import Refusal, measure_file, prepare

_Result = TypeVar("_Result")

_TIME_LIMIT_S = 60.0
_ADDRESS_SPACE = 4 << 30
_OF_WORKERS = {
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),  # glibc else gives memory back after each longer file, and asks for it again page by page
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
}


class WorkerPool:
    """Worker processes, started with the first file. Use as an asynchronous context manager: leaving ends them, off the event loop.

    Args:
        workers: How many.
        max_bytes: Larger files are refused.
        time_limit_s: A file that takes longer is given up.
    """

    def __init__(self, workers: int, max_bytes: int, time_limit_s: float = _TIME_LIMIT_S) -> None:
        self.workers = workers
        self.max_bytes = max_bytes
        self._time_limit_s = time_limit_s
        self._pool: Any = None
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End the processes; the next file starts new ones."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await to_the_end(_end, pool)

    async def call(self, function: Callable[..., _Result | Refusal], *arguments: object) -> _Result:
        """Let a worker call a function about one file.

        Raises:
            AnalysisTimedOut: It took longer than the time limit.
            WorkerDied: The worker died over it, twice.
            Sp404Error: Any error of decoding or reading the file.
        """
        from pebble import ProcessExpired  # noqa: PLC0415 - 0.1 s that a run from the cache never needs

        for last in (False, True):
            try:
                result: _Result | Refusal = await self._run(function, *arguments)
            except WorkerTimeoutError as error:
                raise AnalysisTimedOut(f"It was given up after {self._time_limit_s:.0f} s: a decoder does not get through it.") from error
            except ProcessExpired as error:
                if last:
                    raise WorkerDied("The decoder crashed over it, twice: it is damaged.") from error
            else:
                break
        if isinstance(result, Refusal):
            raise result.error(result.message)
        return result

    async def _run(self, function: Callable[..., Any], *arguments: object) -> Any:
        async with self._starting:
            if self._pool is None:
                self._pool = await to_the_end(_start, self.workers)
        future = self._pool.schedule(function, args=arguments, timeout=self._time_limit_s)
        return await asyncio.wrap_future(future)


class MeasurePool(WorkerPool):
    """Worker processes that measure."""

    async def measure(self, file: str, content_hash: str) -> Measurement:
        """Measure a file. Raises as `call`."""
        return await self.call(measure_file, file, content_hash, self.max_bytes)


def _start(workers: int) -> Any:
    from pebble import ProcessPool  # noqa: PLC0415 - as above

    for name, value in _OF_WORKERS.items():
        os.environ.setdefault(name, value)  # spawned processes inherit it
    with deaf_to_interrupts():
        pool = ProcessPool(max_workers=workers, context=WorkerContext(), initializer=prepare, initargs=(_ADDRESS_SPACE,))
        pool.active  # noqa: B018 - asking starts it
    return pool


def _end(pool: Any) -> None:
    pool.stop()
    pool.join()
