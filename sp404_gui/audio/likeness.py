"""Whether two files hold the same recording, however loud, trimmed, resampled or encoded each of them is.

Two recordings of one drum sound alike, but their waves do not agree; two copies of one recording agree wave by wave wherever they overlap.
So the waves themselves are compared, at a low rate: aligned by cross-correlation to a fraction of a sample (C. Knapp and G. Carter, "The
generalized correlation method for estimation of time delay", 1976), then held against each other band by band. What a codec or a sample
rate takes away lies above these bands.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import soxr
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodeLimits, open_stream
from sp404_gui.audio.spectrum import mono_mix

RATE_HZ = 11_025
LONGEST = 1 << 16
LONGEST_S = LONGEST / RATE_HZ
"""What comes later in a file, after 6 s, is for `goes_on`: two of these fill a quick transform."""
SAME = 0.95
"""From this agreement on, two files may hold the same recording: what a codec adds to a copy costs 3 %."""
SAME_LOWS = 0.965
"""The same below 1 kHz, where codecs add next to nothing, but two takes that were edited from one recording differ."""
MOST_TILT_DB = 0.75
"""How much the difference of level may vary over the bands: a copy is as much louder everywhere, another layer of velocity is not."""

_EDGES_HZ = (60.0, 250.0, 500.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0)
_LOWS = 3
"""Bands below 1 kHz."""
_FAINT = 10 ** (-36 / 10)
"""A band with less than this share of the strongest one's power says nothing: it may be what a codec has added, or what a cut leaves."""
_LEAST_LOWS = 0.1
"""Share of the weights below which the lows say nothing, as of hi-hats."""
LEAST_SHARE = 0.5
"""How much of the sound of each must lie where they overlap: a hit cut out of a loop is another sample."""
_EMPHASIS = 0.95
_TAPER = RATE_HZ // 400
_FINER = 2
_CLEARLY = 1.2
_HOPELESS = 0.25
_COARSER = 4
_REFINEMENTS = 3
_SILENT = 1e-4

