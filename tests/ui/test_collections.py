"""Several collections, several processes, and what the user does between them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sp404_gui.domain.sample import SampleStatus
from sp404_gui.store.edits import read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.job_start import JobStart
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.panels.inspector.note import NoteField
from sp404_gui.ui.stage import Stage
from tests.e2e.command import Command
from tests.e2e.jobs import by_path, log, manifest
from tests.fakes.records import made_records
from tests.ui.windows import current, opened, planned, until
from tests.unit.store import story

MakeSounds = Callable[..., Path]


async def shown(window: MainWindow, folder: Path, count: int) -> Collection:
    window.drops.take([str(folder)])
    await until(lambda: window.shelf.current is not None and current(window).info.name == folder.name, folder.name)
    await until(lambda: window.table.rowCount() == count and current(window).stage is Stage.READY, "all rows")
    return current(window)


async def test_a_note_that_is_still_typed_belongs_to_the_collection_it_was_typed_in(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        first = await shown(window, make_sounds(4, "First"), 4)
        window.samples.move_current(1)
        sample = window.samples.current_id()
        note = window.inspector.findChild(NoteField)
        assert note is not None
        note.setFocus()
        note.setPlainText("from the first")
        await shown(window, make_sounds(6, "Second"), 6)
        await until(lambda: window.tasks.idle, "the edit")
        assert all(record.user.note == "" for record in current(window).store.records)
        await window.drops.show(first.place)
        await until(lambda: window.table.rowCount() == 4, "the first again")
        row = window.table.row_of(sample)
        assert row is not None
        assert window.table.record(row).user.note == "from the first"


def typed(window: MainWindow, text: str) -> NoteField:
    """A note that was typed and taken over."""
    note = window.inspector.findChild(NoteField)
    assert note is not None
    note.setPlainText(text)
    note.commit()
    return note


async def test_a_note_that_is_typed_while_the_collection_is_read_is_kept(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(4, "First"), 4)
        window.samples.move_current(1)
        sample = window.samples.current_id()

        def type_now() -> None:
            if collection.stage is Stage.LOADING:
                typed(window, "kick with the low end")

        collection.stage_changed.connect(type_now)
        await collection.reading.load()
        await until(lambda: window.tasks.idle, "the edit")
        assert window.notices.text == ""
        row = window.table.row_of(sample)
        assert row is not None
        assert window.table.record(row).user.note == "kick with the low end"
    assert read_edits(JobFolder.open(collection.place).journal)[sample].note == "kick with the low end"


async def test_a_note_that_cannot_be_kept_is_neither_typed_nor_shown(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(4, "First"), 4)
        window.samples.move_current(1)
        seen: list[tuple[bool, str]] = []

        def type_now() -> None:
            if collection.stage is Stage.LOADING:
                note = typed(window, "lost")
                seen.append((note.isEnabled(), note.toPlainText()))

        collection.stage_changed.connect(type_now)
        with JobLock(collection.place):
            await collection.reading.load()
        assert seen == [(False, "")]
        assert "another process works on it" in window.notices.text


async def test_a_paused_collection_is_shown_again_at_the_row_that_was_left(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        paused = await shown(window, make_sounds(60, "Paused"), 60)
        window.tasks.start(paused.run.work(paused.info.options, JobStart()))
        await until(lambda: paused.stage is Stage.RUNNING, "work")
        paused.run.pause()
        await until(lambda: paused.stage is Stage.PAUSED, "the pause")
        window.samples.move_current(5)
        left = window.samples.current_id()
        await shown(window, make_sounds(4, "Other"), 4)
        await window.drops.show(paused.place)
        assert (window.table.rowCount(), window.samples.current_id()) == (60, left)
        paused.stop()
        await until(lambda: paused.stage is Stage.READY, "the end")


async def test_a_drop_onto_a_running_job_leaves_it_its_buttons(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(60), 60)
        window.tasks.start(collection.run.work(collection.info.options, JobStart()))
        await until(lambda: collection.stage is Stage.RUNNING, "work")
        window.drops.take([str(make_sounds(3, "More"))], add=True)
        await until(lambda: "busy" in window.notices.text, "a sentence")
        assert collection.stage is not Stage.LISTING
        assert window.bar.stop.isEnabled()
        await until(lambda: collection.stage is Stage.READY, "the end")


async def test_a_start_that_is_pressed_again_and_again_starts_once_and_one_stop_ends_it(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(40), 40)
        for _ in range(3):
            window.tasks.start(collection.run.work(collection.info.options, JobStart()))
        await until(lambda: collection.stage is Stage.RUNNING, "work")
        window.runs.stop()
        await until(lambda: window.tasks.idle, "the end")
        assert collection.stage is Stage.READY
    assert len(log(Path(collection.place), "started")) == 1


async def test_stop_counts_from_the_first_moment(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(40), 40)
        window.tasks.start(collection.run.work(collection.info.options, JobStart()))
        await until(lambda: collection.stage is Stage.STARTING, "a start")
        window.actions_["stop"].trigger()
        await until(lambda: collection.stage is Stage.READY, "rest")
        assert manifest(Path(collection.place))["status"] == "interrupted"
        assert collection.info.counts.pending > 0


async def test_the_plan_of_a_collection_goes_with_it_and_starts_nothing_that_nobody_could_stop(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        first = await shown(window, make_sounds(5, "First"), 5)
        window.bar.start.click()
        await planned(window)
        window.take_paths([str(make_sounds(3, "Second"))])  # a second start of the program
        await until(lambda: current(window).info.name == "Second" and window.tasks.idle, "the other collection")
        assert window.findChild(PlanDialog) is None
        window.runs.run(first, first.info.options, is_named=True)
        await until(lambda: window.tasks.idle, "rest")
    assert log(Path(first.place), "started") == []


async def test_a_job_that_is_left_in_the_moment_of_the_start_is_not_started(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(40), 40)
        window.runs.run(collection, collection.info.options)
        await until(lambda: collection.stage is Stage.RUNNING, "work")
        window.runs.stop()
        await until(lambda: window.tasks.idle, "the end")
        assert collection.info.counts.pending > 0
        window.bar.start.click()
        window.shelf.close_current()
        await until(lambda: window.tasks.idle, "rest")
        assert window.findChild(PlanDialog) is None
    assert len(log(Path(collection.place), "started")) == 1


async def test_new_files_are_found_when_the_user_looks_for_them(home: Path, make_sounds: MakeSounds, sound_pool: Path) -> None:
    folder = make_sounds(4)
    async with opened(home) as window:
        await shown(window, folder, 4)
        shutil.copy(next(file for file in sorted(sound_pool.rglob("*.wav"))), folder / "new.wav")
        window.actions_["rescan"].trigger()
        await until(lambda: window.table.rowCount() == 5, "the new file")
        await until(lambda: "1 new sample" in window.notices.text, "a sentence")


async def test_what_the_command_did_meanwhile_is_shown(home: Path, make_sounds: MakeSounds, command: Command) -> None:
    async with opened(home) as window:
        collection = await shown(window, make_sounds(5), 5)
        assert command("resume", "--cache-dir", collection.place, "--provider", "offline", env={"SP404_HOME": str(home)}).code == 0
        await window.shelf.refresh()
        await until(lambda: {record.status for record in collection.store.records} == {SampleStatus.DONE}, "the results")


async def test_a_list_that_was_cut_short_is_made_complete_and_not_run_unasked(home: Path, make_sounds: MakeSounds) -> None:
    folder = make_sounds(30)
    async with opened(home) as window:
        window.drops.take([str(folder)])
        await until(lambda: window.table.rowCount() > 0, "the first rows")
        place = Path(current(window).place)
    async with opened(home) as again:
        await until(lambda: again.table.rowCount() == 30 and current(again).stage is Stage.READY, "the whole list")
        assert {record.status for record in current(again).store.records} == {SampleStatus.PENDING}
    assert manifest(place)["status"] == "created"
    assert not by_path(place)


async def test_a_closed_collection_leaves_nothing_to_edit(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        window.samples.move_current(1)
        window.actions_["close_job"].trigger()
        assert window.table.rowCount() == 0
        assert window.samples.selected_ids() == []
        assert window.views.currentWidget() is window.empty


async def test_a_start_with_a_folder_shows_that_folder_whatever_was_open_last(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        await shown(window, make_sounds(4, "Old"), 4)
        window.samples.move_current(1)
    async with opened(home, "", make_sounds(6, "New")) as again:
        await until(lambda: again.table.rowCount() == 6 and again.tasks.idle, "the new folder")
        assert current(again).info.name == "New"
        assert again.samples.selected_ids() == []


async def test_each_collection_keeps_its_own_row_and_filter(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home) as window:
        first = await shown(window, make_sounds(4, "First"), 4)
        window.samples.select_id("sample_000003")
        window.field.set_text("status:waiting")
        await shown(window, make_sounds(6, "Second"), 6)
        assert (window.field.text(), window.samples.selected_ids()) == ("", [])
        await window.drops.show(first.place)
        await until(lambda: window.samples.selected_ids() == ["sample_000003"], "the row of the first")
        assert window.field.text() == "status:waiting"


async def test_only_the_users_own_moves_are_heard(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        moves: list[bool] = []
        window.samples.current_changed.connect(lambda _: moves.append(window.samples.moved_by_hand))
        window.samples.select_id(window.table.record(2).id)
        window.samples.go(1)
        assert moves == [False, True]


async def test_an_edit_right_after_one_of_all_samples_is_the_one_that_stays(home: Path, tmp_path: Path) -> None:
    records = list(made_records(700, waiting=1.0))
    job = tmp_path / "job"
    folder = JobFolder.create(str(job), replace(story.manifest(), scan_complete=True))
    folder.append_samples([record.sample for record in records])
    async with opened(home, str(job)) as window:
        await until(lambda: window.table.rowCount() == 700 and current(window).stage is Stage.READY, "all rows")
        window.samples.selectAll()
        window.actions_["rate_3"].trigger()
        window.samples.select_id("sample_000007")
        window.actions_["rate_5"].trigger()
        await until(lambda: window.tasks.idle, "the edits")
    kept: dict[str, Any] = {}
    for entry in log(job, "edited"):
        kept |= entry["edits"]
    assert {identifier: said["rating"] for identifier, said in kept.items()} == {
        record.id: 5 if record.id == "sample_000007" else 3 for record in records
    }


async def test_a_step_that_cannot_be_taken_back_now_is_taken_back_later(home: Path, make_sounds: MakeSounds) -> None:
    def rating() -> int | None:
        return current(window).store.records[0].user.rating

    async with opened(home) as window:
        collection = await shown(window, make_sounds(3), 3)
        window.samples.select_id(collection.store.records[0].id)
        for stars in (3, 5):
            window.actions_[f"rate_{stars}"].trigger()
            await until(lambda: window.tasks.idle, "the edit")
        for step, before, after in (("undo", 5, 3), ("redo", 3, 5)):
            with JobLock(collection.place):
                await window.shelf.refresh()
                window.actions_[step].trigger()
                await until(lambda: window.tasks.idle, "nothing")
                assert "another process works on it" in window.notices.text
                assert rating() == before
            await window.shelf.refresh()
            await until(lambda: collection.stage is Stage.READY and window.tasks.idle, "the job, let go")
            window.actions_[step].trigger()
            await until(lambda: window.tasks.idle, "the step")
            assert rating() == after
