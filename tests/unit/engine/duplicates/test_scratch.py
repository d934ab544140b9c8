"""What a search leaves on the disk."""

import os
import tempfile
from pathlib import Path

import pytest

from sp404_gui.engine.duplicates.scratch import scratch_folder


def test_what_a_killed_search_left_goes_with_the_next_one_and_what_another_uses_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, foreign = tmp_path / "sp404-duplicates-left", tmp_path / "another-program"
    for folder in (left, foreign):
        folder.mkdir()
        (folder / "trace").write_bytes(b"sound")
        os.utime(folder, (0, 0))
    with scratch_folder() as first:
        os.utime(first, (0, 0))
        with scratch_folder() as second:
            assert {str(path) for path in tmp_path.iterdir()} == {first, second, str(foreign)}
    assert list(tmp_path.iterdir()) == [foreign]
