"""Tempo of loops whose tempo is known."""

import numpy as np
import pytest

from sp404_gui.audio.envelope import outline
from sp404_gui.audio.onsets import onset_strengths, pick_onsets
from sp404_gui.audio.periodicity import autocorrelation
from sp404_gui.audio.spectrum import band_powers, spectrogram
from sp404_gui.audio.tempo import Rhythm, TempoGuess, guess_tempo
from tests.unit.audio.rhythms import RATE, Signal, drums


def tempo(signal: Signal) -> TempoGuess | None:
    spectra = spectrogram(signal, RATE)
    strengths = onset_strengths(band_powers(spectra))
    found = pick_onsets(strengths[0], spectra.frame_rate_hz)
    return guess_tempo(Rhythm(autocorrelation(strengths), spectra.frame_rate_hz, found, outline(signal, RATE), len(signal) / RATE))


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
