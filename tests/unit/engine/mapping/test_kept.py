"""A map is kept beside no job, and what cannot be read is drawn again."""

import os
from pathlib import Path

import pytest

from sp404_gui.engine.mapping.kept import KeptMap, map_file, read_map, write_map


def test_a_map_comes_back_as_it_was(tmp_path: Path) -> None:
    file = map_file(str(tmp_path / "maps"), "/jobs/job_1")
    assert read_map(file) == KeptMap()
    write_map(file, 2, [("sample_000001", ("ab", 1.5, -2.25)), ("sample_000002", ("cd", 0.1234, 7.0))])
    assert read_map(file) == KeptMap(2, {"sample_000001": ("ab", 1.5, -2.25), "sample_000002": ("cd", 0.123, 7.0)})
    assert map_file(str(tmp_path / "maps"), "/jobs/job_2") != file
    assert os.path.dirname(file) == str(tmp_path / "maps")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b'{"version":1}',
        b'{"version":9,"laid":1,"places":{}}',
        b'{"version":1,"laid":"x","places":{}}',
        b'{"version":1,"laid":1e999,"places":{}}',
        b'{"version":1,"laid":1,"places":{"a":[1]}}',
        b'{"version":1,"laid":1,"places":[]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_map_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "map.json"
    file.write_bytes(content)
    assert read_map(str(file)).places == {}


def test_a_place_at_no_number_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_bytes(b'{"version":1,"laid":1,"places":{"a":["x",NaN,1],"b":["x",1e999,1],"c":["x",1,2]}}')
    assert dict(read_map(str(file)).places) == {"c": ("x", 1.0, 2.0)}


def test_a_folder_that_takes_nothing_costs_the_map_alone(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file in the way")
    write_map(map_file(str(tmp_path / "maps"), "/jobs/job_1"), 1, [("a", ("b", 1.0, 2.0))])
