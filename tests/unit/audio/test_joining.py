"""Two sounds made one: they begin together on the beat, as loud as each other, and repeat without a gap."""

import numpy as np
import pytest

from sp404_gui.audio.audition import Heard
from sp404_gui.audio.joining import joined

RATE_HZ = 48_000


def clicks(every_s: float, seconds: float, level: float = 0.5) -> Heard:
    """A click at each place of a grid, in the left channel alone."""
    frames = np.zeros((round(seconds * RATE_HZ), 2), np.int16)
    frames[np.rint(np.arange(0, seconds - 1e-9, every_s) * RATE_HZ).astype(int), 0] = round(level * 32767)
    return Heard(frames, RATE_HZ, seconds, complete=True, loudness_lufs=None, peak=level)


def tone(hz: float, seconds: float, loudness: float) -> Heard:
    wave = np.rint(8000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(np.int16)
    return Heard(np.repeat(wave[:, None], 2, axis=1), RATE_HZ, seconds, complete=True, loudness_lufs=loudness, peak=0.25)


def places_s(heard: Heard) -> list[float]:
    loud = np.flatnonzero(np.abs(heard.frames[:, 0]) > 2000)
    return [float(place) / RATE_HZ for place in loud[np.diff(loud, prepend=-100) > 10]]


def test_a_stretched_second_falls_on_the_beats_of_the_first() -> None:
    first, second = clicks(0.5, 2.0), clicks(0.515, 2.06, level=0.3)  # 3 % slower
    both = joined(first, second, speed=1.03, first_s=2.0, second_s=2.0, cycle_s=2.0)
    assert len(both.frames) == 2 * RATE_HZ
    assert places_s(both) == pytest.approx([0, 0.5, 1.0, 1.5], abs=0.001)


def test_the_shorter_one_repeats_and_the_longer_one_is_cut_without_a_click() -> None:
    both = joined(clicks(1.0, 1.0), tone(220, 3.0, -18.0), speed=1.0, first_s=1.0, second_s=2.0, cycle_s=2.0)
    assert len(both.frames) == 2 * RATE_HZ
    assert places_s(joined(clicks(1.0, 1.0), clicks(5, 3.0), speed=1.0, first_s=1.0, second_s=2.0, cycle_s=2.0)) == [0.0, 1.0]
    assert np.abs(both.frames[-3:]).max() < 200


def test_both_are_as_loud_as_each_other_and_their_sum_never_clips() -> None:
    quiet, loud = tone(220, 1.0, -30.0), tone(330, 1.0, -12.0)
    both = joined(quiet, loud, speed=1.0, first_s=1.0, second_s=1.0, cycle_s=1.0)
    spectrum = np.abs(np.fft.rfft(both.frames[:, 0].astype(float)))
    assert 20 * np.log10(spectrum[220] / spectrum[330]) == pytest.approx(18, abs=0.1)  # the same waves, said to be 18 dB apart
    full = tone(50, 1.0, -40.0)
    assert np.abs(joined(full, full, speed=1.0, first_s=1.0, second_s=1.0, cycle_s=1.0).frames).max() <= 0.98 * 32767 + 1
