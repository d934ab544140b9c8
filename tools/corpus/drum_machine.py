"""Drums as analogue machines make them: swept sines, filtered noise, clusters of square waves; every parameter drawn from a wide range."""

from collections.abc import Callable

import numpy as np

from tools.corpus.dice import maybe
from tools.corpus.dsp import Signal, decay, driven, filtered, phase, pulse, timeline

Chance = np.random.Generator
_REBOUND_S = 0.03


def _between(chance: Chance, low: float, high: float) -> float:
    """A number spread evenly over the logarithms."""
    return float(np.exp(chance.uniform(np.log(low), np.log(high))))


def _noise(chance: Chance, length: int) -> Signal:
    return chance.standard_normal(length)


def kick(chance: Chance) -> Signal:
    """A sine that falls from a click to a boom."""
    fade = _between(chance, 0.05, 0.5)
    times = timeline(0.05 + 5 * fade)
    end, start, drop = _between(chance, 38, 75), _between(chance, 100, 700), _between(chance, 0.006, 0.06)
    body = np.sin(2 * np.pi * phase(end + (start - end) * np.exp(-times / drop), len(times))) * decay(
        times, fade, _between(chance, 0.0003, 0.003)
    )
    click = filtered(_noise(chance, len(times)), _between(chance, 500, 4000)) * np.exp(-times / 0.003) * chance.uniform(0, 0.4)
    return driven(body + click, _between(chance, 0.5, 6))


def snare(chance: Chance) -> Signal:
    """Two modes of a skin and a rattle of noise."""
    rattle, skin = _between(chance, 0.04, 0.25), _between(chance, 0.03, 0.15)
    times = timeline(0.05 + 6 * max(rattle, skin))
    low = _between(chance, 140, 260)
    bend = 1 + chance.uniform(0, 0.8) * np.exp(-times / 0.015)
    tone = sum(
        np.sin(2 * np.pi * phase(low * ratio * bend, len(times))) * weight for ratio, weight in ((1, 1.0), (chance.uniform(1.5, 1.9), 0.6))
    )
    noise = filtered(_noise(chance, len(times)), _between(chance, 600, 3000), _between(chance, 6000, 16000))
    noise = noise / (np.abs(noise).max() + 1e-9) * decay(times, rattle)
    return driven(tone * decay(times, skin) * chance.uniform(0.2, 0.8) + noise * chance.uniform(0.6, 1.2), _between(chance, 0.5, 4))


def clap(chance: Chance) -> Signal:
    """Some bursts of band-passed noise, then a short room."""
    times = timeline(_between(chance, 0.2, 0.7))
    envelope = np.zeros(len(times))
    gap, bursts = _between(chance, 0.007, 0.014), int(chance.integers(3, 6))
    for burst in range(bursts):
        late = times - burst * gap * chance.uniform(0.85, 1.15)
        last = burst == bursts - 1
        envelope += np.where(late >= 0, np.exp(-np.maximum(late, 0) / (_between(chance, 0.03, 0.14) if last else 0.004)), 0)
    centre = _between(chance, 900, 2200)
    return driven(
        filtered(_noise(chance, len(times)), centre / 1.5, centre * _between(chance, 1.5, 5)) * envelope, _between(chance, 0.3, 2)
    )


def _metal(chance: Chance, length: int, base: float, spread: float) -> Signal:
    ratios = 1 + np.sort(chance.uniform(0, spread, 6))
    return np.asarray(sum(pulse(phase(base * ratio, length) + chance.uniform(), base * ratio) for ratio in ratios))


def hat(chance: Chance) -> Signal:
    """High-passed metal and noise, closed or open."""
    is_open = maybe(chance, 0.4)
    fade = _between(chance, 0.1, 0.45) if is_open else _between(chance, 0.012, 0.06)
    times = timeline(0.03 + 6 * fade)
    mixture = chance.uniform(0, 1)
    raw = _metal(chance, len(times), _between(chance, 280, 800), 3) * mixture + _noise(chance, len(times)) * (1.3 - mixture)
    return filtered(raw, _between(chance, 5000, 9500), order=4) * decay(times, fade)


