"""The worker processes that read audio: a hung one is killed, a dead one replaced, each at the cost of its own file."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import TimeoutError as WorkerTimeoutError
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Self, TypeVar

from sp404_gui.domain.errors import AnalysisTimedOut, FatalError, WorkerDied
from sp404_gui.domain.features import Measurement
from sp404_gui.engine.spawning import WorkerContext, deaf_to_interrupts
from sp404_gui.engine.threads import to_the_end
from sp404_gui.engine.worker import Refusal, measure_file, prepare

_Result = TypeVar("_Result")

_TIME_LIMIT_S = 60.0
_MOST_BROKEN = 20
"""How often in a row, without a file measured, all workers may be started anew."""
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
        self._broken = 0

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
            FatalError: Workers die whatever they are given.
            Sp404Error: Any error of decoding or reading the file.
        """
        from pebble import ProcessExpired  # noqa: PLC0415 - 0.1 s that a run from the cache never needs

        died = False
        while True:
            pool = await self._started()
            try:
                result: _Result | Refusal = await _scheduled(pool, function, arguments, self._time_limit_s)
            except WorkerTimeoutError as error:
                raise AnalysisTimedOut(f"It was given up after {self._time_limit_s:.0f} s: a decoder does not get through it.") from error
            except ProcessExpired as error:
                if died:
                    raise WorkerDied("The decoder crashed over it, twice: it is damaged.") from error
                died = True
            except BrokenProcessPool as error:
                await self._replace(pool, error)
            else:
                self._broken = 0
                break
        if isinstance(result, Refusal):
            raise result.error(result.message)
        return result

    async def _started(self) -> Any:
        async with self._starting:
            if self._pool is None:
                self._pool = await to_the_end(_start, self.workers)
            return self._pool

    async def _replace(self, pool: Any, error: BrokenProcessPool) -> None:
        """Let a pool go whose worker died between two files: it takes no more."""
        async with self._starting:
            if self._pool is not pool:
                return
            self._pool = None
            self._broken += 1
            await to_the_end(_end, pool)
        if self._broken > _MOST_BROKEN:
            raise FatalError(
                "The processes that read audio end as soon as they start. Look for a program or a limit that ends them, then resume."
            ) from error


async def _scheduled(pool: Any, function: Callable[..., _Result], arguments: tuple[object, ...], time_limit_s: float) -> _Result:
    try:
        future = pool.schedule(function, args=arguments, timeout=time_limit_s)
    except RuntimeError as error:  # another file found it broken
        raise BrokenProcessPool(str(error)) from error
    result: _Result = await asyncio.wrap_future(future)
    return result


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
