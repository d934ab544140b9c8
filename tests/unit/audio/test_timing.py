"""Onsets, tempo and groove on loops whose timing is known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.envelope import outline
from sp404_gui.audio.groove import measure_groove
from sp404_gui.audio.onsets import onset_strengths, pick_onsets, refine_onsets
from sp404_gui.audio.periodicity import autocorrelation
from sp404_gui.audio.spectrum import band_powers, spectrogram
from sp404_gui.audio.tempo import Rhythm, TempoGuess, guess_tempo
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
    frames = pick_onsets(onset_strengths(band_powers(spectra))[0], spectra.frame_rate_hz)
    return refine_onsets(frames, spectra.frame_rate_hz, signal, RATE)


def tempo(signal: NDArray[np.float32]) -> TempoGuess | None:
    spectra = spectrogram(signal, RATE)
    strengths = onset_strengths(band_powers(spectra))
    found = pick_onsets(strengths[0], spectra.frame_rate_hz)
    return guess_tempo(Rhythm(autocorrelation(strengths), spectra.frame_rate_hz, found, outline(signal, RATE), len(signal) / RATE))


def drums(beats: int, bpm: float, off_beat: float = 0.5) -> NDArray[np.float32]:
    """Kick on one and three, snare on two and four, a hat every half beat: low, middle and high noise, so many beats long."""
    rng = np.random.default_rng(5)
    signal = np.zeros(round(beats * 60 / bpm * RATE) + RATE, np.float32)
    time = np.arange(8000) / RATE
    kick = np.sin(2 * np.pi * (50 * time - 4 * np.exp(-time * 40))) * np.exp(-time * 25)
    snare = rng.standard_normal(8000) * np.exp(-time * 40) * 0.5 + np.sin(2 * np.pi * 190 * time) * np.exp(-time * 35) * 0.5
    hat = np.diff(rng.standard_normal(8001)) * np.exp(-time * 90) * 0.2
    for beat in range(beats):
        for place, sound in ((0.0, kick if beat % 2 == 0 else snare), (0.0, hat), (off_beat, hat)):
            first = round((beat + place) * 60 / bpm * RATE)
            signal[first : first + len(sound)] += sound
    return signal[: round(beats * 60 / bpm * RATE)]


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


@pytest.mark.parametrize("bpm", [78, 92.5, 120, 128, 140, 172])
def test_a_drum_loop_that_fills_its_file_has_an_exact_tempo(bpm: float) -> None:
    guess = tempo(drums(8, bpm))
    assert guess is not None
    assert guess.bpm == pytest.approx(bpm, abs=0.02)
    assert guess.beats == 8


@pytest.mark.parametrize(("tail_s", "lead_s"), [(0.12, 0.0), (0.41, 0.0), (0.9, 0.0), (0.03, 0.025), (0.0, 0.05)])
@pytest.mark.parametrize("bpm", [88, 117, 135])
def test_neither_a_tail_nor_padding_breaks_the_tempo(bpm: int, tail_s: float, lead_s: float) -> None:
    guess = tempo(np.pad(drums(16, bpm, 0.57), (round(lead_s * RATE), round(tail_s * RATE))))
    assert guess is not None
    assert guess.bpm == pytest.approx(bpm, abs=0.3)


def test_one_sound_or_a_steady_one_has_no_tempo() -> None:
    time = np.arange(4 * RATE) / RATE
    for signal in (np.sin(2 * np.pi * 110 * time), np.random.default_rng(1).standard_normal(4 * RATE) * np.exp(-3 * time)):
        assert tempo((signal / np.abs(signal).max()).astype(np.float32)) is None


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


def test_each_onset_is_kept_with_its_step_and_how_early_or_late_it_is() -> None:
    played_ms = np.array([0, 30, 0, 30, -8, 30, 12, 30])  # a sixteenth is 125 ms: off-beats swing, a beat is pushed, one laid back
    groove = measure_groove(loop((np.tile(np.arange(8) * 125.0, 2) + np.repeat([0, 1000], 8) + np.tile(played_ms, 2)) / 1000, 120, 4))
    assert groove.deviations is not None
    assert [step for step, _ in groove.deviations] == list(range(16))
    assert [deviation for _, deviation in groove.deviations] == pytest.approx(np.tile(played_ms, 2), abs=0.1)
    eighths = measure_groove(loop(np.sort(np.concatenate([np.arange(8) * 0.5, np.arange(8) * 0.5 + 0.33])), 120, 8))
    assert eighths.deviations is not None
    assert [step for step, _ in eighths.deviations[:3]] == [0, 2, 4]
    assert eighths.deviations[1][1] == pytest.approx(80, abs=0.1)


def test_onsets_anywhere_are_no_groove_rather_than_a_random_number() -> None:
    rng = np.random.default_rng(11)
    grooves = [measure_groove(loop(np.sort(rng.uniform(0, 4, 24)), 120, 8)) for _ in range(20)]
    assert [groove.swing_percent for groove in grooves].count(None) >= 19
    assert all(groove.reason for groove in grooves if not groove.measurable)


def test_silence_before_the_first_beat_is_not_taken_for_a_late_player() -> None:
    groove = measure_groove(loop(np.arange(0, 8, 0.25) * 0.5 + 0.04, 120, 8))
    assert groove.swing_percent == pytest.approx(50, abs=1)
    assert groove.timing_feel is None
    assert groove.humanization is Humanization.MECHANICAL


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
