import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.domain.card import LONGEST_NAME, NAME_CHARACTERS, PADS
from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.kit import PLACES
from sp404_gui.export.card.names import described, file_name, folder_name
from tests.cards import record

ANYTHING = st.text(max_size=300) | st.binary(max_size=60).map(os.fsdecode)
RESERVED = ["CON", "prn", "Aux.wav", "NUL", "com1", "LPT9", "COM0.x", "SMPL", "Roland", "import"]


def is_sound(name: str) -> bool:
    """Whether FAT32, Windows and the sampler take a name."""
    return 0 < len(name) <= LONGEST_NAME and set(name) <= NAME_CHARACTERS and name == name.strip(" ") and not name.endswith(".")


@given(ANYTHING, st.integers(0, PADS - 1), st.booleans())
def test_whatever_a_sample_is_called_its_file_has_a_name_that_the_sampler_takes(text: str, number: int, from_start: bool) -> None:
    name = file_name(PLACES[number].label, text, from_start=from_start)
    assert is_sound(name)
    assert name.startswith(f"{PLACES[number].label} ")
    assert name.endswith(".wav")
    assert name.removesuffix(".wav") == name.removesuffix(".wav").rstrip(" .")
    assert len(name) > len("A01 .wav")


@given(st.lists(ANYTHING, min_size=2, max_size=PADS))
def test_names_of_a_folder_differ_without_case_and_sort_as_the_pads(texts: list[str]) -> None:
    names = [file_name(PLACES[number].label, text) for number, text in enumerate(texts)]
    assert len({name.lower() for name in names}) == len(names)
    assert sorted(names) == sorted(names, key=str.lower) == names


@given(ANYTHING | st.sampled_from(RESERVED), st.sampled_from(["", " 2", " 12", " pads"]))
def test_whatever_a_kit_is_called_its_folder_has_a_name_that_the_card_takes(text: str, suffix: str) -> None:
    name = folder_name(text, suffix)
    assert is_sound(name)
    assert name.endswith(suffix)


@pytest.mark.parametrize("name", RESERVED)
def test_names_that_windows_or_the_sampler_keeps_for_itself_are_given_to_nobody(name: str) -> None:
    assert folder_name(name).startswith("kit ")


def test_names_stay_readable() -> None:
    assert file_name("A01", "kick_dusty_03") == "A01 kick_dusty_03.wav"
    assert file_name("B16", "Große Trömmel 2") == "B16 Trommel 2.wav"
    assert file_name("A01", "ElectricEmpireKit_EE_Kick_Low_1") == "A01 EE_Kick_Low_1.wav"
    assert file_name("A01", "loop Donaudampfschiff 2") == "A01 loop Donaudampf.wav"
    assert file_name("A01", "C♯m – Flügel") == "A01 Csm - Flugel.wav"
    assert file_name("A01", "日本") == "A01 sample.wav"
    assert folder_name("night bus 90") == "night bus 90"
    assert folder_name("a collection with a long name", " 2") == "a collection with a l 2"


def test_a_file_can_be_named_by_its_sound() -> None:
    assert described(record(category=Category.DRUMS, subcategory="kick", kind=Kind.ONE_SHOT)) == "kick"
    assert described(record(category=Category.DRUMS, subcategory="drum_loop", kind=Kind.LOOP)) == "drum loop"
    assert described(record(category=Category.MELODIC, subcategory="bass", kind=Kind.LOOP)) == "bass loop"
    assert described(record()) == "sample"
    assert file_name("A10", "percussion frantic", from_start=True) == "A10 percussion.wav"
    assert file_name("A10", "kick dusty", from_start=True) == "A10 kick dusty.wav"
