"""A proposed kit fits together: its parts are filled, pitches and tempos go together, nothing comes twice, and locked pads stay."""

import base64
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.kit import LONGEST_REASON, Kit, Pad, Place, places_in
from sp404_gui.domain.sample import Sample, SampleRecord, UserEdits
from sp404_gui.engine.kits.character import character
from sp404_gui.engine.kits.filling import ALMOST_THE_SAME, LEAST_HARMONY, propose, related
from sp404_gui.engine.kits.material import Material
from sp404_gui.engine.matching.harmony import UNPITCHED, fits, pitch_of
from tests.fakes.records import made_records

DRUMS = ("kick", "snare", "clap", "rim", "hihat", "cymbal", "tom", "percussion", "drum_loop")
MELODIC = ("bass", "keys", "pad", "synth", "mallet", "guitar", "strings", "winds", "brass")
OTHERS = {Category.VOCALS: ("vocal", "speech"), Category.FX: ("ambience", "noise", "impact", "riser")}
KEYS = ("A minor", "C major", "E minor", "F# major", "Eb minor", None)


def record(number: int, category: Category, subcategory: str, **more: object) -> SampleRecord:
    chance = np.random.default_rng(number)
    features = LocalFeatures(
        duration_s=2.0,
        sample_rate_hz=48_000,
        channels=2,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        category=category,
        subcategory=subcategory,
        kind=Kind.ONE_SHOT,
        content_hash=f"hash {number}",
        loudness_lufs=-14.0,
        spectral_centroid_hz=float(chance.uniform(80, 8000)),
        low_ratio=0.3,
        high_ratio=0.2,
        embedding=base64.b64encode(chance.integers(-127, 127, 64, np.int8).tobytes()).decode(),
    )
    sample = Sample(f"sample_{number:06d}", "/music", f"{subcategory}_{number}.wav", 1, 1)
    return SampleRecord(sample=sample, features=replace(features, **more))  # type: ignore[arg-type]  # fields by name


def library(count: int = 300, seed: int = 0) -> list[SampleRecord]:
    """Sounds of every kind, in keys and at tempos that do not all go together."""
    chance = np.random.default_rng(seed)
    sorts = (
        [(Category.DRUMS, s) for s in DRUMS] + [(Category.MELODIC, s) for s in MELODIC] + [(c, s) for c, ss in OTHERS.items() for s in ss]
    )

    def one(number: int) -> SampleRecord:
        category, subcategory = sorts[number % len(sorts)]
        is_loop = subcategory == "drum_loop" or chance.random() < 0.4
        tonal = category in {Category.MELODIC, Category.VOCALS}
        key = KEYS[chance.integers(len(KEYS))] if tonal and is_loop else None
        root = f"{'CDEFGAB'[chance.integers(7)]}2" if tonal and not is_loop else None
        bpm = float(chance.choice([87, 90, 91, 120, 174, 180])) if is_loop else None
        return record(number, category, subcategory, kind=Kind.LOOP if is_loop else Kind.ONE_SHOT, key=key, root_note=root, bpm=bpm)

    return [one(number) for number in range(1, count + 1)]


def filled(records: Sequence[SampleRecord], kit: Kit | None = None, anchor: str = "", press: int = 0) -> Kit:
    kit = kit or Kit(name="k")
    return kit.with_pads(propose(Material.of(records), kit, "A", anchor, press).pads)


def on(kit: Kit, records: Sequence[SampleRecord]) -> dict[int, SampleRecord]:
    by_id = {r.id: r for r in records}
    return {place.pad: by_id[pad.sample] for place, pad in kit.pads.items() if place.bank == "A"}


def tonal(samples: Iterator[SampleRecord] | Sequence[SampleRecord]) -> list[int]:
    """The pitches that matter to others."""
    matter = [r for r in samples if r.known("category") in {Category.MELODIC, Category.VOCALS}]
    pitches = [pitch_of(r.features.key, r.features.root_note)[0] for r in matter if r.features is not None]
    return [pitch for pitch in pitches if pitch != UNPITCHED]


