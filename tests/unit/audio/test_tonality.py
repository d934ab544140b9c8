from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.envelope import outline
from sp404_gui.audio.halving import halve, lower_rate
from sp404_gui.audio.key import guess_tonic, key_confidence
from sp404_gui.audio.notes import Tone, measure_tone
from sp404_gui.audio.pitch import exact_pitch, pitch_track, sounding_octave, steady_pitch
from sp404_gui.audio.polyphony import best_note_share, oneness, series_fullness
from sp404_gui.audio.sound import listen, mix_down
from sp404_gui.audio.tonality import (
    NOTE_NAMES,
    KeyGuess,
    Peaks,
    guess_key,
    harmonic_share,
    midi_of,
    note_name,
    pitch_classes,
    spectral_peaks,
    tunedness,
    tuning,
)

RATE = 44_100
MAJOR, MINOR = (0, 4, 7), (0, 3, 7)
UNSURE = {"note": 0.4, "chord": 0.4, "other": 0.2}

Signal = NDArray[np.float32]


def tone(midi: float, seconds: float, first: int = 1, last: int = 12) -> Signal:
    """Harmonics that fall by 1/n, each with another phase, dying away slowly."""
    time = np.arange(int(seconds * RATE)) / RATE
    hz = 440 * 2 ** ((midi - 69) / 12)
    heard = [n for n in range(first, last + 1) if n * hz < 0.4 * RATE]
    waves = [np.sin(2 * np.pi * hz * n * time + n * n) / n for n in heard]
    return (sum(waves, np.zeros_like(time)) * np.exp(-2 * time)).astype(np.float32)


def chord(root: float, steps: tuple[int, ...], seconds: float = 0.6) -> Signal:
    return sum((tone(root + step, seconds) for step in (-12, *steps)), np.zeros(int(seconds * RATE), np.float32))


def noise(seconds: float) -> Signal:
    return np.random.default_rng(4).standard_normal(int(seconds * RATE)).astype(np.float32)


def peaks_of(signal: Signal) -> Peaks:
    return spectral_peaks(*lower_rate(signal, RATE, 30_000))


def key_of(signal: Signal) -> KeyGuess:
    peaks = peaks_of(signal)
    guess = guess_tonic(peaks, pitch_classes(peaks, tuning(peaks)))
    assert guess is not None
    return guess


def pitch_of(signal: Signal) -> tuple[float, float]:
    """Pitch as a MIDI number, and how much of the sound agrees on it."""
    middle, rate = lower_rate(signal, RATE, 30_000)
    steady = steady_pitch(pitch_track(middle, rate, outline(signal, RATE)))
    assert steady is not None
    peaks = peaks_of(signal)
    return midi_of(exact_pitch(sounding_octave(steady[0], peaks), peaks)), steady[1]


def heard(tmp_path: Path, signal: Signal, *, is_loop: bool = False, is_drums: bool = False, **shares: float) -> Tone:
    path = tmp_path / "sound.wav"
    sf.write(path, signal / np.abs(signal).max(), RATE, subtype="PCM_16")
    with path.open("rb") as file:
        mono = mix_down(decode(file.fileno(), DecodeLimits()))
    assert mono is not None
    sound = listen(mono)
    assert sound is not None
    return measure_tone(sound, UNSURE | shares, is_loop=is_loop, is_drums=is_drums)


@pytest.mark.parametrize("tonic", range(12))
@pytest.mark.parametrize("mode", ["major", "minor"])
def test_the_key_of_a_cadence_is_found_in_every_key_and_any_tuning(tonic: int, mode: str) -> None:
    home, third = 48 + tonic + 0.07 * tonic - 0.4, MAJOR if mode == "major" else MINOR
    cadence = [(home, third), (home + 5, third), (home - 5, MAJOR), (home, third)]
    guess = key_of(np.concatenate([chord(root, steps) for root, steps in cadence]))
    assert guess.name == f"{NOTE_NAMES[tonic]} {mode}"
    assert key_confidence(guess) > 0.6


