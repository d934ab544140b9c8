"""The numbers that tell kinds of sounds apart: neither level, nor sample rate, nor length may change what they say."""

from pathlib import Path

import numpy as np
import pytest

from sp404_gui.audio.timbre import GROUPS, SIZE, describe
from tests.unit.audio.listening import RATE, Samples, heard, sine, times

WOBBLES = ((0.5, 2), (2, 4), (4, 8), (8, 16), (16, 40))  # Hz; their shares are the last numbers of the rhythm
STEPS = {"FLOAT": 1e-3, "PCM_24": 0.05}  # how far numbers may move where the quieter sound is stored less finely


def phrase(rate: int = RATE) -> Samples:
    """Four plucked notes, one each half second, without anything that the lowest of the rates could not hold."""
    time = times(2.0, rate)
    phrase = np.zeros_like(time)
    for step, hz in enumerate((220, 330, 440, 277)):
        since = np.maximum(time - 0.5 * step, 0)
        waves = [np.sin(2 * np.pi * hz * n * since + n * n) / n for n in range(1, 7)]
        phrase += np.sum(waves, axis=0) * np.exp(-6 * since) * np.minimum(since / 0.005, 1)
    return np.asarray(0.8 * phrase / np.abs(phrase).max())


def tremolo(hz: float, seconds: float, start_s: float = 0.0) -> Samples:
    swell = np.sin(2 * np.pi * hz * np.maximum(times(seconds) - start_s, 0))
    return np.asarray(sine(440, seconds) * (1 + 0.5 * swell))


def hiss() -> Samples:
    return np.asarray(np.random.default_rng(3).standard_normal(2 * RATE) * np.exp(-3 * times(2.0)))


@pytest.mark.parametrize("group", ["outline", "decay", "rhythm"])
@pytest.mark.parametrize("rate", [22_050, 48_000])
def test_rhythm_and_envelope_are_told_alike_whatever_the_sample_rate(tmp_path: Path, rate: int, group: str) -> None:
    expected = GROUPS[group](heard(tmp_path, phrase()))
    assert GROUPS[group](heard(tmp_path, phrase(rate), rate)) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(("seconds", "start_s"), [(2, 0), (12, 0), (12, 7)], ids=["2 s", "12 s", "in the last 5 of 12 s"])
@pytest.mark.parametrize(("hz", "place"), [(3, 1), (7, 2), (14, 3)])
def test_a_tremolo_wobbles_at_its_own_pace_in_a_short_sound_and_in_a_long_one(
    tmp_path: Path, hz: float, place: int, seconds: float, start_s: float
) -> None:
    shares = GROUPS["rhythm"](heard(tmp_path, tremolo(hz, seconds, start_s)))[-len(WOBBLES) :]
    assert WOBBLES[place][0] <= hz < WOBBLES[place][1]
    assert shares[place] > 0.9
    assert shares.sum() < 1.001


@pytest.mark.parametrize("subtype", ["FLOAT", "PCM_24"])
@pytest.mark.parametrize("sound", [phrase(), hiss(), tremolo(3, 2)], ids=["phrase", "hiss", "tremolo"])
def test_no_number_depends_on_the_level(tmp_path: Path, sound: Samples, subtype: str) -> None:
    loud, quiet = (10 ** (level / 20) / np.abs(sound).max() * sound for level in (-1, -31))
    expected = describe(heard(tmp_path, loud, subtype=subtype))
    assert expected.shape == (SIZE,)
    assert describe(heard(tmp_path, quiet, subtype=subtype)) == pytest.approx(expected, abs=STEPS[subtype])


@pytest.mark.parametrize(("hz", "band"), [(100, 0), (900, 1), (3000, 2), (9000, 3)])
def test_a_band_dies_away_in_the_time_that_its_tone_takes_to_fall_by_20_db(tmp_path: Path, hz: int, band: int) -> None:
    since = times(1.5) - 0.3
    tone = 0.8 * np.sin(2 * np.pi * hz * since) * np.where(since < 0, 0, 10 ** (-since / 0.4))  # 20 dB in 0.4 s
    fall, peak_s, _ = GROUPS["decay"](heard(tmp_path, tone))[3 * band : 3 * band + 3]
    assert 10**fall - 0.005 == pytest.approx(0.4, abs=0.03)
    assert peak_s == pytest.approx(0.3, abs=0.05)
