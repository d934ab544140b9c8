"""Onsets, tempo and groove on loops whose timing is known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.groove import measure_groove
from sp404_gui.audio.onsets import onset_strength, pick_onsets, refine_onsets
from sp404_gui.audio.spectrum import band_powers, spectrogram
from sp404_gui.audio.tempo import autocorrelation, guess_tempo
from sp404_gui.domain.features import Kind, LocalFeatures
from sp404_gui.domain.groove import Humanization, TimingFeel

RATE = 44_100
Times = NDArray[np.float64]


def hits(times: Times, seconds: float, levels: Times | None = None) -> NDArray[np.float32]:
    """Short noise bursts."""
    rng = np.random.default_rng(4)
    signal = np.zeros(int(seconds * RATE) + RATE, np.float32)
    for time, level in zip(times, np.ones(len(times)) if levels is None else levels, strict=True):
        first = round(time * RATE)
        signal[first : first + 2000] += level * rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300)
    return signal[: int(seconds * RATE)]


def onsets(signal: NDArray[np.float32]) -> NDArray[np.float32]:
    spectra = spectrogram(signal, RATE)
    frames = pick_onsets(onset_strength(band_powers(spectra)), spectra.frame_rate_hz)
    return refine_onsets(frames, spectra.frame_rate_hz, signal, RATE)


def tempo(signal: NDArray[np.float32]) -> float:
    spectra = spectrogram(signal, RATE)
    strength = onset_strength(band_powers(spectra))
    guess = guess_tempo(autocorrelation(strength), strength, spectra.frame_rate_hz, len(signal) / RATE)
    assert guess is not None
    return guess.bpm


def test_onsets_are_found_to_three_milliseconds() -> None:
    times = np.array([0.0, 0.2503, 0.5101, 0.7333, 1.0, 1.2777, 1.5, 1.7])
    found = onsets(hits(times, 2))
    assert len(found) == len(times)
    assert np.abs(found - times).max() < 0.003


@pytest.mark.parametrize("bpm", [78, 92.5, 120, 128, 140])
def test_a_drum_loop_that_fills_its_file_has_an_exact_tempo(bpm: float) -> None:
    beats = np.arange(0, 8, 0.5)
    levels = np.where(beats % 2 == 0, 1.0, np.where(beats % 1 == 0, 0.7, 0.3))
    assert tempo(hits(beats * 60 / bpm, 8 * 60 / bpm, levels)) == pytest.approx(bpm, abs=0.1)


def test_a_tail_after_the_loop_does_not_break_the_tempo() -> None:
    beats = np.arange(0, 16, 0.5)
    levels = np.where(beats % 2 == 0, 1.0, np.where(beats % 1 == 0, 0.7, 0.3))
    assert tempo(hits(beats * 60 / 100, 16 * 60 / 100 + 0.41, levels)) == pytest.approx(100, rel=0.01)


def loop(times: Times, bpm: float, beats: int) -> LocalFeatures:
    return LocalFeatures(
        duration_s=beats * 60 / bpm,
        sample_rate_hz=RATE,
        channels=1,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        kind=Kind.LOOP,
        bpm=bpm,
        bpm_confidence=0.9,
        beats=beats,
        onsets_s=tuple(times.tolist()),
    )


@pytest.mark.parametrize("swing", [50, 54, 58, 62, 66])
def test_the_swing_of_sixteenths_is_heard_from_the_audio(swing: int) -> None:
    bpm, pairs = 96, np.arange(0, 8, 0.5)
    beats = np.sort(np.concatenate([pairs, pairs + 0.5 * swing / 100]))
    groove = measure_groove(loop(onsets(hits(beats * 60 / bpm, 8 * 60 / bpm)).astype(np.float64), bpm, 8))
    assert groove.swing_percent == pytest.approx(swing, abs=1)
    assert groove.humanization is Humanization.MECHANICAL
    assert groove.timing_feel is TimingFeel.ON


def test_a_laid_back_player_is_behind_and_loose_but_not_swung() -> None:
    wandering = np.repeat(np.random.default_rng(8).normal(0, 0.016, 16), 2)  # both halves of a pair alike: no swing
    times = np.arange(0, 8, 0.25) * 0.5 + 0.014 + wandering - wandering.mean()
    groove = measure_groove(loop(np.maximum(times, 0), 120, 8))
    assert groove.timing_feel is TimingFeel.BEHIND
    assert groove.push_pull_ms == pytest.approx(14, abs=2)
    assert groove.humanization is Humanization.LOOSE
    assert groove.swing_percent == pytest.approx(50, abs=1)
    assert groove.consistency is not None
    assert groove.consistency < 0.5


def test_deviations_that_repeat_every_bar_are_consistent() -> None:
    bar = np.arange(0, 4, 0.25) * 0.5 + np.tile([0, 0.008, -0.006, 0.01], 4)
    groove = measure_groove(loop(np.concatenate([bar, bar + 2]), 120, 8))
    assert groove.consistency == pytest.approx(1, abs=0.01)


def test_without_a_sure_tempo_there_is_a_reason_and_no_number() -> None:
    groove = measure_groove(
        LocalFeatures(duration_s=1, sample_rate_hz=RATE, channels=1, format="WAV", is_silent=False, is_clipped=False, kind=Kind.ONE_SHOT)
    )
    assert not groove.measurable
    assert groove.reason
    assert groove.swing_percent is None
