"""Which samples the model is asked about; the others are skipped, each with its reason."""

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
    if features.is_silent:
        return SILENT
    if features.duration_s < options.min_duration_s:
        return f"too short: {features.duration_s:.3f} s, the least is {options.min_duration_s:g} s"
    if features.duration_s > options.max_duration_s:
        return f"too long: {features.duration_s:.0f} s, the most is {options.max_duration_s:g} s"
    return None
