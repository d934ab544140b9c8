"""The tempo that onsets keep to, where a guess is a little off."""

import numpy as np
import pytest

from sp404_gui.audio.steadying import steadied
from tests.unit.audio.rhythms import Times


def sixteenths(bpm: float, beats: int, swing: float = 50, spread_s: float = 0.0) -> Times:
    """Onset times; a spread of early and late."""
    pairs = np.arange(0, beats, 0.5)
    played = np.sort(np.concatenate([pairs, pairs + swing / 200])) * 60 / bpm
    return np.maximum(played + np.random.default_rng(2).normal(0, spread_s, len(played)), 0)


@pytest.mark.parametrize("swing", [50, 58, 66.7, 75])
@pytest.mark.parametrize(("guess", "bpm"), [(140.95, 140.7), (144.0, 144.2), (97.36, 97.3), (121.95, 121.7), (88.5, 88.47)])
def test_a_tempo_that_is_off_is_brought_to_what_the_onsets_keep_to(guess: float, bpm: float, swing: float) -> None:
    assert steadied(guess, sixteenths(bpm, 64, swing)) == pytest.approx(bpm, abs=0.005)


def test_what_a_hand_plays_is_no_better_measure_than_a_round_tempo() -> None:
    assert steadied(120, sixteenths(120, 16, spread_s=0.012)) == 120


@pytest.mark.parametrize("onsets", [np.arange(5) * 0.5, np.sort(np.random.default_rng(1).uniform(0, 8, 60))])
def test_few_onsets_and_onsets_anywhere_say_nothing(onsets: Times) -> None:
    assert steadied(93.7, onsets) == 93.7
