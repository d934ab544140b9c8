"""Tuning, pitch classes and key.

Pitch classes come from spectral peaks, each also counted for the notes whose harmonic it may be (E. Gómez, "Tonal description of music
audio signals", 2006). Key profiles: "bgate" of A. Faraldo, S. Jordà and P. Herrera, "A multi-profile method for key estimation in
electronic dance music", 2017.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.spectrum import hann

NOTE_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_MAJOR = np.array([1.00, 0.00, 0.42, 0.00, 0.53, 0.37, 0.00, 0.77, 0.00, 0.38, 0.21, 0.30])
_MINOR = np.array([1.00, 0.00, 0.36, 0.39, 0.00, 0.38, 0.00, 0.74, 0.27, 0.00, 0.42, 0.23])
_PROFILES = np.array([np.roll(profile - profile.mean(), tonic) for profile in (_MAJOR, _MINOR) for tonic in range(12)])
_PROFILES /= np.linalg.norm(_PROFILES, axis=1, keepdims=True)
_WINDOW_S = 0.186
_MOST_FRAMES = 48
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 3500.0
_PEAK_FLOOR = 10 ** (-50 / 10)
_HARMONICS = 4
_HARMONIC_DECAY = 0.6
_BINS = 120
_A4_MIDI, _A4_HZ = 69, 440.0

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Peaks:
    """Spectral peaks of all frames together.

    Attributes:
        midi: Pitch, fractional MIDI number.
        weight: Magnitude, relative to the loudest of all.
        frames: Number of frames they come from.
    """

    midi: Array
    weight: Array
    frames: int


@dataclass(frozen=True, slots=True)
class KeyGuess:
    """The best key.

    Attributes:
        name: As "A minor".
        strength: Correlation with the key's profile, -1 to 1.
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


def spectral_peaks(signal: NDArray[np.float32], rate: int) -> Peaks:
    """Find the sinusoidal peaks between 55 Hz and 3.5 kHz in up to 48 frames of 186 ms.

    Args:
        signal: Shape (samples,), mono.
        rate: Sample rate in Hz.
    """
    size = max(64, 1 << round(np.log2(rate * _WINDOW_S)))
    padded = np.pad(signal, (0, max(0, size - len(signal))))
    room = len(padded) - size
    count = min(_MOST_FRAMES, 1 + 2 * room // size)
    starts = np.linspace(0, room, count).astype(np.intp)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[starts] * hann(size)
    low, high = max(1, int(_LOWEST_HZ * size / rate)), min(size // 2 - 1, int(_HIGHEST_HZ * size / rate) + 1)
    power = np.square(np.abs(np.fft.rfft(frames, axis=1)[:, low - 1 : high + 2]))
    inner = power[:, 1:-1]
    is_peak = (inner > power[:, :-2]) & (inner >= power[:, 2:]) & (inner > _PEAK_FLOOR * power.max())
    row, column = np.nonzero(is_peak)
    left, mid, right = (np.log(np.maximum(power[row, column + shift], 1e-30)) for shift in range(3))
    bend = np.minimum(left - 2 * mid + right, -1e-9)
    exact = low + column + (0.5 * (left - right) / bend).clip(-0.5, 0.5)
    weight = np.sqrt(inner[row, column].astype(np.float64))
    return Peaks(_A4_MIDI + 12 * np.log2(exact * rate / size / _A4_HZ), weight / max(weight.max(initial=0), 1e-30), count)


def harmonic_share(peaks: Peaks, root_hz: float) -> float:
    """Share of the peaks' weight that lies within a third of a semitone of a harmonic of the root, 0-1."""
    harmonics = np.maximum(np.round(2 ** ((peaks.midi - midi_of(root_hz)) / 12)), 1)
    distance = np.abs(peaks.midi - midi_of(root_hz) - 12 * np.log2(harmonics))
    return float(peaks.weight[distance < 1 / 3].sum() / max(peaks.weight.sum(), 1e-30))


def tuning(peaks: Peaks) -> float:
    """Offset of the tuning from A4 = 440 Hz in semitones, -0.5 to 0.5: the circular mean of the peaks' distances from the nearest note."""
    turned = np.exp(2j * np.pi * peaks.midi)
    return float(np.angle(np.sum(turned * peaks.weight)) / (2 * np.pi))


def pitch_classes(peaks: Peaks, offset: float) -> Array:
    """Strength of the twelve pitch classes, from C, normalised to a maximum of 1.

    Args:
        peaks: Spectral peaks.
        offset: Tuning in semitones.
    """
    midi = peaks.midi - offset
    total = np.zeros(_BINS)
    for harmonic in range(1, _HARMONICS + 1):
        pitch = (midi - 12 * np.log2(harmonic)) % 12
        bins = np.round(pitch * _BINS / 12).astype(np.intp) % _BINS
        total += np.bincount(bins, peaks.weight * _HARMONIC_DECAY ** (harmonic - 1), _BINS)
    width = _BINS // 12
    spread = np.cos(np.arange(-width, width + 1) / width * np.pi / 2) ** 2
    around = np.arange(12)[:, None] * width + np.arange(-width, width + 1)[None, :]
    chroma = total[around % _BINS] @ spread
    return np.asarray(chroma / max(chroma.max(), 1e-30))


def guess_key(chroma: Array) -> KeyGuess | None:
    """Correlate pitch classes with the 24 rotated profiles (C. Krumhansl, "Cognitive foundations of musical pitch", 1990).

    Returns:
        None where all pitch classes are alike.
    """
    centred = chroma - chroma.mean()
    if not centred.any():
        return None
    scores = _PROFILES @ centred / np.linalg.norm(centred)
    best = int(scores.argmax())
    second = float(np.delete(scores, best).max())
    return KeyGuess(f"{NOTE_NAMES[best % 12]} {'major' if best < 12 else 'minor'}", float(scores[best]), float(scores[best]) - second)  # noqa: PLR2004
