"""Copies go to the trash while the window looks around, another collection comes, or the user stops or closes."""

import threading
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.engine.duplicates import returning, tidying
from sp404_gui.engine.jobs import drift
from sp404_gui.library.trash import move_to_trash
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.ui.copies import searched
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import current, names, until


async def slowly_to_the_trash(dialog: DuplicatesDialog, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Begin to move what was found to the trash; the first file is on its way until the disk may end."""
    disk = Slow(move_to_trash)
    monkeypatch.setattr(tidying, "move_to_trash", disk)
    dialog.trash.click()
    dialog.trash.click()
    await until(disk.begun.is_set, "a file that takes its time")
    return disk


async def test_my_own_move_to_the_trash_is_not_taken_for_another_process_by_a_look_at_the_folders(
    home: Path, job: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with searched(home, job) as (window, dialog):
        listed: list[bool] = []
        disk = await slowly_to_the_trash(dialog, monkeypatch)
        collection = window.shelf.current
        assert collection is not None
        window.shelf.listed.connect(lambda infos: listed.append(infos[0].locked))
        look = window.tasks.start(window.shelf.refresh())
        await until(lambda: listed == [True] and (look.done() or collection.hold.turn.locked()), "the look")
        disk.may_end.set()
        await until(dialog.report.toPlainText, "the report")
        await until(lambda: window.tasks.idle, "the look, and the edit kept")
        assert collection.stage is Stage.READY
        assert len(names(window)) == 4
        assert window.notices.text == ""
        window.actions_["undo"].trigger()
        assert len(names(window)) == 6
        window.actions_["redo"].trigger()
        await until(lambda: window.tasks.idle, "the steps")
    assert trash.exists()


async def test_what_i_move_to_the_trash_in_a_collection_that_came_while_the_dialog_was_open_leaves_its_list_too(
    home: Path, job: Path, trash: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with searched(home, job) as (window, dialog):
        disk = await slowly_to_the_trash(dialog, monkeypatch)
        folder = make_sounds(3, "Second")
        (folder / "copy.wav").write_bytes((folder / "Drums/kick_000.wav").read_bytes())
        window.take_paths([str(folder)])  # as of a second start
        await until(lambda: len(names(window)) == 4 and current(window).stage is Stage.READY, "the other collection")
        disk.may_end.set()
        await until(dialog.report.toPlainText, "the report")
        await until(lambda: window.tasks.idle, "rest")

        dialog.scope.look.click()
        await until(lambda: dialog.groups.count() == 1, "the copy in the other one")
        disk = await slowly_to_the_trash(dialog, monkeypatch)
        listed: list[object] = []
        window.shelf.listed.connect(listed.append)
        look = window.tasks.start(window.shelf.refresh())
        await until(lambda: listed and (look.done() or current(window).hold.turn.locked()), "the look")
        disk.may_end.set()
        await until(lambda: window.tasks.idle, "the look, and the edit kept")
        assert (len(names(window)), current(window).stage, window.notices.text) == (3, Stage.READY, "")
        window.actions_["undo"].trigger()
        assert len(names(window)) == 4
        window.actions_["redo"].trigger()
        await until(lambda: window.tasks.idle, "the steps")
    assert len(list(trash.iterdir())) == 3


@pytest.mark.parametrize("how", ["stop", "close"])
async def test_a_file_that_goes_to_the_trash_while_i_stop_or_close_is_told_of_and_its_row_goes(
    home: Path, job: Path, trash: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    async with searched(home, job) as (window, dialog):
        disk = await slowly_to_the_trash(dialog, monkeypatch)
        if how == "stop":
            dialog.scope.look.click()
        else:
            dialog.close_.click()
        disk.may_end.set()
        await until(lambda: window.tasks.idle, "the end")
        if how == "stop":
            assert "1 file was moved to the trash:" in dialog.report.toPlainText()
        else:
            assert window.notices.text == "1 file was moved to the trash."
        assert len(names(window)) == 5
        assert len(list(trash.iterdir())) == 1
        window.actions_["undo"].trigger()
        assert len(names(window)) == 6
        window.actions_["redo"].trigger()
        await until(lambda: window.tasks.idle, "the steps")
    assert [said.removed for said in read_edits(JobFolder.open(str(job)).journal).values()] == [True]


async def test_files_that_i_move_to_the_trash_out_of_a_watched_folder_are_not_said_to_be_gone(
    home: Path, job: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, disk = threading.Event(), Slow(str)
    sentences: list[str] = []

    def look(*given: Any) -> drift.Drift:
        found = look_at_files(*given)
        if found.gone:
            looked.set()
        return found

    def move(path: str) -> None:
        move_to_trash(path)
        disk(path)

    def hear(sentence: str, tone: Any) -> None:
        sentences.append(sentence)
        say(sentence, tone)

    look_at_files = drift.drift
    monkeypatch.setattr(drift, "drift", look)
    monkeypatch.setattr(tidying, "move_to_trash", move)
    async with searched(home, job) as (window, dialog):
        window.actions_["watch"].trigger()
        await until(lambda: window.tasks.idle, "the first look")
        say = window.notices.say
        monkeypatch.setattr(window.notices, "say", hear)
        dialog.trash.click()
        dialog.trash.click()
        await until(lambda: disk.begun.is_set() and looked.is_set(), "the look at a folder whose first copy went")
        disk.may_end.set()
        await until(dialog.report.toPlainText, "the report")
        await until(lambda: window.tasks.idle, "the look, and the edit kept")
    assert [sentence for sentence in sentences if "gone" in sentence] == []
    assert len(list(trash.iterdir())) == 2


async def test_a_step_back_while_a_file_comes_back_from_the_trash_is_kept(
    home: Path, job: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with searched(home, job) as (window, dialog):
        window.samples.selectAll()
        window.edits.rate(3)
        dialog.trash.click()
        dialog.trash.click()
        await until(lambda: dialog.report.toPlainText() and window.tasks.idle, "the report")
        dialog.close_.click()
        (trash / "snare_001.wav").rename(job.parent / "Wanns Wavs 1" / "Drums" / "snare_001.wav")
        disk = Slow(returning.take_back)
        monkeypatch.setattr(returning, "take_back", disk)
        window.actions_["rescan"].trigger()
        await until(disk.begun.is_set, "a file that comes back")
        window.actions_["undo"].trigger()
        window.actions_["undo"].trigger()
        disk.may_end.set()
        await until(lambda: window.tasks.idle, "the look, and the steps")
        shown = {record.id: record.user for record in current(window).store.records}
        assert {user.rating for user in shown.values()} == {None}
        assert read_edits(JobFolder.open(str(job)).journal) == shown
