import pytest

from sp404_gui.domain.vocabulary import ALIASES, COMPATIBILITY_TAGS, ERAS, GENRES, MOODS, TEXTURES, USES, Vocabulary, canonical, contained

EVERY = (MOODS, ERAS, GENRES, TEXTURES, USES, COMPATIBILITY_TAGS)


@pytest.mark.parametrize("vocabulary", EVERY, ids=lambda vocabulary: vocabulary.name)
def test_each_vocabulary_is_a_few_dozen_distinct_lower_case_words(vocabulary: Vocabulary) -> None:
    assert 15 <= len(vocabulary) <= 80
    assert len({canonical(word, vocabulary) for word in vocabulary}) == len(vocabulary)
    assert all(word == word.lower().strip() and canonical(word, vocabulary) == word for word in vocabulary)


def test_every_alias_leads_to_a_word_and_hides_none() -> None:
    for alias, words in ALIASES.items():
        for word in words:
            homes = [vocabulary for vocabulary in EVERY if word in vocabulary]
            assert homes, f"{alias} leads to {word}, which no vocabulary holds"
            assert any(canonical(alias, home) == word for home in homes), f"{alias} never reaches {word}"


@pytest.mark.parametrize(
    ("said", "vocabulary", "meant"),
    [
        ("Lo-Fi", GENRES, "lo-fi"),
        ("LOFI", GENRES, "lo-fi"),
        ("drum & bass", GENRES, "drum and bass"),
        ("DnB", GENRES, "drum and bass"),
        ("boombap", GENRES, "boom bap"),
        ("'70s", ERAS, "1970s"),
        ("Tape Worn", TEXTURES, "tape-worn"),
        ("sombre", MOODS, "gloomy"),
        ("vintage", MOODS, "nostalgic"),
        ("vintage", TEXTURES, "vintage"),
        ("kick drum", USES, "drum foundation"),
        ("kick drum", COMPATIBILITY_TAGS, "kick"),
        ("hats", USES, "hi-hat pattern"),
        ("Guitars", COMPATIBILITY_TAGS, "guitar"),
        ("minor keys", COMPATIBILITY_TAGS, "minor key"),
        ("pensive", MOODS, "wistful"),
        ("evolving", TEXTURES, "swirling"),
        ("reggaeton", GENRES, "latin"),
        ("bras", COMPATIBILITY_TAGS, None),
        ("düster", MOODS, None),
        ("", MOODS, None),
        ("\ud800", MOODS, None),
        ("🥁", USES, None),
    ],
)
def test_free_words_find_their_canonical_spelling(said: str, vocabulary: Vocabulary, meant: str | None) -> None:
    assert canonical(said, vocabulary) == meant


@pytest.mark.parametrize(
    ("phrase", "vocabulary", "found"),
    [
        ("dusty boom bap hip hop", GENRES, "boom bap"),
        ("a deep house loop", GENRES, "deep house"),
        ("warehouse", GENRES, None),
        ("layer it under a kick", USES, None),
        ("main kick", USES, "drum foundation"),
        ("lush electric piano", COMPATIBILITY_TAGS, "keys"),
        ("R&B/Soul", GENRES, "r&b"),
        ("dark and moody", MOODS, "dark"),
        ("not bright at all", TEXTURES, None),
        ("less bright", TEXTURES, None),
        ("", TEXTURES, None),
        ("liquid drum and bass", GENRES, "drum and bass"),
    ],
)
def test_a_phrase_gives_the_longest_whole_term_in_it(phrase: str, vocabulary: Vocabulary, found: str | None) -> None:
    assert contained(phrase, vocabulary) == found


ANSWERED: dict[Vocabulary, str] = {
    MOODS: "energetic, intense, chill, brooding, introspective, lively, ominous, uplifting, groovy, emotional, trippy, light-hearted, epic",
    GENRES: "Hip-Hop, electronic, R&B/Soul, neo-soul, Drum & Bass, soundtrack, old school hip hop, jazz-funk, lo-fi house, dance, chiptune",
    TEXTURES: "percussive, transient, compressed, rounded, mellow, spacious, bell-like, evolving, synthetic, full-bodied, raspy, glitchy",
    USES: "main kick, snare layer, bassline, melodic hook, pad, atmosphere, sample flip, transition fx, percussion loop, ear candy, foley",
    COMPATIBILITY_TAGS: "boom bap drums, 808 bass, hi-hats, synth pads, pianos, brass stabs, vocal samples, breakbeats, slow tempos, toms",
}
"""Words outside the lists, as models answer them."""


@pytest.mark.parametrize("vocabulary", ANSWERED, ids=lambda vocabulary: vocabulary.name)
def test_what_models_say_outside_the_lists_finds_its_word(vocabulary: Vocabulary) -> None:
    said = [word.strip() for word in ANSWERED[vocabulary].split(",")]
    lost = [word for word in said if canonical(word, vocabulary) is None and contained(word, vocabulary) is None]
    assert not lost
