"""Groove of loops whose timing is known: by hand, and heard from the audio."""

from dataclasses import replace

import numpy as np
import pytest

from sp404_gui.audio.groove import measure_groove
from sp404_gui.domain.features import Kind
from sp404_gui.domain.groove import Groove, Humanization, TimingFeel
from tests.unit.audio.rhythms import Times, hits, loop, onsets

SIXTEENTHS: Times = np.arange(32, dtype=np.float64) * 0.125
"""Two bars at 120 BPM, in seconds."""


def played(offsets_ms: Times) -> Groove:
    """Sixteenths at 120 BPM, each so much late."""
    return measure_groove(loop(SIXTEENTHS + np.resize(offsets_ms, 32) / 1000, 120, 8))


@pytest.mark.parametrize("swing", [50, 54, 58, 62, 66])
def test_the_swing_of_sixteenths_is_heard_from_the_audio(swing: int) -> None:
    bpm, pairs = 96, np.arange(0, 8, 0.5)
    beats = np.sort(np.concatenate([pairs, pairs + 0.5 * swing / 100]))
    groove = measure_groove(loop(onsets(hits(beats * 60 / bpm, 8 * 60 / bpm)).astype(np.float64), bpm, 8))
    assert groove.swing_percent == pytest.approx(swing, abs=1)
    assert groove.humanization is Humanization.MECHANICAL
    assert groove.timing_feel is TimingFeel.ON


def test_push_and_pull_are_heard_from_the_audio() -> None:
    late = SIXTEENTHS + np.where(np.arange(32) % 2, 0.016, 0.008)
    groove = measure_groove(loop(onsets(hits(late, 4)).astype(np.float64), 120, 8))
    assert groove.timing_feel is TimingFeel.BEHIND
    assert groove.push_pull_ms == pytest.approx(8, abs=1)
    assert groove.consistency == pytest.approx(1, abs=0.1)


def test_what_a_hand_plays_early_and_late_by_turns_is_counted_as_by_hand() -> None:
    groove = played(np.array([12.0, 0, -12, 0]))
    assert groove.mean_deviation_ms == pytest.approx(6.0, abs=0.01)
    assert groove.push_pull_ms == pytest.approx(0.0, abs=0.01)
    assert (groove.timing_feel, groove.humanization) == (TimingFeel.ON, Humanization.TIGHT)
    assert (groove.consistency, groove.onsets_per_beat, groove.swing_percent) == (1.0, 4.0, 50.0)


def test_a_player_who_pushes_is_ahead() -> None:
    groove = played(np.array([0.0, *np.full(31, -12.0)]))  # nothing begins before the file does
    assert groove.timing_feel is TimingFeel.AHEAD
    assert groove.push_pull_ms == pytest.approx(-12 * 31 / 32, abs=0.01)


def test_bars_that_differ_by_fifteen_milliseconds_are_half_consistent() -> None:
    groove = played(np.repeat([7.5, -7.5], 16))
    assert groove.consistency == pytest.approx(0.5, abs=0.001)


def test_of_a_single_bar_nothing_is_said_about_consistency() -> None:
    assert measure_groove(loop(SIXTEENTHS[:16], 120, 4)).consistency is None


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


@pytest.mark.parametrize(
    ("seconds", "rate", "channels", "analysed_s"),
    [(51.2, 44_100, 2, 51.2), (55, 44_100, 2, 51.2), (90, 44_100, 2, 51.2), (55, 96_000, 2, 43.69), (90, 44_100, 2, 60)],
    ids=["all 512", "more than 512", "long and more than 512", "96 kHz: 44 s", "long: 60 s"],
)
def test_the_density_counts_the_beats_that_the_onsets_come_from(seconds: float, rate: int, channels: int, analysed_s: float) -> None:
    a_second = 10.0 if analysed_s < 60 else 5.0
    times = np.arange(0, analysed_s - 0.001, 1 / a_second)
    features = replace(loop(times, a_second * 15, 0), duration_s=seconds, sample_rate_hz=rate, channels=channels)
    assert len(times) <= 512
    assert measure_groove(features).onsets_per_beat == pytest.approx(4.0, abs=0.02)


def test_onsets_anywhere_are_no_groove_rather_than_a_random_number() -> None:
    rng = np.random.default_rng(11)
    grooves = [measure_groove(loop(np.sort(rng.uniform(0, 4, 24)), 120, 8)) for _ in range(20)]
    assert {(groove.measurable, groove.reason) for groove in grooves} == {(False, "Its onsets do not follow the beat grid.")}


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


def test_what_has_no_groove_says_why_in_a_sentence_and_has_no_number() -> None:
    even = loop(SIXTEENTHS, 120, 8)
    reasons = {
        "Only loops have a groove.": replace(even, kind=Kind.ONE_SHOT),
        "Its tempo is not sure.": replace(even, bpm_confidence=0.39),
        "It has fewer than 6 onsets.": replace(even, onsets_s=even.onsets_s[:5] if even.onsets_s else None),
    }
    for reason, features in reasons.items():
        assert measure_groove(features) == Groove(measurable=False, reason=reason)
    assert measure_groove(replace(even, bpm=None, bpm_confidence=None)).reason == "Its tempo is not sure."
