import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import Sample, SampleRecord, UserEdits
from sp404_gui.engine.agents import CompatibilityAgent
from sp404_gui.engine.matching.compatibility import score_all

BARE = LocalFeatures(duration_s=1.0, sample_rate_hz=44100, channels=1, format="WAV", is_silent=False, is_clipped=False)
LOOP = replace(
    BARE,
    bpm=90.0,
    bpm_confidence=0.9,
    key="A minor",
    key_confidence=0.9,
    spectral_centroid_hz=2000.0,
    low_ratio=0.1,
    high_ratio=0.2,
    loudness_lufs=-14.0,
)
DEEP = replace(LOOP, spectral_centroid_hz=250.0, low_ratio=0.8, high_ratio=0.0)
BASS = replace(BARE, root_note="A1", spectral_centroid_hz=110.0, low_ratio=0.95, high_ratio=0.0, loudness_lufs=-12.0)


def matches_of(*features: LocalFeatures, best: int = 10) -> dict[str, dict[str, Match]]:
    rows = [(str(index), f"{index}.wav", item) for index, item in enumerate(features)]
    return {sample_id: {m.id: m for m in matches} for sample_id, matches in score_all(rows, best)}


def between(a: LocalFeatures, b: LocalFeatures) -> Match:
    match = matches_of(a, b)["0"]["1"]
    assert match.path == "1.wav"
    return match


def pitched(key: str | None = None, root: str | None = None) -> LocalFeatures:
    return replace(LOOP, key=key, root_note=root)


def test_keys_fit_the_better_the_nearer_they_stand_on_the_circle_of_fifths() -> None:
    reference = replace(DEEP, key="A minor")
    order = ["A minor", "C major", "E minor", "G major", "B minor", "D major", "D# minor"]
    fits = [between(reference, pitched(key)).harmonic for key in order]
    assert fits[:2] == [1.0, 0.95]
    assert fits == sorted(fits, key=lambda fit: -(fit or 0))
    assert fits[-1] == 0
    assert between(pitched("Bb minor"), pitched("A# minor")).harmonic == 1.0


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (pitched("A minor"), pitched("A minor"), "same key A minor"),
        (pitched("A minor"), pitched("C major"), "relative keys A minor and C major"),
        (pitched("A minor"), pitched("E minor"), "neighbouring keys A minor and E minor"),
        (pitched(root="C3"), pitched("A minor"), "note C fits A minor"),
        (pitched(root="A1"), pitched(root="A4"), "same note A"),
        (pitched(root="A1"), pitched(root="E2"), "notes A and E in harmony"),
        (replace(LOOP, bpm=90.0), replace(LOOP, bpm=90.1), "tempo 90 = 90.1"),
        (replace(LOOP, bpm=90.0), replace(LOOP, bpm=92.0), "tempo 90 ≈ 92"),
        (replace(LOOP, bpm=90.0), replace(LOOP, bpm=180.0), "tempo 180 is double of 90"),
        (replace(LOOP, bpm=90.0), replace(LOOP, bpm=45.0), "tempo 45 is half of 90"),
        (BASS, pitched("A minor"), "leaves room in the lows"),
        (LOOP, LOOP, "similar energy"),
        (replace(DEEP, key="A minor"), pitched("D# minor"), "but out of key"),
        (replace(DEEP, bpm=90.0), replace(LOOP, bpm=120.0), "but at another tempo"),
    ],
)
def test_says_why_two_samples_go_together(a: LocalFeatures, b: LocalFeatures, words: str) -> None:
    assert words in between(a, b).why


def test_tempo_counts_also_at_double_and_half_time_but_not_at_four_times() -> None:
    fits = {bpm: between(DEEP, replace(LOOP, bpm=bpm)).rhythmic for bpm in (90.0, 180.0, 45.0, 120.0, 360.0)}
    assert fits == {90.0: 1.0, 180.0: 0.9, 45.0: 0.9, 120.0: 0.0, 360.0: 0.0}


def test_what_could_not_be_measured_is_not_judged_and_never_invented() -> None:
    match = between(replace(LOOP, bpm=None, key=None), BASS)
    assert match.rhythmic is None
    assert match.harmonic is None
    assert match.spectral is not None
    assert "tempo" not in match.why
    assert "key" not in match.why


def test_the_same_good_fit_counts_for_less_when_less_could_be_judged() -> None:
    full = between(BASS, pitched("A minor"))
    less = between(replace(BASS, root_note=None), pitched("A minor"))
    unsure = between(BASS, replace(LOOP, key_confidence=0.1))
    assert full.score > unsure.score > less.score > 0.5


def test_bass_goes_with_the_loop_above_it_rather_than_with_another_bass() -> None:
    found = matches_of(BASS, replace(BASS, loudness_lufs=-12.5), LOOP)["0"]
    assert next(iter(found)) == "2"
    assert found["2"].score > found["1"].score


