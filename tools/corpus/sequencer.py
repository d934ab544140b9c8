"""Drum loops put together from the corpus's own one-shots, with known tempo."""

import os
import random
from collections.abc import Sequence

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from tools.corpus.model import Candidate, Label
from tools.corpus.patterns import Hit, beat
from tools.corpus.sink import write_sound

_RATE, _LOOPS = 44_100, 170
_LONGEST_HIT_S = 2.0
_PART = {"all": None, "hats": {"hat"}, "kick and snare": {"kick", "snare"}, "percussion": {"perc", "hat"}, "kick": {"kick"}}
Audio = NDArray[np.float32]


def sequence(folder: str, before: Sequence[Candidate]) -> list[Candidate]:
    """Loops of 1 to 4 bars; each takes its kit from one source of `before`, and ends cut, with a tail, or wrapped."""
    kits: dict[str, dict[str, list[str]]] = {}
    for one in before:
        if one.label.category == "drums" and not one.label.is_loop:
            kits.setdefault(one.label.source, {}).setdefault(one.label.subtype, []).append(one.path)
    whole = [name for name, kit in kits.items() if {"kick", "snare", "hat"} <= kit.keys()]
    made = []
    for number in range(_LOOPS):
        chance = random.Random(f"loop {number}")  # noqa: S311 - repeatable
        made.append(_loop(folder, number, kits[chance.choice(whole)], chance))
    return made


def _loop(folder: str, number: int, kit: dict[str, list[str]], chance: random.Random) -> Candidate:
    bars, bpm, swing = chance.choice((1, 1, 2, 2, 4)), chance.randint(62, 178), chance.choice((0.5, 0.5, 0.5, 0.54, 0.6, 0.66))
    part = chance.choices(list(_PART), (12, 2, 2, 2, 1))[0]
    end = chance.choice(("cut", "tail", "wrap"))
    hits = [hit for hit in beat(chance, bars, swing=swing) if _PART[part] is None or hit.voice in (_PART[part] or ())]
    hits = hits or [Hit(float(place), "kick", 1.0) for place in range(4 * bars)]
    voices = {voice: _read(chance.choice(kit.get(voice, kit["hat"]))) for voice in ("kick", "snare", "hat", "perc", "cymbal")}
    length = round(240 * bars / bpm * _RATE)
    out = np.zeros((length + round(_LONGEST_HIT_S * _RATE), 1), np.float32)
    for hit in hits:
        start = max(0, round((hit.beat * 60 / bpm + chance.gauss(0, 0.002)) * _RATE))
        sound = voices[hit.voice] * np.float32(hit.strength)
        out[start : start + len(sound)] += sound[: len(out) - start]
    if end == "wrap":
        ring = out[length:][:length].copy()
        out[: len(ring)] += ring
    kept = out[: length + (round(chance.uniform(0.1, 1.0) * _RATE) if end == "tail" else 0)]
    label = Label(
        source="own-sequencer", licence="as the one-shots", category="drums", subtype="drumloop", detail=f"{part} {bars} bars, {end}",
        is_loop=True, bpm=str(bpm), beats=str(4 * bars), origin="rendered",
    )  # fmt: skip
    return Candidate(
        path=write_sound(os.path.join(folder, "audio", "own-sequencer", f"{number:03d}_drumloop"), kept, _RATE, chance), label=label
    )


def _read(path: str) -> Audio:
    audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = audio.mean(axis=1)
    mono = mono if rate == _RATE else soxr.resample(mono, rate, _RATE)
    mono = mono[: round(_LONGEST_HIT_S * _RATE)] / max(float(np.abs(mono).max()), 1e-6)
    return np.asarray(mono[:, None], np.float32)
