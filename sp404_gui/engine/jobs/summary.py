"""What a night brought, told in the morning: what was done, what failed and why, what is left."""

from collections import Counter
from collections.abc import Iterable

from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import SampleRecord, SampleStatus

_REASONS = 3
_MINUTE_S, _HOUR_S = 60, 3600


def summary(before: Counts, after: Counts, records: Iterable[SampleRecord], seconds: float) -> str:
    """A run as a few sentences.

    Args:
        before: The counts when it began.
        after: The counts now.
        records: The samples, for the reasons of failures.
        seconds: How long it took.
    """
    calls, cost = after.api_calls - before.api_calls, after.cost_usd - before.cost_usd
    price = f" for ${cost:.2f}" if cost else ""
    said = [f"In {_time(seconds)}: {after.done - before.done} samples done, {calls} calls{price}."]
    if after.failed:
        said.append(f"{after.failed} failed: {_reasons(records)}.")
    if after.skipped:
        said.append(f"{after.skipped} need no call.")
    said.append(f"{after.pending} are left." if after.pending else "Nothing is left.")
    return " ".join(said)


def _reasons(records: Iterable[SampleRecord]) -> str:
    found = Counter(record.errors[-1].message.rstrip(".") for record in records if record.status is SampleStatus.FAILED and record.errors)
    shown = [f"{number} × {message}" for message, number in found.most_common(_REASONS)]
    rest = found.total() - sum(number for _, number in found.most_common(_REASONS))
    return "; ".join([*shown, *([f"{rest} for other reasons"] if rest else [])]) or "the reasons stand in the error log"


def _time(seconds: float) -> str:
    hours, minutes = divmod(round(seconds) // _MINUTE_S, _HOUR_S // _MINUTE_S)
    return f"{hours} h {minutes} m" if hours else f"{minutes} m" if minutes else f"{round(seconds)} s"
