"""What comes of a call for its samples."""

from collections.abc import Iterable

from sp404_gui.domain.errors import FatalError, SkippableError, SourceUnavailable, Sp404Error
from sp404_gui.store.codec import encode

NOT_THERE = (SourceUnavailable, FatalError)
"""Errors of a sample for which it was not asked about: its file, or all that could read it, is gone."""


def storable(value: object, stage: str) -> object:
    """A result of a user's own function, or an error when it is nothing that JSON could hold."""
    if isinstance(value, Sp404Error):
        return value
    try:
        encode(value)
    except (ValueError, TypeError):
        return SkippableError(
            f"The stage {stage} returned a {type(value).__name__}: results must be made of dicts, lists, text and numbers."
        )
    return value


def nobody_asked(outcomes: Iterable[object]) -> bool:
    """Whether there was nothing to ask about after all, so that no call was made."""
    return all(isinstance(outcome, NOT_THERE) for outcome in outcomes)
