"""The listener's process, as its parent sees it: jobs by urgency; a hung one is killed, a dead one replaced, at its own file's cost."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from multiprocessing.process import BaseProcess

from sp404_gui.domain.errors import AnalysisTimedOut, Sp404Error, WorkerDied
from sp404_gui.engine.channel import Channel
from sp404_gui.engine.listening.decode_worker import Reply, Task, Turn, serve
from sp404_gui.engine.measuring.spawning import WorkerContext, deaf_to_interrupts
from sp404_gui.engine.measuring.worker import Refusal

_ADDRESS_SPACE = 2 << 30
_START_LIMIT_S = 30.0
_PATIENCE_S = 1.0
_TRIES = 2
_NOT_STARTED = "The helper process that decodes cannot be started. Close other programs, then try again."


class Urgency(IntEnum):
    """What goes first; jobs of one urgency take turns."""

    NOW = 0
    SOON = 1
    LATER = 2


Outcome = Reply | Sp404Error


@dataclass(slots=True, eq=False)
class Job:
    """A task on its way.

    Attributes:
        task: What it is about.
        urgency: What goes first.
        deliver: Takes what each turn brought, in the service's thread. A job that begins anew sends its file's stamp again.
        number: Names the job to the worker.
        last_turn: When it was worked on; counted in turns.
        tries: How often a worker died over it.
        cancelled: Whether nobody waits for it any more.
    """

    task: Task
    urgency: Urgency
    deliver: Callable[[Outcome], None]
    number: int
    last_turn: int = 0
    tries: int = 0
    cancelled: bool = False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Channel
    begun: set[int] = field(default_factory=set)


class DecodeService:
    """One worker process and the thread that talks to it.

    Args:
        time_limit_s: A turn that takes longer ends the process. One that nobody waits for any more ends it after a second.
    """

    def __init__(self, time_limit_s: float) -> None:
        self._time_limit_s = time_limit_s
        self._changed = threading.Condition()
        self._jobs: list[Job] = []
        self._given_up: list[int] = []
        self._numbers = 0
        self._turns = 0
        self._closing = False
        self._worker: _Worker | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the process ahead of the first job. Returns at once."""
        with self._changed:
            if self._thread is None:
                thread = threading.Thread(target=self._run, name="listener", daemon=True)
                thread.start()  # where the system gives none, the next sound tries again
                self._thread = thread

    def close(self) -> None:
        """End the process; what is under way comes to no end."""
        with self._changed:
            self._closing = True
            self._changed.notify()
            if self._worker is not None:
                self._worker.process.kill()
        if (thread := self._thread) is not None:
            thread.join()
            self._thread = None

    def submit(self, task: Task, urgency: Urgency, deliver: Callable[[Outcome], None]) -> Job:
        """Queue a task. Never blocks."""
        with self._changed:
            self.start()
            self._numbers += 1
            job = Job(task, urgency, deliver, self._numbers)
            self._jobs.append(job)
            self._changed.notify()
        return job

    def cancel(self, job: Job) -> None:
        """Give a job up; nothing of it is delivered that is not already on its way. Never blocks."""
        with self._changed:
            job.cancelled = True
            if job in self._jobs:
                self._leave(job)
                self._changed.notify()

    def _leave(self, job: Job) -> None:
        self._jobs.remove(job)
        self._given_up.append(job.number)

    def _run(self) -> None:
        try:
            while not self._closing:
                self._ready_worker()
                if (turn := self._next()) is not None:
                    self._take(*turn)
        finally:
            self._end_worker()
            if not self._closing:
                self._give_up()

    def _give_up(self) -> None:
        """This thread ends by an error, such as no memory left: nobody waits in vain, and the next job has another thread."""
        with self._changed:
            jobs, self._jobs, self._thread = self._jobs, [], None
        for job in jobs:
            with suppress(Exception):  # one of them may be what it ends by
                job.deliver(WorkerDied(_NOT_STARTED))

    def _next(self) -> tuple[Job | None, tuple[int, ...]] | None:
        """The job whose turn it is and the jobs to give up; None when it is time to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._jobs or self._given_up)
            if self._closing:
                return None
            job = min(self._jobs, key=lambda j: (j.urgency, j.last_turn), default=None)
            if job is not None:
                self._turns += 1
                job.last_turn = self._turns
            given_up, self._given_up = tuple(self._given_up), []
            return job, given_up

    def _take(self, job: Job | None, given_up: tuple[int, ...]) -> None:
        worker = self._worker
        if worker is None:
            if job is not None and not self._closing:
                self._blame(job, _NOT_STARTED)
            return
        try:
            known = tuple(number for number in given_up if number in worker.begun)
            worker.begun.difference_update(known)
            if job is not None:
                worker.begun.add(job.number)
            if job is not None or known:
                worker.connection.send(Turn(job.number if job else None, job.task if job else None, known))
            if job is not None:
                self._settle(job, self._reply(worker, job))
        except (EOFError, OSError):
            self._end_worker()
            if job is not None and not self._closing:
                self._blame(job, "The decoder crashed over it, twice: it is damaged.")

    def _reply(self, worker: _Worker, job: Job) -> Reply | Refusal | None:
        """What the turn brought; None where it took too long."""
        began = time.monotonic()
        while not worker.connection.poll(_PATIENCE_S):  # a long turn, once a second
            if job.cancelled or time.monotonic() - began > self._time_limit_s:
                return None
        outcome: Reply | Refusal = worker.connection.recv()
        return outcome

    def _settle(self, job: Job, outcome: Reply | Refusal | None) -> None:
        if outcome is None:
            self._end_worker()
            self._end(job, AnalysisTimedOut(f"It was given up after {self._time_limit_s:.0f} s: a decoder does not get through it."))
        elif isinstance(outcome, Refusal):
            self._end(job, outcome.error(outcome.message))
        elif outcome.ended:
            self._end(job, outcome)
        elif not job.cancelled:
            job.deliver(outcome)

    def _blame(self, job: Job, sentence: str) -> None:
        job.tries += 1
        if job.tries == _TRIES:
            self._end(job, WorkerDied(sentence))

    def _end(self, job: Job, outcome: Outcome) -> None:
        with self._changed:
            if job in self._jobs:
                self._jobs.remove(job)
            if self._worker is not None:
                self._worker.begun.discard(job.number)
        if not job.cancelled:
            job.deliver(outcome)

    def _ready_worker(self) -> None:
        if self._worker is not None:
            return
        context = WorkerContext()
        try:
            ours, theirs = context.Pipe()
            with theirs, deaf_to_interrupts():
                process = context.Process(target=serve, args=(theirs, _ADDRESS_SPACE), name="listener", daemon=True)
                process.start()
        except OSError:  # no memory, no process or no handle left
            return
        with self._changed:
            self._worker = _Worker(process, ours)
            if self._closing:
                return
        try:
            ready = ours.poll(_START_LIMIT_S) and ours.recv()
        except (EOFError, OSError):
            ready = False
        if not ready:
            self._end_worker()

    def _end_worker(self) -> None:
        with self._changed:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.process.kill()
            worker.process.join()
            with suppress(ValueError):  # a thread that starts another process may have heard of its end first
                worker.process.close()
            worker.connection.close()
