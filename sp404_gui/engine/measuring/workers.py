"""The worker processes that read audio: a hung one is killed, a dead one replaced, each at the cost of its own file."""

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext
from types import TracebackType
from typing import Any, Self, TypeVar

from sp404_gui.domain.errors import AnalysisTimedOut, FatalError, WorkerDied
from sp404_gui.domain.features import Measurement
from sp404_gui.engine.measuring.spawning import MeasuringContext, WorkerContext, deaf_to_interrupts
from sp404_gui.engine.measuring.worker import Refusal, measure_file, prepare
from sp404_gui.engine.threads import to_the_end

_Result = TypeVar("_Result")

_TIME_LIMIT_S = 60.0
_START_LIMIT_S = 60.0
_LOOK_EVERY_S = 0.5
_STILL_REFUSED_S = 10 * _LOOK_EVERY_S
"""A system that starts no process is asked again sooner; what it refused longer ago was another time, whose wait was given up."""
_AHEAD = 2
"""Files that a worker has at hand, so that it need not wait for the next."""
_IN_HAND = 4
"""Files of a job for each worker that are under way."""
_MOST_LOST = 20
"""How many workers in a row may die without a file at hand."""
_ALL_DIE = "The processes that read audio end as soon as they start. Look for a program or a limit that ends them, then resume."
_NO_THREAD = "can't start new thread"
"""What Python says of it: the error has no kind of its own."""
_ADDRESS_SPACE = 4 << 30


