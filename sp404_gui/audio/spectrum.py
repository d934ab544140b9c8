"""The one spectrogram of a file, and the measures of brightness that share it.

The analysis signal is mono at no more than 50 kHz, so that a spectrogram of a minute stays near 20 MB. A frame here is one window of it;
where audio is decoded, it is one sample of each channel. Neighbouring notes in the bass need longer windows: `tonality.spectral_peaks` and
`pitch.pitch_track` transform a few of their own.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.transform import power_spectra

_WINDOW_S = 0.0464  # 2048 samples at 44.1 kHz
_HOP_S = 512 / 44_100  # the same for every rate, so that a frame means the same time in every file
_HIGHEST_RATE_HZ = 50_000
_REDUCED_RATE_HZ = 44_100
_CANCELLED = 0.1  # of what two channels that know nothing of each other add up to, it is a fifth
_ROLLOFF_SHARE = 0.85
BAND_COUNT = 40
_BANDS_AT_ONCE = 8
_LOWEST_BAND_HZ, _HIGHEST_BAND_HZ = 30.0, 16_000.0

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Spectrogram:
    """Power over time and frequency.

    Attributes:
        power: Shape (frames, bins), squared magnitude; frame i is centred on time i / frame_rate_hz.
        rate_hz: Sample rate of the analysed signal in Hz.
        size: Length of the window in samples.
        hop: Distance of the frames in samples.
    """

    power: Floats
    rate_hz: int
    size: int
    hop: int

    @cached_property
    def frequencies(self) -> Floats:
        """Centre of each bin in Hz."""
        return np.fft.rfftfreq(self.size, 1 / self.rate_hz).astype(np.float32)

    @cached_property
    def mean(self) -> Floats:
        """Power of each bin, the mean of all frames."""
        return np.asarray(self.power.mean(axis=0))

    @cached_property
    def energy(self) -> Floats:
        """Power of each frame, the sum of its bins."""
        return np.asarray(self.power @ np.ones(self.power.shape[1], np.float32))

    @property
    def frame_rate_hz(self) -> float:
        """Frames a second."""
        return self.rate_hz / self.hop


def mono_mix(samples: Floats) -> Floats:
    """Mix to mono by the mean; where the channels cancel each other, take the loudest instead.

    Args:
        samples: Shape (channels, frames).

    Returns:
        Shape (frames,); of a single channel, that channel itself.
    """
    if len(samples) == 1:
        only: Floats = samples[0]
        return only
    mixed: Floats = samples.mean(axis=0)
    energies: Floats = np.asarray(np.vecdot(samples, samples))
    if np.dot(mixed, mixed) < _CANCELLED * energies.mean() * 2 / len(samples):
        loudest: Floats = samples[int(energies.argmax())]
        return loudest
    return mixed


def reduce_rate(signal: Floats, rate_hz: int) -> tuple[Floats, int]:
    """Bring a signal of a studio rate (88.2 kHz and above) down to 44.1 kHz; others are left as they are."""
    if rate_hz <= _HIGHEST_RATE_HZ:
        return signal, rate_hz
    import soxr  # noqa: PLC0415 - only files of a high rate need it

    return np.asarray(soxr.resample(signal, rate_hz, _REDUCED_RATE_HZ, quality="MQ"), np.float32), _REDUCED_RATE_HZ


@lru_cache(maxsize=16)
def hann(size: int) -> Floats:
    """Return the periodic Hann window of so many samples (F. J. Harris, "On the use of windows for harmonic analysis", 1978)."""
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)


def spectrogram(signal: Floats, rate_hz: int) -> Spectrogram:
    """Compute the power spectrogram: Hann window of about 46 ms, a frame each 11.6 ms.

    Args:
        signal: Shape (samples,), mono.
        rate_hz: Sample rate in Hz.
    """
    size = max(64, 1 << round(np.log2(rate_hz * _WINDOW_S)))
    hop = max(1, round(rate_hz * _HOP_S))
    frames = 1 + len(signal) // hop
    padded = np.zeros((frames - 1) * hop + size, np.float32)
    part = signal[: len(padded) - size // 2]
    padded[size // 2 : size // 2 + len(part)] = part
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
    return Spectrogram(power_spectra(windows, hann(size)), rate_hz, size, hop)


@lru_cache(maxsize=32)
def mel_weights(rate_hz: int, size: int, count: int) -> Floats:
    """Triangles equally spaced on the mel scale, at least one bin wide each.

    After S. S. Stevens, J. Volkmann and E. B. Newman, "A scale for the measurement of the psychological magnitude pitch", 1937; the formula
    is that of D. O'Shaughnessy, "Speech communication", 1987.

    Args:
        rate_hz: Sample rate in Hz.
        size: Length of the window in samples.
        count: Number of bands from 30 Hz to 16 kHz.

    Returns:
        Shape (bins, count).
    """
    lowest, highest = 2595 * np.log10(1 + np.array([_LOWEST_BAND_HZ, _HIGHEST_BAND_HZ]) / 700)
    edges = 700 * (10 ** (np.linspace(lowest, highest, count + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / rate_hz)[:, None]
    width = rate_hz / size
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    rising = (bins - left) / np.maximum(centre - left, width)
    falling = (right - bins) / np.maximum(right - centre, width)
    return np.clip(np.minimum(np.minimum(rising, falling), 1.0), 0.0, None).astype(np.float32)


@lru_cache(maxsize=32)
def _mel_groups(rate_hz: int, size: int, count: int) -> tuple[tuple[slice, slice, Floats], ...]:
    """The same in groups of neighbouring bands: which bins they hear, which bands they are, and their weights; the rest is zero."""
    weights = mel_weights(rate_hz, size, count)
    groups = []
    for first in range(0, count, _BANDS_AT_ONCE):
        bands = slice(first, first + _BANDS_AT_ONCE)
        heard = np.flatnonzero(weights[:, bands].any(axis=1))
        bins = slice(int(heard[0]), int(heard[-1]) + 1) if len(heard) else slice(0)
        groups.append((bins, bands, weights[bins, bands].copy()))
    return tuple(groups)


def band_powers(spectra: Spectrogram, count: int = BAND_COUNT) -> Floats:
    """Sum the power into mel bands from 30 Hz to 16 kHz, the same for every sample rate.

    Args:
        spectra: The spectrogram.
        count: Number of bands.

    Returns:
        Shape (frames, count).
    """
    powers = np.empty((len(spectra.power), count), np.float32)
    for bins, bands, weights in _mel_groups(spectra.rate_hz, spectra.size, count):
        np.matmul(spectra.power[:, bins], weights, out=powers[:, bands])
    return powers


def centroid_hz(power: Floats, frequencies: Floats) -> float:
    """Energy-weighted mean frequency of a power spectrum in Hz (G. Peeters, "A large set of audio features", 2004, 6.1.1)."""
    return float(np.dot(power, frequencies) / power.sum())


def bandwidth_hz(power: Floats, frequencies: Floats) -> float:
    """Energy-weighted standard deviation of the frequency around the centroid, in Hz (Peeters 2004, 6.1.2)."""
    distance = frequencies - centroid_hz(power, frequencies)
    return float(np.sqrt(np.dot(power, distance * distance) / power.sum()))


def rolloff_hz(power: Floats, frequencies: Floats) -> float:
    """Frequency in Hz, to the bin, below which 85 % of the energy lies.

    After G. Tzanetakis and P. Cook, "Musical genre classification of audio signals", 2002.
    """
    running = np.cumsum(power, dtype=np.float64)
    return float(frequencies[int(np.searchsorted(running, _ROLLOFF_SHARE * running[-1]))])


def flatness(power: Floats) -> float:
    """Geometric over arithmetic mean of a power spectrum, 0 for a tone to 1 for white noise.

    After J. D. Johnston, "Transform coding of audio signals using perceptual noise criteria", 1988.
    """
    inner = power[1:-1] if len(power) > 2 else power  # noqa: PLR2004 - the two end bins carry DC and half a bin
    mean = float(inner.mean())
    if mean <= 0:
        return 0.0
    logs = np.log(np.maximum(inner, mean * 1e-12))
    return float(np.exp(logs.mean(dtype=np.float64)) / mean)


def share_below(power: Floats, frequencies: Floats, limit_hz: float) -> float:
    """Share of the energy below a frequency, 0-1."""
    return float(power[frequencies < limit_hz].sum() / power.sum())


def zero_crossing_rate(signal: Floats) -> float:
    """Sign changes per sample, 0-1, of the signal without its mean.

    After B. Kedem, "Spectral analysis and discrimination by zero-crossings", 1986.
    """
    if len(signal) < 2:  # noqa: PLR2004 - one sample changes nothing
        return 0.0
    positive = signal >= signal.mean()
    return float(np.count_nonzero(positive[1:] != positive[:-1]) / (len(signal) - 1))
