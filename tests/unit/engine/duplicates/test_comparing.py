from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sp404_gui.audio.likeness import RATE_HZ
from sp404_gui.engine.duplicates import comparing
from sp404_gui.engine.duplicates.comparing import compare_file
from sp404_gui.engine.measuring.worker import Refusal

_BEAT = RATE_HZ // 2


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


def test_the_rest_of_a_disk_is_left_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(comparing, "_SPARED_BYTES", 1 << 62)
    loud, quiet = (_file(tmp_path, f"{level}.wav", level) for level in (1.0, 0.01))
    (found,) = compare_file(loud, [quiet], str(scratch))  # type: ignore[misc]
    assert found is not None
    assert found.is_same
    assert not any(scratch.iterdir())


def test_what_cannot_be_decoded_is_told_from_what_is_unlike(tmp_path: Path) -> None:
    loud = _file(tmp_path, "loud.wav", 1.0)
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    assert compare_file(loud, [str(tmp_path / "broken.wav")], str(tmp_path)) == [None]
    assert isinstance(compare_file(str(tmp_path / "broken.wav"), [loud], str(tmp_path)), Refusal)


def _song(place: Path, name: str, verses: Iterable[int], rate_hz: int) -> str:
    """A song of verses of 3 s at 11,025 Hz; equal numbers are one recording."""
    each = [np.random.default_rng(verse).normal(0, 0.2, 6 * _BEAT) * np.tile(np.linspace(1, 0, _BEAT), 6) for verse in verses]
    soundfile.write(place / name, np.concatenate(each), rate_hz)
    return str(place / name)


@pytest.mark.parametrize("rate_hz", [RATE_HZ, 8_000])
def test_songs_with_one_intro_are_no_duplicates_and_a_copy_of_a_whole_song_is(tmp_path: Path, rate_hz: int) -> None:
    song, copy = (_song(tmp_path, name, (1, 2, 3, 4), rate_hz) for name in ("song.wav", "copy.ogg"))
    others = [_song(tmp_path, f"{number}.wav", verses, rate_hz) for number, verses in enumerate([(1, 2, 3, 5), (1, 2, 5, 6), (1, 2, 3)])]
    found = compare_file(song, [copy, *others], str(tmp_path))
    assert isinstance(found, list)
    assert [one is not None and one.is_same for one in found] == [True, False, False, True]


@pytest.mark.parametrize("quieter_db", [6, 24])
def test_a_quieter_copy_of_a_sound_that_dies_away_is_a_duplicate(tmp_path: Path, quieter_db: int) -> None:
    crash = np.random.default_rng(1).normal(0, 0.1, 10 * RATE_HZ) * np.exp(-1.3 * np.arange(10 * RATE_HZ) / RATE_HZ)
    loud, quiet = str(tmp_path / "loud.wav"), str(tmp_path / "quiet.wav")
    soundfile.write(loud, crash, RATE_HZ, "PCM_24")
    soundfile.write(quiet, crash * 10 ** (-quieter_db / 20), RATE_HZ, "PCM_24")
    (found,) = compare_file(loud, [quiet], str(tmp_path))  # type: ignore[misc]
    assert found is not None
    assert found.is_same
