import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FatalError
from sp404_gui.store import fresh
from sp404_gui.store.fresh import fresh_file, name_whole, write_new

WAYS: list[tuple[str, ...]] = [(), ("_renamed",), ("_renamed", "_linked")]
"""What the file system does not know, from a good one to a poor one."""


@pytest.fixture(params=WAYS, ids=["rename", "link", "neither"])
def poor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows all ways, or fewer."""
    cannot: Callable[[str, str], bool] = lambda old, new: False  # noqa: E731, ARG005 - what it says then
    for way in request.param:
        monkeypatch.setattr(fresh, way, cannot)


@pytest.mark.usefixtures("poor")
def test_a_whole_file_gets_its_name_and_never_that_of_another(tmp_path: Path) -> None:
    temporary, path = str(tmp_path / "x.part"), tmp_path / "x.wav"
    with fresh_file(temporary) as stream:
        stream.write(b"new")
    name_whole(temporary, str(path))
    assert (path.read_bytes(), os.path.lexists(temporary)) == (b"new", False)
    with fresh_file(temporary) as stream:
        stream.write(b"other")
    with pytest.raises(FileExistsError):
        name_whole(temporary, str(path))
    assert path.read_bytes() == b"new"


@pytest.mark.usefixtures("poor")
def test_a_new_file_takes_no_place_not_even_that_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    write_new(str(path), b"one")
    for taken in (path, tmp_path / "link"):
        if not taken.exists():
            taken.symlink_to(tmp_path / "nowhere")
        with pytest.raises(FileExistsError):
            write_new(str(taken), b"two")
    assert path.read_bytes() == b"one"
    assert sorted(os.listdir(tmp_path)) == ["link", "sheet.html"]


def test_a_temporary_name_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / "x.part").symlink_to(tmp_path / "precious")
    with fresh_file(str(tmp_path / "x.part")) as stream:
        stream.write(b"new")
    assert (tmp_path / "precious").read_bytes() == b"mine"


def test_a_disk_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match="cannot be written to"):
        write_new(str(tmp_path / "gone" / "x"), b"")
