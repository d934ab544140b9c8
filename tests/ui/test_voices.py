"""What pads feed to the sound device, block by block, without a device."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.audition import Heard
from sp404_gui.ui.voices import Voices
from tests.ui.test_mixer import FADE, RATE_HZ, STEP, sound

BLOCK = 441


class Tape:
    """Records what pads play."""

    def __init__(self) -> None:
        self.voices = Voices()
        self.blocks: list[NDArray[np.float32]] = []

    def run(self, blocks: int) -> None:
        for _ in range(blocks):
            block = np.zeros((BLOCK, 2), np.float32)
            self.voices.add_to(block)
            self.blocks.append(block)

    @property
    def left(self) -> NDArray[np.float32]:
        return np.concatenate(self.blocks)[:, 0]

    @property
    def steepest(self) -> float:
        return float(np.abs(np.diff(np.concatenate([[0.0], self.left]))).max())


@pytest.fixture
def tape() -> Tape:
    return Tape()


def wave(heard: Heard) -> NDArray[np.float32]:
    return np.asarray(heard.frames[:, 0] / 32768, np.float32)


def test_pads_sound_together_each_as_it_is(tape: Tape) -> None:
    one, other = sound(0.2, 200.0, 0.3), sound(0.2, 310.0, 0.3)
    tape.voices.strike(0, one)
    tape.voices.strike(5, other)
    tape.run(10)
    assert tape.voices.sounding == {0, 5}
    assert np.allclose(tape.left[FADE:4000], (wave(one) + wave(other))[FADE:4000], atol=1e-5)
    tape.run(20)
    assert tape.voices.is_quiet
    assert not tape.blocks[-1].any()


def test_a_pad_that_is_struck_again_begins_anew_and_is_one_voice(tape: Tape) -> None:
    heard = sound(0.5)
    tape.voices.strike(3, heard)
    tape.run(10)
    tape.voices.strike(3, heard)
    tape.run(10)
    assert tape.voices.sounding == {3}
    assert np.allclose(tape.left[10 * BLOCK + FADE :], wave(heard)[FADE : 10 * BLOCK], atol=1e-5)
    assert tape.steepest < STEP


def test_pads_of_one_choke_group_silence_each_other_and_no_others_without_a_click(tape: Tape) -> None:
    tape.voices.strike(0, sound(1.0, 150.0, 0.2), 1)
    tape.voices.strike(1, sound(1.0, 170.0, 0.2))
    tape.voices.strike(2, sound(1.0, 190.0, 0.2), 2)
    tape.run(8)
    assert tape.voices.sounding == {0, 1, 2}
    closed = sound(1.0, 260.0, 0.2)
    tape.voices.strike(7, closed, 1)
    tape.run(3)
    assert tape.voices.sounding == {1, 2, 7}
    assert tape.steepest < STEP
    tape.voices.hush(1)
    tape.voices.hush(2)
    tape.run(2)
    assert np.allclose(tape.blocks[-1][:, 0], wave(closed)[4 * BLOCK : 5 * BLOCK], atol=1e-5)


def test_a_loop_goes_on_without_a_gap_until_it_is_struck_again(tape: Tape) -> None:
    loop = sound(0.1, 300.0, 0.3)
    tape.voices.strike(4, loop, repeat=True)
    tape.run(40)
    assert tape.voices.sounding == {4}
    once, heard = wave(loop), tape.left
    for turn in range(3):
        start = turn * len(once)
        assert np.allclose(heard[start + FADE : start + len(once)], once[FADE:], atol=1e-5)
    assert tape.steepest < STEP
    tape.voices.strike(4, loop, repeat=True)
    tape.run(3)
    assert tape.voices.is_quiet
    assert tape.steepest < STEP
    tape.voices.strike(4, loop, repeat=True)
    tape.run(3)
    assert tape.voices.sounding == {4}


def test_a_loop_is_silenced_by_its_choke_group_and_then_starts_anew(tape: Tape) -> None:
    loop, other = sound(0.1, 300.0, 0.3), sound(0.1, 200.0, 0.3)
    tape.voices.strike(0, loop, 1, repeat=True)
    tape.run(20)
    tape.voices.strike(1, other, 1, repeat=True)
    tape.run(3)
    assert tape.voices.sounding == {1}
    tape.voices.strike(0, loop, 1, repeat=True)
    tape.run(3)
    assert tape.voices.sounding == {0}


def test_a_loop_that_is_still_being_decoded_comes_back_only_from_its_end(tape: Tape) -> None:
    whole = sound(0.3)
    tape.voices.strike(0, Heard(whole.frames[:2000], RATE_HZ, 2000 / RATE_HZ, False, None), repeat=True)
    tape.run(10)
    assert not tape.blocks[-1].any()
    tape.voices.extend(0, whole)
    tape.run(60)
    assert tape.voices.sounding == {0}


def test_playing_faster_than_fades_are_long_does_not_click(tape: Tape) -> None:
    for number in range(60):
        tape.voices.strike(number % 3, sound(0.3, 150.0 + number, 0.2), number % 2)
        tape.run(1)
    assert tape.steepest < 2 * STEP
    tape.voices.hush()
    tape.run(3)
    assert tape.voices.is_quiet


def test_a_whole_bank_at_full_level_stays_in_range_without_a_click(tape: Tape) -> None:
    for pad in range(16):
        tape.voices.strike(pad, sound(0.5, 150.0 + 7 * pad, 0.9))
    tape.run(60)
    assert np.abs(tape.left).max() <= 1.0
    assert np.abs(tape.left[BLOCK : 20 * BLOCK]).max() > 0.8


def test_a_sound_that_is_still_being_decoded_waits_and_goes_on(tape: Tape) -> None:
    whole = sound(0.3)
    tape.voices.strike(0, Heard(whole.frames[:2000], RATE_HZ, 2000 / RATE_HZ, False, None))
    tape.run(10)
    assert not tape.blocks[-1].any()
    assert not tape.voices.is_quiet
    tape.voices.extend(0, whole)
    tape.run(40)
    assert tape.voices.is_quiet
    assert np.abs(tape.left).sum() > np.abs(wave(whole)[:12_000]).sum()


def test_the_volume_holds_from_the_first_frame(tape: Tape) -> None:
    tape.voices.volume = 0.25
    tape.run(1)
    tape.voices.strike(0, sound(0.5, level=0.8))
    tape.run(5)
    assert np.abs(tape.left).max() <= 0.25
    assert np.abs(tape.left[BLOCK + FADE :]).max() == pytest.approx(0.2, abs=0.01)


def test_sixteen_pads_are_rendered_far_faster_than_they_are_heard(tape: Tape) -> None:
    for pad in range(16):
        tape.voices.strike(pad, sound(3.0, 150.0 + pad, 0.05))
    begun = time.process_time()
    tape.run(100)
    assert time.process_time() - begun < 100 * BLOCK / RATE_HZ / 2
