from dataclasses import replace

import pytest

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.export.card.selection import chosen, ordered
from tests.cards import record


def samples() -> list[SampleRecord]:
    vibe = Vibe(mood=("dusty",), energy=Energy.LOW, descriptors=("round",), best_use="x", confidence=1, source=VibeSource.LOCAL)
    return [
        record("Loops/break 90.wav", category=Category.DRUMS, subcategory="drum_loop", kind=Kind.LOOP, bpm=90.0),
        replace(record("Kicks/deep.wav", category=Category.DRUMS, subcategory="kick", kind=Kind.ONE_SHOT), vibe=vibe),
        replace(
            record("Keys/rhodes.flac", category=Category.MELODIC, subcategory="keys", key="A minor", duration_s=4.0),
            user=UserEdits(favorite=True, rating=4, tags=("mine",)),
        ),
        replace(record("Kicks/gone.wav", category=Category.DRUMS), user=UserEdits(removed=True)),
    ]


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ((), ["break 90", "deep", "rhodes"]),
        (("*.WAV",), ["break 90", "deep"]),
        (("Kicks/*",), ["deep"]),
        (("dusty",), ["deep"]),
        (("category:drums", "-kick"), ["break 90"]),
        (("category:melodic,drums", "kind:loop"), ["break 90"]),
        (("kind:one-shot",), ["deep"]),
        (("bpm:85-95",), ["break 90"]),
        (("bpm:>90",), []),
        (("key:Am",), ["rhodes"]),
        (("rating:>3",), ["rhodes"]),
        (("length:<2", "-kind:loop"), ["deep"]),
        (("tag:mine",), ["rhodes"]),
        (("vibe:rou",), ["deep"]),
        (("subcategory:kick",), ["deep"]),
    ],
)
def test_terms_choose_as_in_the_window(terms: tuple[str, ...], found: list[str]) -> None:
    assert [one.path.rpartition("/")[2].rpartition(".")[0] for one in chosen(samples(), terms)] == found


def test_favourites() -> None:
    assert [one.path for one in chosen(samples(), (), favorites=True)] == ["Keys/rhodes.flac"]


@pytest.mark.parametrize("term", ["nonsense:1", "bpm:fast", ""])
def test_a_term_that_means_nothing_is_said_with_examples(term: str) -> None:
    with pytest.raises(UsageError, match="bpm:85-95"):
        chosen(samples(), [term])


def test_orders() -> None:
    found = chosen(samples(), ())
    assert [one.path for one in ordered(found, "name")] == ["Keys/rhodes.flac", "Kicks/deep.wav", "Loops/break 90.wav"]
    assert [one.path for one in ordered(found, "category")] == ["Loops/break 90.wav", "Kicks/deep.wav", "Keys/rhodes.flac"]
    with pytest.raises(UsageError, match="listed, name, category"):
        ordered(found, "size")
