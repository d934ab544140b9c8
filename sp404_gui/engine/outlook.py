"""What is known before a job begins of how long its calls take and what they cost: from earlier ones."""

from dataclasses import dataclass, field

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.compose import Places, base_url, is_free, models_of
from sp404_gui.engine.experience import Experience, PastCalls
from sp404_gui.engine.paces import open_notes
from sp404_gui.engine.pacing import account_of, known_of
from sp404_gui.llm.limits import FREE_CALLS_PER_DAY

MEASURED_PER_WORKER_S = 70.0
"""Samples a second that one worker measures, as benchmarked, until this machine has its own figure; it depends on their length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What an estimate is made of.

    Attributes:
        measured_per_worker_s: Samples a second that one worker measures.
        calls: Earlier calls to this model.
        allowance: Calls that a day has; None where there is no such limit.
        used_today: Of these.
    """

    measured_per_worker_s: float = MEASURED_PER_WORKER_S
    calls: PastCalls = field(default_factory=PastCalls)
    allowance: int | None = None
    used_today: int = 0

    def days(self, calls: int) -> int | None:
        """Days that so many calls take at the most; None where a day has no limit."""
        if self.allowance is None or not calls:
            return None
        later = max(0, calls - max(0, self.allowance - self.used_today))
        return 1 + -(-later // max(1, self.allowance))


def unknown(options: JobOptions) -> Outlook:
    """What is known of a job without any experience."""
    return Outlook(allowance=FREE_CALLS_PER_DAY if is_free(options) else None)


def outlook_of(options: JobOptions, places: Places, key: Key | None) -> Outlook:
    """What this machine remembers of such jobs. Blocks.

    Args:
        options: The options that the job would have.
        places: Where it is remembered.
        key: The key that the job would use.
    """
    notes = open_notes(places.notes)
    if notes is None:
        return unknown(options)
    url, models = base_url(options.provider), models_of(options)
    try:
        experience = Experience(notes)
        known = known_of(notes, account_of(url, key))
        return Outlook(
            measured_per_worker_s=experience.measured_per_worker_s() or MEASURED_PER_WORKER_S,
            calls=experience.calls(url, models[0]) if models else PastCalls(),
            allowance=known.allowance or unknown(options).allowance,
            used_today=known.used,
        )
    except Sp404Error:
        return unknown(options)
    finally:
        notes.close()
