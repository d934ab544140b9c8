"""What the parts of a running job share."""

from collections.abc import Callable
from dataclasses import dataclass

from sp404_gui.domain.events import Event
from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.clock import Clock
from sp404_gui.engine.jobs.recorder import Recorder
from sp404_gui.engine.state import JobState
from sp404_gui.engine.switch import Switch
from sp404_gui.store.cache import ResultCache


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The shared parts.

    Attributes:
        options: The user's choices.
        state: The records.
        recorder: Gets them onto the disk.
        cache: Results of all jobs.
        switch: Pause and stop.
        emit: Takes events.
        clock: Source of time.
        reads_cache: Whether known results are used.
    """

    options: JobOptions
    state: JobState
    recorder: Recorder
    cache: ResultCache
    switch: Switch
    emit: Callable[[Event], None]
    clock: Clock
    reads_cache: bool = True
