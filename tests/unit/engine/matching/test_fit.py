"""Two samples in one time: what is done with the second, and after how many bars each begins anew."""

import pytest

from sp404_gui.engine.matching.fit import LONGEST_S, Fit, Joint, Part, fit, tempo_ratio


def loop(bpm: float, beats: int) -> Part:
    return Part(duration_s=beats * 60 / bpm, bpm=bpm, beats=beats, is_loop=True)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [(90, 90, 1.0), (90, 87.4, 90 / 87.4), (90, 180, 1.0), (170, 86, 170 / 172), (87, 170, 174 / 170), (120, 90, 4 / 3)],
)
def test_the_second_goes_in_its_own_half_or_double_time_whichever_is_nearest(first: float, second: float, ratio: float) -> None:
    assert tempo_ratio(first, second) == pytest.approx(ratio)
    assert 2**-0.5 <= tempo_ratio(first, second) <= 2**0.5


@pytest.mark.parametrize(
    ("first", "second", "joint", "speed", "bars"),
    [
        (loop(90, 8), loop(90, 16), Joint.AS_IT_IS, 1.0, (2, 4, 4)),
        (loop(90, 8), loop(87.4, 8), Joint.PITCHED, 90 / 87.4, (2, 2, 2)),
        (loop(90, 8), loop(100, 4), Joint.PITCHED, 0.9, (2, 1, 2)),
        (loop(86, 16), loop(172, 16), Joint.AS_IT_IS, 1.0, (4, 2, 4)),  # its bars last half as long
        (loop(120, 8), loop(90, 8), Joint.CUT, 1.0, (2, 2, 2)),  # 5.33 s of it are 2 bars of 2 s, and a rest that is cut
        (loop(120, 8), Part(duration_s=3.0), Joint.AS_IT_IS, 1.0, (2, 2, 2)),  # a one-shot rings until the next bar
        (Part(duration_s=0.4), loop(120, 8), Joint.AS_IT_IS, 1.0, (1, 2, 2)),  # the second one's tempo counts
    ],
)
def test_whole_bars_come_out_whatever_goes_together(
    first: Part, second: Part, joint: Joint, speed: float, bars: tuple[int, int, int]
) -> None:
    found = fit(first, second)
    assert found.joint is joint
    assert found.speed == pytest.approx(speed)
    assert found.bpm is not None
    bar_s = 240 / found.bpm
    assert (found.first_s / bar_s, found.second_s / bar_s, found.cycle_s / bar_s) == pytest.approx(bars)
    assert found.bars == bars[2]
    assert found.loops == (first.is_loop and second.is_loop)


def test_without_any_tempo_both_begin_together_and_nothing_is_cut() -> None:
    found = fit(Part(duration_s=1.5), Part(duration_s=0.4))
    assert found == Fit(joint=Joint.FREE, speed=1.0, first_s=1.5, second_s=1.5, cycle_s=1.5, bars=0, bpm=None, loops=False)


def test_a_length_that_misses_whole_bars_by_little_is_taken_for_them() -> None:
    found = fit(Part(duration_s=4.06, bpm=120.0, is_loop=True), Part(duration_s=3.97, bpm=120.0, is_loop=True))
    assert (found.bars, found.first_s, found.second_s) == (2, 4.0, 4.0)


def test_a_pair_never_lasts_longer_than_a_minute() -> None:
    assert fit(loop(60, 400), loop(60, 8)).cycle_s <= LONGEST_S
    assert fit(Part(duration_s=400.0), Part(duration_s=1.0)).cycle_s == LONGEST_S
