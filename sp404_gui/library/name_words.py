"""The words in file names that tell what a sound is."""

from collections.abc import Mapping
from typing import NamedTuple

from sp404_gui.domain.features import Category, Kind


class Meaning(NamedTuple):
    """What a word claims. A weak word also serves as an adjective ("synth kick"), so any strong word beats it."""

    category: Category
    subcategory: str | None
    is_strong: bool


_STRONG: Mapping[tuple[Category, str | None], str] = {
    (Category.DRUMS, "kick"): "kick kicks kik bd bassdrum bass-drum kick-drum",
    (Category.DRUMS, "snare"): "snare snares snr sd snare-drum",
    (Category.DRUMS, "clap"): "clap claps handclap hand-clap",
    (Category.DRUMS, "rim"): "rimshot rimshots rim-shot sidestick side-stick crossstick cross-stick",
    (Category.DRUMS, "hihat"): "hihat hihats hi-hat hi-hats hat hats hh chh ohh",
    (Category.DRUMS, "cymbal"): "cymbal cymbals cymb cym crash-cymbal ride-cymbal splash-cymbal china-cymbal",
    (Category.DRUMS, "tom"): "tom toms",
    (Category.DRUMS, "percussion"): (
        "perc percs percussion conga congas bongo bongos djembe tabla shaker shakers tambourine tambourin cowbell cow-bell clave claves"
        " timbale timbales cajon maraca maracas cabasa guiro woodblock wood-block agogo cuica"
    ),
    (Category.DRUMS, "drum_loop"): "drumloop drumloops drum-loop drum-loops drums-loop",
    (Category.MELODIC, "bass"): "subbass sub-bass bassline bass-line bass-guitar synth-bass bass-synth reese",
    (Category.MELODIC, "keys"): "piano pianos epiano rhodes wurlitzer wurli organ clavinet harpsichord hammond keys",
    (Category.MELODIC, "mallet"): "marimba vibraphone vibes xylophone glockenspiel kalimba celesta",
    (Category.MELODIC, "guitar"): "guitar guitars gtr",
    (Category.MELODIC, "plucked"): "harp sitar koto banjo mandolin ukulele",
    (Category.MELODIC, "strings"): "strings violin violins viola cello pizzicato",
    (Category.MELODIC, "brass"): "brass trumpet trombone tuba french-horn",
    (Category.MELODIC, "winds"): "flute clarinet oboe bassoon saxophone sax piccolo woodwind woodwinds",
    (Category.VOCALS, "vocal"): "vocal vocals vox choir acapella acappella adlib adlibs",
    (Category.VOCALS, "speech"): "speech spoken-word",
    (Category.FX, "riser"): "riser risers uplifter downlifter",
    (Category.FX, "impact"): "impact impacts",
    (Category.FX, "ambience"): "ambience atmos atmosphere foley field-recording",
}

_WEAK: Mapping[tuple[Category, str | None], str] = {
    (Category.DRUMS, None): "drum drums drumkit",
    (Category.DRUMS, "drum_loop"): "breakbeat breakbeats drum-break drumbreak",
    (Category.MELODIC, "bass"): "bass basses",
    (Category.DRUMS, "cymbal"): "crash ride",
    (Category.MELODIC, None): "chord chords melody arp arpeggio",
    (Category.MELODIC, "synth"): "synth synths lead",
    (Category.MELODIC, "plucked"): "pluck plucks",
    (Category.MELODIC, "pad"): "pad pads",
    (Category.VOCALS, None): "voice voices",
    (Category.FX, None): "fx sfx",
    (Category.FX, "noise"): "noise",
}


def _entries(table: Mapping[tuple[Category, str | None], str], *, is_strong: bool) -> dict[tuple[str, ...], Meaning]:
    return {
        tuple(phrase.split("-")): Meaning(category, subcategory, is_strong)
        for (category, subcategory), phrases in table.items()
        for phrase in phrases.split()
    }


MEANINGS = _entries(_WEAK, is_strong=False) | _entries(_STRONG, is_strong=True)
"""Words or pairs of words, lower case, to what they claim."""

_LOOP = [("loop",), ("loops",), ("looped",), ("drumloop",), ("drumloops",)]
_ONE_SHOT = [("oneshot",), ("oneshots",), ("one", "shot"), ("one", "shots"), ("1", "shot"), ("1", "shots")]
KINDS: Mapping[tuple[str, ...], Kind] = {**dict.fromkeys(_LOOP, Kind.LOOP), **dict.fromkeys(_ONE_SHOT, Kind.ONE_SHOT)}
"""Words or pairs of words to the kind of sample that they claim."""
