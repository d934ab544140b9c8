"""Sources that are synthesised: drums, tones with their phrases, sung vowels, effects."""

import os
import random
import zlib
from collections.abc import Sequence

import numpy as np

from tools.corpus import synthesiser
from tools.corpus.dice import maybe
from tools.corpus.drum_machine import DRUMS
from tools.corpus.dsp import RATE, Signal, coarse, in_room
from tools.corpus.effect_machine import EFFECTS
from tools.corpus.gm import category_of
from tools.corpus.model import NOTES, Candidate, Label, root_of
from tools.corpus.patterns import arpeggio, phrase, triad
from tools.corpus.sink import trimmed, write_sound

_LICENCE = "CC0-1.0"
_TONES = {
    "lead": ("synth", 42, 84, 46), "fm": ("synth", 42, 84, 30), "bass": ("bass", 26, 50, 60), "pad": ("pad", 40, 74, 50),
    "organ": ("keys", 40, 84, 24), "plucked": ("plucked", 40, 79, 30),
}  # fmt: skip
_EACH_EFFECT = 10
_VOWELS = 60
_PHRASES = 80


def _chances(source: str, number: int) -> tuple[random.Random, np.random.Generator]:
    seed = zlib.crc32(f"{source} {number}".encode())
    return random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - repeatable


def _label(source: str, subtype: str, detail: str, **known: str) -> Label:
    return Label(
        source=source, licence=_LICENCE, category=category_of(subtype), subtype=subtype, detail=detail, is_loop="bpm" in known,
        origin="synthesised", **known,
    )  # fmt: skip


def _write(folder: str, label: Label, number: int, sound: Signal, chance: random.Random, *, is_cut: bool = False) -> Candidate:
    audio = sound.astype(np.float32)[:, None]
    name = f"{number:03d}_{label.subtype}"
    kept = audio if is_cut else trimmed(audio, RATE, -60.0)
    return Candidate(path=write_sound(os.path.join(folder, "audio", label.source, name), kept, RATE, chance), label=label)


def drums(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """Hits of an imagined drum machine."""
    made: list[Candidate] = []
    for subtype, (maker, many) in DRUMS.items():
        for _ in range(many):
            chance, numbers = _chances("drum-synthesis", len(made))
            sound = _treated(maker(numbers), numbers)
            made.append(_write(folder, _label("drum-synthesis", subtype, f"synthesised {subtype}"), len(made), sound, chance))
    return made


def _treated(sound: Signal, numbers: np.random.Generator) -> Signal:
    if maybe(numbers, 0.25):
        sound = in_room(sound, numbers.standard_normal(RATE), numbers.uniform(0.08, 0.6), numbers.uniform(0.05, 0.35))
    if maybe(numbers, 0.25):
        sound = coarse(sound, int(numbers.integers(1, 6)), int(numbers.integers(6, 13)))
    return sound


def effects(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """Risers, impacts, zaps and the like."""
    made: list[Candidate] = []
    for name, maker in EFFECTS.items():
        for _ in range(_EACH_EFFECT):
            chance, numbers = _chances("effect-synthesis", len(made))
            made.append(_write(folder, _label("effect-synthesis", "fx", name), len(made), maker(numbers), chance))
    return made


def vowels(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """Sung vowels."""
    made: list[Candidate] = []
    for number in range(_VOWELS):
        chance, numbers = _chances("vowel-synthesis", number)
        midi, held = chance.randint(43, 76), chance.choice((0.4, 0.8, 1.5, 3.0))
        sound = synthesiser.vowel(numbers)(midi, round((held + 0.4) * RATE), held)
        label = _label("vowel-synthesis", "vocal", "synthesised sung vowel", root=root_of(midi), midi=str(midi))
        made.append(_write(folder, label, number, sound, chance))
    return made


def tones(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """Notes, chords and phrases of imagined synthesisers."""
    made: list[Candidate] = []
    for name, (subtype, low, high, many) in _TONES.items():
        for _ in range(many):
            chance, numbers = _chances("tone-synthesis", len(made))
            made.append(_tone(folder, len(made), name, (subtype, low, high), chance, numbers))
    while len(made) < sum(many for *_, many in _TONES.values()) + _PHRASES:
        chance, numbers = _chances("tone-synthesis", len(made))
        made.append(_phrase(folder, len(made), chance, numbers))
    return made


def _tone(
    folder: str, number: int, name: str, register: tuple[str, int, int], chance: random.Random, numbers: np.random.Generator
) -> Candidate:
    subtype, low, high = register
    voice = getattr(synthesiser, name)(numbers)
    held = chance.choice((0.1, 0.25, 0.5, 1.0, 2.0, 3.0)) if subtype != "pad" else chance.choice((2.0, 4.0, 6.0, 9.0, 14.0))
    length = round((held + (2.5 if subtype == "pad" else 1.0)) * RATE)
    if subtype in {"synth", "pad", "keys"} and maybe(chance, 0.35):
        root, mode = chance.randrange(12), chance.choice(("major", "minor"))
        sound = np.sum([voice(midi, length, held) for midi in triad(root, mode, max(low, 48))], axis=0)
        label = _label("tone-synthesis", subtype, f"synthesised {name} chord", key=f"{NOTES[root]} {mode}", root=NOTES[root])
    else:
        midi = chance.randint(low, high)
        sound = voice(midi, length, held)
        octave = "" if name == "organ" else str(midi)  # its 16-foot drawbar sounds an octave below
        label = _label("tone-synthesis", subtype, f"synthesised {name}", root=root_of(midi), midi=octave)
    return _write(folder, label, number, sound, chance)


def _phrase(folder: str, number: int, chance: random.Random, numbers: np.random.Generator) -> Candidate:
    name = chance.choice(("lead", "fm", "bass", "bass", "pad", "organ", "plucked"))
    subtype, low, *_ = _TONES[name]
    mode, bars, bpm = chance.choice(("major", "minor")), chance.choice((1, 2, 2, 4)), chance.randint(80, 174)
    tonic = (low + 4 if subtype == "bass" else 48) + chance.randrange(12)
    if name == "pad" or (subtype != "bass" and maybe(chance, 0.3)):
        events = phrase(chance, mode, tonic, bars, is_bass=False, is_chordal=True)
    elif subtype != "bass" and maybe(chance, 0.5):
        events = arpeggio(chance, mode, tonic, bars)
    else:
        events = phrase(chance, mode, tonic, bars, is_bass=subtype == "bass", is_chordal=False)
    voice, length = getattr(synthesiser, name)(numbers), round(240 * bars / bpm * RATE)
    out = np.zeros(length + 2 * RATE)
    for at, held, pitches in events:
        start, held_s = round(at * 60 / bpm * RATE), held * 60 / bpm
        for midi in pitches:
            sound = voice(midi, round((held_s + 0.8) * RATE), held_s)
            out[start : start + len(sound)] += sound[: len(out) - start]
    if maybe(chance, 0.4):
        ring = out[length:][:length].copy()
        out[: len(ring)] += ring
    label = _label(
        "tone-synthesis", subtype, f"synthesised {name} phrase {bars} bars", bpm=str(bpm), beats=str(4 * bars),
        key=f"{root_of(tonic)} {mode}", root=root_of(tonic),
    )  # fmt: skip
    return _write(folder, label, number, out[:length], chance, is_cut=True)
