"""Sounds and their outlines for those who listen: decoded in a process of its own, ahead of time where possible, kept while room is."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from sp404_gui.audio.audition import Envelope, Heard
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.listening.decode_service import DecodeService, Outcome, Urgency
from sp404_gui.engine.listening.decode_worker import HearTask, OutlineTask, Task
from sp404_gui.engine.listening.gathering import Gathered, Gathering, GrowingSound, WholeEnvelope
from sp404_gui.engine.listening.kept import Entry, Kept

V = TypeVar("V")
_FRESH_S = 5.0
_FRAME_BYTES = 4

Grown = Callable[[Heard], None]


class Listener:
    """Decodes for playing and looking. A context manager: leaving ends its process.

    Args:
        time_limit_s: A file over which the decoder makes no progress for so long is given up.
        sound_bytes: No more of one sound is held than this; 64 MiB are almost six minutes at 48 kHz.
        kept_sounds_bytes: Room for sounds that were heard before or may be heard next.
        kept_envelopes_bytes: Room for outlines.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        *,
        time_limit_s: float = 10.0,
        sound_bytes: int = 64 << 20,
        kept_sounds_bytes: int = 64 << 20,
        kept_envelopes_bytes: int = 4 << 20,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most_frames = sound_bytes // _FRAME_BYTES
        self._service = DecodeService(time_limit_s)
        self._sounds: Kept[Heard] = Kept(kept_sounds_bytes)
        self._envelopes: Kept[Envelope] = Kept(kept_envelopes_bytes)
        self._clock = clock

    def start(self) -> None:
        """Start the process ahead of the first sound. Returns at once."""
        self._service.start()

    def close(self) -> None:
        """End the process. Blocks for some milliseconds."""
        self._service.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    async def hear(
        self, file: str, rate_hz: int, *, grown: Grown | None = None, beginning: bool = False, urgency: Urgency = Urgency.NOW
    ) -> Heard:
        """Decode a file for a sound device. Cancelling the task gives it up.

        A short file comes in one piece within milliseconds; of a long one the first second or two do, the rest follows as it is decoded.

        Args:
            file: Absolute path.
            rate_hz: Frames a second that the device takes.
            grown: Called on the event loop with the sound so far, each time that there is more of it; not with the last, which is returned.
            beginning: Return what comes first, and leave the rest.
            urgency: What goes first.

        Raises:
            Sp404Error: It cannot be decoded; says why in a sentence.
        """
        key = (file, rate_hz)
        kept = self._sounds.get(key)
        if kept is not None and self._is_fresh(kept):
            if _is_all(kept.value) or beginning:
                return kept.value
            if grown is not None:
                grown(kept.value)
        known = kept.stamp if kept is not None and _is_all(kept.value) else None
        with self._asked(HearTask(file, rate_hz, self._most_frames, known), urgency, GrowingSound(rate_hz)) as answers:
            while True:
                answer = await _next(answers)
                heard = kept.value if kept is not None and known and answer.ended and answer.value is None else answer.value
                if heard is None:
                    continue
                self._sounds.put(key, Entry(heard, answer.stamp, self._clock()))
                if answer.ended or beginning:
                    return heard
                if grown is not None:
                    grown(heard)

    async def envelope(self, file: str, columns: int = 4096, *, urgency: Urgency = Urgency.SOON) -> Envelope:
        """Find the outline of a file. Cancelling the task gives it up.

        Args:
            file: Absolute path.
            columns: Number of columns.
            urgency: What goes first.

        Raises:
            Sp404Error: It cannot be decoded; says why in a sentence.
        """
        key = (file, columns)
        kept = self._envelopes.get(key)
        if kept is not None and self._is_fresh(kept):
            return kept.value
        with self._asked(OutlineTask(file, columns, kept.stamp if kept else None), urgency, WholeEnvelope()) as answers:
            while True:
                answer = await _next(answers)
                envelope = kept.value if kept is not None and answer.ended and answer.value is None else answer.value
                if envelope is not None:
                    self._envelopes.put(key, Entry(envelope, answer.stamp, self._clock()))
                    return envelope

    def kept_envelope(self, file: str, columns: int = 4096) -> Envelope | None:
        """The outline of a file, if it is at hand; the file may have changed since."""
        kept = self._envelopes.get((file, columns))
        return kept.value if kept is not None else None

    def _is_fresh(self, entry: Entry[Any]) -> bool:
        return self._clock() - entry.checked_at < _FRESH_S

    @contextmanager
    def _asked(self, task: Task, urgency: Urgency, gathering: Gathering[V]) -> Iterator["asyncio.Queue[Gathered[V] | Sp404Error]"]:
        """The answers to a question, as they come; leaving takes it back."""
        loop = asyncio.get_running_loop()
        answers: asyncio.Queue[Gathered[V] | Sp404Error] = asyncio.Queue()

        def deliver(outcome: Outcome) -> None:
            answer = outcome if isinstance(outcome, Sp404Error) else gathering.take(outcome.items, ended=outcome.ended)
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(answers.put_nowait, answer)

        job = self._service.submit(task, urgency, deliver)
        try:
            yield answers
        finally:
            self._service.cancel(job)


async def _next(answers: "asyncio.Queue[Gathered[V] | Sp404Error]") -> Gathered[V]:
    answer = await answers.get()
    if isinstance(answer, Sp404Error):
        raise answer
    return answer


def _is_all(heard: Heard) -> bool:
    return heard.complete or heard.cut
