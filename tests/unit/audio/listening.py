"""Listening to sounds as the program does: written to a file, opened, decoded."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.audio.extract import measure
from sp404_gui.audio.sound import Sound, listen, mix_down
from sp404_gui.domain.features import LocalFeatures

RATE = 44_100
Samples = NDArray[np.float64]


def times(seconds: float, rate: int = RATE) -> Samples:
    return np.asarray(np.arange(round(seconds * rate)) / rate)


def sine(hz: float, seconds: float = 1.0, rate: int = RATE) -> Samples:
    return np.asarray(0.5 * np.sin(2 * np.pi * hz * times(seconds, rate)))


def stored(folder: Path, samples: Samples, rate: int, subtype: str) -> Path:
    path = folder / "sound.wav"
    soundfile.write(path, samples, rate, subtype=subtype)
    return path


def heard(folder: Path, samples: Samples, rate: int = RATE, subtype: str = "FLOAT") -> Sound:
    with stored(folder, samples, rate, subtype).open("rb") as file:
        mono = mix_down(decode(file.fileno(), DecodeLimits()))
    assert mono is not None
    sound = listen(mono)
    assert sound is not None
    return sound


def measured(folder: Path, samples: Samples, rate: int = RATE, subtype: str = "FLOAT") -> LocalFeatures:
    with stored(folder, samples, rate, subtype).open("rb") as file:
        return measure(file.fileno(), DecodeLimits())
