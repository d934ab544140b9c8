import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from sp404_gui.audio.likeness import SAME, Floats, likeness, trace, traced

_RATE = 44_100


def _hit(seed: int, rate: int = _RATE) -> Floats:
    """A drum: a falling tone and noise, both dying away; another stroke has other noise."""
    t = np.arange(round(0.6 * rate)) / rate
    noise = np.random.default_rng(seed).normal(0, 0.5, len(t)) * np.exp(-t * 18)
    return np.asarray(np.sin(2 * np.pi * (90 * t + 2 * np.exp(-t * 30))) * np.exp(-t * 9) + noise, np.float32) * np.float32(0.5)


def _encoded(samples: Floats, rate: int, container: str) -> tuple[Floats, int]:
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format=container)
    file.seek(0)
    read, rate = soundfile.read(file, dtype="float32")
    return read, rate


def _resampled(samples: Floats, rate: int) -> tuple[Floats, int]:
    return np.asarray(soxr.resample(samples, _RATE, rate), np.float32), rate


def _faded(samples: Floats) -> Floats:
    out = samples.copy()
    out[-len(out) // 4 :] *= np.linspace(1, 0, len(out[-len(out) // 4 :]), dtype=np.float32)
    return out


_COPIES: dict[str, Callable[[Floats], tuple[Floats, int]]] = {
    "quieter": lambda s: (s * np.float32(0.1), _RATE),
    "upside down": lambda s: (-s, _RATE),
    "48 kHz": lambda s: _resampled(s, 48_000),
    "22 kHz": lambda s: _resampled(s, 22_050),
    "MP3": lambda s: _encoded(s, _RATE, "MP3"),
    "OGG": lambda s: _encoded(s, _RATE, "OGG"),
    "silence before": lambda s: (np.concatenate([np.zeros(1235, np.float32), s]), _RATE),
    "head cut": lambda s: (s[441 + 2 :], _RATE),
    "tail cut": lambda s: (s[: len(s) * 2 // 3], _RATE),
    "faded": lambda s: (_faded(s), _RATE),
    "all of it": lambda s: _encoded(_resampled(_faded(s[443:]) * np.float32(0.3), 48_000)[0], 48_000, "OGG"),
}


@pytest.mark.parametrize("name", _COPIES)
def test_copies_of_one_recording_are_known_whatever_was_done_to_them(name: str) -> None:
    original = _hit(1)
    copy, rate = _COPIES[name](original)
    assert likeness(traced(original, _RATE), traced(copy, rate)).is_same
    assert likeness(traced(copy, rate), traced(original, _RATE)).is_same


def test_a_loop_without_its_first_seconds_is_the_same_recording() -> None:
    loop = np.concatenate([_hit(seed) for seed in range(14)])
    found = likeness(traced(loop, _RATE), traced(loop[round(2.5 * _RATE) :], _RATE))
    assert found.is_same
    assert found.later_s == pytest.approx(2.5, abs=1e-4)


def test_another_stroke_of_the_drum_and_another_note_are_other_recordings() -> None:
    assert likeness(traced(_hit(1), _RATE), traced(_hit(2), _RATE)).agreement < SAME - 0.2
    t = np.arange(_RATE) / _RATE
    notes = [np.asarray(sum(np.sin(2 * np.pi * hz * k * t) / k for k in (1, 2, 3)) * np.exp(-t * 3), np.float32) for hz in (220, 233.1)]
    assert likeness(traced(notes[0], _RATE), traced(notes[1], _RATE)).agreement < SAME - 0.2


def test_a_hit_cut_out_of_a_loop_is_another_sample() -> None:
    loop = np.concatenate([_hit(seed) for seed in range(4)])
    assert not likeness(traced(loop, _RATE), traced(_hit(2), _RATE)).is_same


def test_layers_of_velocity_that_were_made_of_one_recording_are_other_samples() -> None:
    hit = _hit(1)
    duller = np.asarray(soxr.resample(soxr.resample(hit, _RATE, 2_500), 2_500, _RATE), np.float32)[: len(hit)]
    duller = np.pad(duller, (0, len(hit) - len(duller)))
    softer = np.asarray(0.5 * (0.5 * hit + 0.5 * duller), np.float32)
    assert not likeness(traced(hit, _RATE), traced(softer, _RATE)).is_same
    other = np.asarray(hit + 0.5 * _hit(2), np.float32)
    assert not likeness(traced(hit, _RATE), traced(other, _RATE)).is_same


def test_it_is_told_by_how_much_one_begins_later() -> None:
    original = _hit(1)
    later = np.concatenate([np.zeros(1235, np.float32), original])
    assert likeness(traced(later, _RATE), traced(original, _RATE)).later_s == pytest.approx(1235 / _RATE, abs=2e-5)
    assert likeness(traced(original, _RATE), traced(later, _RATE)).later_s == pytest.approx(-1235 / _RATE, abs=2e-5)


@pytest.mark.parametrize("signal", [np.zeros(1, np.float32), np.zeros(9000, np.float32), np.full(5000, 0.5, np.float32)])
def test_what_holds_no_sound_is_like_nothing(signal: NDArray[np.float32]) -> None:
    assert likeness(traced(signal, _RATE), traced(signal, _RATE)).agreement == 0
    assert likeness(traced(_hit(1), _RATE), traced(signal, _RATE)).agreement == 0


def test_both_channels_of_a_file_are_heard(tmp_path: Path) -> None:
    file = tmp_path / "wide.wav"
    soundfile.write(file, np.stack([_hit(1), 0.5 * _hit(1)], 1), _RATE)
    with file.open("rb") as stream:
        assert likeness(trace(stream.fileno()), traced(_hit(1), _RATE)).agreement > 0.99
