import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.domain.vocabulary import COMPATIBILITY_TAGS, MOODS, TEXTURES, USES
from sp404_gui.llm.companions import BY_SUBCATEGORY, companions, role
from sp404_gui.llm.offline import MOOD_PLACES, TEXTURE_BANDS, describe


def measured(**changes: Any) -> LocalFeatures:
    base = {"duration_s": 0.4, "sample_rate_hz": 44100, "channels": 1, "format": "WAV", "is_silent": False, "is_clipped": False}
    return LocalFeatures(**{**base, **changes})


def described(**changes: Any) -> Vibe:
    vibe = describe(measured(**changes))
    assert vibe is not None
    return vibe


KICK: dict[str, Any] = {
    "category": Category.DRUMS,
    "category_confidence": 0.9,
    "subcategory": "kick",
    "kind": Kind.ONE_SHOT,
    "loudness_lufs": -12.0,
    "spectral_centroid_hz": 180.0,
    "spectral_flatness": 0.005,
    "low_ratio": 0.9,
    "attack_ms": 3.0,
    "tail_ms": 250.0,
}
PAD: dict[str, Any] = {
    "duration_s": 10.0,
    "category": Category.MELODIC,
    "category_confidence": 0.5,
    "subcategory": "pad",
    "kind": Kind.LOOP,
    "key": "A minor",
    "loudness_lufs": -24.0,
    "spectral_centroid_hz": 800.0,
    "spectral_flatness": 0.00001,
    "low_ratio": 0.4,
    "attack_ms": 400.0,
    "onset_rate_hz": 0.3,
}


def test_a_kick_and_a_minor_pad_are_told_apart_by_what_was_measured() -> None:
    kick, pad = described(**KICK), described(**PAD)
    assert "heavy" in kick.mood
    assert {"sub-heavy", "snappy"} <= set(kick.descriptors)
    assert (kick.best_use, pad.best_use) == ("drum foundation", "pad layer")
    assert "melancholic" in pad.mood
    assert {"soft", "sustained", "tonal"} <= set(pad.descriptors)
    assert pad.energy is Energy.LOW
    assert "minor key" in pad.compatibility_tags


def test_a_loud_busy_loop_has_more_energy_than_the_same_loop_quiet_and_sparse() -> None:
    loop = {"kind": Kind.LOOP, "duration_s": 2.0, "spectral_centroid_hz": 2500.0, "attack_ms": 5.0}
    assert described(**loop, loudness_lufs=-8.0, onset_rate_hz=9.0).energy is Energy.HIGH
    assert described(**loop, loudness_lufs=-30.0, onset_rate_hz=0.5).energy is Energy.LOW


def test_local_words_say_that_they_are_local_and_never_guess_era_or_genre() -> None:
    vibe = described(**KICK)
    assert (vibe.source, vibe.model, vibe.era, vibe.genre, vibe.extra) == (VibeSource.LOCAL, None, None, None, {})


def test_confidence_is_modest_and_falls_with_the_category_and_with_what_is_missing() -> None:
    sure = described(**KICK).confidence
    unsure = described(**{**KICK, "category_confidence": 0.2}).confidence
    half_measured = described(**{**KICK, "spectral_flatness": None, "low_ratio": None}).confidence
    assert 0.5 >= sure > unsure > 0
    assert sure > half_measured


@pytest.mark.parametrize(
    "nothing", [{}, {**KICK, "is_silent": True}, {"peak_dbfs": -3.0, "tail_ms": 100.0}], ids=["unmeasured", "silent", "no sound axes"]
)
def test_silence_and_the_unmeasured_are_not_described(nothing: dict[str, Any]) -> None:
    assert describe(measured(**nothing)) is None


def test_every_word_in_the_tables_is_in_its_vocabulary() -> None:
    assert all(mood in MOODS for mood, _ in MOOD_PLACES)
    assert all(word is None or word in TEXTURES for _, bands in TEXTURE_BANDS for _, word in bands)
    assert "saturated" in TEXTURES
    keys = (None, "A minor", "C major")
    tempos = (None, 80.0, 100.0, 170.0)
    centroids = (60.0, 2000.0)
    for name, category, kind in itertools.product((None, "unheard_of", *BY_SUBCATEGORY), (None, *Category), (None, *Kind)):
        for key, bpm, centroid in itertools.product(keys, tempos, centroids):
            sample = measured(subcategory=name, category=category, kind=kind, key=key, bpm=bpm, spectral_centroid_hz=centroid)
            assert role(sample) in USES
            assert all(tag in COMPATIBILITY_TAGS for tag in companions(sample))


NUMBERS = st.none() | st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "loudness_lufs": NUMBERS,
            "spectral_centroid_hz": NUMBERS,
            "spectral_flatness": NUMBERS,
            "low_ratio": NUMBERS,
            "attack_ms": NUMBERS,
            "tail_ms": NUMBERS,
            "onset_rate_hz": NUMBERS,
            "is_clipped": st.booleans(),
            "kind": st.sampled_from((None, *Kind)),
        }
    )
)
def test_any_measurements_give_the_same_few_words_every_time(changes: dict[str, Any]) -> None:
    vibe = describe(measured(**changes))
    assert vibe == describe(measured(**changes))
    if vibe is not None:
        assert len(set(vibe.mood)) == 3
        assert len(set(vibe.descriptors)) == len(vibe.descriptors) <= 5
        assert 0 < vibe.confidence <= 0.5
