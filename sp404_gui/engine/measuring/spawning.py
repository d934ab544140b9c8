"""How child processes are started."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock
from typing import ClassVar

from sp404_gui.config.secrets import secret_variables

_BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
OF_MEASURING = {
    **dict.fromkeys(_BLAS_THREADS, "1"),  # a worker for each core: they do not fight over them, whatever the user's own programs want
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),  # glibc else gives memory back after each longer file, and asks for it again page by page
    "MALLOC_MMAP_THRESHOLD_": str(8 << 20),  # what half a minute and more needs is given back, though
}
"""Environment of a worker that measures."""
_STARTING = Lock()
"""The environment that children inherit is one for the whole process."""


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes and threads started in here do not listen to Ctrl-C or the terminal's end, from their first moment on: the parent does.

    A terminal sends them to all of them, and one that is still importing would die of it, before it can say that it ignores it.
    """
    if sys.platform == "win32":  # which knows no masks
        yield
        return
    with secrets_withheld():
        resource_tracker.ensure_running()  # with the first process it would lift what is blocked here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def secrets_withheld() -> Iterator[None]:
    """Processes started in here do not inherit keys and passwords: what reads files from anywhere has no use for them.

    `os.environ` stays as it is, so other threads find their keys meanwhile.
    """
    with _inherited({}):
        yield


@contextmanager
def _inherited(added: Mapping[str, str]) -> Iterator[None]:
    """Processes started in here inherit no secrets, and these variables in place of the user's own."""
    with _STARTING:
        changes: dict[str, str | None] = {**dict.fromkeys(secret_variables(os.environ)), **added}
        before = {name: os.environ.get(name) for name in changes}
        try:
            _put(changes)
            yield
        finally:
            _put(before)


def _put(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.unsetenv(name)
        else:
            os.putenv(name, value)


class Worker(SpawnProcess):
    """A fresh process without the secrets of its parent."""

    added: ClassVar[Mapping[str, str]] = {}
    """Environment that it has beside that of its parent."""

    def start(self) -> None:
        """Start it."""
        with _inherited(self.added):
            super().start()


class MeasuringWorker(Worker):
    """One of several that measure."""

    added = OF_MEASURING


class WorkerContext(SpawnContext):
    """Starts workers, also those that replace dead ones later on."""

    Process = Worker


class MeasuringContext(SpawnContext):
    """Starts workers that measure."""

    Process = MeasuringWorker
