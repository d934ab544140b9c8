"""Which samples the model is asked about; the others are skipped, each with its reason."""

from sp404_gui.audio.beginning import kept_s
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord

DUPLICATE_OF = "duplicate of "
SILENT = "silent: there is nothing to describe"
REMOVED = "removed from the collection"


def should_process_with_api(record: SampleRecord, options: JobOptions) -> str | None:
    """Why a measured sample is not worth a call; None when it is. Duplicates are found by `Followers`.

    Args:
        record: The sample with its features.
        options: The limits of length.
    """
    features = record.features
    if record.user.removed:
        return REMOVED
    if features is None:
        return "not measured"
    if features.is_silent or _holds_no_sound(features):
        return SILENT
    if features.duration_s < options.min_duration_s:
        return f"too short: {features.duration_s:.3f} s, the least is {options.min_duration_s:g} s"
    if features.duration_s > options.max_duration_s:
        return f"too long: {features.duration_s:.0f} s, the most is {options.max_duration_s:g} s"
    return None


def _holds_no_sound(features: LocalFeatures) -> bool:
    """Whether all of it was analysed, and nothing was heard: a constant level, or what lies above hearing."""
    is_whole = features.duration_s <= kept_s(features.sample_rate_hz, features.channels)
    return is_whole and features.category is None and "category" in features.unmeasured


def as_duplicate(twin: str) -> str:
    """The reason of a sample that takes over the answer about another."""
    return DUPLICATE_OF + twin


def twin_named(record: SampleRecord) -> str | None:
    """The sample whose duplicate one was found to be; None when it was not skipped for that."""
    reason = record.skip_reason or ""
    return reason.removeprefix(DUPLICATE_OF) if reason.startswith(DUPLICATE_OF) else None


def is_same_sound(one: SampleRecord, other: SampleRecord) -> bool:
    """Whether two samples, as they are measured now, have the same bytes or the same audio: a file's content may be replaced."""
    mine, theirs = one.features, other.features
    if mine is None or theirs is None:
        return False
    by_bytes = bool(mine.content_hash) and mine.content_hash == theirs.content_hash
    return by_bytes or (bool(mine.audio_hash) and mine.audio_hash == theirs.audio_hash)