def assert_fits_together(kit: Kit, records: Sequence[SampleRecord]) -> None:
    samples = list(on(kit, records).values())
    assert len({r.features.content_hash for r in samples if r.features is not None}) == len(samples)
    harmony = fits()
    assert all(harmony[one, other] >= LEAST_HARMONY for one, other in combinations(tonal(samples), 2))
    tempos = [r.features.bpm for r in samples if r.features is not None and r.features.kind is Kind.LOOP and r.features.bpm]
    assert all(related(tempos[0], tempo) for tempo in tempos)
    material = Material.of(records)
    for one, other in combinations([material.place[r.id] for r in samples], 2):
        assert not material.apart(one)[other] <= ALMOST_THE_SAME


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 1000), press=st.integers(0, 50))
def test_what_is_proposed_fits_together(seed: int, press: int) -> None:
    records = library(250, seed)
    kit = filled(records, press=press)
    assert len(kit.pads) >= 13
    assert_fits_together(kit, records)


def test_every_part_has_its_pad() -> None:
    records = library(400)
    kit = on(filled(records), records)
    known = {pad: r.known("subcategory") for pad, r in kit.items()}
    assert (known[1], known[2], known[3], known[5], known[9]) == ("kick", "snare", "hihat", "drum_loop", "bass")
    assert all(kit[pad].known("category") is Category.DRUMS for pad in range(1, 9))
    assert all(kit[pad].known("category") is Category.MELODIC for pad in range(9, 13))
    assert {kit[pad].known("category") for pad in (13, 14)} == {Category.VOCALS}
    assert {kit[pad].known("category") for pad in (15, 16)} == {Category.FX}


def test_hihats_choke_each_other() -> None:
    records = library(400)
    kit, samples = filled(records), on(filled(records), records)
    for place, pad in kit.pads.items():
        assert (pad.choke > 0) == (samples[place.pad].known("subcategory") == "hihat" and samples[place.pad].known("kind") is Kind.ONE_SHOT)


def test_each_proposal_says_why_in_a_sentence() -> None:
    records = library(400)
    kit = filled(records, anchor="sample_000011")
    said = {pad.sample: pad.why for pad in kit.pads.values()}
    assert said["sample_000011"].endswith("the kit is built around it.")
    assert all(why[0].isupper() and why.endswith(".") and len(why) <= LONGEST_REASON for why in said.values())
    assert sum("BPM" in why for why in said.values()) >= 3
    assert sum(" key" in why or "note " in why for why in said.values()) >= 2


def test_the_current_sample_is_in_the_kit_and_the_others_go_with_it() -> None:
    records = library(400)
    for anchor in (r for r in records[:60] if r.known("category") is not None):
        kit = filled(records, anchor=anchor.id)
        assert anchor.id in {pad.sample for pad in kit.pads.values()}
        assert_fits_together(kit, records)


def test_locked_pads_stay_and_the_rest_goes_with_them() -> None:
    records = library(400)
    guitar = next(r for r in records if r.known("subcategory") == "guitar" and r.known("key") == "E minor")
    kick = next(r for r in records if r.known("subcategory") == "kick" and r.known("kind") is Kind.ONE_SHOT)
    mine = {Place("A", 2): Pad(sample=guitar.id, locked=True), Place("A", 5): Pad(sample=kick.id, locked=True, choke=3)}
    for press in range(4):
        kit = filled(records, Kit(name="k", pads=mine), press=press)
        assert {place: kit.pads[place] for place in mine} == mine
        assert len(kit.pads) >= 13
        assert_fits_together(kit, records)
        assert [r.known("subcategory") for r in on(kit, records).values()].count("kick") == 1
    all_locked = Kit(name="k", pads={place: Pad(sample=records[n].id, locked=True) for n, place in enumerate(places_in("A"))})
    assert filled(records, all_locked) == all_locked


