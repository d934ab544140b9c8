"""Packages of single notes and drum hits."""

from tools.corpus.model import Rule, Source

_TONEJS = {
    "violin": "strings", "cello": "strings", "contrabass": "strings", "flute": "winds", "clarinet": "winds", "bassoon": "winds",
    "french-horn": "brass", "trumpet": "brass", "guitar-acoustic": "guitar", "guitar-electric": "guitar", "guitar-nylon": "guitar",
    "harp": "plucked", "harmonium": "keys", "bass-electric": "bass",
}  # fmt: skip

INSTRUMENTS = (
    Source(
        "tonejs-instruments",
        tuple(f"npm:tonejs-instrument-{name}-mp3" for name in _TONEJS),
        "CC-BY-3.0",
        24,
        tuple(Rule(rf"tonejs-instrument-{name}-mp3/", f"melodic:{subtype}", name) for name, subtype in _TONEJS.items()),
        pitched=True,
    ),
    Source(
        "chuck-data",
        ("chuck-data",),
        "GPL-2+",
        40,
        (
            Rule(r"chapter", ""),
            Rule(r"clap_", "drums:clap", "clap"),
            Rule(r"cowbell", "drums:perc", "cowbell"),
            Rule(r"hihat", "drums:hat", "hihat"),
            Rule(r"kick", "drums:kick", "kick"),
            Rule(r"snare", "drums:snare", "snare"),
            Rule(r"stereo_fx", "fx", "effect"),
        ),
    ),
    Source(
        "exadrums",
        ("exadrums",),
        "BSD-3-Clause",
        40,
        (
            Rule(r"bd_acou", "drums:kick", "kick"),
            Rule(r"crash|ride", "drums:cymbal", "cymbal"),
            Rule(r"hihat", "drums:hat", "hihat"),
            Rule(r"snr_", "drums:snare", "snare"),
            Rule(r"tom\d", "drums:tom", "tom"),
        ),
    ),
    Source(
        "grandorgue-demo",
        ("grandorgue-demo",),
        "CC-BY-SA-2.5",
        150,
        (Rule(r"octavin2", ""), Rule(r"orgue\.d/.*/\d{3}-[a-g]#?\.wav", "melodic:keys", "organ pipe")),
        pitched=True,
    ),
    Source(
        "horgand-data",
        ("horgand-data",),
        "GPL-2",
        40,
        (Rule(r"(acoustic|fender|fretless)bass", "melodic:bass", "bass"),),
    ),
    Source(
        "sound-icons",
        ("sound-icons",),
        "GPL-2+",
        40,
        (
            Rule(r"cembalo|klavichord|electric-piano|piano", "melodic:keys", "keys"),
            Rule(r"cymbaly|xylofon", "melodic:mallet", "mallet"),
            Rule(r"guitar", "melodic:guitar", "guitar"),
            Rule(r"trumpet", "melodic:brass", "trumpet"),
            Rule(r"violoncello", "melodic:strings", "cello"),
            Rule(r"glass-water|canary|cockchafer|gummy|pisk", "fx", "noise"),
        ),
    ),
)
