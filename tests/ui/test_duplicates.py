"""The dialog of duplicates over real files, with a real trash."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Member, Merit, Sameness
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.duplicates import tidying
from sp404_gui.library.trash import move_to_trash
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.dialogs.duplicates.scope import Scope
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from tests.conftest import MakeSounds
from tests.e2e.command import Command
from tests.fakes.records import made_records
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import current, names, opened, until


@pytest.fixture
def job(command: Command, make_sounds: MakeSounds) -> Path:
    """A finished job of four sounds, a copy of the first, and a FLAC of the second."""
    folder = make_sounds(4)
    (folder / "kick copy.wav").write_bytes((folder / "Drums/kick_000.wav").read_bytes())
    samples, rate = soundfile.read(folder / "Drums/snare_001.wav")
    soundfile.write(folder / "snare.flac", samples, rate, subtype="PCM_16")
    assert command("process", folder.name, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    return command.place / "job"


@asynccontextmanager
async def searched(
    home: Path, job: Path, groups: int = 2, *, everywhere: bool = False
) -> AsyncIterator[tuple[MainWindow, DuplicatesDialog]]:
    """The window with the dialog open, and found what there is."""
    async with opened(home, str(job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        await until(lambda: len(window.shelf.infos) > everywhere, "the other collections")
        window.actions_["duplicates"].trigger()
        dialog = window.findChild(DuplicatesDialog)
        assert isinstance(dialog, DuplicatesDialog)
        dialog.scope.kinds[Sameness.NEAR].setChecked(False)
        if everywhere:
            dialog.scope.where.setCurrentIndex(dialog.scope.where.count() - 1)
            assert dialog.scope.scope is Scope.ALL
        QTest.mouseClick(dialog.scope.look, Qt.MouseButton.LeftButton)
        await until(lambda: dialog.groups.count() == groups, "all groups")
        yield window, dialog
        if isValid(dialog):
            dialog.close_.click()
        await until(lambda: window.tasks.idle, "the end of the dialog")


def _files(job: Path) -> set[str]:
    folder = job.parent / "Wanns Wavs 1"
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


async def test_what_is_not_kept_goes_to_the_trash_once_the_user_says_yes(home: Path, job: Path, trash: Path) -> None:
    async with searched(home, job) as (window, dialog):
        before = _files(job)
        assert [card.keep.isChecked() for card in dialog.beside.cards] == [True, False]
        assert dialog.trash.text() == "Move 2 to the trash…"
        dialog.trash.click()
        asked = dialog._state.text()  # noqa: SLF001 - what the user is asked
        assert "Move 2 files" in asked
        assert "1 group was not opened" in asked
        dialog.back.click()
        assert _files(job) == before
        dialog.trash.click()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.trash.text() == "Move 2 to the trash…"
        dialog.trash.click()
        assert dialog.trash.text() == "Yes, move 2"
        dialog.trash.click()
        await until(dialog.report.toPlainText, "the report")
        gone = {str(file.relative_to(trash)) for file in trash.iterdir()}
        assert gone == {"kick_000.wav", "snare_001.wav"}
        assert _files(job) == before - {"Drums/kick_000.wav", "Drums/snare_001.wav"}
        report = dialog.report.toPlainText()
        assert "2 files were moved to the trash:" in report
        assert "kick copy.wav" in report
        await until(lambda: len(names(window)) == 4, "their rows gone")
        await until(lambda: window.tasks.idle, "the edit kept")
    log = [json.loads(line) for line in (job / "log.jsonl").read_text().splitlines()]
    assert [entry["state"] for entry in log if entry["event"] == "trashed"] == ["moving", "moved"] * 2
    async with opened(home, str(job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        assert len(names(window)) == 4
        (trash / "snare_001.wav").rename(job.parent / "Wanns Wavs 1" / "Drums" / "snare_001.wav")
        window.actions_["rescan"].trigger()
        await until(lambda: len(names(window)) == 5, "the sample whose file is back")
        assert "1 sample is back" in window.notices.text
        await until(lambda: window.tasks.idle, "the end of the look")
        window.samples.select_ids([window.table.ids(range(5))[names(window).index("Drums/snare_001.wav")]])
        window.actions_["remove"].trigger()
        await until(lambda: window.tasks.idle and len(names(window)) == 4, "the removal")
        window.actions_["rescan"].trigger()
        await until(lambda: window.tasks.idle, "another look")
        assert len(names(window)) == 4


async def test_a_file_that_i_restore_from_the_trash_right_after_it_went_there_is_in_the_list_again(
    home: Path, job: Path, trash: Path
) -> None:
    async with searched(home, job) as (window, dialog):
        dialog.trash.click()
        dialog.trash.click()
        await until(dialog.report.toPlainText, "the report")
        await until(lambda: len(names(window)) == 4 and window.tasks.idle, "their rows gone")
        dialog.close_.click()
        (trash / "snare_001.wav").rename(job.parent / "Wanns Wavs 1" / "Drums" / "snare_001.wav")
        window.actions_["rescan"].trigger()
        await until(lambda: window.tasks.idle, "the look")
        assert "1 sample is back" in window.notices.text
        assert len(names(window)) == 5
        window.samples.select_ids([window.table.ids(range(5))[names(window).index("Drums/snare_001.wav")]])
        window.edits.rate(4)
        await until(lambda: window.tasks.idle, "the rating")
        assert len(names(window)) == 5
    removed = [said.removed for said in read_edits(JobFolder.open(str(job)).journal).values()]
    assert sorted(removed) == [False, True]


async def test_my_own_move_to_the_trash_is_not_taken_for_another_process_by_a_look_at_the_folders(
    home: Path, job: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with searched(home, job) as (window, dialog):
        disk = Slow(move_to_trash)
        monkeypatch.setattr(tidying, "move_to_trash", disk)
        listed: list[bool] = []
        dialog.trash.click()
        dialog.trash.click()
        await until(disk.begun.is_set, "a file that takes its time")
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
        disk = Slow(move_to_trash)
        monkeypatch.setattr(tidying, "move_to_trash", disk)
        dialog.trash.click()
        dialog.trash.click()
        await until(disk.begun.is_set, "a file that takes its time")
        folder = make_sounds(3, "Second")
        (folder / "copy.wav").write_bytes((folder / "Drums/kick_000.wav").read_bytes())
        window.take_paths([str(folder)])  # as of a second start
        await until(lambda: len(names(window)) == 4 and current(window).stage is Stage.READY, "the other collection")
        disk.may_end.set()
        await until(dialog.report.toPlainText, "the report")
        await until(lambda: window.tasks.idle, "rest")

        dialog.scope.look.click()
        await until(lambda: dialog.groups.count() == 1, "the copy in the other one")
        disk = Slow(move_to_trash)
        monkeypatch.setattr(tidying, "move_to_trash", disk)
        dialog.trash.click()
        dialog.trash.click()
        await until(disk.begun.is_set, "its file")
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
        disk = Slow(move_to_trash)
        monkeypatch.setattr(tidying, "move_to_trash", disk)
        dialog.trash.click()
        dialog.trash.click()
        await until(disk.begun.is_set, "a file that takes its time")
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


async def test_what_the_user_said_of_a_copy_since_the_search_is_kept_when_it_goes_to_the_trash(home: Path, job: Path, trash: Path) -> None:
    async with searched(home, job) as (window, dialog):
        [identifier] = [i for i, name in zip(window.table.ids(range(6)), names(window), strict=True) if name == "Drums/kick_000.wav"]
        window.samples.select_ids([identifier])
        window.edits.rate(5)
        await until(lambda: window.tasks.idle, "the rating kept")
        dialog.trash.click()
        dialog.trash.click()
        await until(dialog.report.toPlainText, "the report")
        await until(lambda: window.tasks.idle, "the edit kept")
    assert (trash / "kick_000.wav").exists()
    assert read_edits(JobFolder.open(str(job)).journal)[identifier] == UserEdits(rating=5, removed=True)


async def test_return_looks_as_long_as_nothing_is_found_and_takes_no_choice_back(home: Path, job: Path) -> None:
    async with opened(home, str(job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        window.actions_["duplicates"].trigger()
        dialog = window.findChild(DuplicatesDialog)
        assert isinstance(dialog, DuplicatesDialog)
        dialog.scope.kinds[Sameness.NEAR].setChecked(False)
        await until(dialog.scope.where.hasFocus, "the keyboard")
        QTest.keyClick(dialog.scope.where, Qt.Key.Key_Return)
        await until(lambda: dialog.groups.count() == 2, "all groups")
        await until(lambda: window.tasks.idle, "rest")
        QTest.keyClick(dialog, Qt.Key.Key_K)
        QTest.keyClick(dialog.groups, Qt.Key.Key_Return)
        assert dialog.trash.text() == "Move 1 to the trash…"
        dialog.close_.click()
        await until(lambda: window.tasks.idle, "the end of the dialog")


async def test_tab_goes_from_the_groups_to_their_files_and_from_there_to_the_trash(home: Path, job: Path) -> None:
    async with searched(home, job) as (_, dialog):
        await until(dialog.groups.hasFocus, "the keyboard")
        cards = [control for card in dialog.beside.cards for control in (card.hear, card.keep)]
        for control in [*cards, dialog.close_, dialog.trash, dialog.scope.where]:
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            assert dialog.focusWidget() is control


async def test_the_user_chooses_what_stays_and_one_always_does(home: Path, job: Path, trash: Path) -> None:
    async with searched(home, job) as (_, dialog):
        first, second = dialog.beside.cards
        first.keep.click()
        assert first.keep.isChecked(), "the only one that stays"
        assert "has to stay" in dialog._state.text()  # noqa: SLF001 - what the user reads
        second.keep.click()
        first.keep.click()
        assert [card.keep.isChecked() for card in (first, second)] == [False, True]
        assert first.member.file in [one.member.file for one in dialog._keeping.superfluous()]  # noqa: SLF001 - what would go
        QTest.keyClick(dialog.groups, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
        assert [card.keep.isChecked() for card in (first, second)] == [True, True]
        assert dialog.trash.text() == "Move 1 to the trash…"
    assert not trash.exists()


def test_no_key_changes_what_goes_once_it_is_asked_and_none_while_it_goes(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    dialog = DuplicatesDialog(theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    asked: list[int] = []
    dialog.trash_wanted.connect(lambda going: asked.append(len(going)))
    dialog.trash_wanted.connect(dialog.show_moving)
    members = tuple(Member("/jobs/one", record) for record in made_records(3))
    dialog.show_found(Duplicates((DuplicateGroup(Sameness.EXACT, members, Merit.FIRST),)))
    qtbot.waitUntil(dialog.groups.hasFocus)
    QTest.keyClick(dialog, Qt.Key.Key_K)
    dialog.trash.click()
    for keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        QTest.keyClick(dialog, Qt.Key.Key_K, keys)
        assert dialog.trash.text() == "Yes, move 1"
    dialog.trash.click()
    QTest.keyClick(dialog, Qt.Key.Key_K)
    dialog.trash.click()
    assert asked == [1]


async def test_what_is_not_shown_stays(home: Path, command: Command, make_sounds: MakeSounds, trash: Path) -> None:
    folder = make_sounds(1)
    sound = next(folder.rglob("*.wav"))
    for number in range(30):
        sound.with_name(f"{sound.stem} copy {number:02d}.wav").write_bytes(sound.read_bytes())
    assert command("process", folder.name, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    async with searched(home, command.place / "job", groups=1) as (_, dialog):
        seen = {Path(card.member.file) for card in dialog.beside.cards}
        unseen = set(folder.rglob("*.wav")) - seen
        assert len(unseen) == 5
        assert dialog.left_alone.text() == "5 more files of this group are left alone."
        assert dialog.left_alone.isVisible()
        dialog.trash.click()
        dialog.trash.click()
        await until(dialog.report.toPlainText, "the report")
        left = set(folder.rglob("*.wav"))
        assert unseen < left
        assert len(left & seen) == 1
        assert len(list(trash.iterdir())) == 25


async def test_files_that_only_a_strangers_collection_names_are_not_looked_at(
    home: Path, job: Path, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    mine = make_sounds(4, "of which I never spoke")
    done = Command(theirs)("process", mine, "--cache-dir", home / "jobs" / "job_theirs", "--provider", "offline")
    assert done.code == 0, done.said
    async with searched(home, job, everywhere=True) as (_, dialog):
        assert {Path(card.member.file).is_relative_to(mine) for card in dialog.beside.cards} == {False}


async def test_a_key_goes_from_one_to_the_other(home: Path, job: Path) -> None:
    async with searched(home, job) as (window, dialog):
        heard: list[str] = []
        window.audition.wave_changed.connect(lambda identifier, _: heard.append(identifier))
        members = [card.member for card in dialog.beside.cards]
        for expected in (members[0], members[1], members[0]):
            QTest.keyClick(dialog.groups, Qt.Key.Key_X)
            assert dialog.heard is expected
            assert heard[-1] == expected.record.id


async def test_a_file_that_changed_meanwhile_stays_and_that_is_said(home: Path, job: Path, trash: Path) -> None:
    async with searched(home, job) as (_, dialog):
        going = Path(dialog.beside.cards[1].member.file)
        going.write_bytes(b"changed")
        dialog.trash.click()
        dialog.trash.click()
        await until(dialog.report.toPlainText, "the report")
        assert "1 file stayed:" in dialog.report.toPlainText()
        assert going.read_bytes() == b"changed"
        assert len(list(trash.iterdir())) == 1
