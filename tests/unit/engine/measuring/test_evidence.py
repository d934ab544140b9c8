from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.domain.features import Category, Hints, Kind, LocalFeatures, Witness
from sp404_gui.engine.measuring.evidence import weigh

NONE = Hints()
LOOP = LocalFeatures(
    duration_s=4.0,
    sample_rate_hz=44100,
    channels=2,
    format="WAV",
    is_silent=False,
    is_clipped=False,
    category=Category.DRUMS,
    category_confidence=0.6,
    subcategory="drum_loop",
    kind=Kind.LOOP,
    kind_confidence=0.6,
    bpm=120.0,
    bpm_confidence=0.6,
    bpm_source=Witness.SIGNAL,
    beats=8,
    key="A minor",
    key_confidence=0.4,
    key_source=Witness.SIGNAL,
)
NO_TEMPO = replace(
    LOOP,
    bpm=None,
    bpm_confidence=None,
    bpm_source=None,
    beats=None,
    unmeasured=dict.fromkeys(("bpm", "bpm_confidence", "beats"), "Its onsets repeat at no steady beat."),
)
ONE_SHOT = replace(
    NO_TEMPO,
    kind=Kind.ONE_SHOT,
    subcategory="tom",
    root_note="A1",
    root_hz=55.0,
    root_source=Witness.SIGNAL,
    unmeasured=dict.fromkeys(("bpm", "bpm_confidence", "beats", "onsets_s"), "One-shots have no tempo."),
)


def tempo(features: LocalFeatures) -> tuple[float | None, Witness | None, int | None]:
    return features.bpm, features.bpm_source, features.beats


def test_no_hint_changes_nothing() -> None:
    assert weigh(LOOP, NONE, NONE) == LOOP
    assert weigh(NO_TEMPO, NONE, NONE) == NO_TEMPO


def test_nothing_is_said_of_silence() -> None:
    silent = replace(NO_TEMPO, is_silent=True)
    assert weigh(silent, Hints(bpm=120.0, category=Category.FX), NONE) == silent


def test_a_hint_that_agrees_is_a_second_witness() -> None:
    heard = weigh(LOOP, NONE, Hints(bpm=121.0))
    assert tempo(heard) == (120.0, Witness.BOTH, 8)
    # by hand: 0.6 * 0.8 that both are right, 0.4 * 0.2 * 0.06 that both are wrong in the same way
    assert heard.bpm_confidence == pytest.approx(0.48 / 0.4848, abs=0.001)


@pytest.mark.parametrize(("measured", "beats", "expected"), [(60.0, 4, (120.0, 8)), (240.0, 16, (120.0, 8))])
def test_a_hint_settles_the_octave_of_a_tempo_that_is_not_sure(measured: float, beats: int, expected: tuple[float, int]) -> None:
    heard = weigh(replace(LOOP, bpm=measured, beats=beats), NONE, Hints(bpm=120.0))
    assert tempo(heard) == (expected[0], Witness.HINT, expected[1]), "the signal said another tempo"
    assert heard.bpm_confidence == pytest.approx(0.32 / 0.5152, abs=0.001)
    odd = weigh(replace(LOOP, duration_s=4.3, bpm=measured, beats=None), NONE, Hints(bpm=120.0))
    assert (odd.beats, odd.unmeasured["beats"]) == (None, "Its length is no whole number of beats.")


@pytest.mark.parametrize("hint", [60.0, 240.0, 90.0])
def test_a_sure_tempo_is_never_overruled_but_a_contradiction_makes_it_less_sure(hint: float) -> None:
    sure = replace(LOOP, bpm_confidence=0.95)
    heard = weigh(sure, Hints(bpm=hint), Hints(bpm=hint))
    assert heard == replace(sure, bpm_confidence=heard.bpm_confidence)
    assert heard.bpm_confidence is not None
    assert 0.7 < heard.bpm_confidence < 0.95
    barely = weigh(replace(LOOP, bpm_confidence=0.8), Hints(bpm=hint), Hints(bpm=hint))
    assert tempo(barely) == (120.0, Witness.SIGNAL, 8)


def test_a_tempo_that_does_not_fit_the_length_contradicts_nothing() -> None:
    sure = replace(LOOP, bpm_confidence=0.9)
    assert weigh(sure, NONE, Hints(bpm=97.0)) == sure


def test_an_unsure_tempo_yields_to_a_hint_that_fits_the_length() -> None:
    unsure = replace(LOOP, bpm=100.0, bpm_confidence=0.3, beats=None)
    assert tempo(weigh(unsure, NONE, Hints(bpm=90.0))) == (90.0, Witness.HINT, 6)
    assert weigh(unsure, NONE, Hints(bpm=97.0)) == unsure
    assert weigh(replace(unsure, bpm_confidence=0.85), NONE, Hints(bpm=90.0)).bpm == 100.0


