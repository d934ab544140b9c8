"""Onsets on sounds whose timing is known."""

from pathlib import Path

import numpy as np
import pytest
import soxr

from sp404_gui.audio.onsets import refine_onsets
from tests.unit.audio.listening import heard
from tests.unit.audio.rhythms import RATE, drum_kit, hits, onsets


def test_onsets_are_found_to_three_milliseconds() -> None:
    times = np.array([0.0, 0.2503, 0.5101, 0.7333, 1.0, 1.2777, 1.5, 1.7])
    found = onsets(hits(times, 2))
    assert len(found) == len(times)
    assert np.abs(found - times).max() < 0.003


def test_a_hat_over_the_tail_of_a_kick_is_found_to_three_milliseconds() -> None:
    time = np.arange(RATE) / RATE
    tail = np.sin(2 * np.pi * 55 * time) * np.exp(-time * 4)
    times = np.array([0.0, 0.2613, 0.4988, 0.7561])
    signal = hits(times, 1, np.array([0.1, 0.1, 0.1, 0.1])) + tail.astype(np.float32)
    found = onsets(signal)
    assert [float(np.abs(found - wanted).min()) < 0.003 for wanted in times] == [True] * 4


@pytest.mark.parametrize("rate", [22_050, 44_100, 96_000])
def test_every_hit_of_a_loop_played_by_hand_is_found_to_three_milliseconds_and_nothing_else(tmp_path: Path, rate: int) -> None:
    chance = np.random.default_rng(3)
    grid = np.arange(32) * 0.125  # sixteenths at 120 BPM
    times = np.maximum(grid + chance.uniform(-0.015, 0.015, len(grid)), 0)
    names = ["kick", "hat", "hat", "hat", "snare", "hat", "kick", "hat"] * 4
    loop = drum_kit(list(zip(times.tolist(), names, strict=True)), 4.0) / 2
    sound = heard(tmp_path, soxr.resample(loop.astype(np.float64), RATE, rate), rate)
    found = refine_onsets(sound.onset_frames, sound.spectra.frame_rate_hz, sound.signal, sound.rate_hz)
    assert len(found) == len(times)
    assert np.abs(found - times).max() < 0.003
