"""Whether two files that begin with one recording also go on with it: one intro has many songs behind it."""

from collections.abc import Iterator
from itertools import zip_longest

import numpy as np
import soxr

from sp404_gui.audio.decode import DecodeLimits, open_stream
from sp404_gui.audio.likeness import LEAST_SHARE, LONGEST, RATE_HZ, Floats, Trace, agreement
from sp404_gui.audio.spectrum import mono_mix

_LEAST = RATE_HZ // 2
"""A shorter rest of a file is not judged: what a codec leaves at an end would decide."""
_AGREES, _FAINTLY = 0.9, 0.3
"""From this agreement on, a stretch is the same: that both files begin with one recording is known, and other sound is far below.

Where a sound has nearly died away, a codec keeps little of it."""
_FAINT = 1e-5
"""Share of the power of the loudest stretch: 50 dB below it."""
_NOTHING = np.empty(0, np.float32)


def goes_on(first: int, second: int, later_s: float) -> bool:
    """Whether two open files hold the same to the end of the shorter, and at least half of the sound of each lies up to there.

    Args:
        first: Open file descriptor of a regular file; left open.
        second: The same.
        later_s: How much later the sound begins in the first.

    Raises:
        SkippableError: One cannot be decoded; in the classes and words of `decode`.
    """
    lag = round(later_s * RATE_HZ)
    shared, whole, loudest = np.zeros(2), np.zeros(2), 0.0
    pair: tuple[Floats, Floats]
    for pair in zip_longest(_stretches(first, max(lag, 0)), _stretches(second, max(-lag, 0)), fillvalue=_NOTHING):
        count = min(map(len, pair))
        both = np.array([_energy(stretch[:count]) for stretch in pair])
        power = float(both.max()) / max(count, 1)
        loudest = max(loudest, power)
        is_faint = power <= _FAINT * loudest
        if count >= _LEAST and not _agrees(*(Trace(stretch[:count]) for stretch in pair), is_faint=is_faint):
            return False
        shared += both
        whole += [_energy(stretch) for stretch in pair]
    return bool((shared >= LEAST_SHARE * whole).all())


def _energy(signal: Floats) -> float:
    return float(np.dot(signal, signal))


def _agrees(ours: Trace, theirs: Trace, *, is_faint: bool) -> bool:
    if ours.is_silent or theirs.is_silent:
        return is_faint or (ours.is_silent and theirs.is_silent)  # what has nearly died away is silent sooner in a quieter copy
    return agreement(ours.bright, theirs.bright) >= (_FAINTLY if is_faint else _AGREES)


def _stretches(descriptor: int, skipped: int) -> Iterator[Floats]:
    """A file from a place on, as long as a trace each; the last is shorter."""
    waiting = _NOTHING
    for part in _low(descriptor):
        waiting = np.concatenate([waiting, part])
        waiting, skipped = waiting[skipped:], max(skipped - len(waiting), 0)
        while len(waiting) >= LONGEST:
            yield waiting[:LONGEST]
            waiting = waiting[LONGEST:]
    if len(waiting):
        yield waiting


def _low(descriptor: int) -> Iterator[Floats]:
    """A whole file at the low rate, mono, as it is decoded."""
    with open_stream(descriptor, DecodeLimits()) as stream:
        resampler = soxr.ResampleStream(stream.sample_rate_hz, RATE_HZ, 1, dtype="float32", quality="MQ")
        for block in stream.blocks:
            yield np.asarray(resampler.resample_chunk(mono_mix(np.ascontiguousarray(block.T)), last=False), np.float32)
        yield np.asarray(resampler.resample_chunk(_NOTHING, last=True), np.float32)
