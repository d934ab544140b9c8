"""Both ends of a dask cluster: this program's, and what runs in its workers. The only file that knows dask.

A cluster has to be trusted: dask's own wire carries pickles. What is sent is the name of a function, paths, hashes and limits; what comes
back is JSON, which passes the validators of the cache.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from concurrent.futures import Future as ThreadFuture
from contextlib import suppress
from multiprocessing import current_process
from typing import Any

from distributed import Client, get_worker

from sp404_gui.domain.errors import FatalError, Sp404Error
from sp404_gui.engine.cluster.parcels import PARCEL_S, Delivery, Errand, Outbox, Outcome, Parcel, versions
from sp404_gui.engine.measuring.worker import Refusal
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.engine.threads import to_the_end
from sp404_gui.store.codec import encode, plain

_PATIENCE_S = 3.0
_ANSWER_LIMIT_S = 15.0
_LOOK_EVERY_S = 1.0
_AGAIN_AFTER_S = 30.0
_IDLE_S = 30.0
_HANDS = 2
"""Files of one parcel that a worker works on at the same time, so that its process need not wait between two."""
_CREWS = "sp404_crews"


class Cluster:
    """A cluster, from a thread and an event loop of its own: dask's client does not get on with Qt's.

    Args:
        address: Its scheduler.
        max_bytes: Larger files are refused.
        time_limit_s: A file that takes longer is given up.
        say: Takes sentences for the user, from any thread.

    Attributes:
        threads: How many files its workers measure at the same time; 0 while it is away or has none.
    """

    def __init__(self, address: str, max_bytes: int, time_limit_s: float, say: Callable[[str], None]) -> None:
        self.threads = 0
        self._address = address
        self._limits = max_bytes, time_limit_s
        self._outbox = Outbox(self._sent)
        self._say = say
        self._is_away = False
        self._client: Client | None = None
        self._opened: ThreadFuture[None] = ThreadFuture()
        self._loop = asyncio.SelectorEventLoop()
        self._closing = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="cluster", daemon=True)

    async def open(self) -> None:
        """Look for it.

        Raises:
            FatalError: One of its workers is another version.
        """
        self._thread.start()
        await asyncio.shield(asyncio.wrap_future(self._opened))

    async def aclose(self) -> None:
        """Leave it."""
        with suppress(RuntimeError):  # its loop has ended already
            self._loop.call_soon_threadsafe(self._closing.set)
        await to_the_end(self._thread.join)

    @property
    def ahead(self) -> int:
        """How many files may be handed in before one comes back; 0 while it is away."""
        return self._outbox.ahead

    async def measure(self, errand: Errand) -> Outcome:
        """Have a worker measure a file; None where the cluster could not, whatever the file is."""
        if not self.threads:
            return None
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._outbox.outcome(errand), self._loop))

    async def _sent(self, errands: Sequence[Errand]) -> Delivery | None:
        if self._client is None:
            return None
        task = self._client.submit(measure_there, Parcel(tuple(errands), *self._limits, versions()), pure=False)
        result = asyncio.ensure_future(task.result())
        try:
            await asyncio.wait({result, self._gone}, return_when=asyncio.FIRST_COMPLETED)
            delivery = result.result() if result.done() else None
        except (Exception, CancelledError):  # noqa: BLE001 - the worker's border: one that dies or lacks a part raises anything
            delivery = None
        finally:
            result.cancel()
            task.release()
        return delivery if isinstance(delivery, Delivery) and len(delivery.outcomes) == len(errands) else None

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._live())

    async def _live(self) -> None:
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said in sentences
        while not self._closing.is_set():
            try:
                async with Client(self._address, asynchronous=True, set_as_default=False, timeout=_PATIENCE_S) as client:
                    await self._require_alike(client)
                    await self._serve(client)
            except FatalError as error:
                self._refuse(error)
            except Exception as error:  # noqa: BLE001 - the task runner's border: whatever it is, this machine measures
                self._leave(f"cannot be reached ({type(error).__name__})")
            self._ready()
            await self._rest(_AGAIN_AFTER_S)

    async def _serve(self, client: Client) -> None:
        """Keep count of its workers for as long as it is there."""
        self._client, self._gone = client, self._loop.create_future()
        while client.status == "running" and not self._closing.is_set():
            async with asyncio.timeout(_ANSWER_LIMIT_S):
                workers = await client.nthreads()
            if not workers:
                self._leave("has no workers")
                self._client, self._gone = client, self._loop.create_future()
            elif not self.threads:
                self._is_away = False
                self._say(f"The cluster {self._address} measures: workers {len(workers)}, files at a time {sum(workers.values())}.")
            self.threads = sum(workers.values())
            self._outbox.open(self.threads)
            self._ready()
            await self._rest(_LOOK_EVERY_S)
        self._leave("" if self._closing.is_set() else "has closed the connection")

    async def _require_alike(self, client: Client) -> None:
        async with asyncio.timeout(_ANSWER_LIMIT_S):
            found: dict[str, Any] = await client.run(versions, on_error="return")
        for worker, theirs in found.items():
            if theirs != versions():
                what = theirs if isinstance(theirs, str) else f"no sp404-batch that answers ({type(theirs).__name__})"
                raise FatalError(f"The worker {worker} has {what}; this machine has {versions()}. Install the same version on both.")

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    def _ready(self) -> None:
        if not self._opened.done():
            self._opened.set_result(None)

    def _refuse(self, error: FatalError) -> None:
        if self._opened.done():
            self._leave(f"is not used: {error}")
        else:
            self._opened.set_exception(error)
            self._closing.set()

    def _leave(self, why: str) -> None:
        """It measures no more for now, and what it had in hand is not waited for."""
        if self._client is not None and not self._gone.done():
            self._gone.set_result(None)
        self._client, self.threads = None, 0
        self._outbox.open(0)
        if why and not self._is_away:
            self._is_away = True
            self._say(f"The cluster {self._address} {why}. This machine measures meanwhile, and looks again every {_AGAIN_AFTER_S:.0f} s.")


async def measure_there(parcel: Parcel) -> Delivery:
    """What a worker of the cluster does: files of a parcel until its time is up, at least one. It decodes in processes of its own."""
    started = time.monotonic()
    outcomes: list[Outcome] = [None] * len(parcel.errands)
    waiting = iter(enumerate(parcel.errands))

    async def work() -> None:
        for number, errand in waiting:
            outcomes[number] = await _measured(parcel, errand)
            if time.monotonic() - started > PARCEL_S:
                return

    async with asyncio.TaskGroup() as hands:
        for _ in range(_HANDS):
            hands.create_task(work())
    return Delivery(tuple(outcomes), time.monotonic() - started)


async def _measured(parcel: Parcel, errand: Errand) -> Outcome:
    if parcel.versions != versions():
        return Refusal(FatalError, f"A worker has {versions()}, and the job {parcel.versions}.")
    try:
        return encode(plain(await _crew(parcel).measure(*errand)))
    except Sp404Error as error:
        return Refusal(type(error), str(error))


def _crew(parcel: Parcel) -> "_Crew":
    worker = get_worker()
    if not hasattr(worker, _CREWS):
        setattr(worker, _CREWS, {})
    crews: dict[tuple[int, float], _Crew] = getattr(worker, _CREWS)
    limits = parcel.max_bytes, parcel.time_limit_s
    if limits not in crews:
        crews[limits] = _Crew(MeasurePool(worker.state.nthreads, *limits))
    return crews[limits]


class _Crew:
    """The processes of one worker of the cluster, ended when nobody has sent a file for a while.

    Args:
        pool: The processes.
    """

    def __init__(self, pool: MeasurePool) -> None:
        # dask's nanny makes its worker a daemon, which may start nothing that could outlive it; ours end with their parent by themselves
        vars(current_process())["_config"]["daemon"] = False
        self._pool = pool
        self._busy = 0
        self._rest: asyncio.Task[None] | None = None

    async def measure(self, file: str, content_hash: str) -> Any:
        """Measure a file; raises as the pool does."""
        if self._rest is not None:
            self._rest.cancel()
        self._busy += 1
        try:
            return await self._pool.measure(file, content_hash)
        finally:
            self._busy -= 1
            if not self._busy:
                self._rest = asyncio.create_task(self._end_idle())

    async def _end_idle(self) -> None:
        await asyncio.sleep(_IDLE_S)
        await self._pool.aclose()
