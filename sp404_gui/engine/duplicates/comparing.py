"""What runs inside a worker process: one file is held against some others."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from sp404_gui.audio.going_on import goes_on
from sp404_gui.audio.likeness import NOTHING, Likeness, Trace, likeness, trace
from sp404_gui.audio.moments import moments
from sp404_gui.domain.errors import SkippableError, Sp404Error
from sp404_gui.engine.measuring.worker import Refusal
from sp404_gui.library.identity import open_regular
from sp404_gui.store.atomic import put_in_place

_KEPT = 128
"""Traces that a worker keeps, of two megabytes at most: neighbours are compared one after the other."""
_FULL_SCALE = 32_767
_SPARED_BYTES = 1 << 28
"""So much of the disk, which may be memory, is left to others."""


def moments_of_file(file: str, scratch: str) -> bytes | Refusal:
    """What a file is at its moments, as the bytes of 32-bit floats; none where it is silent.

    Args:
        file: Absolute path.
        scratch: As for `compare_file`.
    """
    try:
        found = _trace(file, scratch)
    except Sp404Error as error:
        return Refusal(type(error), str(error))
    return b"" if found.is_silent else moments(found).tobytes()


def compare_file(file: str, others: Sequence[str], scratch: str) -> list[Likeness | None] | Refusal:
    """How far a file holds the same recording as each of others; None for one that cannot be decoded.

    Args:
        file: Absolute path.
        others: Absolute paths.
        scratch: A folder in which all workers of one search leave what they decoded, so that each file is decoded once.
    """
    try:
        own = _trace(file, scratch)
    except Sp404Error as error:
        return Refusal(type(error), str(error))
    return [_likeness(file, own, other, scratch) for other in others]


def _likeness(file: str, own: Trace, other: str, scratch: str) -> Likeness | None:
    try:
        theirs = _trace(other, scratch)
        found = likeness(own, theirs)
        if found.is_same and (own.is_cut or theirs.is_cut) and not _goes_on(file, other, found.later_s):
            return NOTHING
    except Sp404Error:
        return None
    return found


def _goes_on(file: str, other: str, later_s: float) -> bool:
    with _decoding(file) as ours, _decoding(other) as theirs:
        return goes_on(ours, theirs, later_s)


@lru_cache(maxsize=_KEPT)
def _trace(file: str, scratch: str) -> Trace:
    left = os.path.join(scratch, blake2b(os.fsencode(file), digest_size=16).hexdigest())
    with suppress(OSError, ValueError):
        return Trace(np.fromfile(left, np.int16).astype(np.float32) / np.float32(_FULL_SCALE))
    found = _decoded(file)
    with suppress(OSError):  # a disk that takes no more costs time, and nothing else
        if shutil.disk_usage(scratch).free > _SPARED_BYTES:
            _leave(found, left)
    return found


def _decoded(file: str) -> Trace:
    with _decoding(file) as descriptor:
        return trace(descriptor)


@contextmanager
def _decoding(file: str) -> Iterator[int]:
    descriptor = open_regular(file)
    try:
        yield descriptor
    except Sp404Error:
        raise
    except Exception as error:  # the worker's border: a decoder may raise anything over a broken file
        raise SkippableError(f"It could not be decoded ({type(error).__name__}).") from error
    finally:
        os.close(descriptor)


def _leave(found: Trace, target: str) -> None:
    """Leave a trace for the other workers: whole, or not at all. Its level is of no account, but that it is silent is."""
    scale = 0.0 if found.is_silent else _FULL_SCALE / float(np.abs(found.signal).max())
    own = f"{target}.{os.getpid()}"
    np.rint(found.signal * np.float32(scale)).astype(np.int16).tofile(own)
    put_in_place(own, target)
