import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.envelope import outline
from sp404_gui.audio.pitch import pitch_track, steady_pitch
from sp404_gui.audio.tonality import guess_key, midi_of, note_name, pitch_classes, spectral_peaks, tuning

RATE = 44_100
A_MINOR = ((57, 60, 64), (50, 53, 57), (52, 56, 59), (57, 60, 64))  # Am Dm E Am
F_SHARP_MAJOR = ((54, 58, 61), (59, 63, 66), (61, 65, 68), (54, 58, 61))  # F# B C# F#


def tone(midi: float, seconds: float, harmonics: int = 6) -> NDArray[np.float32]:
    time = np.arange(int(seconds * RATE)) / RATE
    hz = 440 * 2 ** ((midi - 69) / 12)
    return sum((np.sin(2 * np.pi * hz * n * time) / n for n in range(1, harmonics + 1)), np.zeros_like(time)).astype(np.float32)


def key_of(chords: tuple[tuple[int, ...], ...], detuned: float = 0.0) -> str:
    signal = np.concatenate([sum((tone(note + detuned, 0.6) for note in chord), np.zeros(int(0.6 * RATE), np.float32)) for chord in chords])
    peaks = spectral_peaks(signal, RATE)
    guess = guess_key(pitch_classes(peaks, tuning(peaks)))
    assert guess is not None
    return guess.name


@pytest.mark.parametrize("detuned", [0.0, 0.35, -0.3])
def test_the_key_of_a_cadence_is_found_in_any_tuning(detuned: float) -> None:
    assert key_of(A_MINOR, detuned) == "A minor"
    assert key_of(F_SHARP_MAJOR, detuned) == "F# major"


@pytest.mark.parametrize("midi", [33, 45, 57, 69, 81, 93])
def test_the_root_of_a_single_note_is_found_with_its_octave(midi: int) -> None:
    signal = tone(midi, 0.5)
    steady = steady_pitch(pitch_track(signal, RATE, outline(signal, RATE)))
    assert steady is not None
    hz, agreement = steady
    assert midi_of(hz) == pytest.approx(midi, abs=0.1)
    assert agreement > 0.95


def test_a_missing_fundamental_is_still_the_pitch() -> None:
    signal = tone(45, 0.5) - tone(45, 0.5, harmonics=1)
    steady = steady_pitch(pitch_track(signal, RATE, outline(signal, RATE)))
    assert steady is not None
    assert midi_of(steady[0]) == pytest.approx(45, abs=0.1)


def test_tuning_is_the_distance_from_440_hz() -> None:
    assert tuning(spectral_peaks(tone(69.25, 1), RATE)) == pytest.approx(0.25, abs=0.06)


def test_notes_are_named_with_c4_as_middle_c() -> None:
    assert [note_name(midi) for midi in (60, 69, 33, 61, 0)] == ["C4", "A4", "A1", "C#4", "C-1"]
