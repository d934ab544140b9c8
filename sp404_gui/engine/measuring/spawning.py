"""How child processes are started."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock

from sp404_gui.config.secrets import secret_variables

_STARTING = Lock()
"""The environment that children inherit is one for the whole process."""


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes and threads started in here do not listen to Ctrl-C, from their first moment on: it is the parent's to obey.

    A terminal sends it to all of them, and one that is still importing would die of it, before it can say that it ignores it.
    """
    if sys.platform == "win32":  # which knows no masks
        yield
        return
    with secrets_withheld():
        resource_tracker.ensure_running()  # with the first process it would lift what is blocked here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def secrets_withheld() -> Iterator[None]:
    """Processes started in here do not inherit keys and passwords: what reads files from anywhere has no use for them.

    `os.environ` stays as it is, so other threads find their keys meanwhile.
    """
    with _STARTING:
        held = {name: os.environ[name] for name in secret_variables(os.environ)}
        for name in held:
            os.unsetenv(name)
        try:
            yield
        finally:
            for name, value in held.items():
                os.putenv(name, value)


class Worker(SpawnProcess):
    """A fresh process without the secrets of its parent."""

    def start(self) -> None:
        """Start it."""
        with secrets_withheld():
            super().start()


class WorkerContext(SpawnContext):
    """Starts workers, also those that replace dead ones later on."""

    Process = Worker
