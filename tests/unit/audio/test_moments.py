import numpy as np
import pytest

from sp404_gui.audio.likeness import Floats, traced
from sp404_gui.audio.moments import SHAPE, moments

_RATE = 44_100


def _sound(seed: int) -> Floats:
    """A swell and a fall of coloured noise, loudest in the middle."""
    noise = np.random.default_rng(seed).normal(0, 1, _RATE)
    coloured = np.convolve(noise, np.random.default_rng(seed + 1000).normal(0, 1, 24), "same")
    return np.asarray(0.05 * coloured * np.exp(-(((np.arange(_RATE) / _RATE - 0.5) / 0.12) ** 2)), np.float32)


def _nearest(copy: Floats, moment: int, end: int = _RATE) -> int:
    among = [moments(traced(_sound(seed)[:end], _RATE))[moment] for seed in range(40)]
    return int(np.argmax(np.stack(among) @ moments(traced(copy, _RATE))[moment]))


def test_the_loudest_moment_finds_what_was_trimmed_at_both_ends() -> None:
    assert _nearest(0.2 * _sound(7)[14_000:30_000], 0) == 7


def test_the_end_finds_what_lost_its_beginning() -> None:
    assert _nearest(_sound(7)[23_000:30_000], 1, 30_000) == 7


@pytest.mark.parametrize("samples", [1, 200, 900])
def test_a_short_sound_has_its_moments_as_well(samples: int) -> None:
    found = moments(
        traced(np.random.default_rng(1).normal(0, 0.3, samples).astype(np.float32) + np.eye(1, samples, dtype=np.float32)[0], _RATE)
    )
    assert found.shape == SHAPE
    assert np.isfinite(found).all()
