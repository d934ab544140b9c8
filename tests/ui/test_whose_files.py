"""Collections whose samples are elsewhere now, or from where the user took none before."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton

from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.repair.rebuilding import rebuild
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.models.carrying import files_of
from tests.conftest import MakeSounds
from tests.ui.test_collections import shown
from tests.ui.windows import current, opened, until


def press(window: MainWindow) -> None:
    """Take the way on that the notice offers."""
    way_on = window.notices.findChild(QPushButton)
    assert way_on is not None
    way_on.click()


def choose(window: MainWindow, folder: Path) -> None:
    """Choose a folder in the dialog that asks for one."""
    chooser = window.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(folder))
    chooser.reject()


async def test_samples_that_were_moved_are_found_again_where_the_user_says(home: Path, make_sounds: MakeSounds) -> None:
    folder = make_sounds(4)
    async with opened(home) as window:
        place = (await shown(window, folder, 4)).place
    moved = folder.rename(folder.with_name("Elsewhere"))
    async with opened(home, place) as again:
        await until(lambda: "no longer in" in again.notices.text, "a sentence with a way out")
        press(again)
        choose(again, moved)
        await until(lambda: current(again).info.root == str(moved) and again.tasks.idle, "the new place")
        assert all(Path(record.sample.file).exists() for record in current(again).store.records)


async def test_a_rebuilt_collection_that_knows_no_place_of_its_samples_is_told_one(home: Path, make_sounds: MakeSounds) -> None:
    folder = make_sounds(4)
    async with opened(home) as window:
        place = Path((await shown(window, folder, 4)).place)
    for lost in ("manifest.json", "log.jsonl"):
        (place / lost).unlink()
    rebuild(str(place), "2026-02-02T00:00:00.000Z")
    async with opened(home, str(place)) as again:
        await until(lambda: "is not known any more" in again.notices.text and again.tasks.idle, "a sentence with a way out")
        press(again)
        choose(again, folder)
        await until(lambda: current(again).info.scan_complete and again.tasks.idle, "the new place")
        assert all(Path(record.sample.file).exists() for record in current(again).store.records)


async def test_where_the_samples_are_now_is_no_word_about_folders_that_a_collection_puts_beside_them(
    home: Path, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    there, job = make_sounds(3, "before/Pack"), str(tmp_path / "received" / "job")
    folder, manifest = create_job(job, [str(there)], JobOptions(), SystemClock())
    folder.write_manifest(replace(manifest, folders=(str(there), str(tmp_path / "before" / "private")), scan_complete=True))
    private = make_sounds(1, "now/private")
    here = there.rename(private.with_name("Pack"))
    async with opened(home, job) as window:
        await until(lambda: "no longer in" in window.notices.text, "a sentence with a way out")
        press(window)
        choose(window, here)
        await until(lambda: "from where you took no samples" in window.notices.text, "a question")
        assert window.shelf.current is None
        assert str(private) in window.notices.text
        press(window)
        await until(lambda: window.shelf.current is not None and current(window).info.folders == (str(here), str(private)), "I agreed")


async def test_a_collection_that_names_files_of_which_i_never_spoke_is_opened_when_i_agree_once(
    home: Path, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    place = str(tmp_path / "received" / "job")
    create_job(place, [str(make_sounds(3))], JobOptions(), SystemClock())
    for _ in range(2):
        async with opened(home, place, from_others=True) as window:
            await until(lambda: "from where you took no samples" in window.notices.text, "a question")
            assert window.shelf.current is None
    async with opened(home, place, from_others=True) as window:
        await until(lambda: window.notices.text, "a question")
        press(window)
        await until(lambda: window.table.rowCount() == 3, "its samples")
    async with opened(home, place, from_others=True) as again:
        await until(lambda: again.table.rowCount() == 3, "the same without a question")
        assert again.notices.text == ""


async def test_all_folders_are_named_or_counted_before_i_agree_to_them(home: Path, make_sounds: MakeSounds, tmp_path: Path) -> None:
    place = str(tmp_path / "received" / "job")
    folders = [str(make_sounds(1, name)) for name in ("their pack/one", "their pack/two", "mine", "their pack/three", "their pack/four")]
    create_job(place, folders, JobOptions(), SystemClock())
    async with opened(home, place, from_others=True) as window:
        await until(lambda: "from where you took no samples" in window.notices.text, "a question")
        assert f"{folders[2]}, {folders[0]}, {folders[1]} and 2 other folders, from where" in window.notices.text
        press(window)
        await until(lambda: window.table.rowCount() == 5, "its samples")


async def test_a_collection_from_another_system_is_opened_when_i_agree_once(home: Path, make_sounds: MakeSounds, tmp_path: Path) -> None:
    folder, manifest = create_job(str(tmp_path / "received" / "job"), [str(make_sounds(1))], JobOptions(), SystemClock())
    folder.write_manifest(replace(manifest, root="Z:\\Packs", folders=("Z:\\Packs",)))
    async with opened(home, folder.path, from_others=True) as window:
        await until(lambda: "from where you took no samples" in window.notices.text, "a question")
        press(window)
        await until(lambda: "no longer in" in window.notices.text, "the way to say where they are")


async def test_the_folder_of_a_sample_that_lies_on_another_system_is_named_where_it_cannot_be_shown(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)  # no file manager, on every machine
    async with opened(home) as window:
        place = (await shown(window, make_sounds(3), 3)).place
    folder = JobFolder.open(place)
    folder.write_manifest(replace(folder.read_manifest(), root="Z:\\Packs", folders=("Z:\\Packs",)))
    async with opened(home, place) as window:
        await until(lambda: window.table.rowCount() == 3 and window.tasks.idle, "its samples")
        window.samples.move_current(1)
        window.actions_["show_file"].trigger()
        assert "No file manager answers" in window.notices.text
        assert "Z:\\Packs" in window.notices.text
        files_of(current(window).store.records)
