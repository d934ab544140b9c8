"""Loops whose timing is known."""

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.onsets import onset_strengths, pick_onsets, refine_onsets
from sp404_gui.audio.spectrum import band_powers, spectrogram
from sp404_gui.domain.features import Kind, LocalFeatures

RATE = 44_100
Times = NDArray[np.float64]
Signal = NDArray[np.float32]


def hits(times: Times, seconds: float, levels: Times | None = None) -> Signal:
    """Short noise bursts."""
    rng = np.random.default_rng(4)
    signal = np.zeros(int(seconds * RATE) + RATE, np.float32)
    for time, level in zip(times, np.ones(len(times)) if levels is None else levels, strict=True):
        first = round(time * RATE)
        signal[first : first + 2000] += level * rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300)
    return signal[: int(seconds * RATE)]


def drums(beats: int, bpm: float, off_beat: float = 0.5) -> Signal:
    """Kick on one and three, snare on two and four, a hat every half beat, so many beats long."""
    played = [(beat, "kick" if beat % 2 == 0 else "snare") for beat in range(beats)]
    hats = [(beat + place, "hat") for beat in range(beats) for place in (0.0, off_beat)]
    return drum_kit([(beat * 60 / bpm, name) for beat, name in (*played, *hats)], beats * 60 / bpm)


def drum_kit(played: list[tuple[float, str]], seconds: float) -> Signal:
    """Kicks, snares and hats at times in seconds: low, middle and high sounds."""
    rng = np.random.default_rng(5)
    signal = np.zeros(round(seconds * RATE) + RATE, np.float32)
    time = np.arange(round(0.18 * RATE)) / RATE
    sounds = {
        "kick": np.sin(2 * np.pi * (50 * time - 4 * np.exp(-time * 40))) * np.exp(-time * 25),
        "snare": rng.standard_normal(len(time)) * np.exp(-time * 40) * 0.5 + np.sin(2 * np.pi * 190 * time) * np.exp(-time * 35) * 0.5,
        "hat": np.diff(rng.standard_normal(len(time) + 1)) * np.exp(-time * 90) * 0.2,
    }
    for at, name in played:
        first = round(at * RATE)
        signal[first : first + len(time)] += sounds[name]
    return signal[: round(seconds * RATE)]


def onsets(signal: Signal) -> Signal:
    """Times of the onsets in seconds."""
    spectra = spectrogram(signal, RATE)
    frames = pick_onsets(onset_strengths(band_powers(spectra))[0], spectra.frame_rate_hz)
    return refine_onsets(frames, spectra.frame_rate_hz, signal, RATE)


def loop(times: Times, bpm: float, beats: int) -> LocalFeatures:
    """What is measured of a loop with onsets at these times in seconds."""
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