@pytest.mark.parametrize("tonic", range(12))
@pytest.mark.parametrize(("steps", "mode"), [(MAJOR, "major"), (MINOR, "minor")])
def test_the_key_of_a_chord_is_its_root(tonic: int, steps: tuple[int, ...], mode: str) -> None:
    assert key_of(chord(48 + tonic, steps, 1.0)).name == f"{NOTE_NAMES[tonic]} {mode}"


def test_of_two_keys_with_the_same_chords_it_is_the_one_that_the_phrase_begins_with() -> None:
    am, f, c, g = chord(57, MINOR), chord(53, MAJOR), chord(48, MAJOR), chord(55, MAJOR)
    assert key_of(np.concatenate([am, f, c, g])).name == "A minor"
    assert key_of(np.concatenate([c, g, am, f])).name == "C major"


def test_a_key_is_surer_the_further_it_leads() -> None:
    near, far = KeyGuess("C major", 1.0, 0.01), KeyGuess("C major", 1.0, 0.4)
    assert 0 < key_confidence(near) < 0.6 < key_confidence(far) < 1


def test_equal_pitch_classes_have_no_key() -> None:
    assert guess_key(np.ones(12)) is None


@pytest.mark.parametrize("midi", [*range(21, 108, 6), 108])
@pytest.mark.parametrize("detuned", [0.0, 0.3, -0.3])
def test_the_root_of_a_single_note_is_found_with_its_octave_from_the_lowest_to_the_highest_of_a_piano(midi: int, detuned: float) -> None:
    pitch, agreement = pitch_of(tone(midi + detuned, 0.7))
    assert pitch == pytest.approx(midi + detuned, abs=0.1)
    assert agreement > 0.95


@pytest.mark.parametrize("midi", [33, 45, 57, 69, 81])
def test_noise_does_not_hide_a_note(midi: int) -> None:
    signal = tone(midi, 0.7)
    pitch, agreement = pitch_of(signal + 0.1 * signal.std() * noise(0.7))
    assert pitch == pytest.approx(midi, abs=0.1)
    assert agreement > 0.9


@pytest.mark.parametrize("midi", [33, 45, 57])
def test_a_missing_fundamental_is_still_the_pitch(midi: int) -> None:
    assert pitch_of(tone(midi, 0.7, first=2))[0] == pytest.approx(midi, abs=0.1)


def test_very_short_notes_have_a_pitch() -> None:
    assert pitch_of(tone(57, 0.04))[0] == pytest.approx(57, abs=0.3)


@pytest.mark.parametrize(("steps", "root"), [((0, 7), 48), ((0, 5), 53)])
def test_a_fifth_sounds_as_its_lower_note_and_a_fourth_as_its_upper_not_as_their_common_period(steps: tuple[int, ...], root: int) -> None:
    pair = sum((tone(48 + step, 1.0, last=4) for step in steps), np.zeros(RATE, np.float32))
    assert pitch_of(pair)[0] == pytest.approx(root, abs=0.1)


def test_a_note_is_one_and_a_chord_is_not() -> None:
    for midi in (33, 57, 81):
        peaks = peaks_of(tone(midi, 1.0))
        assert oneness((0.0, 0.0), 0.0, best_note_share(peaks)) > 0.9
    for steps in (MAJOR, MINOR, (0, 4, 7, 10), (0, 3, 7, 10)):
        signal = sum((tone(57 + step, 1.0) for step in steps), np.zeros(RATE, np.float32))
        middle, rate = lower_rate(signal, RATE, 30_000)
        peaks = peaks_of(signal)
        steady = steady_pitch(pitch_track(middle, rate, outline(signal, RATE)))
        assert steady is not None
        assert oneness(series_fullness(peaks, steady[0]), steady[1], best_note_share(peaks)) < 0.75


