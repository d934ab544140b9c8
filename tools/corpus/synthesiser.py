"""Tones as synthesisers make them: leads, basses, pads, organs, plucked strings and sung vowels."""

from collections.abc import Callable

import numpy as np

from tools.corpus.dice import maybe
from tools.corpus.dsp import RATE, Signal, adsr, driven, filtered, hertz, phase, pulse, saw, swept

Chance = np.random.Generator
Voice = Callable[[float, int, float], Signal]


def _wave(chance: Chance) -> Callable[[Signal, float], Signal]:
    width = chance.uniform(0.15, 0.5)
    choices: tuple[Callable[[Signal, float], Signal], ...] = (
        saw,
        lambda cycles, frequency: pulse(cycles, frequency, width),
        lambda cycles, frequency: 0.6 * saw(cycles, frequency) + 0.6 * pulse(cycles, frequency, width),
    )
    return choices[int(chance.integers(len(choices)))]


def _ripple(chance: Chance, length: int, rate_hz: float, depth: float) -> Signal:
    times = np.arange(length) / RATE
    return np.asarray(1 + depth * np.sin(2 * np.pi * (rate_hz * times + chance.uniform())) * np.minimum(times / 0.3, 1))


def lead(chance: Chance) -> Voice:
    """Detuned waves through a filter that opens and closes."""
    wave, many, detune = _wave(chance), int(chance.integers(1, 5)), chance.uniform(0.001, 0.012)
    attack, fall, sustain, release = (
        chance.uniform(0.001, 0.04),
        chance.uniform(0.05, 0.8),
        chance.uniform(0.1, 1.0),
        chance.uniform(0.03, 0.5),
    )
    reach, sharpness, vibrato = chance.uniform(2, 24), chance.uniform(0, 4), chance.choice([0, 0, 0.004])

    def voice(midi: float, length: int, held_s: float) -> Signal:
        base = hertz(midi)
        moved = base * _ripple(chance, length, 5.5, vibrato)
        sound = np.sum(
            [wave(phase(moved * (1 + detune * (place - (many - 1) / 2)), length) + chance.uniform(), base) for place in range(many)], axis=0
        )
        opening = base * (1 + reach * adsr(length, held_s, attack, fall, 0.2, release))
        return swept(sound, opening, sharpness=sharpness) * adsr(length, held_s, attack, fall, sustain, release)

    return voice


def fm(chance: Chance) -> Voice:
    """Frequency modulation with an index that decays (J. Chowning 1973)."""
    ratio, index = float(chance.choice([0.5, 1, 1, 2, 3, 1.41, 5])), chance.uniform(0.5, 8)
    fall, sustain, release = chance.uniform(0.1, 1.2), chance.uniform(0.0, 0.8), chance.uniform(0.05, 0.6)

    def voice(midi: float, length: int, held_s: float) -> Signal:
        base = hertz(midi)
        shape = adsr(length, held_s, 0.003, fall, sustain, release)
        modulator = np.sin(2 * np.pi * phase(base * ratio, length)) * index * shape * min(1.0, 400 / base)
        return np.asarray(np.sin(2 * np.pi * phase(base, length) + modulator) * shape)

    return voice


def bass(chance: Chance) -> Voice:
    """A low saw, square or sine with drive and a plucking filter."""
    wave, reach, sub = _wave(chance), chance.uniform(1.5, 20), chance.uniform(0, 1)
    fall, sustain, release = chance.uniform(0.05, 0.6), chance.uniform(0.2, 1.0), chance.uniform(0.02, 0.2)
    drive, sharpness, is_pure = chance.uniform(0.5, 5), chance.uniform(0, 5), maybe(chance, 0.2)
    detune = chance.choice([0, 0, 0.006])

    def voice(midi: float, length: int, held_s: float) -> Signal:
        base, shape = hertz(midi), adsr(length, held_s, 0.004, fall, sustain, release)
        floor = np.sin(2 * np.pi * phase(base, length))
        if is_pure:
            return driven(floor * shape, drive)
        body = wave(phase(base * (1 - detune), length), base) + (wave(phase(base * (1 + detune), length) + 0.3, base) if detune else 0)
        opened = swept(np.asarray(body), base * (1 + reach * adsr(length, held_s, 0.003, fall / 2, 0.15, release)), sharpness=sharpness)
        return driven((opened + sub * floor) * shape, drive)

    return voice


def pad(chance: Chance) -> Voice:
    """Many detuned waves, slow in and out, the filter drifting."""
    wave, many, detune = _wave(chance), int(chance.integers(3, 7)), chance.uniform(0.002, 0.01)
    attack, release, reach, slow = chance.uniform(0.15, 1.5), chance.uniform(0.5, 2.5), chance.uniform(2, 12), chance.uniform(0.05, 0.6)

    def voice(midi: float, length: int, held_s: float) -> Signal:
        base = hertz(midi)
        sound = np.sum(
            [
                wave(phase(base * (1 + detune * chance.normal()) * _ripple(chance, length, 0.4, 0.001), length) + chance.uniform(), base)
                for _ in range(many)
            ],
            axis=0,
        )
        return swept(sound, base * (1.5 + reach * (1 + 0.7 * (_ripple(chance, length, slow, 1.0) - 1))) / 1.2) * adsr(
            length, held_s, attack, 1.0, 1.0, release
        )

    return voice


