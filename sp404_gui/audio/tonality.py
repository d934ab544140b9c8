"""Notes in a spectrum: sinusoidal peaks, tuning, pitch classes, and how well they fit a key.

Pitch classes come from spectral peaks, each also counted for the notes whose harmonic it may be (E. Gómez, "Tonal description of music
audio signals", 2006). Key profiles: "bgate" of A. Faraldo, S. Jordà and P. Herrera, "A multi-profile method for key estimation in
electronic dance music", 2017.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.spectrum import hann
from sp404_gui.audio.transform import power_spectra

NOTE_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_MAJOR = np.array([1.00, 0.00, 0.42, 0.00, 0.53, 0.37, 0.00, 0.77, 0.00, 0.38, 0.21, 0.30])
_MINOR = np.array([1.00, 0.00, 0.36, 0.39, 0.00, 0.38, 0.00, 0.74, 0.27, 0.00, 0.42, 0.23])
_WINDOW_S = 0.186
_MOST_FRAMES = 48
_LOWEST_HZ, _HIGHEST_HZ = 25.0, 5000.0
_CHROMA_RANGE = (32.5, 105.0)  # 55 Hz to 3.5 kHz: below, a semitone is narrower than the window tells apart
_PEAK_FLOOR = 10 ** (-50 / 10)
_HARMONICS = 4
_HARMONIC_DECAY = 0.6
_NEAR = 1 / 3
_BINS = 120
_A4_MIDI, _A4_HZ = 69, 440.0

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Peaks:
    """Spectral peaks of all frames together.

    Attributes:
        midi: Pitch, fractional MIDI number.
        weight: Magnitude, relative to the loudest of all.
        times_s: Start of the frame that each comes from.
        frames: Number of frames they come from.
    """

    midi: Array
    weight: Array
    times_s: Array
    frames: int

    @cached_property
    def mean_turn(self) -> complex:
        """Mean of the peaks' places within a semitone, as directions."""
        angles = 2 * np.pi * (self.midi - np.rint(self.midi))
        return complex(np.cos(angles) @ self.weight, np.sin(angles) @ self.weight) / max(float(self.weight.sum()), 1e-30)


@dataclass(frozen=True, slots=True)
class KeyGuess:
    """The best key.

    Attributes:
        name: As "A minor".
        strength: How well it fits; of `guess_key` a correlation, -1 to 1, of `key.guess_tonic` up to 1.4.
        margin: How much it is ahead of the second.
    """

    name: str
    strength: float
    margin: float


def midi_of(hz: float) -> float:
    """Fractional MIDI number of a frequency; A4 = 440 Hz = 69."""
    return float(_A4_MIDI + 12 * np.log2(hz / _A4_HZ))


def note_name(midi: int) -> str:
    """Name of a MIDI number with sharps; 60 is C4."""
    return f"{NOTE_NAMES[midi % 12]}{midi // 12 - 1}"


