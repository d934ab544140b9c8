"""One voice: a Rosenberg glottal pulse (JASA 49, 1971) through a cascade of formants (Klatt, JASA 67, 1980).

The vowels are those of Peterson & Barney (JASA 24, 1952) or, for classical singers, of the table in the manual of Csound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.corpus.singing.shaping import BINS, HOP, RATE, Array, Random, bell, chance, coloured_noise, filtered, hertz, low_pass, wander

_VOWELS = "iIE&aOUuVR"
_SPOKEN = {
    "i": (270, 2290, 3010), "I": (390, 1990, 2550), "E": (530, 1840, 2480), "&": (660, 1720, 2410), "a": (730, 1090, 2440),
    "O": (570, 840, 2410), "U": (440, 1020, 2240), "u": (300, 870, 2240), "V": (640, 1190, 2390), "R": (490, 1350, 1690),
}  # fmt: skip
_SUNG = {  # a, e, i, o, u
    "soprano": (
        (800, 1150, 2900, 3900, 4950), (350, 2000, 2800, 3600, 4950), (270, 2140, 2950, 3900, 4950),
        (450, 800, 2830, 3800, 4950), (325, 700, 2700, 3800, 4950),
    ),
    "alto": (
        (800, 1150, 2800, 3500, 4950), (400, 1600, 2700, 3300, 4950), (350, 1700, 2700, 3700, 4950),
        (450, 800, 2830, 3500, 4950), (325, 700, 2530, 3500, 4950),
    ),
    "countertenor": (
        (660, 1120, 2750, 3000, 3350), (440, 1800, 2700, 3000, 3300), (270, 1850, 2900, 3350, 3590),
        (430, 820, 2700, 3000, 3300), (370, 630, 2750, 3000, 3400),
    ),
    "tenor": (
        (650, 1080, 2650, 2900, 3250), (400, 1700, 2600, 3200, 3580), (290, 1870, 2800, 3250, 3540),
        (400, 800, 2600, 2800, 3000), (350, 600, 2700, 2900, 3300),
    ),
    "bass": (
        (600, 1040, 2250, 2450, 2750), (400, 1620, 2400, 2800, 3100), (250, 1750, 2600, 3050, 3340),
        (400, 750, 2400, 2600, 2900), (350, 600, 2400, 2675, 2950),
    ),
}  # fmt: skip
_AS_SUNG = dict(zip(_VOWELS, (2, 2, 1, 0, 0, 3, 4, 4, 0, 1), strict=True))
_CONSONANTS = {  # three formants, then how loud voice and breath are, how nasal it is, and for how many seconds it lasts
    "m": (250, 1100, 2200, 0.5, 0.0, 1.0, 0.12), "n": (270, 1500, 2400, 0.5, 0.0, 1.0, 0.1), "l": (360, 1100, 2700, 0.6, 0.0, 0.2, 0.08),
    "d": (220, 1750, 2700, 0.05, 0.5, 0.0, 0.04), "h": (560, 1300, 2500, 0.05, 3.0, 0.0, 0.09), "w": (290, 650, 2200, 0.6, 0.0, 0.0, 0.09),
    "y": (270, 2200, 3000, 0.6, 0.0, 0.0, 0.09), "s": (500, 1700, 5500, 0.0, 3.0, 0.0, 0.11), "r": (330, 1100, 1500, 0.6, 0.0, 0.0, 0.08),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Singer:
    """Throat and manner of one person.

    Attributes:
        register: A row of the singers' table, or "spoken".
        scale: Formants as multiples of a man's: 1 / length of the vocal tract.
        opening: Share of a cycle in which the glottis is open.
        corner: Where the spectrum begins to fall faster, Hz.
        breath: Noise through the glottis, 0.02 clear to 3 hoarse.
        jitter: Spread of the cycles' lengths, as a share.
        shimmer: Spread of the cycles' heights, as a share.
        vibrato: Rate in Hz, depth in semitones, delay in seconds.
        rough: By how much every second cycle is weaker, 0..1.
    """

    register: str
    scale: float
    opening: float
    corner: float
    breath: float
    jitter: float
    shimmer: float
    vibrato: tuple[float, float, float]
    rough: float = 0.0


def a_singer(rng: Random, midi: float) -> Singer:
    """Somebody who reaches this pitch."""
    low = midi < rng.uniform(50, 64)
    classical = chance(rng, 0.5)
    register = (
        str(rng.choice(["bass", "tenor", "countertenor"] if low else ["soprano", "alto", "soprano", "countertenor"]))
        if classical
        else "spoken"
    )
    scale = rng.uniform(0.93, 1.07) if classical else rng.uniform(0.9, 1.08) if low else rng.uniform(1.1, 1.38)
    vibrato = (rng.uniform(4.5, 7), rng.uniform(0.15, 0.9) if chance(rng, 0.5) else rng.uniform(0, 0.08), rng.uniform(0, 0.9))
    return Singer(
        register,
        scale,
        rng.uniform(0.4, 0.8),
        rng.uniform(2500, 14000),
        10 ** rng.uniform(-1.8, -0.3),
        10 ** rng.uniform(-3.7, -2.4),
        10 ** rng.uniform(-2.5, -1.4),
        vibrato,
    )


def pitch_line(rng: Random, singer: Singer, notes: Sequence[float], size: int) -> Array:
    """Semitones for each sample: notes with glides between, a scoop or fall, vibrato that sets in, slow drift."""
    time = np.arange(size) / RATE
    glide = int(rng.uniform(0.03, 0.2) * RATE)
    steps = np.asarray(notes, float)[np.arange(size) * len(notes) // size]
    sums = np.cumsum(np.pad(steps, (glide // 2 + 1, glide - glide // 2), mode="edge"))
    line = (sums[glide:] - sums[:-glide])[:size] / glide
    line += rng.choice([0, 0, -1, -1, -3]) * np.exp(-time / rng.uniform(0.03, 0.15))
    rate, depth, delay = singer.vibrato
    swing = np.clip((time - delay) / 0.4, 0, 1) * depth * np.sin(2 * np.pi * np.cumsum(rate * (1 + 0.05 * wander(rng, size, 2))) / RATE)
    return np.asarray(line + swing + 0.06 * wander(rng, size, 3) + 0.015 * wander(rng, size, 25))


def _glottal(rng: Random, frequency: Array, singer: Singer) -> tuple[Array, Array]:
    """Flow through the glottis and the breath noise it modulates."""
    doubled = np.repeat(frequency, 2) / (2 * RATE)
    cycle = np.cumsum(doubled).astype(int)
    irregular = rng.normal(size=cycle[-1] + 2)
    phase = np.cumsum(doubled * (1 + singer.jitter * irregular[cycle]))
    cycle = np.minimum(phase.astype(int), len(irregular) - 1)
    rise, fall = 0.7 * singer.opening, 0.3 * singer.opening
    place = phase % 1
    flow = np.where(place < rise, 0.5 - 0.5 * np.cos(np.pi * place / rise), np.cos(np.pi / 2 * np.clip((place - rise) / fall, 0, 1)))
    flow *= (1 + singer.shimmer * irregular[::-1][cycle]) * (1 - singer.rough * (cycle % 2))
    single = np.convolve(flow, (0.1, 0.2, 0.4, 0.2, 0.1), "same")[::2]
    return single - single.mean(), coloured_noise(rng, len(single), 2) * (0.4 + single)


def _articulated(rng: Random, singer: Singer, word: str, size: int) -> Array:
    """Five formants, voice, breath and nasality for each frame (frames, 8); consonants last as long as they do, vowels share the rest."""
    points: list[tuple[float, ...]] = []
    lengths = [_CONSONANTS[sound][6] * rng.uniform(0.6, 1.5) if sound in _CONSONANTS else 0.0 for sound in word]
    spare = max(size / RATE - sum(lengths), 0.05) / max(lengths.count(0.0), 1)
    at = 0.0
    for sound, length in zip(word, lengths, strict=True):
        lasts = length or spare
        if sound in _CONSONANTS:
            first, second, third, voice, breath, nasal, _ = _CONSONANTS[sound]
            row = (first, second, third, 3500, 4500, voice, breath, nasal)
        else:
            vowel = (*_SPOKEN[sound], 3400, 4400) if singer.register == "spoken" else _SUNG[singer.register][_AS_SUNG[sound]]
            row = (*vowel, 1.0, 1.0, rng.choice([0, 0, 0.3]))
        points += [(at + 0.25 * lasts, *row), (at + (0.95 if length else rng.uniform(0.4, 0.85)) * lasts, *row)]
        at += lasts
    table = np.asarray(points)
    clock = np.arange(size // HOP + 4) * HOP / RATE * at / max(size / RATE, at)
    return np.stack([np.interp(clock, table[:, 0], column) for column in table.T[1:]], 1)


def _tract(formants: Array, nasal: Array, scale: float) -> Array:
    """Gains (frames, bins) of the cascade of formants, the poles above them, a nasal zero and the radiation of the lips."""
    poles = np.concatenate([formants, formants[:, 4:] + 1000 * scale * np.arange(1, 12)], 1).T[:, :, None]
    losses, square = np.ones((len(formants), len(BINS))), BINS**2
    for pole in poles:
        ratio = square / pole**2
        losses *= (1 - ratio) ** 2 + (0.03 + (50 + 60 * nasal[:, None]) / pole) ** 2 * ratio
    gains = BINS / 1000 / np.sqrt(losses)
    return np.asarray(gains * (1 - 0.85 * nasal[:, None] * bell(750 * scale, 0.5)) / (1 + nasal[:, None] * (BINS / 1500) ** 2))


def sing(rng: Random, singer: Singer, pitch: Array, word: str, *, whisper: bool = False) -> Array:
    """The voice at this pitch (semitones, a value a sample) on this word; unit power."""
    tracks = _articulated(rng, singer, word, len(pitch))
    frequency = hertz(pitch)
    at = np.minimum(np.arange(len(tracks)) * HOP, len(pitch) - 1)
    formants = tracks[:, :5] * singer.scale * (1 + 0.01 * rng.normal(size=5))
    formants[:, 0] = np.maximum(formants[:, 0], 0.97 * frequency[at])  # singers open the mouth for high notes
    formants[:, 1] = np.maximum(formants[:, 1], formants[:, 0] * 1.15)
    flow, breath = _glottal(rng, frequency, singer)
    loud = (0 if whisper else 1) * np.interp(np.arange(len(pitch)), at, tracks[:, 5]), np.interp(np.arange(len(pitch)), at, tracks[:, 6])
    both = loud[0] * flow + loud[1] * (0.05 if whisper else 0.05 * singer.breath) * breath
    sound = filtered(both, _tract(formants, tracks[:, 7], singer.scale) * low_pass(singer.corner if not whisper else 9000.0, 1.0))
    return np.asarray(sound / (sound.std() + 1e-9))
