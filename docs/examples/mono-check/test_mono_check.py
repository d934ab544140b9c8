"""`python -m pytest` in this folder."""

import asyncio
from pathlib import Path

import numpy as np
import soundfile
from sp404_mono_check import compared, measure

from sp404_gui import SampleRecord
from sp404_gui.domain.sample import Sample


def _result(folder: Path, left: np.ndarray, right: np.ndarray) -> object:
    soundfile.write(folder / "a.wav", np.stack([left, right], axis=1), 44_100, subtype="FLOAT")
    record = SampleRecord(sample=Sample("sample_000001", str(folder), "a.wav", 0, 0))
    return asyncio.run(measure([record]))[record.id]


def test_known_signals(tmp_path: Path) -> None:
    """The same twice loses nothing, opposites lose everything, strangers 3 dB."""
    noise, other = np.random.default_rng(1).normal(0, 0.1, (2, 200_000))
    assert _result(tmp_path, noise, noise) == {"correlation": 1.0, "mono_loss_db": 0.0}
    assert _result(tmp_path, noise, -noise) == {"correlation": -1.0}
    strangers = _result(tmp_path, noise, other)
    assert isinstance(strangers, dict)
    assert abs(strangers["correlation"]) < 0.01
    assert abs(strangers["mono_loss_db"] - 3.0) < 0.1


def test_what_cannot_be_measured_says_why(tmp_path: Path) -> None:
    """Silence has no correlation."""
    assert _result(tmp_path, np.zeros(100), np.ones(100)) == {"reason": "A channel is silent."}
    assert compared(1.0, 1.0, 1.0) == {"correlation": 1.0, "mono_loss_db": 0.0}
