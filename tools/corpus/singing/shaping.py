"""Signals and what is done to them: moving filters, noise, curves, rooms. Signals are float64 at RATE, mono unless said otherwise."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Random = np.random.Generator
Made = tuple[Array, str, int | None]  # the sound, what it is, its MIDI number if it is one note
RATE = 44100
HOP, FRAME = 256, 1024
WINDOW = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)
BINS = np.fft.rfftfreq(FRAME, 1 / RATE) + 1


def chance(rng: Random, share: float) -> bool:
    """True in this share of cases."""
    return rng.random() < share


def some_length(rng: Random, least: float, most: float) -> int:
    """A number of samples between `least` and `most` seconds, each octave as likely."""
    return int(RATE * least * (most / least) ** rng.random())


def filtered(signal: Array, gains: Array) -> Array:
    """The signal (samples) with each of its short spectra weighted by the row of gains (frames or 1, bins) of that time."""
    frames = len(signal) // HOP + 4
    padded = np.pad(signal, (FRAME - HOP, frames * HOP + FRAME - len(signal)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP][:frames]
    pieces = np.fft.irfft(np.fft.rfft(windows * WINDOW) * gains[np.minimum(np.arange(frames), len(gains) - 1)]) * WINDOW
    out = np.zeros((frames + 3, HOP))
    for part in range(FRAME // HOP):
        out[part : part + frames] += pieces[:, part * HOP : (part + 1) * HOP]
    return out.ravel()[FRAME - HOP :][: len(signal)] / 1.5


def resampled(signal: Array, ratio: float) -> Array:
    """The signal stretched to `ratio` times its samples, by its spectrum: played at the same rate its pitch moves by 1 / ratio."""
    size = max(8, round(len(signal) * ratio))
    spectrum = np.fft.rfft(signal)[: size // 2 + 1]
    return np.fft.irfft(np.pad(spectrum, (0, size // 2 + 1 - len(spectrum))), size) * size / len(signal)


def _quick(size: int) -> int:
    """The next length that is transformed quickly."""
    return -(-size // 8192) * 8192


def coloured_noise(rng: Random, size: int, slope: float = 0.0) -> Array:
    """Noise of unit power whose spectrum falls by `slope` dB an octave above 100 Hz."""
    quick = _quick(size)
    spectrum = np.fft.rfft(rng.normal(size=quick)) * np.maximum(1, np.fft.rfftfreq(quick, 1 / RATE) / 100) ** (-slope / 6.02)
    noise = np.fft.irfft(spectrum, quick)[:size]
    return np.asarray(noise / (noise.std() + 1e-9))


def curve(values: Sequence[float] | Array, size: int) -> Array:
    """Straight lines through equidistant values."""
    return np.interp(np.linspace(0, 1, size), np.linspace(0, 1, len(values)), values)


def wander(rng: Random, size: int, rate: float) -> Array:
    """A random line of about unit spread that turns `rate` times a second."""
    return curve(rng.normal(size=int(size / RATE * rate) + 3), size)


def edges(size: int, attack: float, release: float) -> Array:
    """Rise and fall in seconds, raised-cosine shaped."""
    time = np.arange(size) / RATE
    return np.asarray(np.sin(np.pi / 2 * np.clip(np.minimum(time / (attack + 1e-3), (size / RATE - time) / (release + 1e-3)), 0, 1)) ** 2)


def hertz(pitch: Array) -> Array:
    """Frequency of MIDI pitches, A4 = 440 Hz."""
    return np.asarray(440 * 2 ** ((pitch - 69) / 12))


def sawtooth(frequency: Array, start: float = 0.0) -> Array:
    """A sawtooth whose jumps are rounded (Välimäki & Huovilainen, IEEE SPM 2007), so that it hardly aliases."""
    step = frequency / RATE
    phase = (np.cumsum(step) + start) % 1
    after, before = phase / step, (phase - 1) / step
    return 2 * phase - 1 - np.where(after < 1, 2 * after - after**2 - 1, 0) - np.where(before > -1, before**2 + 2 * before + 1, 0)


def bell(centre: Array | float, octaves: float) -> Array:
    """Gains (frames, bins) of a bell around the centre, given a sample each or once."""
    return np.asarray(np.exp(-0.5 * (np.log2(BINS / np.atleast_1d(centre)[::HOP, None]) / octaves) ** 2))


def low_pass(corner: Array | float, slope: float = 2.0) -> Array:
    """Gains (frames or 1, bins) that fall by 6 `slope` dB an octave above the corner (Hz, one or one a sample)."""
    return np.asarray((1 + (BINS / np.atleast_1d(corner)[::HOP, None]) ** 2) ** (-slope / 2))


def reverberated(rng: Random, sound: Array, seconds: float, wet: float) -> Array:
    """The sound (samples) or (samples, 2) in a room: an exponentially falling tail of darkened noise, another for each side."""
    stereo = sound if sound.ndim > 1 else np.stack([sound, sound], 1)
    size = int(seconds * RATE)
    total = len(stereo) + size
    sides = []
    for side in stereo.T:
        tail = coloured_noise(rng, size, rng.uniform(1, 5)) * 10 ** (-3 * np.arange(size) / size)
        echo = np.fft.irfft(np.fft.rfft(side, _quick(total)) * np.fft.rfft(tail, _quick(total)))[:total]
        sides.append(np.pad(side, (0, size)) + wet * echo * np.sqrt(np.mean(side**2) / (np.mean(echo[: len(side)] ** 2) + 1e-12)))
    return np.stack(sides, 1)


def recorded(rng: Random, sound: Array, often: float = 0.4) -> Array:
    """The sound now and then in a room, mostly with the noise of a room or a device before, under and after it."""
    heard = reverberated(rng, sound, rng.uniform(0.3, 3), 10 ** rng.uniform(-1.2, -0.1)) if chance(rng, often) else sound
    if chance(rng, 0.35):
        return heard
    early, late = rng.integers(0, 3000, 2)
    heard = np.pad(heard, [(early, late), (0, 0)][: heard.ndim])
    hiss = coloured_noise(rng, len(heard), rng.uniform(0, 4)) * heard.std() * 10 ** rng.uniform(-3.3, -1.9)
    return np.asarray(heard + (hiss if heard.ndim == 1 else hiss[:, None]))
