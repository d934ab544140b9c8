"""Root or none: pulses have the pitch of their period, a whistle beyond the notes has no other in its place."""

from pathlib import Path

import numpy as np
import pytest

from sp404_gui.audio.notes import Tone, measure_tone
from tests.unit.audio.listening import RATE, Samples, heard, measured, sine

UNSURE = {"note": 0.4, "chord": 0.4, "other": 0.2}
NOTE, CHORD = {"note": 0.98, "chord": 0.01, "other": 0.01}, {"note": 0.01, "chord": 0.98, "other": 0.01}
FAINT = 1e-4  # 80 dB below full scale


def pulses(hz: int, seconds: float = 1.0) -> Samples:
    """One sample of many each period, as sharp as can be: a comb in time and in frequency."""
    train = np.zeros(round(seconds * RATE))
    train[:: RATE // hz] = 0.8
    return train


def with_hiss(samples: Samples) -> Samples:
    return np.asarray(samples + FAINT * np.random.default_rng(2).standard_normal(len(samples)))


def tone_of(folder: Path, samples: Samples, shares: dict[str, float], *, is_loop: bool = False, is_drums: bool = False) -> Tone:
    return measure_tone(heard(folder, samples), shares, is_loop=is_loop, is_drums=is_drums)


@pytest.mark.parametrize(("hz", "name"), [(49, "G1"), (98, "G2"), (100, "G2"), (147, "D3"), (180, "F#3"), (300, "D4"), (441, "A4")])
def test_the_root_of_pulses_is_how_many_there_are_in_a_second(tmp_path: Path, hz: int, name: str) -> None:
    assert RATE % hz == 0, "a period is a whole number of samples"
    tone = tone_of(tmp_path, pulses(hz), NOTE)
    assert tone.root_hz == pytest.approx(hz, rel=0.003)
    assert tone.root_note == name


@pytest.mark.parametrize("hz", [1500, 3000, 4500])
def test_a_whistle_as_high_as_the_highest_notes_has_a_root(tmp_path: Path, hz: int) -> None:
    assert measured(tmp_path, with_hiss(sine(hz))).root_hz == pytest.approx(hz, rel=0.003)


@pytest.mark.parametrize("hz", [5500, 6500, 7000, 9000, 18_000, 20_000])
@pytest.mark.parametrize("subtype", ["PCM_16", "FLOAT"])
def test_a_whistle_beyond_the_notes_has_no_root_rather_than_a_wrong_one(tmp_path: Path, hz: int, subtype: str) -> None:
    for samples in (sine(hz), with_hiss(sine(hz))):
        features = measured(tmp_path, samples, subtype=subtype)
        assert (features.root_hz, features.root_note, features.key) == (None, None, None)
        assert features.unmeasured["root_hz"].endswith(".")


@pytest.mark.parametrize("hz", [6500, 7000])
@pytest.mark.parametrize("shares", [NOTE, CHORD, UNSURE], ids=["note", "chord", "unsure"])
@pytest.mark.parametrize(("is_loop", "is_drums"), [(False, False), (False, True), (True, False)], ids=["one-shot", "drum", "loop"])
def test_nor_has_it_one_if_the_model_takes_it_for_a_note(
    tmp_path: Path, hz: int, shares: dict[str, float], is_loop: bool, is_drums: bool
) -> None:
    tone = tone_of(tmp_path, with_hiss(sine(hz)), shares, is_loop=is_loop, is_drums=is_drums)
    assert (tone.root_hz, tone.root_note, tone.key) == (None, None, None)
    assert tone.no_root in {"Its pitch is not clear, or above 5 kHz.", "It is made of several notes."}
    assert tone.no_key.endswith(".")
