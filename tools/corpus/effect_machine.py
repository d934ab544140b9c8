"""Effects as producers make them: risers, falls, impacts, zaps, sirens, blips, crackle, wind, glitches, explosions."""

from collections.abc import Callable

import numpy as np

from tools.corpus.dice import maybe
from tools.corpus.dsp import RATE, Signal, decay, driven, filtered, phase, pulse, swept, timeline

Chance = np.random.Generator


def _length(chance: Chance, low: float, high: float) -> Signal:
    return timeline(float(np.exp(chance.uniform(np.log(low), np.log(high)))))


def _riser(chance: Chance) -> Signal:
    times = _length(chance, 1.0, 8.0)
    rise = times / times[-1]
    sound = swept(chance.standard_normal(len(times)), 200 * 60**rise, sharpness=chance.uniform(0, 6))
    if maybe(chance, 0.5):
        sound = sound + chance.uniform(0.2, 1) * np.sin(2 * np.pi * phase(100 * 16**rise, len(times)))
    return np.asarray(sound * rise ** chance.uniform(0.5, 3))


def _fall(chance: Chance) -> Signal:
    times = _length(chance, 0.8, 6.0)
    fall = 1 - times / times[-1]
    sound = swept(chance.standard_normal(len(times)), 150 * 80**fall, sharpness=chance.uniform(0, 6))
    return np.asarray(
        (sound + chance.uniform(0, 0.6) * np.sin(2 * np.pi * phase(60 * 20**fall, len(times)))) * fall ** chance.uniform(0.5, 2)
    )


def _whoosh(chance: Chance) -> Signal:
    times = _length(chance, 0.3, 2.0)
    shape = np.exp(-np.square((times / times[-1] - chance.uniform(0.3, 0.7)) / 0.17))
    return np.asarray(
        swept(chance.standard_normal(len(times)), 200 + chance.uniform(2000, 9000) * shape, sharpness=chance.uniform(0, 3)) * shape
    )


def _impact(chance: Chance) -> Signal:
    times = _length(chance, 1.5, 6.0)
    fade = times[-1] / 5
    boom = np.sin(2 * np.pi * phase(chance.uniform(28, 50) * (1 + 2 * np.exp(-times / 0.08)), len(times)))
    room = swept(chance.standard_normal(len(times)), 6000 * np.exp(-times / fade) + 150)
    return driven(
        boom * decay(times, fade) + room * decay(times, fade * chance.uniform(0.3, 1)) * chance.uniform(0.5, 1.5), chance.uniform(0.5, 3)
    )


def _zap(chance: Chance) -> Signal:
    times = _length(chance, 0.08, 0.6)
    start, end = chance.uniform(900, 6000), chance.uniform(60, 500)
    if maybe(chance, 0.25):
        start, end = end, start
    cycles = phase(end + (start - end) * np.exp(-times / times[-1] * chance.uniform(2, 7)), len(times))
    wave = np.sin(2 * np.pi * cycles) if maybe(chance, 0.4) else np.sign(np.sin(2 * np.pi * cycles))
    return np.asarray(wave * (1 - times / times[-1]))


def _siren(chance: Chance) -> Signal:
    times = _length(chance, 1.0, 6.0)
    swing = np.sin(2 * np.pi * chance.uniform(0.3, 7) * times)
    if maybe(chance, 0.5):
        swing = np.sign(swing)
    base = chance.uniform(400, 1200)
    return filtered(pulse(phase(base * 2 ** (swing * chance.uniform(0.15, 0.6)), len(times)), base), 150, 5000)


def _blips(chance: Chance) -> Signal:
    times = _length(chance, 0.3, 2.0)
    step = round(RATE * chance.uniform(0.03, 0.12))
    many = len(times) // step + 1
    pitches = np.repeat(chance.uniform(200, 4000, many), step)[: len(times)]
    gate = np.repeat(chance.random(many) < chance.uniform(0.5, 1.0), step)[: len(times)]
    return np.sign(np.sin(2 * np.pi * phase(pitches, len(times)))) * gate


def _crackle(chance: Chance) -> Signal:
    times = _length(chance, 2.0, 12.0)
    clicks = np.where(chance.random(len(times)) < chance.uniform(5, 60) / RATE, chance.standard_normal(len(times)) * 20, 0)
    return filtered(clicks, 500, 9000, 1) + filtered(chance.standard_normal(len(times)), 0, 3000, 1) * chance.uniform(0.005, 0.05)


def _wind(chance: Chance) -> Signal:
    times = _length(chance, 3.0, 16.0)
    gusts = np.interp(times, np.arange(0, times[-1] + 1, 0.5), chance.uniform(0.2, 1, len(np.arange(0, times[-1] + 1, 0.5))))
    return swept(filtered(chance.standard_normal(len(times)), 100, 900, 1), 200 + 900 * gusts, sharpness=chance.uniform(2, 10)) * gusts


def _glitch(chance: Chance) -> Signal:
    pieces = []
    for _ in range(int(chance.integers(4, 16))):
        times = timeline(chance.uniform(0.01, 0.09))
        grain = chance.standard_normal(len(times)) if maybe(chance, 0.5) else np.sign(np.sin(2 * np.pi * chance.uniform(100, 6000) * times))
        grain = np.round(grain * 4) / 4 * chance.uniform(0.2, 1)
        pieces += [grain] * int(chance.integers(1, 5)) + [np.zeros(int(chance.integers(1, 2500)))]
    return np.concatenate(pieces)


def _explosion(chance: Chance) -> Signal:
    times = _length(chance, 0.8, 4.0)
    rumble = filtered(chance.standard_normal(len(times)), 20, chance.uniform(150, 900), 1)
    debris = np.where(chance.random(len(times)) < 30 / RATE, chance.standard_normal(len(times)) * 8, 0) * np.exp(-times / (times[-1] / 3))
    return driven(
        (rumble / np.abs(rumble).max() * 3 + filtered(debris, 300, 6000, 1)) * decay(times, times[-1] / 5, 0.004), chance.uniform(1, 5)
    )


def _motor(chance: Chance) -> Signal:
    times = _length(chance, 1.0, 8.0)
    speed = chance.uniform(18, 90) * (1 + 0.3 * np.interp(times, np.linspace(0, times[-1], 6), chance.uniform(-1, 1, 6)))
    strokes = np.power(np.abs(np.sin(np.pi * phase(speed, len(times)))), 8)
    return filtered(strokes * (chance.standard_normal(len(times)) + 1.5), 40, chance.uniform(400, 3000), 1)


EFFECTS: dict[str, Callable[[Chance], Signal]] = {
    "riser": _riser, "fall": _fall, "whoosh": _whoosh, "impact": _impact, "zap": _zap, "siren": _siren, "blips": _blips,
    "crackle": _crackle, "wind": _wind, "glitch": _glitch, "explosion": _explosion, "motor": _motor,
}  # fmt: skip
