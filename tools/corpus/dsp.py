"""Oscillators, envelopes and filters for the synthesised sounds.

Signals are float64 vectors at 44.1 kHz; frequencies are in hertz, times in seconds.
"""

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Signal = NDArray[np.float64]
Number = float | Signal


def timeline(length_s: float) -> Signal:
    """Sample times."""
    return np.arange(round(length_s * RATE)) / RATE


def phase(frequency: Number, length: int) -> Signal:
    """Cycles since the start of an oscillator whose frequency may move."""
    return np.cumsum(np.broadcast_to(np.asarray(frequency, np.float64), (length,))) / RATE


def saw(cycles: Signal, frequency: float) -> Signal:
    """Sawtooth, its step smoothed over two samples (PolyBLEP, V. Välimäki and A. Huovilainen 2007)."""
    step = max(frequency / RATE, 1e-9)
    place = cycles % 1.0
    wave = 2 * place - 1
    early, late = place < step, place > 1 - step
    wave[early] -= 2 * place[early] / step - np.square(place[early] / step) - 1
    late_place = (place[late] - 1) / step
    wave[late] -= np.square(late_place) + 2 * late_place + 1
    return wave


def pulse(cycles: Signal, frequency: float, width: float = 0.5) -> Signal:
    """Pulse wave, the difference of two sawtooths."""
    return (saw(cycles, frequency) - saw(cycles + width, frequency)) / 2


def decay(times: Signal, time_constant_s: float, attack_s: float = 0.0005) -> Signal:
    """Exponential decay after a linear attack."""
    return np.minimum(times / max(attack_s, 1e-5), 1.0) * np.exp(-np.maximum(times - attack_s, 0) / time_constant_s)


def adsr(length: int, held_s: float, attack_s: float, decay_s: float, sustain: float, release_s: float) -> Signal:
    """The classic envelope, its decay and release exponential."""
    times = np.arange(length) / RATE
    rise = np.minimum(times / max(attack_s, 1e-4), 1.0)
    fall = sustain + (1 - sustain) * np.exp(-np.maximum(times - attack_s, 0) / max(decay_s, 1e-3))
    return rise * fall * np.exp(-np.maximum(times - held_s, 0) / max(release_s / 4, 1e-3))


def filtered(signal: Signal, low_hz: float = 0.0, high_hz: float = 1e9, order: int = 2) -> Signal:
    """Band from `low_hz` to `high_hz` with Butterworth magnitudes of the given order, without phase shift."""
    size = 1 << (len(signal) + RATE // 20).bit_length()
    frequencies = np.fft.rfftfreq(size, 1 / RATE)
    gain = 1 / np.sqrt(1 + (frequencies / high_hz) ** (2 * order))
    if low_hz > 0:
        gain = gain / np.sqrt(1 + (low_hz / np.maximum(frequencies, 1e-3)) ** (2 * order))
    return np.fft.irfft(np.fft.rfft(signal, size) * gain, size)[: len(signal)]


def swept(signal: Signal, cutoff_hz: Signal, *, sharpness: float = 1.0, block: int = 512) -> Signal:
    """Low pass whose cutoff moves, with a resonant bump: short-time spectra, overlap-add of Hann windows."""
    padded = np.concatenate([np.zeros(block), signal, np.zeros(2 * block)])
    window = np.hanning(2 * block + 1)[:-1]
    frequencies = np.fft.rfftfreq(4 * block, 1 / RATE)
    out = np.zeros(len(padded) + 4 * block)
    for start in range(0, len(padded) - 2 * block, block):
        ratio = frequencies / max(20.0, float(cutoff_hz[min(max(start - block, 0), len(cutoff_hz) - 1)]))
        gain = (1 + sharpness * np.exp(-np.square(np.log2(np.maximum(ratio, 1e-3)) * 4))) / np.sqrt(1 + ratio**8)
        spectrum = np.fft.rfft(padded[start : start + 2 * block] * window, 4 * block)
        out[start : start + 4 * block] += np.fft.irfft(spectrum * gain, 4 * block)
    return out[block : block + len(signal)]


def driven(signal: Signal, amount: float) -> Signal:
    """Soft saturation."""
    return np.asarray(np.tanh(signal * amount) / np.tanh(amount))


def coarse(signal: Signal, hold: int, bits: int) -> Signal:
    """As an old sampler keeps it: every `hold`-th value, in few bits."""
    held = np.repeat(signal[::hold], hold)[: len(signal)] / max(float(np.abs(signal).max()), 1e-9)
    return np.asarray(np.round(held * 2 ** (bits - 1)) / 2 ** (bits - 1))


def in_room(signal: Signal, noise: Signal, length_s: float, share: float) -> Signal:
    """With the tail of a room, an exponential decay of `noise` that ends `length_s` after the sound."""
    tail = noise[: round(length_s * RATE)] * np.exp(-6 * np.arange(round(length_s * RATE)) / RATE / length_s)
    total = len(signal) + len(tail)
    size = 1 << total.bit_length()
    wet = np.fft.irfft(np.fft.rfft(signal, size) * np.fft.rfft(tail, size), size)[:total]
    wet *= share * np.abs(signal).max() / max(float(np.abs(wet).max()), 1e-9)
    wet[: len(signal)] += signal
    return np.asarray(wet)


def hertz(midi: float) -> float:
    """Frequency of a MIDI number in equal temperament at A4 = 440 Hz."""
    return float(440.0 * 2 ** ((midi - 69) / 12))