def spectral_peaks(signal: NDArray[np.float32], rate_hz: float) -> Peaks:
    """Find the sinusoidal peaks between 25 Hz and 5 kHz in up to 48 frames of 186 ms.

    Between the bins they are read off a parabola through the logarithms, as in J. O. Smith and X. Serra, "PARSHL: an analysis/synthesis
    program for non-harmonic sounds based on a sinusoidal representation", 1987.

    Args:
        signal: Shape (samples,), mono; a rate of 15 kHz is enough.
        rate_hz: Sample rate in Hz.
    """
    size = max(64, 1 << round(np.log2(rate_hz * _WINDOW_S)))
    padded = signal if len(signal) >= size else np.pad(signal, (0, size - len(signal)))
    room = len(padded) - size
    count = min(_MOST_FRAMES, 1 + 2 * room // size)
    starts = np.linspace(0, room, count).astype(np.intp)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[starts]
    low, high = max(1, int(_LOWEST_HZ * size / rate_hz)), min(size // 2 - 1, int(_HIGHEST_HZ * size / rate_hz) + 1)
    everything = power_spectra(frames, hann(size))
    power = everything[:, low - 1 : high + 2]
    inner = power[:, 1:-1]
    is_peak = (inner > power[:, :-2]) & (inner >= power[:, 2:]) & (inner > _PEAK_FLOOR * everything.max())
    row, column = np.nonzero(is_peak)
    left, mid, right = (np.log(np.maximum(power[row, column + shift], 1e-30)) for shift in range(3))
    bend = np.minimum(left - 2 * mid + right, -1e-9)
    exact = low + column + (0.5 * (left - right) / bend).clip(-0.5, 0.5)
    weight = np.sqrt(inner[row, column].astype(np.float64))
    midi = _A4_MIDI + 12 * np.log2(exact * rate_hz / size / _A4_HZ)
    return Peaks(midi, weight / max(weight.max(initial=0), 1e-30), starts[row] / rate_hz, count)


def harmonic_numbers(peaks: Peaks, root: float) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Number of the nearest harmonic for each peak, from 1, and whether it is nearer than a third of a semitone.

    Args:
        peaks: Spectral peaks.
        root: Fundamental, fractional MIDI number.
    """
    numbers = np.maximum(np.rint(np.exp2((peaks.midi - root) / 12)), 1).astype(np.intp)
    return numbers, np.abs(peaks.midi - root - 12 * np.log2(numbers)) < _NEAR


def harmonic_share(peaks: Peaks, root_hz: float) -> float:
    """Share of the peaks' weight that lies within a third of a semitone of a harmonic of the root, 0-1."""
    _, is_near = harmonic_numbers(peaks, midi_of(root_hz))
    return float(peaks.weight[is_near].sum() / max(peaks.weight.sum(), 1e-30))


def tuning(peaks: Peaks) -> float:
    """Offset of the tuning from A4 = 440 Hz in semitones, -0.5 to 0.5: the circular mean of the peaks' distances from the nearest note.

    After K. Dressler and S. Streich, "Tuning frequency estimation using circular statistics", 2007.
    """
    return float(np.angle(peaks.mean_turn) / (2 * np.pi))


def tunedness(peaks: Peaks) -> float:
    """How well the peaks agree on a tuning, 0-1: above 0.4 for nearly all music, below 0.1 for noise; the length of the same mean."""
    return float(np.abs(peaks.mean_turn))


def pitch_classes(peaks: Peaks, offset: float) -> Array:
    """Strength of the twelve pitch classes, from C, normalised to a maximum of 1.

    Args:
        peaks: Spectral peaks.
        offset: Tuning in semitones.
    """
    midi = peaks.midi - offset
    weight = np.where((midi > _CHROMA_RANGE[0]) & (midi < _CHROMA_RANGE[1]), peaks.weight, 0)
    chroma = _gathering() @ np.bincount(np.rint(midi * _BINS / 12).astype(np.intp) % _BINS, weight, _BINS)
    return np.asarray(chroma / max(chroma.max(), 1e-30))


@lru_cache(maxsize=1)
def _gathering() -> Array:
    """Matrix (12, 120) from the octave in tenths of semitones to pitch classes, each bell-shaped, and counted for its harmonics too."""
    away = (np.arange(_BINS) * 12 / _BINS - np.arange(12)[:, None] + 6) % 12 - 6
    own = np.where(np.abs(away) < 1, np.cos(away * np.pi / 2) ** 2, 0)
    shifts = np.rint(_BINS * np.log2(np.arange(1, _HARMONICS + 1))).astype(np.intp)
    return np.asarray(sum(np.roll(own, shift, axis=1) * _HARMONIC_DECAY**index for index, shift in enumerate(shifts)))


def rotations(major: Array, minor: Array) -> Array:
    """Two profiles turned to all twelve tonics, each of mean 0 and length 1.

    Args:
        major: Shape (12,), from the tonic.
        minor: Shape (12,).

    Returns:
        Shape (24, 12): C major to B major, C minor to B minor.
    """
    turned = np.array([np.roll(profile - profile.mean(), tonic) for profile in (major, minor) for tonic in range(12)])
    return np.asarray(turned / np.linalg.norm(turned, axis=1, keepdims=True))


_PROFILES = rotations(_MAJOR, _MINOR)


def correlations(profiles: Array, chroma: Array) -> Array:
    """Correlate pitch classes with rotated profiles (C. Krumhansl, "Cognitive foundations of musical pitch", 1990); 0 if all are alike."""
    centred = chroma - chroma.mean()
    return np.asarray(profiles @ centred / max(float(np.linalg.norm(centred)), 1e-30))


def key_fits(chroma: Array) -> Array:
    """Correlation of pitch classes with the 24 keys, C major to B major, C minor to B minor."""
    return correlations(_PROFILES, chroma)


def best_key(scores: Array) -> KeyGuess:
    """Name the best of 24 scores, C major to B major, C minor to B minor."""
    best = int(scores.argmax())
    second = float(np.delete(scores, best).max())
    return KeyGuess(f"{NOTE_NAMES[best % 12]} {'major' if best < 12 else 'minor'}", float(scores[best]), float(scores[best]) - second)  # noqa: PLR2004


def guess_key(chroma: Array) -> KeyGuess | None:
    """Find the key whose profile fits pitch classes best.

    Returns:
        None where all pitch classes are alike.
    """
    fits = key_fits(chroma)
    return best_key(fits) if fits.any() else None
