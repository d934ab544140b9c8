"""The dialog of duplicates over real files, with a real trash."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Member, Merit, Sameness
from sp404_gui.domain.sample import UserEdits
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from tests.conftest import MakeSounds
from tests.e2e.command import Command
from tests.fakes.records import made_records
from tests.ui.copies import searched
from tests.ui.windows import names, opened, until


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