def test_a_note_has_a_root_a_chord_a_key_and_each_says_why_not_the_other(tmp_path: Path) -> None:
    note = heard(tmp_path, tone(45, 1.0), note=0.7, chord=0.1)
    assert (note.key, note.root_note, note.no_key) == (None, "A2", "A single note has a root, not a key.")
    assert note.root_hz == pytest.approx(110, rel=0.003)
    triad = heard(tmp_path, chord(57, MINOR, 1.0), note=0.3, chord=0.5)
    assert (triad.key, triad.root_note, triad.no_root) == ("A minor", None, "It is made of several notes.")


def test_drums_and_noise_have_neither_and_say_so(tmp_path: Path) -> None:
    hiss = heard(tmp_path, noise(0.5), other=0.97)
    assert (hiss.key, hiss.root_note, hiss.no_key, hiss.no_root) == (None, None, "It has no clear pitch.", "It has no clear pitch.")
    rush = heard(tmp_path, noise(2.0), is_loop=True)
    assert (rush.key, rush.root_note, rush.no_key) == (None, None, "Its notes fit no key.")
    loop = heard(tmp_path, noise(0.5), is_loop=True, is_drums=True)
    assert (loop.key, loop.root_note, loop.no_key, loop.no_root) == (None, None, "Drum loops have no key.", "Drum loops have no root.")


def test_a_clear_note_is_one_whatever_the_model_takes_it_for(tmp_path: Path) -> None:
    assert heard(tmp_path, tone(72, 1.0), other=0.99).root_note == "C5"


def test_a_phrase_that_stays_on_one_note_has_a_root_as_well(tmp_path: Path) -> None:
    steady = heard(tmp_path, np.tile(tone(33, 0.5), 4), is_loop=True)
    assert steady.root_note == "A1"
    moving = heard(tmp_path, np.concatenate([tone(midi, 0.5) for midi in (33, 36, 40, 33)]), is_loop=True)
    assert (moving.root_note, moving.key) == (None, "A minor")


def test_tuning_is_the_distance_from_440_hz() -> None:
    assert tuning(peaks_of(tone(69.25, 1))) == pytest.approx(0.25, abs=0.06)


def made_of(*midi: float) -> Peaks:
    """Equally strong peaks at these notes."""
    return Peaks(np.array(midi), np.ones(len(midi)), np.zeros(len(midi)), 1)


def test_peaks_that_are_off_by_the_same_agree_on_a_tuning_and_opposite_ones_on_none() -> None:
    assert tunedness(made_of(60.25, 64.25, 79.25)) == pytest.approx(1)
    assert tunedness(made_of(60.25, 64.25, 67.25, 71.75)) == pytest.approx(0.5), "one points against three"
    assert tunedness(made_of(60, 60.5)) == pytest.approx(0, abs=1e-9)


def test_the_share_of_harmonics_is_the_weight_that_lies_on_them() -> None:
    octave_and_third, off = made_of(45, 57, 64.02), made_of(45, 57, 64.02, 62)  # A2 and its second and third harmonic, and a D
    assert harmonic_share(octave_and_third, 110) == pytest.approx(1)
    assert harmonic_share(off, 110) == pytest.approx(0.75)


def test_notes_are_named_with_c4_as_middle_c() -> None:
    assert [note_name(midi) for midi in (60, 69, 33, 61, 0)] == ["C4", "A4", "A1", "C#4", "C-1"]


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 64, 65, 1000, 44_100])
def test_half_the_rate_has_half_the_samples(count: int) -> None:
    assert len(halve(np.ones(count, np.float32))) == (count + 1) // 2


def test_halving_keeps_what_it_can_hold_and_drops_what_would_fold() -> None:
    time = np.arange(RATE) / RATE
    assert np.abs(halve(np.sin(2 * np.pi * 6000 * time).astype(np.float32)))[50:-50].max() == pytest.approx(1, abs=0.02)
    assert np.abs(halve(np.sin(2 * np.pi * 16_000 * time).astype(np.float32)))[50:-50].max() < 0.001