def organ(chance: Chance) -> Voice:
    """Drawbars: sines at the footages of an electric organ, with a rotating speaker."""
    ratios, levels = np.array([0.5, 1.5, 1, 2, 3, 4, 5, 6, 8]), chance.integers(0, 9, 9) / 8
    levels[2] = 1.0
    speed, depth, click = float(chance.choice([0.8, 6.5])), chance.uniform(0, 0.004), chance.uniform(0, 0.2)

    def voice(midi: float, length: int, held_s: float) -> Signal:
        moved = hertz(midi) * _ripple(chance, length, speed, depth)
        sound = np.sum(
            [level * np.sin(2 * np.pi * phase(moved * ratio, length)) for ratio, level in zip(ratios, levels, strict=True)], axis=0
        )
        onset = filtered(chance.standard_normal(length), 1000, 6000) * np.exp(-np.arange(length) / RATE / 0.004) * click
        return np.asarray((sound + onset) * adsr(length, held_s, 0.004, 1.0, 1.0, 0.06))

    return voice


def plucked(chance: Chance) -> Voice:
    """A plucked string (K. Karplus and A. Strong 1983), its loop filter a two-point mean, solved harmonic by harmonic."""
    damping, place, colour = chance.uniform(0.5, 4), chance.uniform(0.08, 0.45), chance.uniform(0.3, 1.5)

    def voice(midi: float, length: int, held_s: float) -> Signal:
        base, times = hertz(midi), np.arange(length) / RATE
        sound = np.zeros(length)
        for number in range(1, min(60, int(15000 / base)) + 1):
            level = np.sin(np.pi * number * place) / number**colour
            sound += (
                level
                * np.sin(2 * np.pi * base * number * np.sqrt(1 + 1e-4 * number**2) * times)
                * np.exp(-times * damping * (1 + 0.04 * number**1.7))
            )
        return sound * adsr(length, held_s, 0.001, 10, 1.0, 0.2)

    return voice


_FORMANTS = {
    "a": (800, 1150, 2900, 3900), "e": (400, 1700, 2600, 3200), "i": (300, 2100, 2900, 3600), "o": (450, 800, 2830, 3800),
    "u": (325, 700, 2600, 3300),
}  # fmt: skip


def vowel(chance: Chance) -> Voice:
    """A sung vowel: glottal pulses with vibrato, jitter and breath, through four formants that may glide to another vowel."""
    names = list(_FORMANTS)
    first, last = (np.array(_FORMANTS[names[int(chance.integers(5))]]) * chance.uniform(0.9, 1.15) for _ in range(2))
    if maybe(chance, 0.6):
        last = first
    depth, speed, breath, singers = (
        chance.uniform(0.003, 0.014),
        chance.uniform(4.5, 6.5),
        chance.uniform(0.01, 0.15),
        int(chance.choice([1, 1, 1, 4])),
    )

    def voice(midi: float, length: int, held_s: float) -> Signal:
        total = np.zeros(length)
        for _ in range(singers):
            drift = np.interp(np.arange(length), np.arange(0, length + 2000, 2000), chance.normal(0, 0.003, length // 2000 + 2))
            scoop = 1 - 0.03 * np.exp(-np.arange(length) / RATE / 0.06)
            base = hertz(midi) * (1 + drift) * scoop * _ripple(chance, length, speed, depth)
            source = filtered(saw(phase(base, length), hertz(midi)), 0, 900, 1) + breath * chance.standard_normal(length)
            total += _through_formants(source, first, last)
        return total * adsr(length, held_s, chance.uniform(0.02, 0.15), 2.0, 0.8, 0.15)

    return voice


def _through_formants(source: Signal, first: Signal, last: Signal, block: int = 1024) -> Signal:
    padded = np.concatenate([np.zeros(block), source, np.zeros(2 * block)])
    window, frequencies = np.hanning(2 * block + 1)[:-1], np.fft.rfftfreq(4 * block, 1 / RATE)
    out = np.zeros(len(padded) + 4 * block)
    for start in range(0, len(padded) - 2 * block, block):
        share = min(1.0, start / max(1, len(source)))
        gain = np.full(len(frequencies), 0.004)
        for formant, level, width in zip(first + (last - first) * share, (1.0, 0.6, 0.25, 0.12), (80, 90, 120, 130), strict=True):
            gain += level / (1 + np.square((frequencies - formant) / width))
        spectrum = np.fft.rfft(padded[start : start + 2 * block] * window, 4 * block)
        out[start : start + 4 * block] += np.fft.irfft(spectrum * gain, 4 * block)
    return out[block : block + len(source)]
