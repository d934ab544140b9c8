"""Which of several files of one sound is the one to keep."""

from collections.abc import Sequence

from sp404_gui.domain.duplicate import Member, Merit
from sp404_gui.domain.sample import SampleRecord

_SAME_LENGTH_S = 0.001


def in_order(members: Sequence[Member]) -> tuple[list[Member], Merit]:
    """The members, the one to keep first, and the merit by which it is before the next.

    What the user said of a file counts most, then what cannot be won back: lossless, a higher rate, more bits, more channels, more length.

    Args:
        members: At least two.
    """
    ordered = sorted(members, key=lambda member: (*(-merit for merit in _merits(member.record)), len(member.file), member.file))
    first, second = _merits(ordered[0].record), _merits(ordered[1].record)
    merits = (merit for merit, one, other in zip(Merit, first, second, strict=False) if one > other)
    return ordered, next(merits, Merit.FIRST)


def _merits(record: SampleRecord) -> tuple[float, ...]:
    """In the order of `Merit`."""
    found = record.features
    if found is None:
        return (_said(record), 0, 0, 0, 0, 0)
    steps = round(found.duration_s / _SAME_LENGTH_S)
    return _said(record), found.bit_depth is not None, found.sample_rate_hz, found.bit_depth or 0, found.channels, steps


def _said(record: SampleRecord) -> float:
    """How much the user said of a sample: a favorite first, then stars, then words."""
    user = record.user
    words = bool(user.tags) + bool(user.note) + bool(user.corrected)
    return 100 * user.favorite + 10 * (user.rating or 0) + words
