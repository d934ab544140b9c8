"""What runs inside a worker process: one file is held against some others."""

import os
from collections.abc import Sequence
from functools import lru_cache

from sp404_gui.audio.likeness import Likeness, Trace, likeness, trace
from sp404_gui.domain.errors import SkippableError, Sp404Error
from sp404_gui.engine.worker import Refusal
from sp404_gui.library.identity import open_regular

_KEPT = 256
"""Traces that a worker keeps, of a megabyte at most: neighbours are compared one after the other."""


def compare_file(file: str, others: Sequence[str]) -> list[Likeness | None] | Refusal:
    """How far a file holds the same recording as each of others; None for one that cannot be decoded.

    Args:
        file: Absolute path.
        others: Absolute paths.
    """
    try:
        own = _trace(file)
    except Sp404Error as error:
        return Refusal(type(error), str(error))
    return [_likeness(own, other) for other in others]


def _likeness(own: Trace, other: str) -> Likeness | None:
    try:
        return likeness(own, _trace(other))
    except Sp404Error:
        return None


@lru_cache(maxsize=_KEPT)
def _trace(file: str) -> Trace:
    descriptor = open_regular(file)
    try:
        return trace(descriptor)
    except Sp404Error:
        raise
    except Exception as error:  # the worker's border: a decoder may raise anything over a broken file
        raise SkippableError(f"It could not be decoded ({type(error).__name__}).") from error
    finally:
        os.close(descriptor)
