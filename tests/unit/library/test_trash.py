import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest

from sp404_gui.domain.errors import NoTrash, NotRegularFile, PermissionRefused, SourceUnavailable
from sp404_gui.library.trash import move_to_trash


@pytest.mark.parametrize("name", ["kick.wav", os.fsdecode(b"sn\xffare\n.wav"), "=1+1 ü.wav"])
def test_a_file_is_in_the_trash_and_says_where_it_came_from(trash: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"sound")
    move_to_trash(str(file))
    assert not file.exists()
    assert (trash / name).read_bytes() == b"sound"
    assert f"Path={quote(os.fsencode(file))}\n" in (trash.parent / "info" / f"{name}.trashinfo").read_text()


def test_a_link_is_no_file_of_its_own_and_stays(trash: Path, tmp_path: Path) -> None:
    (tmp_path / "kick.wav").write_bytes(b"sound")
    link = tmp_path / "link.wav"
    link.symlink_to("kick.wav")
    with pytest.raises(NotRegularFile):
        move_to_trash(str(link))
    assert link.is_symlink()
    assert not trash.exists()


def test_a_folder_that_may_not_be_changed_keeps_its_file(
    trash: Path, shared_folder: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    file = shared_folder / "kick.wav"
    file.write_bytes(b"sound")
    with ordinary_user(), pytest.raises((PermissionRefused, NoTrash)):
        move_to_trash(str(file))
    assert file.read_bytes() == b"sound"
    assert not trash.exists()


def test_without_a_trash_nothing_is_moved(trash: Path, tmp_path: Path) -> None:
    file = tmp_path / "kick.wav"
    file.write_bytes(b"sound")
    trash.parent.parent.write_bytes(b"in the way")
    with pytest.raises(NoTrash, match=r"kick\.wav.*stays where it is"):
        move_to_trash(str(file))
    assert file.read_bytes() == b"sound"


def test_what_is_gone_already_is_said(trash: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable):
        move_to_trash(str(tmp_path / "kick.wav"))
    assert not trash.exists()
