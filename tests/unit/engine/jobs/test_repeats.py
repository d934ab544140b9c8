import os
import sys
from pathlib import Path

import pytest
from blake3 import blake3

from sp404_gui.engine.jobs.repeats import repeats


def test_only_files_that_are_the_same_to_their_last_byte_are_repeats(tmp_path: Path) -> None:
    long = os.urandom(200_000)
    content = {"a": long, "b": long[:-1] + b"?", "c": long, "d": b"head" + long[4:], "e": b"alone", "f": long}
    files = []
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
        files.append((str(tmp_path / name), len(data)))
    assert repeats(files).repeated == {str(tmp_path / "c"), str(tmp_path / "f")}
    known = {len(long): {blake3(long).hexdigest()}}
    assert repeats(files[:1], known).repeated == {str(tmp_path / "a")}
    assert repeats(files[1:2], known).repeated == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes here")
def test_what_cannot_be_read_is_said_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "one").write_bytes(b"12345")
    found = repeats([(str(tmp_path / name), 5) for name in ("pipe", "one", "gone")])
    assert found.unreadable == {str(tmp_path / "pipe"), str(tmp_path / "gone")}
    assert not found.repeated
