"""What the sound device is fed, block by block, without a device."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.audition import Heard
from sp404_gui.ui.mixer import FADE_S, Mixer

RATE_HZ = 48_000
FADE = round(RATE_HZ * FADE_S)
STEP = 0.04
"""No two neighbouring values may differ by more: two sounds that cross here differ by 0.033 at the steepest; a jump would be up to 1."""

Frames = NDArray[np.float32]


def sound(seconds: float, hz: float = 200.0, level: float = 0.5, *, complete: bool = True) -> Heard:
    """A cosine: it begins with a jump, and ends wherever it is."""
    wave = level * np.cos(2 * np.pi * hz * np.arange(round(RATE_HZ * seconds)) / RATE_HZ)
    frames = np.repeat(np.rint(wave * 32767).astype(np.int16)[:, None], 2, axis=1)
    return Heard(frames, RATE_HZ, seconds, complete, None)


class Tape:
    """Records what a mixer renders."""

    def __init__(self) -> None:
        self.mixer = Mixer()
        self.blocks: list[Frames] = []

    def play(self, heard: Heard, number: int = 1, start: int = 0, loop: tuple[int, int] | None = None, gain: float = 1.0) -> None:
        self.mixer.play(heard, number, start, loop, gain)

    def run(self, blocks: int, size: int = 441) -> None:
        for _ in range(blocks):
            block = np.full((size, 2), np.nan, np.float32)
            self.mixer.render(block)
            self.blocks.append(block)

    @property
    def left(self) -> Frames:
        return np.concatenate(self.blocks)[:, 0]

    @property
    def steepest(self) -> float:
        return float(np.abs(np.diff(np.concatenate([[0.0], self.left]))).max())


@pytest.fixture
def tape() -> Tape:
    return Tape()


def test_a_sound_is_heard_as_it_is_and_then_there_is_silence(tape: Tape) -> None:
    heard = sound(0.1)
    tape.play(heard)
    tape.run(15)
    expected = heard.frames[:, 0] / 32768
    assert np.allclose(tape.left[FADE : len(expected)], expected[FADE:], atol=1e-6)
    assert not tape.left[len(expected) + FADE :].any()
    assert tape.mixer.ended == 1


def test_an_attack_is_not_dulled(tape: Tape) -> None:
    click = np.zeros((4_800, 2), np.int16)
    click[10:14] = 30_000
    tape.play(Heard(click, RATE_HZ, 0.1, True, None))
    tape.run(2)
    assert tape.left[10:14] == pytest.approx(30_000 / 32768)


def test_nothing_clicks_at_the_start_nor_at_the_end(tape: Tape) -> None:
    tape.play(sound(0.1003))
    tape.run(15)
    assert tape.steepest < STEP


@pytest.mark.parametrize("what", ["halt", "seek", "another", "resume"])
def test_nothing_clicks_in_between(tape: Tape, what: str) -> None:
    tape.play(sound(1.0))
    tape.run(5)
    if what == "seek":
        tape.mixer.seek(20_017)
    elif what == "another":
        tape.play(sound(1.0, 310.0), number=2, start=7)
    else:
        tape.mixer.halt()
    tape.run(5)
    if what == "resume":
        tape.mixer.resume()
        tape.run(5)
    assert tape.steepest < STEP


def test_pressing_keys_faster_than_fades_are_long_does_not_click(tape: Tape) -> None:
    for number in range(1, 40):
        tape.play(sound(0.5, 150.0 + number), number=number, start=number * 13)
        tape.run(1, size=64)
        if number % 5 == 0:
            tape.mixer.halt()
    tape.run(4)
    assert tape.steepest < 2 * STEP


def test_a_pause_holds_the_position_and_going_on_takes_it_up(tape: Tape) -> None:
    heard = sound(1.0)
    tape.play(heard)
    tape.run(4)
    tape.mixer.halt()
    tape.run(4)
    position = tape.mixer.position
    assert position == 4 * 441
    assert not tape.blocks[-1].any()
    tape.mixer.resume()
    tape.run(3)
    assert np.allclose(tape.blocks[-1][:, 0], heard.frames[position + 882 : position + 1323, 0] / 32768, atol=1e-6)


def test_a_region_repeats_without_a_click_and_to_the_frame(tape: Tape) -> None:
    heard = sound(1.0)
    tape.play(heard, start=1_000, loop=(1_000, 3_003))
    tape.run(40)
    assert tape.steepest < STEP
    third_time = tape.left[2 * 2_003 + FADE : 3 * 2_003]
    assert np.allclose(third_time, heard.frames[1_000 + FADE : 3_003, 0] / 32768, atol=1e-6)
    assert tape.mixer.ended == 0


def test_a_loop_that_fits_repeats_as_if_it_went_on(tape: Tape) -> None:
    heard = sound(0.1)  # twenty whole waves
    tape.play(heard, loop=(0, 1 << 40))
    tape.run(30)
    expected = np.tile(heard.frames[:, 0], 3)[FADE : 30 * 441] / 32768
    assert np.allclose(tape.left[FADE:], expected, atol=2e-3)


def test_a_region_of_no_length_does_not_hang(tape: Tape) -> None:
    tape.play(sound(1.0), loop=(500, 500))
    tape.run(3)
    assert tape.mixer.position <= 1_460


def test_a_long_sound_waits_for_what_is_not_decoded_yet_and_goes_on(tape: Tape) -> None:
    whole = sound(0.5)
    tape.play(Heard(whole.frames[:5_000], RATE_HZ, 5_000 / RATE_HZ, False, None))
    tape.run(20)
    assert tape.mixer.ended == 0
    assert tape.mixer.position == 5_000
    tape.mixer.extend(whole)
    tape.run(10)
    assert np.allclose(tape.blocks[-1][:, 0], whole.frames[5_000 + 9 * 441 : 5_000 + 10 * 441, 0] / 32768, atol=1e-6)
    assert tape.steepest < STEP


def test_volume_and_level_change_smoothly(tape: Tape) -> None:
    tape.play(sound(1.0), gain=0.5)
    tape.run(4)
    tape.mixer.volume = 0.1
    tape.mixer.level(2.0)
    tape.run(6)
    assert tape.steepest < STEP
    assert np.abs(tape.blocks[-1]).max() == pytest.approx(0.5 * 2.0 * 0.1, abs=0.01)


def test_too_loud_is_limited(tape: Tape) -> None:
    tape.play(sound(1.0, level=0.9), gain=4.0)
    tape.run(4)
    assert np.abs(tape.left).max() == 1.0


def test_the_moment_at_which_a_sound_is_first_heard_is_known(tape: Tape) -> None:
    readings = iter([1.5, 2.5])
    tape.mixer = Mixer(lambda: next(readings))
    tape.run(1)
    tape.play(sound(0.1), number=7)
    tape.run(1)
    assert tape.mixer.begun == (7, 1.5)
