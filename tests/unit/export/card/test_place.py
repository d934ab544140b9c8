import os
import shutil
from pathlib import Path

import pytest

from sp404_gui.domain.errors import UsageError
from sp404_gui.export.card.place import look_at


@pytest.mark.parametrize("folder", ["IMPORT", "Import", "ROLAND/IMPORT", "Roland/import"])
def test_the_import_folder_of_a_card_is_found(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    place = look_at(str(tmp_path))
    assert (place.base, place.root, place.is_card) == (str(tmp_path / folder), str(tmp_path), True)
    assert look_at(str(tmp_path / folder)).base == str(tmp_path / folder)
    assert look_at(str(tmp_path / folder)).is_card


def test_another_folder_is_taken_as_it_is_and_said_to_be_no_card(tmp_path: Path) -> None:
    place = look_at(str(tmp_path))
    assert (place.base, place.is_card, place.missing) == (str(tmp_path), False, False)
    assert place.free_bytes > 0


def test_a_new_folder_is_made_later_but_never_beneath_one_that_is_missing(tmp_path: Path) -> None:
    assert look_at(str(tmp_path / "card")).missing
    assert not (tmp_path / "card").exists()
    with pytest.raises(UsageError, match="Put the card in"):
        look_at(str(tmp_path / "media" / "SP404"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="not a folder"):
        look_at(str(tmp_path / "file"))


def test_a_card_that_is_pulled_out_during_the_look_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = shutil.disk_usage

    def pull_and_look(path: str) -> object:
        os.rmdir(path)
        return look(path)

    monkeypatch.setattr(shutil, "disk_usage", pull_and_look)
    (tmp_path / "card").mkdir()
    with pytest.raises(UsageError, match="Put the card in"):
        look_at(str(tmp_path / "card"))


@pytest.mark.parametrize("named", ["", "ROLAND", "ROLAND/SP-404SX", "ROLAND/SP-404SX/SMPL"])
def test_a_card_of_an_older_unit_is_refused_wherever_one_points(tmp_path: Path, named: str) -> None:
    (tmp_path / "ROLAND" / "SP-404SX" / "SMPL").mkdir(parents=True)
    (tmp_path / "IMPORT").mkdir()
    with pytest.raises(UsageError, match="SP-404SX or SP-404A"):
        look_at(str(tmp_path / named))


def test_the_samplers_own_files_are_not_written_among(tmp_path: Path) -> None:
    project = tmp_path / "PROJECT" / "PROJECT_01"
    (project / "SMPL").mkdir(parents=True)
    (project / "PADCONF.BIN").write_bytes(b"x")
    for folder in (project, project / "SMPL"):
        with pytest.raises(UsageError, match="never touched"):
            look_at(str(folder))


def test_an_import_folder_that_leads_out_of_the_card_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    card = tmp_path / "card"
    card.mkdir()
    (card / "IMPORT").symlink_to(tmp_path / "elsewhere")
    assert look_at(str(card)).base == str(card)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is write-protected for the administrator")
def test_a_write_protected_card_is_refused_before_anything_begins(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="write protection"):
        look_at(str(tmp_path))
