"""What runs inside the listener's process: it decodes in short turns, so that what is urgent never waits for what is long."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sp404_gui.domain.errors import SkippableError, Sp404Error, TooLarge
from sp404_gui.engine.channel import Channel
from sp404_gui.engine.measuring.worker import Refusal, prepare
from sp404_gui.library.identity import open_regular

READY = "ready"
_TURN_S = 0.01

Stamp = tuple[int, int, int]
"""What tells one content of a file from the next: inode, size in bytes, time of change in ns."""


@dataclass(frozen=True, slots=True)
class HearTask:
    """Decode a file for a sound device.

    Attributes:
        file: Absolute path, undecodable bytes as surrogates.
        rate_hz: Frames a second that the device takes.
        most_frames: No more than so many frames.
        known: The content that the parent already has.
    """

    file: str
    rate_hz: int
    most_frames: int
    known: Stamp | None = None


@dataclass(frozen=True, slots=True)
class OutlineTask:
    """Find the outline of a file.

    Attributes:
        file: Absolute path, undecodable bytes as surrogates.
        columns: Number of columns.
        known: The content that the parent already has.
    """

    file: str
    columns: int
    known: Stamp | None = None


Task = HearTask | OutlineTask


@dataclass(frozen=True, slots=True)
class Turn:
    """A message to the worker: give up some jobs, and work on one for a moment.

    Attributes:
        job: The job to work on; None: on none, and there is no reply.
        task: What the job is about.
        given_up: Jobs that nobody waits for any more.
    """

    job: int | None
    task: Task | None
    given_up: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn brought.

    Attributes:
        items: The stamp of the file first of all, then parts of its sound, or its envelope.
        ended: Whether the job is through.
    """

    items: list[Any]
    ended: bool


def serve(connection: Channel, address_space_bytes: int) -> None:
    """Work through turns until the parent is gone."""
    prepare(address_space_bytes, niceness=0)
    from sp404_gui.audio import hearing  # noqa: F401, PLC0415 - before the first file, so that its sound need not wait for imports

    connection.send(READY)
    jobs: dict[int, Iterator[Any]] = {}
    while True:
        try:
            turn: Turn = connection.recv()
        except EOFError:
            return
        for job in turn.given_up:
            jobs.pop(job, None)  # its generator closes the file
        if turn.job is not None and turn.task is not None:
            steps = jobs.setdefault(turn.job, _steps(turn.task))
            outcome = _work(steps)
            if isinstance(outcome, Refusal) or outcome.ended:
                del jobs[turn.job]
            connection.send(outcome)


def _work(steps: Iterator[Any]) -> Reply | Refusal:
    until = time.perf_counter() + _TURN_S
    items: list[Any] = []
    try:
        for item in steps:
            if item is not None:
                items.append(item)
            if time.perf_counter() > until:
                return Reply(items, ended=False)
    except Sp404Error as error:
        return Refusal(type(error), str(error))
    except MemoryError:
        return Refusal(TooLarge, "It needs more memory than one sample may use.")
    except Exception as error:  # noqa: BLE001 - the worker's border: a decoder may raise anything over a broken file
        return Refusal(SkippableError, f"It could not be decoded ({type(error).__name__}).")
    return Reply(items, ended=True)


def _steps(task: Task) -> Iterator[Any]:
    from sp404_gui.audio.hearing import hear, outline  # noqa: PLC0415 - the parent hands this function over, and stays light

    descriptor = open_regular(task.file)
    try:
        about = os.fstat(descriptor)
        stamp = (about.st_ino, about.st_size, about.st_mtime_ns)
        yield stamp
        if stamp == task.known:
            return
        decoded = hear(descriptor, task.rate_hz, task.most_frames) if isinstance(task, HearTask) else outline(descriptor, task.columns)
        with closing(decoded):
            yield from decoded
    finally:
        os.close(descriptor)