def test_a_tempo_that_only_a_hint_knows_must_fit_the_length() -> None:
    heard = weigh(NO_TEMPO, NONE, Hints(bpm=120.0))
    assert tempo(heard) == (120.0, Witness.HINT, 8)
    assert heard.bpm_confidence == pytest.approx(0.8 * 0.6)  # only if it is a loop at all
    assert heard.unmeasured == {}
    assert weigh(NO_TEMPO, NONE, Hints(bpm=125.0)) == NO_TEMPO
    assert weigh(replace(NO_TEMPO, duration_s=0.5), NONE, Hints(bpm=120.0)).bpm is None


def test_a_loop_of_minutes_does_not_fit_every_tempo() -> None:
    long = replace(NO_TEMPO, duration_s=200.1)
    assert sum(weigh(long, NONE, Hints(bpm=float(bpm))).bpm is not None for bpm in range(60, 200)) < 140 / 3


def test_a_one_shot_gets_no_tempo_from_a_hint() -> None:
    one_shot = replace(NO_TEMPO, kind=Kind.ONE_SHOT)
    assert weigh(one_shot, Hints(bpm=120.0, beats=8), Hints(bpm=120.0)) == one_shot


def test_the_chunk_is_heard_before_the_name_unless_it_contradicts_the_length_or_itself() -> None:
    assert weigh(NO_TEMPO, Hints(bpm=90.0, beats=6), Hints(bpm=120.0)).bpm == 90.0
    assert weigh(NO_TEMPO, Hints(bpm=90.0, beats=4), Hints(bpm=120.0)).bpm == 120.0
    assert weigh(NO_TEMPO, Hints(bpm=97.0), Hints(bpm=120.0)).bpm == 120.0


def test_a_key_gains_by_agreement_whatever_its_spelling() -> None:
    heard = weigh(replace(LOOP, key="Bb minor"), NONE, Hints(key="A# minor"))
    assert (heard.key, heard.key_source) == ("Bb minor", Witness.BOTH)
    assert heard.key_confidence == pytest.approx(0.28 / (0.28 + 0.18 / 23), abs=0.001)


def test_only_an_unsure_key_yields_to_a_hint_and_an_absent_one_stays_absent() -> None:
    heard = weigh(LOOP, NONE, Hints(key="C major"))
    assert (heard.key, heard.key_source) == ("C major", Witness.HINT)
    assert heard.key_confidence == pytest.approx(0.42 / (0.42 + 0.12 + 0.18 * 22 / 23), abs=0.001)
    firm = weigh(replace(LOOP, key_confidence=0.9), NONE, Hints(key="A major"))
    assert (firm.key, firm.key_source) == ("A minor", Witness.SIGNAL)
    assert firm.key_confidence == pytest.approx(0.27 / (0.27 + 0.07 + 0.03 * 22 / 23), abs=0.001)
    keyless = replace(LOOP, key=None, key_confidence=None, key_source=None, unmeasured={"key": "Its notes fit no key."})
    assert weigh(keyless, NONE, Hints(key="A minor", root_note="A3")) == keyless


@pytest.mark.parametrize(
    ("chunk", "name", "source"),
    [
        (Hints(root_note="A4"), NONE, Witness.BOTH),
        (NONE, Hints(root_note="A1"), Witness.BOTH),
        (NONE, Hints(key="A minor"), Witness.BOTH),
        (Hints(root_note="B1"), Hints(root_note="C1"), Witness.SIGNAL),
    ],
)
def test_a_root_gains_a_witness_and_keeps_its_octave(chunk: Hints, name: Hints, source: Witness) -> None:
    note = replace(LOOP, kind=Kind.ONE_SHOT, bpm=None, key=None, root_note="A1", root_hz=55.0, root_source=Witness.SIGNAL)
    heard = weigh(note, chunk, name)
    assert (heard.root_note, heard.root_hz, heard.root_source) == ("A1", 55.0, source)


def test_a_category_hint_raises_lowers_or_settles() -> None:
    piano = Hints(category=Category.MELODIC, subcategory="keys")
    agreed = weigh(LOOP, NONE, Hints(category=Category.DRUMS, subcategory="kick"))
    assert agreed.category_confidence == pytest.approx(0.48 / (0.48 + 0.08 / 3), abs=0.001)
    doubted = weigh(replace(LOOP, category_confidence=0.9), NONE, piano)
    assert (doubted.category, doubted.subcategory) == (Category.DRUMS, "drum_loop")
    assert doubted.category_confidence == pytest.approx(0.18 / (0.18 + 0.08 + 0.02 * 2 / 3), abs=0.001)
    settled = weigh(LOOP, NONE, piano)
    assert (settled.category, settled.subcategory) == (Category.MELODIC, "keys")
    assert settled.category_confidence == pytest.approx(0.32 / (0.32 + 0.12 + 0.08 * 2 / 3), abs=0.001)
    vague = weigh(LOOP, NONE, Hints(category=Category.VOCALS))
    assert (vague.category, vague.subcategory) == (Category.VOCALS, None)
    assert "subcategory" in vague.unmeasured


