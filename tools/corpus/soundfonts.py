"""Renderings of General MIDI soundfonts: notes, chords, long notes, drum hits, phrases and beats (fluidsynth)."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass

from tools.corpus.dice import maybe
from tools.corpus.gm import DRUM_OF, category_of, programs
from tools.corpus.model import NOTES, Candidate, Label, root_of
from tools.corpus.packages import place
from tools.corpus.patterns import arpeggio, beat, phrase, triad
from tools.corpus.player import play
from tools.corpus.takes import Note, Take

_LONGEST_PHRASE_S = 15
_CHORDAL = ("keys", "guitar", "strings", "pad", "synth", "brass", "vocal", "plucked")
_VOICES = {"kick": (35, 36), "snare": (38, 40), "hat": (42, 42, 46), "perc": (37, 39, 56, 70, 54, 75), "cymbal": (49, 57)}


@dataclass(frozen=True, slots=True)
class Soundfont:
    """A soundfont and what of it is trusted.

    Attributes:
        name: Name of the source.
        package: Debian package.
        path: Below the package's root.
        licence: SPDX-like name.
        kits: Programs of its drum kits; where its only preset is a kit on an ordinary channel, `is_kit_only` says so.
        subtypes: Which melodic subtypes sound like their name; all where empty.
        drums: Notes of its kits that differ from General MIDI.
        is_kit_only: Whether it has nothing but a kit.
    """

    name: str
    package: str
    path: str
    licence: str
    kits: tuple[int, ...]
    subtypes: tuple[str, ...] = ()
    drums: tuple[tuple[int, str], ...] = ()
    is_kit_only: bool = False


_AVL_DRUMS = (
    (36, "kick"), (37, "perc"), (38, "snare"), (39, "clap"), (40, "snare"), (41, "tom"), (42, "hat"), (43, "tom"), (44, "hat"), (45, "tom"),
    (46, "hat"), (47, "tom"), (48, "hat"), (49, "cymbal"), (51, "cymbal"), (53, "cymbal"), (54, "perc"), (55, "cymbal"), (56, "perc"),
    (57, "cymbal"), (59, "cymbal"), (60, "cymbal"),
)  # fmt: skip
_OPL_DRUMS = (
    (35, "kick"), (36, "kick"), (37, "perc"), (38, "snare"), (40, "snare"), (41, "tom"), (42, "hat"), (43, "tom"), (44, "hat"), (45, "tom"),
    (46, "hat"), (47, "tom"), (48, "tom"), (49, "cymbal"), (50, "tom"), (51, "cymbal"), (56, "perc"), (57, "cymbal"), (59, "cymbal"),
    (75, "perc"),
)  # fmt: skip
_SF2 = "usr/share/sounds/sf2"
SOUNDFONTS = (
    Soundfont("timgm6mb-soundfont", "timgm6mb-soundfont", f"{_SF2}/TimGM6mb.sf2", "GPL-2", (0, 8, 16, 24, 25, 32, 40)),
    Soundfont("csound-soundfont", "csound-soundfont", f"{_SF2}/sf_GMbank.sf2", "public domain", (0, 8, 16, 24, 25, 32, 40, 127)),
    Soundfont("denemo-soundfont", "denemo-data", f"{_SF2}/A320U.sf2", "GPL-2", (0, 8, 16, 24, 25, 32, 40, 127)),
    Soundfont(
        "minuet-soundfont", "minuet-data", "usr/share/minuet/soundfonts/GeneralUser-v1.47.sf2", "GPL-2+", (0, 1, 8, 16, 24, 25, 26, 32, 40)
    ),
    Soundfont(
        "opl3-soundfont",
        "opl3-soundfont",
        f"{_SF2}/OPL-3_FM_128M.sf2",
        "CC-BY-SA-4.0",
        (0,),
        ("bass", "synth", "keys", "mallet", "pad"),
        _OPL_DRUMS,
    ),
    Soundfont(
        "avldrums-black-pearl", "avldrums.lv2-soundfont", f"{_SF2}/Black_Pearl_4_LV2.sf2", "CC-BY-SA-3.0", (0,), (), _AVL_DRUMS, True
    ),
    Soundfont(
        "avldrums-red-zeppelin", "avldrums.lv2-soundfont", f"{_SF2}/Red_Zeppelin_4_LV2.sf2", "CC-BY-SA-3.0", (0,), (), _AVL_DRUMS, True
    ),
)


def render(font: Soundfont, folder: str, _before: Sequence[Candidate] = ()) -> list[Candidate]:
    """Render all takes of a soundfont to `folder`/audio/NAME."""
    chance = random.Random(font.name)  # noqa: S311 - a fixed choice
    takes = [*_kits(font, chance), *_beats(font, chance)]
    if not font.is_kit_only:
        takes += [*_notes(font, chance), *_chords(font, chance), *_phrases(font, chance)]
    return play(takes, os.path.join(place(font.package, folder), font.path), os.path.join(folder, "audio", font.name), chance)


def _label(font: Soundfont, subtype: str, detail: str, **known: str) -> Label:
    is_loop = "bpm" in known
    return Label(
        source=font.name, licence=font.licence, category=category_of(subtype), subtype=subtype, detail=detail, is_loop=is_loop,
        origin="rendered", **known,
    )  # fmt: skip


def _trusted(font: Soundfont) -> list[tuple[int, str, int, int]]:
    return [entry for entry in programs() if not font.subtypes or entry[1] in font.subtypes]


def _notes(font: Soundfont, chance: random.Random) -> list[Take]:
    takes = []
    for program, subtype, low, high in _trusted(font):
        many = 3 if subtype == "vocal" else 1 + (subtype in {"bass", "mallet", "plucked", "synth", "pad"} or maybe(chance, 0.2))
        for _ in range(many):
            midi, held = chance.randint(low, high), chance.choice((0.15, 0.4, 0.8, 1.5, 2.5, 4.0))
            if subtype in {"pad", "strings"} and maybe(chance, 0.25):
                held = chance.uniform(10, 18)
            known = {} if subtype == "fx" else {"root": root_of(midi), "midi": str(midi)}
            takes.append(
                Take(
                    notes=(Note(0.0, midi, chance.randint(50, 125), held),),
                    program=program,
                    length_s=held + chance.uniform(0.3, 3.0),
                    label=_label(font, subtype, f"GM program {program}", **known),
                    is_cut=maybe(chance, 0.3),
                )
            )
    return takes


def _chords(font: Soundfont, chance: random.Random) -> list[Take]:
    takes = []
    choices = [entry for entry in _trusted(font) if entry[1] in _CHORDAL]
    for program, subtype, low, high in chance.sample(choices, min(36, len(choices))):
        root, mode, held = chance.randrange(12), chance.choice(("major", "minor")), chance.choice((0.5, 1.0, 2.0, 3.0))
        strum = chance.choice((0.0, 0.0, 0.02)) if subtype == "guitar" else 0.0
        tones = triad(root, mode, max(low, min(52, high - 12)))
        if maybe(chance, 0.4):
            tones = (*tones, tones[0] + 12)
        notes = tuple(Note(strum * place, midi, chance.randint(60, 120), held) for place, midi in enumerate(tones))
        label = _label(font, subtype, f"GM program {program} chord", key=f"{NOTES[root]} {mode}", root=NOTES[root])
        takes.append(Take(notes=notes, program=program, length_s=held + chance.uniform(0.3, 2.0), label=label))
    return takes


def _kits(font: Soundfont, chance: random.Random) -> list[Take]:
    takes = []
    drums = font.drums or tuple(DRUM_OF.items())
    for kit in font.kits:
        for midi, subtype in drums:
            common = subtype in {"kick", "snare", "clap", "hat"}
            share = 1.0 if font.is_kit_only or len(font.kits) == 1 else 0.85 if common else 0.45 if subtype != "perc" else 0.15
            for velocity in (45, 75, 110, 125) if font.is_kit_only else (chance.randint(70, 125),):
                if maybe(chance, share):
                    notes = (Note(0.0, midi, velocity, 0.3),)
                    label = _label(font, subtype, f"kit {kit} note {midi}")
                    takes.append(
                        Take(notes=notes, program=kit, length_s=chance.uniform(1.5, 4.0), label=label, is_kit=not font.is_kit_only)
                    )
    return takes


def _phrases(font: Soundfont, chance: random.Random) -> list[Take]:
    takes = []
    choices = [entry for entry in _trusted(font) if category_of(entry[1]) == "melodic"]
    for program, subtype, low, high in (chance.choice(choices) for _ in range(34)):
        mode, bars, bpm = chance.choice(("major", "minor")), chance.choice((1, 2, 2, 4, 4)), chance.randint(70, 170)
        tonic = max(low, min(high - 14, 48 if subtype != "bass" else 31)) + chance.randrange(7)
        is_chordal = subtype in _CHORDAL and maybe(chance, 0.4)
        if not is_chordal and subtype not in {"bass", "brass", "winds"} and maybe(chance, 0.5):
            events = arpeggio(chance, mode, tonic, bars)
        else:
            events = phrase(chance, mode, tonic, bars, is_bass=subtype == "bass", is_chordal=is_chordal)
        notes = tuple(Note(at * 60 / bpm, midi, chance.randint(70, 115), held * 60 / bpm) for at, held, tones in events for midi in tones)
        label = _label(
            font, subtype, f"GM program {program} phrase {bars} bars", bpm=str(bpm), beats=str(4 * bars),
            key=f"{root_of(tonic)} {mode}", root=root_of(tonic),
        )  # fmt: skip
        wrap = maybe(chance, 0.4)
        takes.append(Take(notes=notes, program=program, length_s=240 * bars / bpm, label=label, is_cut=True, wrap=wrap))
    return [take for take in takes if take.length_s < _LONGEST_PHRASE_S]


def _beats(font: Soundfont, chance: random.Random) -> list[Take]:
    takes = []
    notes_of = {voice: [note for note in notes if not font.drums or note in dict(font.drums)] for voice, notes in _VOICES.items()}
    for _ in range(14):
        bars, bpm = chance.choice((1, 1, 2, 2, 4)), chance.randint(70, 175)
        picked = {voice: chance.choice(notes) for voice, notes in notes_of.items()}
        notes = tuple(
            Note(hit.beat * 60 / bpm, picked[hit.voice], max(20, round(125 * hit.strength)), 0.1)
            for hit in beat(chance, bars, swing=chance.choice((0.5, 0.5, 0.5, 0.58, 0.66)))
        )
        label = _label(font, "drumloop", f"beat {bars} bars", bpm=str(bpm), beats=str(4 * bars))
        wrap, kit = maybe(chance, 0.4), chance.choice(font.kits)
        takes.append(
            Take(notes=notes, program=kit, length_s=240 * bars / bpm, label=label, is_kit=not font.is_kit_only, is_cut=True, wrap=wrap)
        )
    return takes
