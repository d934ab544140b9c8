"""Pads are named and ordered as on the unit, and a kit never holds what the unit has no place for."""

import pytest

from sp404_gui.domain.kit import PLACES, Kit, Kits, Pad, Place, places_in


def test_the_160_pads_are_those_of_the_unit_and_their_labels_sort_as_they_lie() -> None:
    labels = [place.label for place in PLACES]
    assert (labels[0], labels[15], labels[16], labels[-1]) == ("A01", "A16", "B01", "J16")
    assert labels == sorted(labels)
    assert len(set(labels)) == 160
    assert [Place.of_label(label) for label in labels] == list(PLACES)
    assert [place.number for place in PLACES] == list(range(160))


@pytest.mark.parametrize("label", ["", "A1", "A00", "A17", "K01", "a01", "A01 ", "A٠1", "A01\n"])
def test_what_is_no_pad_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match="is no pad"):
        Place.of_label(label)


@pytest.mark.parametrize(("bank", "pad"), [("A", 0), ("A", 17), ("K", 1), ("", 1), ("AB", 1)])
def test_there_is_no_place_beyond_the_unit(bank: str, pad: int) -> None:
    with pytest.raises(ValueError, match="no pad"):
        Place(bank, pad)


def test_two_pads_change_places_and_a_free_one_takes_what_is_moved_there() -> None:
    one, two, free = places_in("A")[:3]
    kit = Kit(name="night bus", pads={one: Pad(sample="sample_000001"), two: Pad(sample="sample_000002", locked=True)})
    swapped = kit.swapped(one, two)
    assert (swapped.pads[one].sample, swapped.pads[two].sample) == ("sample_000002", "sample_000001")
    assert swapped.swapped(one, two) == kit
    assert dict(kit.swapped(one, free).pads) == {two: kit.pads[two], free: kit.pads[one]}
    assert list(kit.swapped(one, free).pads) == [two, free]


def test_the_next_free_pad_is_looked_for_in_the_shown_bank_first() -> None:
    full = Kit(name="k", pads={place: Pad(sample="sample_000001") for place in places_in("J")})
    assert full.free_places("J")[0] == Place("A", 1)
    assert full.free_places("C")[0] == Place("C", 1)
    assert Kit(name="k", pads=dict.fromkeys(PLACES, Pad(sample="sample_000001"))).free_places("A") == ()


def test_names_of_kits_stay_apart() -> None:
    kits = Kits(kits=(Kit(name="dust"), Kit(name="dust 2")))
    assert kits.free_name("  dust ") == "dust 3"
    assert kits.free_name("other") == "other"
    assert len(Kits(kits=(Kit(name="x" * 80),)).free_name("x" * 200)) == 80
    with pytest.raises(ValueError, match="same name"):
        Kits(kits=(Kit(name="dust"), Kit(name="dust")))
