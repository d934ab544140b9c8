import pytest

from sp404_gui.domain.likeness import ALONE, DESCRIBING, LIKE, alike

WORDS = {word for vocabulary in DESCRIBING for word in vocabulary}


def test_every_word_has_its_like_or_is_said_to_have_none() -> None:
    assert WORDS - set(LIKE) == ALONE
    assert set(LIKE) <= WORDS


@pytest.mark.parametrize("word", sorted(LIKE))
def test_likeness_goes_both_ways_and_stays_a_handful(word: str) -> None:
    assert word not in LIKE[word]
    assert all(word in LIKE[other] for other in LIKE[word])
    assert 1 <= len(LIKE[word]) <= 14


@pytest.mark.parametrize(
    ("typed", "like", "unlike"),
    [
        ("dusty", {"tape-worn", "lo-fi", "vinyl"}, {"clean", "dusty"}),
        ("Tape Worn", {"dusty", "wobbly"}, {"tape-worn", "digital"}),
        ("sad", {"melancholic"}, {"joyful"}),  # no word of a vocabulary: what it means
        ("boom-bap", {"hip hop", "lo-fi"}, {"techno"}),
        ("1970s", {"1960s", "1980s", "vintage"}, {"2010s"}),
        ("chord stab", {"chord bed"}, {"bass line"}),
    ],
)
def test_a_word_is_like_what_people_would_also_take(typed: str, like: set[str], unlike: set[str]) -> None:
    assert like <= alike(typed)
    assert not unlike & alike(typed)


@pytest.mark.parametrize("typed", ["timeless", "", "kick.wav", "🥁", "\ud800", "quetzal"])
def test_what_nothing_is_like_finds_nothing_else(typed: str) -> None:
    assert alike(typed) == frozenset()
