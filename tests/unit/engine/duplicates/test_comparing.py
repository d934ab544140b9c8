from pathlib import Path

import numpy as np
import pytest
import soundfile

from sp404_gui.engine.duplicates import comparing
from sp404_gui.engine.duplicates.comparing import compare_file
from sp404_gui.engine.measuring.worker import Refusal


def _file(place: Path, name: str, level: float) -> str:
    samples = np.random.default_rng(1).normal(0, 0.2, 20_000) * np.exp(-np.arange(20_000) / 4000)
    soundfile.write(place / name, level * samples, 44_100, "FLOAT")
    return str(place / name)


def test_what_one_worker_decoded_no_other_decodes_again(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    loud, quiet, silent = (_file(tmp_path, f"{level}.wav", level) for level in (1.0, 0.01, 1e-6))
    first = compare_file(loud, [quiet, silent], str(scratch))
    comparing._trace.cache_clear()  # noqa: SLF001 - another worker has decoded nothing yet
    for file in (loud, quiet, silent):
        Path(file).unlink()
    second = compare_file(loud, [quiet, silent], str(scratch))
    assert isinstance(first, list)
    assert isinstance(second, list)
    for found in (first, second):
        assert [one.agreement for one in found if one is not None] == pytest.approx([1.0, 0.0], abs=1e-3)


def test_a_disk_that_takes_no_more_is_no_obstacle(tmp_path: Path) -> None:
    loud, quiet = (_file(tmp_path, f"{level}.wav", level) for level in (1.0, 0.01))
    (found,) = compare_file(loud, [quiet], str(tmp_path / "no such folder"))  # type: ignore[misc]
    assert found is not None
    assert found.agreement > 0.999


def test_what_cannot_be_decoded_is_told_from_what_is_unlike(tmp_path: Path) -> None:
    loud = _file(tmp_path, "loud.wav", 1.0)
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    assert compare_file(loud, [str(tmp_path / "broken.wav")], str(tmp_path)) == [None]
    assert isinstance(compare_file(str(tmp_path / "broken.wav"), [loud], str(tmp_path)), Refusal)
