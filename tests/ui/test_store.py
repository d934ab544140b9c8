"""The columns of the open collection."""

import math
import os
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.domain.sample import SampleStatus, UserEdits
from sp404_gui.ui.models.columnar import NaturalOrder
from sp404_gui.ui.models.fields import CODES, NUMBERS, WORD_SLOTS
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.tones import KEY_NAMES, key_code, note_code, short_key
from tests.fakes.records import made_records


def filled(count: int = 300) -> SampleStore:
    store = SampleStore()
    store.put(made_records(count))
    return store


def test_every_column_says_what_the_record_says() -> None:
    store = filled()
    bpm, category, root = store.numbers("bpm"), store.codes("category"), store.codes("root")
    for place, record in enumerate(store.records):
        features = record.features
        assert store.position(record.id) == place
        if features is None:
            assert math.isnan(bpm[place])
            assert category[place] == root[place] == store.codes("energy")[place] == -1
            continue
        assert features.bpm is None or bpm[place] == np.float32(features.bpm)
        assert store.vocabulary("category")[category[place]] == features.category
        assert store.vocabulary("subcategory")[store.codes("subcategory")[place]] == features.subcategory
        assert note_code(features.root_note or "") == root[place]
        words = {store.vocabulary("words")[code] for code in store.word_codes[:, place] if code >= 0}
        assert words == set(store.words[place])
        assert record.vibe is not None
        assert {*record.vibe.mood, record.vibe.genre} <= words
    assert store.word_codes.shape == (WORD_SLOTS, len(store))
    assert all(store.numbers(field).shape == (len(store),) for field in NUMBERS)
    assert all(store.codes(field).shape == (len(store),) for field in CODES)


def test_a_changed_record_keeps_its_place_and_the_same_one_changes_nothing() -> None:
    store = filled(1000)
    record = store.records[700]
    edited = replace(record, user=UserEdits(rating=4, tags=("Crate 7",), note="From the flea market", corrected={"category": "fx"}))
    assert store.put([record]).changed == []
    assert store.put([edited]).changed == [700]
    assert len(store) == 1000
    assert store.numbers("rating")[700] == 4
    assert store.vocabulary("category")[store.codes("category")[700]] == "fx"
    assert store.tags[700] == ("crate 7",)
    assert "flea market" in store.haystacks[700]
    store.put([replace(edited, user=replace(edited.user, removed=True, tags=()))])
    assert store.removed.nonzero()[0].tolist() == [700]
    assert "crate 7" not in store.haystacks[700]


def test_the_last_of_several_records_of_one_new_sample_holds() -> None:
    store = SampleStore()
    record = next(made_records(1, waiting=1.0))
    put = store.put([record, replace(record, status=SampleStatus.FAILED)])
    assert (put.added, put.changed) == (range(1), [])
    assert store.vocabulary("status")[store.codes("status")[0]] == "failed"


def test_a_name_that_is_no_text_is_found_like_any_other() -> None:
    store = SampleStore()
    record = next(made_records(1))
    store.put([replace(record, sample=replace(record.sample, path=os.fsdecode(b"Stra\xc3\x9fe/Cafe\xcc\x81 \xff 2.wav")))])
    assert store.haystacks[0].startswith("strasse/café ")
    assert store.texts("name")[0].endswith(" 2")


@given(st.lists(st.tuples(st.sampled_from(["kick ", "Kick ", "snare_"]), st.integers(0, 10**12))), st.integers(0, 20))
def test_numbers_in_names_sort_by_value_however_they_arrive(parts: list[tuple[str, int]], first: int) -> None:
    names = [f"{word.casefold()}{number}" for word, number in parts]
    order = NaturalOrder()
    order.extend(names[:first])
    order.ranks()
    order.extend(names[first:])
    expected = sorted(range(len(parts)), key=lambda place: (parts[place][0].casefold(), parts[place][1]))
    assert [names[place] for place in np.argsort(order.ranks())] == [names[place] for place in expected]


def test_keys_are_equal_however_they_are_written() -> None:
    assert key_code("Bb minor") == key_code("A#m") == key_code("b♭ MIN") == KEY_NAMES.index("A# minor")
    assert key_code("C") == key_code("B#") == key_code("C major") == 0
    assert [note_code(name) for name in ("C4", "Db4", "B#3", "G9", "G#9", "H2", "")] == [60, 61, 60, 127, -1, -1, -1]
    assert [short_key(name) for name in ("A minor", "Eb major", "dusty")] == ["Am", "Eb", "dusty"]