def test_the_same_press_proposes_the_same_and_the_next_one_another_kit() -> None:
    records = library(400)
    first = filled(records)
    assert filled(records) == first
    second = filled(records, first, press=1)
    assert filled(records, first, press=1) == second
    before, after = ({pad.sample for pad in kit.pads.values()} for kit in (first, second))
    assert len(before & after) <= 4
    assert_fits_together(second, records)


def test_what_lies_in_another_bank_does_not_come_again() -> None:
    records = library(400)
    elsewhere = {replace(place, bank="B"): pad for place, pad in filled(records).pads.items()}
    kit = filled(records, Kit(name="k", pads=elsewhere))
    samples = [pad.sample for pad in kit.pads.values()]
    assert len(set(samples)) == len(samples)


def test_copies_and_near_copies_come_once() -> None:
    records = library(60)
    copies = [replace(r, sample=replace(r.sample, id=f"sample_{n + 500:06d}")) for n, r in enumerate(records)]
    hashed = [replace(r, features=replace(r.features, content_hash=f"other {r.id}")) for r in copies if r.features is not None]
    for more in (copies, hashed):
        kit = filled([*records, *more])
        originals = [(int(pad.sample[-6:]) - 1) % 499 for pad in kit.pads.values()]
        assert len(set(originals)) == len(originals)


def test_removed_silent_and_unmeasured_samples_are_not_proposed_and_corrections_hold() -> None:
    records = library(22 * 4)
    away = [replace(r, user=UserEdits(removed=True)) for r in records[:22]]
    silent = [replace(r, features=replace(r.features, is_silent=True)) for r in records[22:44] if r.features is not None]
    unknown = [replace(r, features=None) for r in records[44:66]]
    left = {r.id for r in records[66:]}
    kit = filled([*away, *silent, *unknown, *records[66:]])
    assert {pad.sample for pad in kit.pads.values()} <= left
    assert filled([*away, *silent, *unknown]).pads == {}
    assert filled([]).pads == {}
    claps = [record(n, Category.DRUMS, "clap") for n in (1, 2)]
    kicks = [replace(claps[0], user=UserEdits(corrected={"subcategory": "kick"})), claps[1]]
    assert on(filled(kicks), kicks)[1].id == kicks[0].id


def test_what_lay_there_stays_where_nothing_suits_and_never_lies_there_twice() -> None:
    kick, noise = record(1, Category.DRUMS, "kick"), record(2, Category.FX, "noise")
    kit = Kit(name="k", pads={Place("A", 4): Pad(sample=kick.id), Place("A", 13): Pad(sample="sample_000999")})
    after = filled([kick, noise], kit)
    assert {place.label: pad.sample for place, pad in after.pads.items()} == {"A01": kick.id, "A13": "sample_000999", "A15": noise.id}


def test_hostile_names_in_reasons_are_only_words() -> None:
    records = [replace(r, sample=replace(r.sample, path="<b>\x1b[31m\u202e" + "x" * 500 + f"{r.id}.wav")) for r in library(100)]
    for pad in filled(records).pads.values():
        assert pad.why.isprintable()


def test_the_kit_as_a_whole_has_the_key_and_the_tempo_of_its_parts() -> None:
    records = [
        record(1, Category.MELODIC, "keys", kind=Kind.LOOP, key="A minor", bpm=90.0),
        record(2, Category.MELODIC, "guitar", kind=Kind.LOOP, key="E minor", bpm=180.0),
        record(3, Category.MELODIC, "bass", root_note="A1"),
        record(4, Category.DRUMS, "drum_loop", kind=Kind.LOOP, bpm=90.0, key="F# major"),
    ]
    assert character(records) == ("A minor", 90.0)
    assert character(records[2:3]) == ("", None)


@pytest.mark.parametrize("count", [1, 10_000])
def test_any_number_of_samples_is_chosen_from_at_once(count: int) -> None:
    material = Material.of(list(made_records(count, waiting=0.0)))
    begun = time.process_time()
    pads = propose(material, Kit(name="k"), "A").pads
    assert time.process_time() - begun < 1.0
    assert pads
