"""Sounds of things and machines: noise and tones that move as no singer and no instrument does."""

from collections.abc import Callable

import numpy as np

from tools.corpus.singing.held import ensemble
from tools.corpus.singing.shaping import (
    RATE,
    Array,
    Made,
    Random,
    bell,
    chance,
    coloured_noise,
    curve,
    edges,
    filtered,
    low_pass,
    recorded,
    reverberated,
    sawtooth,
    some_length,
    wander,
)  # fmt: skip

_DROP = 4000  # samples


def effect(rng: Random) -> Made:
    """One of the kinds by chance, recorded somewhere."""
    kind, size = str(rng.choice(list(_KINDS))), some_length(rng, 0.5, 5)
    slow, noise, low = wander(rng, size, rng.uniform(0.5, 3)), coloured_noise(rng, size, rng.choice([0, 3])), rng.uniform(30, 60)
    sound = _KINDS[kind](rng, slow, noise, low)
    return sound if kind == "impact" else recorded(rng, sound), kind, None


def _riser(rng: Random, slow: Array, noise: Array, low: float) -> Array:
    return _sweep(rng, slow, noise, low) * np.linspace(0.1, 1, len(noise))


def _sweep(rng: Random, _slow: Array, noise: Array, _low: float) -> Array:
    path = curve([150, rng.uniform(300, 9000), rng.uniform(3000, 12000)][:: rng.choice([1, -1])], len(noise))
    return filtered(noise + rng.choice([0, 1]) * sawtooth(path / 8), bell(path, rng.uniform(0.15, 1)))


def _laser(rng: Random, _slow: Array, _noise: Array, _low: float) -> Array:
    shot = np.geomspace(rng.uniform(2000, 9000), rng.uniform(60, 500), some_length(rng, 0.08, 0.6))
    tone = sawtooth(shot) if chance(rng, 0.5) else np.sin(2 * np.pi * np.cumsum(shot) / RATE)
    return np.tile(tone * edges(len(shot), 0.001, 0.05), rng.integers(1, 7))


def _siren(rng: Random, slow: Array, _noise: Array, low: float) -> Array:
    turn = _turn(rng, len(slow))
    return _gliding(rng, 60 + low / 5 + rng.uniform(2, 9) * rng.choice([turn, np.sign(turn)]))


def _theremin(rng: Random, slow: Array, _noise: Array, low: float) -> Array:
    return _gliding(rng, 60 + low / 5 + 8 * slow + 0.4 * _turn(rng, len(slow)))


def _turn(rng: Random, size: int) -> Array:
    return np.asarray(np.sin(2 * np.pi * rng.uniform(0.3, 5) * np.arange(size) / RATE))


def _gliding(rng: Random, line: Array) -> Array:
    return ensemble(rng, line, 1, str(rng.choice(["saw", "pulse", "odd", "sum"]))) * edges(len(line), 0.02, 0.1)


def _motor(rng: Random, slow: Array, noise: Array, low: float) -> Array:
    housing = np.sum([bell(rng.uniform(100, 3000), 0.3) * rng.random() for _ in range(5)], 0) + low_pass(400.0)
    return filtered(sawtooth(np.clip(low * 2**slow, 15, 300)) + 0.3 * noise, housing)


def _wind(rng: Random, slow: Array, noise: Array, _low: float) -> Array:
    return filtered(noise, bell(400 * 2 ** (rng.uniform(0.3, 1.2) * slow), rng.uniform(0.1, 0.8))) * np.exp(0.5 * slow)


def _water(rng: Random, _slow: Array, noise: Array, _low: float) -> Array:
    sound, drop = 0.02 * filtered(noise, bell(rng.uniform(800, 5000), 1.0)), np.arange(_DROP) / RATE
    for start in rng.integers(0, len(noise) - _DROP, int(len(noise) / RATE * rng.uniform(8, 60))):
        loud, bubble = rng.random(), np.sin(2 * np.pi * rng.uniform(300, 2500) * drop * (1 + 6 * drop))
        sound[start : start + _DROP] += loud * bubble * np.exp(-drop * rng.uniform(40, 150))
    return sound


def _drone(rng: Random, _slow: Array, noise: Array, low: float) -> Array:
    total, time = 0.1 * noise, np.arange(len(noise)) / RATE
    for ratio in rng.uniform(1, 9, 9):
        total += np.sin(2 * np.pi * low * ratio * time) * (1 + 0.7 * wander(rng, len(noise), 1)) / ratio
    return total


def _vinyl(rng: Random, _slow: Array, noise: Array, _low: float) -> Array:
    clicks = rng.exponential(size=len(noise)) ** 2 * (rng.random(len(noise)) < 10 ** rng.uniform(-3.8, -2.8))
    return 0.02 * noise + filtered(clicks, low_pass(6000.0))


def _impact(rng: Random, _slow: Array, noise: Array, low: float) -> Array:
    time = np.arange(len(noise)) / RATE
    thud = 2 * np.sin(2 * np.pi * low * (time + 0.1 * (1 - np.exp(-20 * time))))
    return reverberated(rng, np.exp(-time * rng.uniform(5, 30)) * (noise + thud), rng.uniform(1, 3), rng.uniform(0.3, 1.5))


_KINDS: dict[str, Callable[[Random, Array, Array, float], Array]] = {
    "riser": _riser, "sweep": _sweep, "laser": _laser, "siren": _siren, "theremin": _theremin, "motor": _motor, "wind": _wind,
    "water": _water, "drone": _drone, "vinyl": _vinyl, "impact": _impact,
}  # fmt: skip
