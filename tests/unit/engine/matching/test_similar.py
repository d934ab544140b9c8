"""What counts as alike, and for whom."""

from dataclasses import replace

import numpy as np
import pytest

from sp404_gui.audio.embedding import SIZE, encode_embedding
from sp404_gui.domain.features import Kind, LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord, UserEdits
from sp404_gui.engine.matching.similar import SPANS, USUAL, WIDTH, Respect, Sounds, reach, rows_of


def features(axis: int = 0, **known: object) -> LocalFeatures:
    direction = np.zeros(SIZE, np.float32)
    direction[axis] = 1
    plain = LocalFeatures(duration_s=0.5, sample_rate_hz=48_000, channels=1, format="WAV", is_silent=False, is_clipped=False)
    return replace(plain, embedding=encode_embedding(direction), loudness_lufs=-14.0, peak_dbfs=-1.0, **known)  # type: ignore[arg-type]


def record(measured: LocalFeatures | None, user: UserEdits | None = None) -> SampleRecord:
    return SampleRecord(sample=Sample("s", "/", "s.wav", 1, 1), features=measured, user=user or UserEdits())


def distances(respect: Respect, first: SampleRecord, *others: SampleRecord) -> list[float]:
    sounds = Sounds()
    sounds.put(range(1 + len(others)), rows_of([first, *others]), 1 + len(others))
    return [round(float(one), 3) for one in sounds.distances(sounds.rows[0], {respect: 1.0})]


def test_a_row_has_room_for_every_respect() -> None:
    assert [span.start for span in SPANS.values()] == [0, *(span.stop for span in SPANS.values())][:-1]
    assert list(SPANS.values())[-1].stop == WIDTH
    assert set(USUAL) == set(Respect)


def test_each_slider_hears_its_own() -> None:
    base = record(features(root_note="A1", root_hz=55.0, kind=Kind.ONE_SHOT, attack_ms=2.0, tail_ms=300.0))
    other_timbre = record(features(1, root_note="A1", root_hz=55.0, kind=Kind.ONE_SHOT, attack_ms=2.0, tail_ms=300.0))
    louder = record(replace(features(root_note="A1", root_hz=55.0, kind=Kind.ONE_SHOT, attack_ms=2.0, tail_ms=300.0), loudness_lufs=-26.0))
    assert distances(Respect.TIMBRE, base, other_timbre, louder) == [0, 1, 0]
    assert distances(Respect.LOUDNESS, base, other_timbre, louder)[:2] == [0, 0]
    assert distances(Respect.LOUDNESS, base, louder)[1] > 0.9
    assert distances(Respect.PITCH, base, other_timbre, louder) == [0, 0, 0]


def test_pitches_are_near_by_semitones_and_octaves_and_no_pitch_is_far_from_any() -> None:
    a1, b1 = record(features(root_note="A1", root_hz=55.0)), record(features(root_note="B1", root_hz=61.7))
    a4, e1 = record(features(root_note="A4", root_hz=440.0)), record(features(root_note="D#1", root_hz=38.9))
    same, tone, octaves, tritone, none = distances(Respect.PITCH, a1, b1, a4, e1, record(features()))
    assert same == 0
    assert tone < tritone
    assert tone < octaves < 2
    assert none > tone


def test_a_correction_counts_and_loops_are_far_from_one_shots() -> None:
    loop = record(features(kind=Kind.LOOP, bpm=90.0))
    same, other, shot, corrected = distances(
        Respect.RHYTHM,
        loop,
        record(features(kind=Kind.LOOP, bpm=140.0)),
        record(features(kind=Kind.ONE_SHOT)),
        record(features(kind=Kind.ONE_SHOT, bpm=90.0), UserEdits(corrected={"kind": "loop"})),
    )
    assert same == corrected == 0
    assert 0 < other < shot


@pytest.mark.parametrize("embedding", [None, "", "?", "AAAA"])
def test_what_has_no_embedding_is_near_nothing(embedding: str | None) -> None:
    silent = record(replace(features(), embedding=embedding))
    sounds = Sounds()
    sounds.put(range(4), rows_of([record(features()), silent, record(None), record(features(3))]), 4)
    found = sounds.distances(sounds.rows[0], USUAL)
    assert np.isnan(found).tolist() == [False, True, True, False]
    assert reach(found, np.ones(4, np.bool_), 1) == 0
    assert reach(found, np.ones(4, np.bool_), 2) == np.inf


def test_a_collection_grows_and_its_samples_change() -> None:
    sounds = Sounds()
    sounds.put([0], rows_of([record(features())]), 1)
    sounds.put([2], rows_of([record(features(2))]), 3)
    assert sounds.known.tolist() == [True, False, True]
    sounds.put([0], rows_of([record(features(2))]), 3)
    assert sounds.distances(sounds.rows[2], USUAL)[[0, 2]].tolist() == [0, 0]
