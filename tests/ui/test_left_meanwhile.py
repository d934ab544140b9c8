"""A collection that is left while something that takes its time stands before its list: nothing begins that nobody would see."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.job import JobOptions
from sp404_gui.engine import choices
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs import drift, folders
from sp404_gui.engine.jobs import reading as jobs_reading
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.export import job
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.dialogs.export import ExportChoice, ExportDialog
from sp404_gui.ui.dialogs.kit_name import KitNameDialog
from sp404_gui.ui.dialogs.search_name import SearchNameDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.e2e.jobs import manifest
from tests.ui.test_collections import shown
from tests.ui.test_whose_files import choose, press
from tests.ui.windows import current, opened, until


class Slow:
    """Something that takes its time.

    Args:
        really: Does it.
        about: What its first argument is where it is slow; everything where nothing is named.

    Attributes:
        begun: Set when somebody waits for it.
        may_end: To be set to let it end.
    """

    def __init__(self, really: Callable[..., Any], about: str = "") -> None:
        self._really = really
        self._about = about
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, *given: Any, **named: Any) -> Any:
        if self._about in {"", str(given[0])}:
            self.begun.set()
            assert self.may_end.wait(30)
        return self._really(*given, **named)


async def left_for(window: MainWindow, other: str, slow: Slow) -> None:
    """Another collection is shown while the slow thing goes on."""
    await until(slow.begun.is_set, "what takes its time")
    window.drops.open(other)
    await until(lambda: window.shelf.current is not None and current(window).place == other, "the other collection")


async def test_what_a_dialog_asks_about_a_collection_is_never_done_to_another_that_a_second_start_shows_meanwhile(
    home: Path, make_sounds: MakeSounds
) -> None:
    elsewhere = make_sounds(2, "Other")
    async with opened(home) as window:
        other = (await shown(window, elsewhere, 2)).place
        mine = (await shown(window, make_sounds(3, "Mine"), 3)).place
        window.kits.rename()
        window.duplicates.open()
        window.field.set_text("kick")
        window.searches.save()
        window.files.choose_folder_to_add()
        window.similar.find_like_file(str(next(elsewhere.rglob("*.wav"))))
        window.take_paths([other])
        await until(lambda: current(window).place == other and window.tasks.idle, "the other collection")
        assert not window.similar.is_on
        assert [kind for kind in (KitNameDialog, DuplicatesDialog) if window.findChildren(kind)] == []
        (named,) = window.findChildren(SearchNameDialog)
        named.named.emit("mine", True)
        named.reject()
        assert [row["place"] for row in window.services.state.searches] == [mine]
        choose(window, make_sounds(4, "More"))
        await until(lambda: current(window).place == mine and len(current(window).store) == 7, "the folder, where it was to go")
        await until(lambda: window.tasks.idle, "rest")


async def test_a_list_that_was_cut_short_waits_where_its_disk_spins_up_until_the_collection_is_shown_again(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, place = make_sounds(5, "Slow"), str(home / "jobs" / "job_slow")
    async with opened(home) as window:
        other = (await shown(window, make_sounds(3, "Other"), 3)).place
        create_job(place, [str(folder)], JobOptions(), SystemClock())
        choices.remember_as_own([str(folder)])
        disk = Slow(os.path.isdir, str(folder))
        monkeypatch.setattr(os.path, "isdir", disk)
        window.drops.open(place)
        await left_for(window, other, disk)
        disk.may_end.set()
        await until(lambda: window.tasks.idle, "rest")
        assert not manifest(Path(place))["scan_complete"]
        window.drops.open(place)
        await until(lambda: window.table.rowCount() == 5 and current(window).stage is Stage.READY, "the whole list")


async def test_a_watched_folder_whose_collection_is_left_while_it_is_looked_at_is_not_listed(
    home: Path, make_sounds: MakeSounds, sound_pool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_sounds(4, "Watched")
    async with opened(home) as window:
        other = (await shown(window, make_sounds(3, "Other"), 3)).place
        place = (await shown(window, folder, 4)).place
        os.utime(shutil.copy(max(sound_pool.rglob("*.wav")), folder / "new.wav"), (0, 0))
        look = Slow(drift.drift)
        monkeypatch.setattr(drift, "drift", look)
        window.actions_["watch"].trigger()
        await left_for(window, other, look)
        look.may_end.set()
        await until(lambda: window.tasks.idle, "rest")
        assert manifest(Path(place))["counts"]["total"] == 4


async def test_folders_are_added_to_the_collection_they_were_added_to_though_another_one_is_shown_meanwhile(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(home) as window:
        other = (await shown(window, make_sounds(3, "Other"), 3)).place
        first = await shown(window, make_sounds(4, "First"), 4)
        noting = Slow(choices.remember_as_own)
        monkeypatch.setattr(choices, "remember_as_own", noting)
        window.drops.take([str(make_sounds(5, "More"))], add=True)
        await left_for(window, other, noting)
        assert window.shelf.opened(first.place) is first, "it is at work, and can be shown again"
        noting.may_end.set()
        await until(lambda: window.tasks.idle, "the list")
        assert len(manifest(Path(first.place))["folders"]) == 2
        assert window.notices.text.startswith("First: ")


async def test_what_is_dropped_on_a_collection_that_i_leave_while_it_is_read_is_not_added_and_that_is_said(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(home) as window:
        first = (await shown(window, make_sounds(4, "First"), 4)).place
        other = (await shown(window, make_sounds(3, "Other"), 3)).place
        reading = Slow(jobs_reading.read_records, first)
        monkeypatch.setattr(jobs_reading, "read_records", lambda place: (yield from reading(place)))
        window.drops.take_into(first, [str(make_sounds(2, "More"))])
        await left_for(window, other, reading)
        reading.may_end.set()
        await until(lambda: window.notices.text.startswith("Nothing was added: “job_First”"), "a sentence")
        assert len(manifest(Path(first))["folders"]) == len(manifest(Path(other))["folders"]) == 1


@pytest.mark.parametrize("with_job", [True, False])
async def test_what_is_dropped_to_be_added_never_joins_a_collection_that_is_shown_later(
    home: Path, finished_job: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch, *, with_job: bool
) -> None:
    async with opened(home) as window:
        other = str(finished_job) if with_job else (await shown(window, make_sounds(3, "Other"), 3)).place
        first = (await shown(window, make_sounds(4, "First"), 4)).place
        before = manifest(Path(other))["folders"]
        looking = Slow(JobFolder.exists)
        monkeypatch.setattr(JobFolder, "exists", looking)
        window.overlay.dropped.emit([*([other] if with_job else []), str(make_sounds(2, "More"))], True)
        if not with_job:
            await left_for(window, other, looking)
        looking.may_end.set()
        await until(lambda: window.tasks.idle and current(window).place == other, "the other collection")
        assert manifest(Path(other))["folders"] == before
        assert len(manifest(Path(first))["folders"]) == (2 if with_job else 1)
        assert with_job or window.notices.text.startswith("Nothing was added: “job_First”")


async def test_a_folder_that_was_not_looked_at_is_not_said_to_hold_nothing_new(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        mine = await shown(window, make_sounds(4, "Mine"), 4)
        await until(lambda: window.tasks.idle, "rest")
        with JobLock(mine.place):
            window.drops.take([str(make_sounds(2, "More"))], add=True)
            await until(lambda: window.notices.text and window.tasks.idle, "a sentence")
        assert "already" not in window.notices.text
        assert mine.place in window.notices.text


async def test_a_collection_whose_samples_i_show_the_place_of_leaves_the_one_that_i_open_meanwhile_where_it_is(
    home: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_sounds(4, "Moved")
    async with opened(home) as window:
        other = (await shown(window, make_sounds(3, "Other"), 3)).place
        place = (await shown(window, folder, 4)).place
    here = folder.rename(folder.with_name("Elsewhere"))
    async with opened(home, place) as window:
        await until(lambda: "no longer in" in window.notices.text, "a sentence with a way out")
        moving = Slow(folders.move_job)
        monkeypatch.setattr(folders, "move_job", moving)
        press(window)
        choose(window, here)
        await left_for(window, other, moving)
        moving.may_end.set()
        await until(lambda: manifest(Path(place))["root"] == str(here) and window.tasks.idle, "the new place")
        assert current(window).place == other
        window.drops.open(place)
        await until(lambda: window.table.rowCount() == 4 and window.tasks.idle, "its samples")
        assert all(Path(record.sample.file).exists() for record in current(window).store.records)


@pytest.mark.parametrize("comes_through", [True, False])
async def test_an_export_whose_dialog_was_closed_says_in_the_window_how_it_ended(
    home: Path, finished_job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, comes_through: bool
) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        window.dialogs.export()
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        reading = Slow(job.export_job)
        monkeypatch.setattr(job, "export_job", reading)
        there = tmp_path / "there" / "samples.csv"
        if comes_through:
            there.parent.mkdir()
        dialog.export_wanted.emit(ExportChoice(format_name="csv", path=str(there)))
        await until(reading.begun.is_set, "the export")
        dialog.reject()
        reading.may_end.set()
        await until(lambda: str(there.parent) in window.notices.text, "a sentence")
        assert there.exists() == comes_through
        assert window.notices.text.startswith("Written: ") == comes_through
