"""Which words of the vocabularies say nearly the same, so that who looks for one may want the other.

Likeness is not passed on: "hazy" is like "dreamy" and like "smoky", which are not like each other.
"""

from collections.abc import Iterator, Mapping

from sp404_gui.domain.vocabulary import ERAS, GENRES, MOODS, TEXTURES, USES, canonical

DESCRIBING = (MOODS, TEXTURES, GENRES, ERAS, USES)
"""The vocabularies that a description takes its words from."""

_GROUPS = (
    # moods and textures
    "dusty, tape-worn, lo-fi, crackling, vinyl, grainy",
    "dusty, vintage, nostalgic",
    "crackling, hissy, noisy, noise",
    "tape-worn, wobbly, detuned",
    "tape-worn, analog, saturated, vintage",
    "vintage, retro, nostalgic",
    "gritty, raw, crunchy, distorted, saturated",
    "gritty, dusty, grainy",
    "distorted, fuzzy, harsh, buzzy, crunchy",
    "warm, mellow, round, analog, saturated",
    "mellow, soft, smooth, tender",
    "mellow, calm, serene, laid-back",
    "calm, serene, soft, intimate",
    "dark, gloomy, menacing, nocturnal",
    "dark, deep, muffled",
    "deep, sub-heavy, boomy, rumbling",
    "heavy, fat, thick, dense",
    "heavy, bold, aggressive",
    "aggressive, harsh, rebellious, menacing",
    "anxious, tense, uneasy, urgent",
    "urgent, frantic, chaotic",
    "chaotic, noisy, experimental",
    "bittersweet, melancholic, wistful, nostalgic",
    "melancholic, lonely, gloomy, solemn",
    "bright, crisp, sharp, glassy, shimmering",
    "bright, joyful, hopeful, sweet",
    "confident, bold, triumphant, rebellious",
    "cosmic, ethereal, dreamy, futuristic",
    "dreamy, hazy, ethereal, airy",
    "hazy, smoky, nocturnal",
    "eerie, haunting, mysterious, uneasy, menacing",
    "mysterious, nocturnal, cosmic",
    "euphoric, joyful, triumphant, hopeful",
    "funky, playful, quirky",
    "funky, soulful, funk",
    "hypnotic, pulsing, swirling, dreamy",
    "intimate, tender, romantic",
    "romantic, sensual, sweet, tender",
    "sensual, smoky, soulful, smooth",
    "lush, thick, wide, smooth",
    "quirky, wobbly, squelchy",
    "spiritual, solemn, gospel, soulful",
    "raw, organic, dry",
    "airy, breathy, thin",
    "airy, wide, reverberant, wet",
    "bit-crushed, digital, lo-fi, glitch, video game",
    "brittle, thin, sharp, clicky",
    "clean, crisp, dry, tight",
    "clean, digital",
    "clicky, snappy, short, plucky",
    "punchy, snappy, tight, sharp",
    "punchy, fat, bold",
    "detuned, wobbly, swirling",
    "dull, muffled, filtered, muddy",
    "muddy, boomy, rumbling",
    "hollow, filtered, resonant, woody",
    "gated, short, pulsing",
    "metallic, glassy, resonant",
    "metallic, harsh, industrial",
    "organic, woody",
    "sustained, drone, swirling",
    "sustained, resonant, tonal",
    "round, fat, smooth",
    "sparse, dry, intimate",
    "squelchy, acid house",
    # genres
    "acid house, house, techno",
    "house, deep house, disco, garage",
    "techno, trance, industrial",
    "electro, techno, synthwave",
    "electro, idm, glitch",
    "afrobeat, funk, latin, dancehall",
    "funk, soul, disco",
    "ambient, drone, field recording, experimental",
    "ambient, downtempo, chillwave, dreamy",
    "blues, soul, rock, jazz",
    "blues, gospel, country",
    "gospel, soul, r&b, neo soul",
    "jazz, neo soul, bossa nova",
    "bossa nova, latin",
    "boom bap, hip hop, lo-fi, trip hop, west coast",
    "trip hop, downtempo",
    "breakbeat, jungle, drum and bass",
    "jungle, footwork",
    "pop, city pop, r&b",
    "city pop, vaporwave, disco",
    "chillwave, vaporwave, synthwave",
    "synthwave, retro, 1980s",
    "cinematic, classical, library music",
    "cloud rap, trap, phonk",
    "trap, drill, hip hop",
    "drill, grime",
    "country, folk",
    "dancehall, reggae, dub",
    "dub, dubstep",
    "dubstep, grime, garage",
    "experimental, idm, glitch, noise",
    "future beats, idm, trip hop, hip hop",
    "industrial, noise, metal",
    "metal, punk, rock",
    "psychedelic rock, rock",
    # eras: each decade is like the next
    "1920s, 1930s",
    "1930s, 1940s",
    "1940s, 1950s",
    "1950s, 1960s",
    "1960s, 1970s",
    "1970s, 1980s",
    "1980s, 1990s",
    "1990s, 2000s",
    "2000s, 2010s",
    "2010s, 2020s",
    "vintage, 1960s",
    "vintage, 1970s",
    "modern, 2010s",
    "modern, 2020s",
    # uses
    "accent, one-shot hit, chord stab",
    "accent, drop impact",
    "drop impact, sound effect",
    "sound effect, transition",
    "transition, riser, drum fill, breakdown",
    "intro, outro, scene setting",
    "breakdown, intro",
    "scene setting, ambience bed, texture bed",
    "ambience bed, pad layer, texture bed, drone",
    "texture bed, noise layer",
    "pad layer, chord bed",
    "chord bed, chord stab",
    "ad-lib, vocal chop, vocal hook",
    "ad-lib, spoken interlude",
    "hook, vocal hook, lead melody, riff",
    "lead melody, counter melody, riff",
    "arpeggio, melodic loop, riff",
    "melodic loop, chop source",
    "chop source, drum break",
    "drum break, top loop, groove layer",
    "groove layer, percussion layer, top loop, hi-hat pattern",
    "backbeat, drum foundation",
    "drum foundation, drum break",
    "bass line, sub layer",
)