Floats = NDArray[np.float32]
Complexes = NDArray[np.complex64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two files hold the same recording.

    Attributes:
        agreement: 1 where the waves are the same but for their level, near 0 where they have nothing in common.
        later_s: How much later the sound begins in the first file than in the second, in seconds.
        lows: The agreement below 1 kHz alone; that of all where there is little to hear.
        tilt_db: By how much the difference of level varies over the bands, in dB, as a standard deviation.
    """

    agreement: float
    later_s: float
    lows: float = 0.0
    tilt_db: float = 0.0

    @property
    def is_same(self) -> bool:
        """Whether both hold the same recording."""
        return self.agreement >= SAME and self.lows >= SAME_LOWS and self.tilt_db <= MOST_TILT_DB


NOTHING = Likeness(0.0, 0.0)


class Trace:
    """What of a sound is compared.

    Args:
        signal: Shape (samples,), mono, at `RATE_HZ`, at least one sample.

    Attributes:
        signal: The signal without its mean.
        bright: The same with less bass: what tells recordings apart lies above it. Where a cut begins, no step is made.
        is_silent: Whether there is nothing to compare.
        is_cut: Whether the file goes on behind it.
    """

    def __init__(self, signal: Floats) -> None:
        self.signal = np.asarray(signal - signal.mean(), np.float32)
        steps = self.signal[1:] - np.float32(_EMPHASIS) * self.signal[:-1]
        self.bright = np.concatenate([self.signal[:1] * np.float32(1 - _EMPHASIS), steps])
        self.is_silent = float(np.abs(self.signal).max()) < _SILENT
        self.is_cut = len(signal) >= LONGEST
        self._spectra: dict[int, Complexes] = {}

    def spectrum(self, size: int) -> Complexes:
        """Of what is bright, up to the highest band; kept for the next comparison."""
        if size not in self._spectra:
            spectrum = np.asarray(np.fft.rfft(self.bright, size), np.complex64)
            spectrum[int(size * _EDGES_HZ[-1] / RATE_HZ) :] = 0
            self._spectra[size] = spectrum
        return self._spectra[size]


def trace(descriptor: int) -> Trace:
    """What of an open file is compared: its first 6 s.

    Args:
        descriptor: Open file descriptor of a regular file; left open.

    Raises:
        SkippableError: It cannot be decoded; in the classes and words of `decode`.
    """
    with open_stream(descriptor, DecodeLimits()) as stream:
        wanted = math.ceil(LONGEST_S * stream.sample_rate_hz) + 2  # resampling may end a sample early
        kept: list[Floats] = []
        frames = 0
        for block in stream.blocks:
            kept.append(mono_mix(np.ascontiguousarray(block[: wanted - frames].T)).copy())
            frames += len(kept[-1])
            if frames >= wanted:
                break
        return traced(np.concatenate(kept), stream.sample_rate_hz)


def traced(signal: Floats, rate_hz: int) -> Trace:
    """The same of a signal in memory.

    Args:
        signal: Shape (samples,), mono, at least one sample.
        rate_hz: Its sample rate.
    """
    centred = signal - signal.mean()  # a level that is cut off would ring
    low = np.asarray(soxr.resample(centred, rate_hz, RATE_HZ, quality="MQ"), np.float32) if rate_hz != RATE_HZ else centred
    return Trace(low[:LONGEST] if len(low) else centred[:1])


def likeness(first: Trace, second: Trace) -> Likeness:
    """Compare two traces. Symmetric but for the sign of `later_s`."""
    if first.is_silent or second.is_silent or (delay := _delay(first, second)) is None:
        return NOTHING
    later, sign = delay
    lag = round(later)
    ours, theirs = _overlap(first.signal, second.signal, lag)
    if min(_energy(ours) / _energy(first.signal), _energy(theirs) / _energy(second.signal)) < LEAST_SHARE:
        return NOTHING
    ours, theirs = map(_tapered, _overlap(first.bright, second.bright, lag))
    size = _fast_size(len(ours))
    cross, powers = _spectra(ours, theirs, size)
    cross, shift = _aligned(sign * cross, size, later - lag)
    return _judged(cross, powers, size, (lag + shift) / RATE_HZ)


def agreement(ours: Floats, theirs: Floats) -> float:
    """How far what is bright of two stretches agrees, either way up, where both are of one length and at one moment."""
    size = _fast_size(len(ours))
    cross, powers = _spectra(_tapered(ours), _tapered(theirs), size)
    sign = np.float32(-1 if float(cross.real.sum()) < 0 else 1)
    cross, shift = _aligned(sign * cross, size, 0.0)
    return _judged(cross, powers, size, shift / RATE_HZ).agreement


def _tapered(signal: Floats) -> Floats:
    """Without the ringing that a cut brings about when it is resampled."""
    ends = min(_TAPER, len(signal) // 2)
    slope = np.linspace(0, 1, ends, dtype=np.float32)
    return np.concatenate([signal[:ends] * slope, signal[ends : len(signal) - ends], signal[len(signal) - ends :] * slope[::-1]])


def _energy(signal: Floats) -> float:
    return float(np.dot(signal, signal)) or 1.0


def _delay(first: Trace, second: Trace) -> tuple[float, np.float32] | None:
    """By how many samples the first is later, where the two agree best; -1 beside it where one is upside down, else 1.

    None where they agree nowhere: that is soon told, and is so of nearly all pairs.
    """
    size = 1 << (len(first.signal) + len(second.signal) - 1).bit_length()
    if _agrees_nowhere(first, second, size):
        return None
    product = first.spectrum(size) * np.conj(second.spectrum(size))
    finer = np.fft.irfft(product, size * _FINER)  # between two samples, bright sounds would hide their best place
    upside_down = -float(finer.min()) > _CLEARLY * float(finer.max())
    best = int(finer.argmin() if upside_down else finer.argmax())
    steps = best if best < len(first.signal) * _FINER else best - len(finer)
    return steps / _FINER, np.float32(-1 if upside_down else 1)


def _agrees_nowhere(first: Trace, second: Trace, size: int) -> bool:
    """Whether the lower frequencies alone tell it, at a fraction of the cost."""
    ours, theirs = (one.spectrum(size)[: size // (2 * _COARSER) + 1] for one in (first, second))
    powers = [float(np.vdot(low, low).real) for low in (ours, theirs)]
    best = float(np.abs(np.fft.irfft(ours * np.conj(theirs), size // _COARSER)).max()) * (size // _COARSER)
    return bool(best < _HOPELESS * 2 * np.sqrt(max(powers[0] * powers[1], 1e-30)))


def _overlap(first: Floats, second: Floats, lag: int) -> tuple[Floats, Floats]:
    start, other = max(lag, 0), max(-lag, 0)
    count = min(len(first) - start, len(second) - other)
    return first[start : start + count], second[other : other + count]


def _spectra(ours: Floats, theirs: Floats, size: int) -> tuple[Complexes, tuple[Floats, Floats]]:
    one, other = (np.asarray(np.fft.rfft(signal, size), np.complex64) for signal in (ours, theirs))
    return one * np.conj(other), (_powers(one), _powers(other))


def _powers(spectrum: Complexes) -> Floats:
    return np.asarray(spectrum.real**2 + spectrum.imag**2)


def _aligned(cross: Complexes, size: int, shift: float) -> tuple[Complexes, float]:
    """Take out a delay of a fraction of a sample, and what is left of it then: it turns each frequency in proportion."""
    turns = np.arange(len(cross), dtype=np.float32) * np.float32(2 * np.pi / size)
    cross = cross * np.exp(np.complex64(1j * shift) * turns)
    heard = slice(0, int(size * _EDGES_HZ[-1] / RATE_HZ))
    for _ in range(_REFINEMENTS):
        weights = np.abs(cross[heard])
        drift = float((weights * turns[heard] * np.angle(cross[heard])).sum() / max(float((weights * turns[heard] ** 2).sum()), 1e-20))
        cross = cross * np.exp(np.complex64(-1j * drift) * turns)
        shift -= drift
    return cross, shift


def _judged(cross: Complexes, powers: tuple[Floats, Floats], size: int, later_s: float) -> Likeness:
    """The correlation and the difference of level in each band that has something to say, brought together."""
    edges = [round(hz * size / RATE_HZ) for hz in _EDGES_HZ]
    shared = [max(float(cross[low:high].real.sum()), 0.0) for low, high in pairwise(edges)]
    each = np.maximum([[float(power[low:high].sum()) for low, high in pairwise(edges)] for power in powers], 1e-15)
    strength = np.sqrt(np.prod(each, axis=0))
    correlations = np.array(shared) / strength
    weights = np.where(strength > _FAINT * strength.max(), strength / strength.max(), 0.0) ** 0.25
    agreement = float(np.average(correlations, weights=weights))
    has_lows = weights[:_LOWS].sum() > _LEAST_LOWS * weights.sum()
    lows = float(np.average(correlations[:_LOWS], weights=weights[:_LOWS])) if has_lows else agreement
    levels_db = 10 * np.log10(each[0] / each[1])
    tilt_db = float(np.sqrt(np.average((levels_db - np.average(levels_db, weights=weights)) ** 2, weights=weights)))
    return Likeness(agreement, later_s, lows, tilt_db)


def _fast_size(least: int) -> int:
    """A length that is quick to transform."""
    step = 1 << max(0, least.bit_length() - 4)
    return -(-least // step) * step