class WorkerPool:
    """Worker processes, started with the first file. Use as an asynchronous context manager: leaving ends them, off the event loop.

    Each is a pool of its own: what one that dies held of its channel is gone with it, and no other waits for that.

    Args:
        workers: How many.
        max_bytes: Larger files are refused.
        time_limit_s: A file that takes longer is given up.
        start_limit_s: A worker that takes up no work for so long counts as dead, and a system that starts none for so long as full.
    """

    _context: type[SpawnContext] = WorkerContext

    def __init__(self, workers: int, max_bytes: int, time_limit_s: float = _TIME_LIMIT_S, start_limit_s: float = _START_LIMIT_S) -> None:
        self.workers = workers
        self.max_bytes = max_bytes
        self.time_limit_s = time_limit_s
        self._start_limit_s = start_limit_s
        self._crew: list[_Worker] = []
        self._starting = asyncio.Lock()
        self._slots = asyncio.Semaphore(workers * _AHEAD)
        self._lost = 0
        self._refused_since_s = self._refused_last_s = -math.inf

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End the processes; the next file starts new ones, and so does one that they had at hand."""
        crew, self._crew = self._crew, []
        for worker in crew:
            await to_the_end(_end, worker.pool)

    async def call(self, function: Callable[..., _Result | Refusal], *arguments: object) -> _Result:
        """Let a worker call a function about one file.

        Raises:
            AnalysisTimedOut: It took longer than the time limit.
            WorkerDied: The worker died over it, twice.
            FatalError: Workers die whatever they are given, or none can be started.
            Sp404Error: Any error of decoding or reading the file.
        """
        from pebble import ProcessExpired  # noqa: PLC0415 - 0.1 s that a run from the cache never needs

        died = False
        while True:
            try:
                result: _Result | Refusal = await self._called(function, arguments)
            except TimeoutError as error:
                raise AnalysisTimedOut(f"It was given up after {self.time_limit_s:.0f} s: a decoder does not get through it.") from error
            except ProcessExpired as error:
                if died:
                    raise WorkerDied("The decoder crashed over it, twice: it is damaged.") from error
                died = True
            except BrokenProcessPool as error:
                if self._lost > _MOST_LOST:
                    raise FatalError(_ALL_DIE) from error
            else:
                self._lost = 0
                break
        if isinstance(result, Refusal):
            raise result.error(result.message)
        return result

    async def _called(self, function: Callable[..., _Result], arguments: tuple[object, ...]) -> _Result:
        async with self._slots:
            worker = await self._least_busy()
            try:
                return await worker.call(function, arguments)
            except TimeoutError:  # its pool puts another in its place
                raise
            except (OSError, BrokenProcessPool) as error:  # ProcessExpired is an OSError
                await self._let_go(worker, idle=isinstance(error, BrokenProcessPool))
                raise

    async def _least_busy(self) -> "_Worker":
        async with self._starting:
            while len(self._crew) < self.workers:
                tried_s = time.monotonic()
                try:
                    pool = await to_the_end(_start, self._context)
                except (OSError, RuntimeError) as error:  # BrokenProcessPool is a RuntimeError, and so is a thread that cannot be started
                    if not _is_refusal(error):
                        raise
                    if self._crew:
                        break  # those that run do the work
                    await self._refused(error.__cause__ or error, tried_s)
                else:
                    self._refused_last_s = -math.inf
                    self._crew.append(_Worker(pool, self.time_limit_s, self._start_limit_s))
            return min(self._crew, key=lambda worker: worker.waiting)

    async def _refused(self, error: BaseException, tried_s: float) -> None:
        """Wait a moment when the system starts no process: memory and handles may come back, but not for ever."""
        now_s = time.monotonic()
        if tried_s - self._refused_last_s > _STILL_REFUSED_S:  # a refusal may take long itself
            self._refused_since_s = tried_s
        self._refused_last_s = now_s
        if now_s - self._refused_since_s > self._start_limit_s:
            raise FatalError(
                f"This machine starts no process that reads audio: {error}. Close other programs or raise its limits, then resume."
            ) from error
        await asyncio.sleep(_LOOK_EVERY_S)

    async def _let_go(self, worker: "_Worker", *, idle: bool) -> None:
        """Another takes the place of one that died; what else waited for it is done by others."""
        if worker in self._crew:
            self._crew.remove(worker)
            self._lost = self._lost + 1 if idle else 0
            worker.lost.set_result(None)
            await to_the_end(_end, worker.pool)


class _Worker:
    """One process.

    Args:
        pool: A pool of one.
        time_limit_s: For one call.
        start_limit_s: Until it takes up what it was given.

    Attributes:
        waiting: How many calls wait for it.
        lost: Done when it is of no use any more.
    """

    def __init__(self, pool: Any, time_limit_s: float, start_limit_s: float) -> None:
        self.pool = pool
        self.time_limit_s = time_limit_s
        self._start_limit_s = start_limit_s
        self.waiting = 0
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._at_work = 0

    async def call(self, function: Callable[..., _Result], arguments: tuple[object, ...]) -> _Result:
        """Have it call a function.

        Raises:
            TimeoutError: It took longer than the time limit.
            ProcessExpired: It died over it.
            BrokenProcessPool: It died over something else, or takes up no work.
        """
        try:
            told = self.pool.schedule(function, args=arguments)
        except RuntimeError as error:  # it was found dead meanwhile
            raise BrokenProcessPool(str(error)) from error
        answer = asyncio.wrap_future(told)
        self.waiting += 1
        try:
            await self._watch(told, answer)
        finally:
            self.waiting -= 1
            answer.cancel()
        if answer.cancelled():
            raise BrokenProcessPool("its process died over another file")
        result: _Result = answer.result()
        return result

    async def _watch(self, told: "Future[Any]", answer: "asyncio.Future[Any]") -> None:
        """Wait for the answer, and look now and then whether one can still come.

        A pool that breaks forgets what it was given at that moment; and it measures time by a clock that people set. What passes while
        the machine sleeps does not count.
        """
        worked_s = idle_s = 0.0
        begun = False
        last = time.monotonic()
        try:
            while self.pool.active and not self.lost.done():
                await asyncio.wait({answer, self.lost}, timeout=_LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
                if answer.done():
                    return
                passed_s, last = min(time.monotonic() - last, 2 * _LOOK_EVERY_S), time.monotonic()
                if not begun and told.running():
                    begun = True
                    self._at_work += 1
                worked_s += passed_s if begun else 0.0
                idle_s = 0.0 if self._at_work else idle_s + passed_s
                if worked_s > self.time_limit_s:
                    raise TimeoutError
                if idle_s > self._start_limit_s:
                    return
        finally:
            self._at_work -= begun


class MeasurePool(WorkerPool):
    """Worker processes that measure."""

    _context = MeasuringContext

    @property
    def ahead(self) -> int:
        """How many files are handed in before one comes back."""
        return self.workers * _IN_HAND

    async def measure(self, file: str, content_hash: str) -> Measurement:
        """Measure a file. Raises as `call`."""
        return await self.call(measure_file, file, content_hash, self.max_bytes)


def _is_refusal(error: OSError | RuntimeError) -> bool:
    """Whether the system gave no more; what else goes wrong, like a script that starts anew in each worker, does not pass by itself."""
    return isinstance(error.__cause__ or error, OSError) or _NO_THREAD in str(error)


def _start(kind: type[SpawnContext]) -> Any:
    from pebble import ProcessPool  # noqa: PLC0415 - as above

    context: Any = kind()  # its pipes have other types on Windows than pebble says
    with deaf_to_interrupts():
        pool = ProcessPool(max_workers=1, context=context, initializer=prepare, initargs=(_ADDRESS_SPACE,))
        try:
            pool.active  # noqa: B018 - asking starts it
        except BaseException:
            _end(pool)  # half begun, it holds pipes
            raise
    return pool


def _end(pool: Any) -> None:
    pool.stop()
    pool.join()