ALONE = frozenset({"timeless"})
"""Words that nothing else comes near to."""


def _neighbours() -> Mapping[str, frozenset[str]]:
    groups = [frozenset(word.strip() for word in group.split(",")) for group in _GROUPS]
    return {word: frozenset().union(*(group for group in groups if word in group)) - {word} for group in groups for word in group}


LIKE: Mapping[str, frozenset[str]] = _neighbours()
"""Each word, and the words that are like it."""


def spelled(word: str) -> str | None:
    """The word of a vocabulary that this is, however it is spelled: "Lo Fi" is "lo-fi"; None where it is none."""
    key = "".join(char for char in word.casefold() if char.isalnum())
    return next((known for vocabulary in DESCRIBING if (known := vocabulary.spelled(key)) is not None), None)


def meant(word: str) -> Iterator[str]:
    """What a word that stands in no vocabulary commonly means, in each of them: "sad" is "melancholic"."""
    return (known for vocabulary in DESCRIBING if (known := canonical(word, vocabulary)) is not None)


def mood_meant(word: str) -> frozenset[str]:
    """The mood that a word commonly means, where there is one: "sad" is "melancholic"."""
    known = canonical(word, MOODS)
    return frozenset() if known is None else frozenset({known})


def alike(word: str) -> frozenset[str]:
    """What is like a word, in whatever spelling: its neighbours, or for a word that stands in no vocabulary what it commonly means.

    Args:
        word: As somebody typed it. A word that nothing is like gives an empty set.
    """
    known = spelled(word)
    return frozenset(meant(word)) if known is None else LIKE.get(known, frozenset())