def test_a_subcategory_hint_counts_where_the_signal_has_none_or_is_unsure() -> None:
    kick = Hints(category=Category.DRUMS, subcategory="kick")
    assert weigh(replace(LOOP, category_confidence=0.8), NONE, kick).subcategory == "drum_loop"
    assert weigh(replace(LOOP, category_confidence=0.7), NONE, kick).subcategory == "kick"
    assert weigh(replace(LOOP, subcategory=None, unmeasured={"subcategory": "It is unsure."}), NONE, kick).unmeasured == {}


def test_a_kind_that_is_settled_as_a_one_shot_takes_the_tempo_with_it() -> None:
    heard = weigh(LOOP, Hints(kind=Kind.ONE_SHOT), NONE)
    assert (heard.kind, heard.subcategory, tempo(heard)) == (Kind.ONE_SHOT, None, (None, None, None))
    assert heard.unmeasured["bpm"] == "One-shots have no tempo."
    assert heard.unmeasured["subcategory"] == "A one-shot is no drum loop."
    sure = weigh(replace(LOOP, kind_confidence=0.9), Hints(kind=Kind.ONE_SHOT), NONE)
    assert sure == replace(LOOP, kind_confidence=0.75)


@pytest.mark.parametrize(
    ("category", "named", "expected"),
    [
        (Category.DRUMS, NONE, "drum_loop"),
        (Category.DRUMS, Hints(category=Category.DRUMS, subcategory="kick"), "kick"),
        (Category.MELODIC, NONE, "tom"),
    ],
)
def test_what_only_a_name_calls_a_loop_says_why_it_has_no_tempo(category: Category, named: Hints, expected: str) -> None:
    reason = dict.fromkeys(("bpm", "bpm_confidence", "beats", "onsets_s"), "One-shots have no tempo.")
    hit = replace(NO_TEMPO, kind=Kind.ONE_SHOT, category=category, subcategory="tom", unmeasured=reason)
    heard = weigh(hit, NONE, replace(named, kind=Kind.LOOP))
    assert (heard.kind, heard.subcategory) == (Kind.LOOP, expected)
    assert heard.unmeasured["onsets_s"] == heard.unmeasured["bpm"] == "It was measured as a one-shot, which has no tempo."
    assert tempo(weigh(hit, NONE, replace(named, kind=Kind.LOOP, bpm=90.0))) == (90.0, Witness.HINT, 6)


CONFIDENCE = st.floats(0, 1)
HINTS = st.builds(
    Hints,
    bpm=st.none() | st.floats(40, 300),
    beats=st.none() | st.integers(1, 64),
    key=st.none() | st.sampled_from(["A minor", "C major", "F# minor"]),
    root_note=st.none() | st.sampled_from(["A1", "C#4", "B-1"]),
    category=st.none() | st.sampled_from(Category),
    kind=st.none() | st.sampled_from(Kind),
)


@given(HINTS, HINTS, CONFIDENCE, CONFIDENCE, CONFIDENCE, CONFIDENCE, st.floats(0.01, 600))
def test_every_absence_has_its_reason_and_no_presence_has_one(
    chunk: Hints, name: Hints, category: float, kind: float, bpm: float, key: float, duration: float
) -> None:
    for start in (LOOP, NO_TEMPO, ONE_SHOT):
        measured = replace(start, duration_s=duration, category_confidence=category, kind_confidence=kind, key_confidence=key)
        heard = weigh(replace(measured, bpm_confidence=bpm) if measured.bpm else measured, chunk, name)
        assert all(getattr(heard, field) is None for field in heard.unmeasured)
        assert all(reason[0].isupper() and reason.endswith(".") for reason in heard.unmeasured.values())
        assert (heard.root_note, heard.root_hz, heard.root_source is None) == (start.root_note, start.root_hz, start.root_note is None)
        assert (heard.bpm is None) == ("bpm" in heard.unmeasured) == (heard.bpm_source is None)
        for confidence in (heard.category_confidence, heard.kind_confidence, heard.key_confidence, heard.bpm_confidence):
            assert confidence is None or 0 <= confidence <= 1


@given(HINTS, HINTS, st.floats(0.8, 1))
def test_no_hint_overrules_what_the_signal_is_sure_of(chunk: Hints, name: Hints, sure: float) -> None:
    measured = replace(LOOP, category_confidence=sure, kind_confidence=sure, bpm_confidence=sure, key_confidence=sure)
    heard = weigh(measured, chunk, name)
    for field in ("category", "subcategory", "kind", "bpm", "beats", "key"):
        assert getattr(heard, field) == getattr(measured, field)
    assert Witness.HINT not in (heard.bpm_source, heard.key_source)


@given(HINTS, st.floats(0, 1), st.floats(0, 1))
def test_a_surer_measurement_never_ends_less_sure_of_the_same_answer(name: Hints, one: float, other: float) -> None:
    low, high = (weigh(replace(LOOP, key_confidence=confidence), NONE, name) for confidence in sorted((one, other)))
    assert low.key_confidence is not None
    assert high.key_confidence is not None
    if low.key == high.key == LOOP.key:
        assert low.key_confidence <= high.key_confidence
