"""The fixed words that describe samples, and how free words find their way to them.

Moods and textures share some words ("dusty", "warm", "raw"): people use them for both, and a search finds either.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.synonyms import SYNONYMS

_LONGEST_TERM = 4
"""Most words in a term, as "drum and bass" has three, with one to spare."""
_LONGEST_NAME = 3
"""A phrase of up to so many words is taken for a name, whose last word says what it is: a "snappy main kick" is a kick."""
_SHORTEST_PLURAL = 4
_DENIALS = frozenset(("not", "no", "non", "without", "less", "never", "isn't", "un"))
_TOKEN = re.compile(r"[^\s/,;|()+]+")


def _key(text: str) -> str:
    """Letters and digits alone, case folded: "Lo-Fi", "lo fi" and "lofi" are one word."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words.

    Attributes:
        name: What the words say of a sample, as "mood".
        words: The words in their canonical spelling, sorted.
    """

    name: str
    words: tuple[str, ...]
    _by_key: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {_key(word): word for word in self.words})

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def spelled(self, key: str) -> str | None:
        """Canonical spelling of the word whose letters and digits are `key`, in singular or plural, or None."""
        return next((self._by_key[form] for form in _forms(key) if form in self._by_key), None)


def _vocabulary(name: str, words: str) -> Vocabulary:
    return Vocabulary(name, tuple(sorted(" ".join(word.split()) for word in words.split(","))))


MOODS = _vocabulary(
    "mood",
    """
    aggressive, anxious, bittersweet, bold, bright, calm, chaotic, confident, cosmic, dark, deep, dreamy, dusty, eerie, ethereal,
    euphoric, frantic, funky, gloomy, gritty, haunting, hazy, heavy, hopeful, hypnotic, intimate, joyful, laid-back, lonely, lush,
    melancholic, mellow, menacing, mysterious, nocturnal, nostalgic, playful, quirky, raw, rebellious, romantic, sensual, serene,
    smoky, solemn, soulful, spiritual, sweet, tender, tense, triumphant, uneasy, urgent, warm, wistful
    """,
)

ERAS = _vocabulary(
    "era",
    """
    1920s, 1930s, 1940s, 1950s, 1960s, 1970s, 1980s, 1990s, 2000s, 2010s, 2020s, futuristic, modern, retro, timeless, vintage
    """,
)

GENRES = _vocabulary(
    "genre",
    """
    acid house, afrobeat, ambient, blues, boom bap, bossa nova, breakbeat, chillwave, cinematic, city pop, classical, cloud rap,
    country, dancehall, deep house, disco, downtempo, drill, drone, drum and bass, dub, dubstep, electro, experimental, field
    recording, folk, footwork, funk, future beats, garage, glitch, gospel, grime, hip hop, house, idm, industrial, jazz, jungle,
    latin, library music, lo-fi, metal, neo soul, noise, phonk, pop, psychedelic rock, punk, r&b, reggae, rock, soul, synthwave,
    techno, trance, trap, trip hop, vaporwave, video game, west coast
    """,
)

TEXTURES = _vocabulary(
    "texture",
    """
    airy, analog, bit-crushed, boomy, breathy, bright, brittle, buzzy, clean, clicky, crackling, crisp, crunchy, dark, deep, dense,
    detuned, digital, distorted, dry, dull, dusty, fat, filtered, fuzzy, gated, glassy, grainy, gritty, harsh, hazy, hissy, hollow,
    lo-fi, lush, metallic, muddy, muffled, noisy, organic, plucky, pulsing, punchy, raw, resonant, reverberant, round, rumbling,
    saturated, sharp, shimmering, short, smooth, snappy, soft, sparse, squelchy, sub-heavy, sustained, swirling, tape-worn, thick,
    thin, tight, tonal, vintage, vinyl, warm, wet, wide, wobbly, woody
    """,
)

USES = _vocabulary(
    "use",
    """
    accent, ad-lib, ambience bed, arpeggio, backbeat, bass line, breakdown, chop source, chord bed, chord stab, counter melody, drone,
    drop impact, drum break, drum fill, drum foundation, groove layer, hi-hat pattern, hook, intro, lead melody, melodic loop, noise
    layer, one-shot hit, outro, pad layer, percussion layer, riff, riser, scene setting, sound effect, spoken interlude, sub layer,
    texture bed, top loop, transition, vocal chop, vocal hook
    """,
)

COMPATIBILITY_TAGS = _vocabulary(
    "compatibility",
    """
    ambience, any key, any tempo, bass, brass, breaks, chords, drums, fast tempo, fx, guitar, half-time, hats, keys, kick, lead, major
    key, mid tempo, minor key, pads, percussion, slow tempo, snare, strings, sub bass, vinyl noise, vocal chops, vocals, winds
    """,
)


def _targets() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for word, aliases in SYNONYMS:
        for alias in aliases.split(","):
            key = _key(alias)
            table[key] = (*table.get(key, ()), word)
    return table


ALIASES: Mapping[str, tuple[str, ...]] = _targets()
"""Letters and digits of a free word, to the words it may mean, in order of preference."""


def canonical(word: str, vocabulary: Vocabulary) -> str | None:
    """Return the word of the vocabulary that `word` means, or None.

    Case, spaces, hyphens, punctuation and a plural's "s" do not count; known synonyms are mapped.

    Args:
        word: One word or short phrase, as a model or a user wrote it.
        vocabulary: The list to look in.
    """
    key = _key(word)
    known = vocabulary.spelled(key)
    if known is not None:
        return known
    targets = (target for form in _forms(key) for target in ALIASES.get(form, ()))
    return next((target for target in targets if target in vocabulary), None)


def contained(phrase: str, vocabulary: Vocabulary) -> str | None:
    """Return the longest word of the vocabulary that stands in `phrase` as whole words, the first of equals, or None.

    "90s boom bap drums" holds "boom bap". Synonyms count only as the last word of a short name, "lush electric piano": elsewhere in a
    phrase they mislead. A phrase that denies something, "not bright", says nothing.
    """
    tokens = _TOKEN.findall(phrase)
    if not _DENIALS.isdisjoint(token.casefold() for token in tokens):
        return None
    for size in range(min(len(tokens), _LONGEST_TERM), 0, -1):
        for start in range(len(tokens) - size + 1):
            word = vocabulary.spelled(_key("".join(tokens[start : start + size])))
            if word is not None:
                return word
    return _named(tokens, vocabulary) if len(tokens) <= _LONGEST_NAME else None


def _named(tokens: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """What the end of a name means, its last two words before its last one."""
    ends = (" ".join(tokens[-size:]) for size in (2, 1))
    return next((word for end in ends if (word := canonical(end, vocabulary))), None)


def _forms(key: str) -> tuple[str, ...]:
    """A key, and what it may be the plural or the singular of."""
    if len(key) < _SHORTEST_PLURAL:
        return (key,)
    return (key, key[:-1]) if key.endswith("s") else (key, f"{key}s")