def cymbal(chance: Chance) -> Signal:
    """A crash or ride: dense metal whose treble fades first, with a ping."""
    fade = _between(chance, 0.5, 1.8)
    times = timeline(min(5.5, 4.5 * fade))
    raw = _metal(chance, len(times), _between(chance, 350, 900), 6) * chance.uniform(0.3, 1.2) + _noise(
        chance, len(times)
    ) * chance.uniform(0.4, 1.5)
    low, high = filtered(raw, _between(chance, 1500, 4000), 7000), filtered(raw, 7000)
    ping = np.sin(2 * np.pi * _between(chance, 2500, 6000) * times) * np.exp(-times / 0.15) * chance.uniform(0, 0.8)
    return low * decay(times, fade, 0.003) + high * decay(times, fade * chance.uniform(0.3, 0.8), 0.002) + ping


def tom(chance: Chance) -> Signal:
    """A sine that falls a little, longer and higher than a kick."""
    fade, base = _between(chance, 0.1, 0.4), _between(chance, 80, 240)
    times = timeline(0.05 + 5 * fade)
    body = np.sin(2 * np.pi * phase(base * (1 + chance.uniform(0.1, 0.9) * np.exp(-times / _between(chance, 0.02, 0.12))), len(times)))
    over = np.sin(2 * np.pi * phase(base * 1.59, len(times))) * np.exp(-times / 0.05) * chance.uniform(0, 0.4)
    stick = filtered(_noise(chance, len(times)), 300, 5000) * np.exp(-times / 0.012) * chance.uniform(0, 0.4)
    return driven((body + over) * decay(times, fade, 0.001) + stick, _between(chance, 0.3, 2))


def _rim(chance: Chance) -> Signal:
    times = timeline(0.15)
    tones = np.sin(2 * np.pi * _between(chance, 400, 600) * times) + np.sin(2 * np.pi * _between(chance, 1500, 1900) * times)
    return (
        tones * np.exp(-times / _between(chance, 0.005, 0.015)) + filtered(_noise(chance, len(times)), 2000) * np.exp(-times / 0.002) * 0.5
    )


def _cowbell(chance: Chance) -> Signal:
    times, low = timeline(0.6), _between(chance, 420, 700)
    return filtered(pulse(phase(low, len(times)), low) + pulse(phase(low * 1.48, len(times)), low * 1.48), 400, 5000) * decay(
        times, _between(chance, 0.05, 0.15)
    )


def _clave(chance: Chance) -> Signal:
    times = timeline(0.25)
    return np.sin(2 * np.pi * _between(chance, 1100, 2700) * times) * decay(times, _between(chance, 0.008, 0.03))


def _conga(chance: Chance) -> Signal:
    times, base = timeline(0.7), _between(chance, 170, 420)
    slap = filtered(_noise(chance, len(times)), 800, 4000) * np.exp(-times / 0.008) * chance.uniform(0.05, 0.5)
    return (
        np.sin(2 * np.pi * phase(base * (1 + 0.15 * np.exp(-times / 0.01)), len(times))) * decay(times, _between(chance, 0.05, 0.14), 0.001)
        + slap
    )


def _shaker(chance: Chance) -> Signal:
    times = timeline(_between(chance, 0.08, 0.25))
    middle = len(times) * chance.uniform(0.2, 0.6)
    shape = np.exp(-np.square((np.arange(len(times)) - middle) / (len(times) * chance.uniform(0.1, 0.25))))
    return np.asarray(filtered(_noise(chance, len(times)), _between(chance, 4000, 8000), order=3) * shape)


def _tambourine(chance: Chance) -> Signal:
    times = timeline(0.4)
    jingles = _metal(chance, len(times), _between(chance, 2500, 4500), 2) + _noise(chance, len(times))
    return filtered(jingles, 6000, order=3) * (
        decay(times, 0.02) + 0.5 * np.where(times > _REBOUND_S, np.exp(-(times - _REBOUND_S) / 0.07), 0)
    )


def perc(chance: Chance) -> Signal:
    """One of rim, cowbell, clave, conga, shaker, tambourine."""
    makers = (_rim, _cowbell, _clave, _conga, _shaker, _tambourine)
    return makers[int(chance.integers(len(makers)))](chance)


DRUMS: dict[str, tuple[Callable[[Chance], Signal], int]] = {
    "kick": (kick, 90), "snare": (snare, 85), "clap": (clap, 50), "hat": (hat, 75), "cymbal": (cymbal, 32),
    "tom": (tom, 36), "perc": (perc, 60),
}  # fmt: skip
