"""What is known before a job begins of how long its calls take and what they cost: from earlier ones."""

from dataclasses import dataclass, field, replace

from sp404_gui.domain.clip import LONGEST_CLIP_S
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.compose import Places, base_url, is_free, models_of
from sp404_gui.engine.outlook.experience import Experience, PastCalls, learnt_as
from sp404_gui.engine.outlook.price import Prices, asking_usd, prices_of
from sp404_gui.engine.pace.account import fetch_model_list
from sp404_gui.engine.pace.paces import open_notes
from sp404_gui.engine.pace.pacing import account_of, known_of
from sp404_gui.llm.limits import FREE_CALLS_PER_DAY, is_loopback

MEASURED_PER_WORKER_S = 70.0
"""Samples a second that one worker measures, as benchmarked, until this machine has its own figure; it depends on their length."""
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What an estimate is made of.

    Attributes:
        measured_per_worker_s: Samples a second that one worker measures.
        calls: Earlier calls to this model.
        allowance: Calls that a day has; None where there is no such limit.
        used_today: Of these.
        prices: What the server asks for; None where it is not known, or nobody asked.
    """

    measured_per_worker_s: float = MEASURED_PER_WORKER_S
    calls: PastCalls = field(default_factory=PastCalls)
    allowance: int | None = None
    used_today: int = 0
    prices: Prices | None = None

    def cost_usd(self, asked: int, batch: int, *, heard: bool) -> float | None:
        """What asking about samples costs, as earlier ones did, or else by the model's prices; None where neither is known.

        Args:
            asked: How many.
            batch: Samples a call.
            heard: Whether clips are sent along.
        """
        if (each := self.calls.cost_a_sample_usd) is not None:
            return asked * each
        return None if self.prices is None else asking_usd(self.prices, asked, batch, clip_s=LONGEST_CLIP_S if heard else None)

    def days(self, calls: int) -> int | None:
        """Days that so many calls take at the most; None where a day has no limit."""
        if self.allowance is None or not calls:
            return None
        later = max(0, calls - max(0, self.allowance - self.used_today))
        return 1 + -(-later // max(1, self.allowance))


async def priced(outlook: Outlook, options: JobOptions, key: Key | None) -> Outlook:
    """The outlook with the model's prices, where they matter and the server tells them within seconds."""
    url, models = base_url(options.provider), models_of(options)
    if not models or is_free(options) or is_loopback(url) or outlook.calls.cost_a_sample_usd is not None:
        return outlook
    try:
        listed = await fetch_model_list(url, key, timeout_s=_PATIENCE_S)
    except Sp404Error:
        return outlook
    info = next((model for model in listed or () if model.id == models[0]), None)
    return outlook if info is None else replace(outlook, prices=prices_of(info))


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
        known = known_of(notes, account_of(url, key)) if is_free(options) else None
        return Outlook(
            measured_per_worker_s=experience.measured_per_worker_s() or MEASURED_PER_WORKER_S,
            calls=experience.calls(url, learnt_as(models[0], options)) if models else PastCalls(),
            allowance=(known and known.allowance) or unknown(options).allowance,
            used_today=known.used if known else 0,
        )
    except Sp404Error:
        return unknown(options)
    finally:
        notes.close()