def test_silent_and_unmeasured_samples_match_nothing() -> None:
    found = matches_of(LOOP, replace(LOOP, is_silent=True), BARE, BASS)
    assert found["1"] == found["2"] == {}
    assert set(found["0"]) == {"3"}


def test_duplicates_never_match_each_other_and_are_proposed_once() -> None:
    twin = replace(LOOP, audio_hash="one")
    same_bytes = replace(LOOP, content_hash="bytes")
    found = matches_of(BASS, twin, twin, same_bytes, same_bytes)
    assert set(found["0"]) == {"1", "3"}
    assert set(found["2"]) == {"0", "3"}
    assert set(found["4"]) == {"0", "1"}


def test_keeps_the_best_ten_in_order_and_tells_its_progress() -> None:
    seen: list[tuple[int, int]] = []
    rows = [(str(i), f"{i}.wav", replace(LOOP, bpm=90.0 + i / 4)) for i in range(30)]
    first = dict(score_all(iter(rows), progress=lambda done, total: seen.append((done, total))))["0"]
    assert [m.id for m in first] == [str(i) for i in range(1, 11)]
    assert seen[-1] == (30, 30)
    assert list(score_all([])) == []
    assert dict(score_all(rows[:2], best=0)) == {"0": (), "1": ()}


FEATURES = st.builds(
    lambda bpm, key, root, centroid, low, loudness, confidence: replace(
        BARE,
        bpm=bpm,
        bpm_confidence=confidence,
        key=key,
        key_confidence=confidence,
        root_note=root,
        spectral_centroid_hz=centroid,
        low_ratio=low,
        high_ratio=None if low is None else (1 - low) / 3,
        loudness_lufs=loudness,
    ),
    st.none() | st.floats(40, 220),
    st.none() | st.sampled_from(["A minor", "C major", "F# major", "Bb minor", "H dur", ""]),
    st.none() | st.sampled_from(["A1", "C#4", "Eb-1", "??"]),
    st.none() | st.floats(20, 15000),
    st.none() | st.floats(0, 1),
    st.none() | st.floats(-70, 0),
    st.none() | st.floats(0, 1),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FEATURES, max_size=12))
def test_scores_are_symmetric_bounded_and_always_explained(features: list[LocalFeatures]) -> None:
    found = matches_of(*features, best=20)
    assert list(found) == [str(i) for i in range(len(features))]
    for sample_id, matches in found.items():
        assert sample_id not in matches
        for other, match in matches.items():
            back = found[other][sample_id]
            assert (back.score, back.harmonic, back.rhythmic, back.spectral, back.energy) == (
                *(match.score, match.harmonic, match.rhythmic, match.spectral, match.energy),
            )
            assert 0.5 <= match.score <= 1
            assert match.score == round(match.score, 3)
            assert match.why


def test_thousands_of_samples_take_seconds() -> None:
    random = np.random.default_rng(404)
    rows = [
        (str(i), f"{i}.wav", replace(LOOP, bpm=float(random.uniform(60, 180)), spectral_centroid_hz=float(random.uniform(50, 9000))))
        for i in range(3000)
    ]
    started = time.process_time()
    found = dict(score_all(rows))
    assert time.process_time() - started < 5
    assert all(len(matches) == 10 for matches in found.values())


def test_among_many_each_is_compared_with_some_and_not_always_the_same() -> None:
    random = np.random.default_rng(3)
    many = [replace(LOOP, spectral_centroid_hz=float(hz), bpm=float(bpm)) for hz, bpm in random.uniform((100, 60), (8000, 180), (1200, 2))]
    rows = [(str(number), f"{number}.wav", item) for number, item in enumerate(many)]
    all_of_them, some = dict(score_all(rows)), dict(score_all(rows, most_compared=150))
    assert set(some) == set(all_of_them)
    assert all(len(matches) == 10 for matches in some.values())
    assert len({match.id for matches in some.values() for match in matches}) > 2 * 150
    best = np.mean([[matches[0].score for matches in found.values()] for found in (all_of_them, some)], axis=1)
    assert best[1] > best[0] - 0.05


def test_matches_go_by_the_users_word_before_the_measurement() -> None:
    def matches(**corrected: str | float) -> tuple[Match, ...]:
        samples = [Sample(f"sample_00000{n}", "/music", f"{n}.wav", 1, 0) for n in (1, 2)]
        other = SampleRecord(sample=samples[1], features=replace(LOOP, bpm=140.0, bpm_confidence=0.3, key="D# minor", key_confidence=0.1))
        records = [SampleRecord(sample=samples[0], features=DEEP), replace(other, user=UserEdits(corrected=corrected))]
        return dict(CompatibilityAgent().score(records))["sample_000001"]

    [in_key] = matches(key="A minor")
    assert (in_key.harmonic, "same key A minor" in in_key.why) == (1.0, True)
    [in_tempo] = matches(bpm=90)
    assert "tempo 90 = 90" in in_tempo.why
    [single] = matches(root_note="E2")
    assert "note E fits A minor" in single.why
    assert matches(bpm="fast") == matches(), "what is no tempo does not count"
