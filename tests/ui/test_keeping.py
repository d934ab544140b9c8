"""What the user says of samples while something goes on with their job: kept, or shown no longer."""

import asyncio
import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs import edits, reading
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.reading import collection_info
from sp404_gui.store import journal, lock
from sp404_gui.store.edits import read_edits
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock, is_locked
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.control.edit_control import EditControl
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage
from tests.fakes.records import made_records
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import until
from tests.unit.store import story

SAMPLE = "sample_000001"
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job of three samples."""
    place = tmp_path / "job"
    folder = JobFolder.create(str(place), replace(story.manifest(), scan_complete=True))
    folder.append_samples([record.sample for record in made_records(3)])
    return place


async def opened(job: Path) -> tuple[Collection, list[str]]:
    """Its collection, read, and what that says to the user."""
    collection = Collection(collection_info(str(job)))
    sentences: list[str] = []
    collection.noticed.connect(lambda sentence, _: sentences.append(sentence))
    await collection.reading.load()
    return collection, sentences


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be added to the audit trail."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "write_all", refuse)
        yield


def noted(collection: Collection) -> str:
    """The note of the first sample, as it is shown."""
    return collection.store.records[0].user.note


def note(text: str) -> dict[str, UserEdits]:
    return {SAMPLE: UserEdits(note=text)}


async def test_a_note_that_was_put_off_and_could_not_be_kept_is_shown_no_longer(job: Path) -> None:
    collection, sentences = await opened(job)

    async def work() -> None:
        await collection.edits.keep(note("typed"))
        await collection.edits.keep(note("typed meanwhile"))
        assert noted(collection) == "typed meanwhile"

    await collection.edits.keep(note("kept"))
    with full_disk():
        await collection.hold.during(Stage.MEASURING, work)
        assert "not kept" in sentences[0]
        assert noted(collection) == "kept"
        await collection.edits.keep(note("typed afterwards"))
        assert noted(collection) == "kept"
    assert read_edits(JobFolder.open(str(job)).journal)[SAMPLE].note == "kept"


async def test_what_is_said_while_files_are_measured_is_on_disk_at_once_and_the_last_word_stays(job: Path) -> None:
    collection, sentences = await opened(job)
    journal_ = JobFolder.open(str(job)).journal

    async def work() -> None:
        first = asyncio.create_task(collection.edits.keep(note("older")))
        second = asyncio.create_task(collection.edits.keep(note("newer")))
        await asyncio.gather(first, second)
        assert read_edits(journal_)[SAMPLE].note == "newer"
        assert is_locked(str(job))
        last.append(asyncio.create_task(collection.edits.keep({SAMPLE: UserEdits(note="last", removed=True)})))
        await asyncio.sleep(0)

    last: list[asyncio.Task[None]] = []
    await collection.hold.during(Stage.MEASURING, work)
    await asyncio.gather(*last)
    assert read_edits(journal_)[SAMPLE] == UserEdits(note="last", removed=True)
    assert (sentences, noted(collection), collection.stage) == ([], "last", Stage.READY)
    assert collection_info(str(job)).removed.total == 1
    assert validate(str(job)) == []


async def test_an_edit_of_very_many_is_kept_though_the_window_closes_before_all_of_them_are_shown(tmp_path: Path) -> None:
    folder = JobFolder.create(str(tmp_path / "many"), replace(story.manifest(), scan_complete=True))
    folder.append_samples([record.sample for record in made_records(1_600)])
    collection, _ = await opened(tmp_path / "many")
    favorites = {record.id: UserEdits(favorite=True) for record in collection.store.records}
    shown: list[int] = []

    def close() -> None:
        shown.append(sum(record.user.favorite for record in collection.store.records))
        if len(shown) > 1:
            keeping.cancel()

    collection.stored.connect(close)
    keeping = asyncio.create_task(collection.edits.keep(favorites))
    await asyncio.wait({keeping})
    assert shown[-1] < len(favorites)
    await until(lambda: read_edits(folder.journal).keys() == favorites.keys(), "the edits on disk")


async def test_an_edit_that_waits_for_another_is_kept_though_the_window_closes_meanwhile(job: Path) -> None:
    collection, _ = await opened(job)
    async with collection.hold.turn:
        keeping = asyncio.create_task(collection.edits.keep(note("at the last moment")))
        await asyncio.sleep(0)
        keeping.cancel()
        await asyncio.sleep(0)
    await asyncio.wait({keeping})
    assert read_edits(JobFolder.open(str(job)).journal)[SAMPLE].note == "at the last moment"


async def test_of_two_notes_right_after_each_other_that_could_not_be_kept_none_is_shown(job: Path) -> None:
    collection, _ = await opened(job)
    with full_disk():
        async with collection.hold.turn:
            first = asyncio.create_task(collection.edits.keep(note("first")))
            second = asyncio.create_task(collection.edits.keep(note("second")))
        await asyncio.gather(first, second)
    assert noted(collection) == ""


async def test_what_is_typed_while_an_older_note_cannot_be_kept_stays_and_is_kept(job: Path) -> None:
    collection, sentences = await opened(job)
    newer: list[asyncio.Task[None]] = []

    def type_on() -> None:
        is_full.close()
        newer.append(asyncio.create_task(collection.edits.keep(note("newer"))))

    collection.noticed.connect(type_on)
    with ExitStack() as is_full:
        is_full.enter_context(full_disk())
        await collection.edits.keep(note("older"))
        assert noted(collection) == "newer"
    await asyncio.gather(*newer)
    assert (noted(collection), len(sentences)) == ("newer", 1)
    assert read_edits(JobFolder.open(str(job)).journal)[SAMPLE].note == "newer"


async def test_what_is_written_right_after_work_is_not_taken_for_another_process(job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_LOOKS_S", ())  # nobody waits until it is let go
    collection, sentences = await opened(job)
    stages: list[Stage] = []
    collection.stage_changed.connect(lambda: stages.append(collection.stage))
    writing: list[asyncio.Task[None]] = []

    async def write_slowly() -> None:
        async with collection.hold.turn:
            with JobLock(str(job)):
                for _ in range(20):
                    await asyncio.to_thread(collection_info, str(job))

    async def work() -> None:
        await collection.edits.keep(note("put off"))
        writing.append(asyncio.create_task(write_slowly()))
        await asyncio.sleep(0)

    await collection.hold.during(Stage.MEASURING, work)
    await asyncio.gather(*writing)
    assert (sentences, stages, noted(collection)) == ([], [Stage.MEASURING, Stage.READY], "put off")
    assert read_edits(JobFolder.open(str(job)).journal)[SAMPLE].note == "put off"


async def test_a_second_word_for_hundreds_that_comes_before_the_first_is_shown_for_all_takes_none_of_it_away(job: Path) -> None:
    folder = JobFolder.open(str(job))
    folder.append_samples([record.sample for record in made_records(600)][3:])
    shelf, tasks = Shelf(), Tasks()
    shelf.trusting = True
    await shelf.open(str(job))
    assert shelf.current is not None
    store, everyone = shelf.current.store, [f"sample_{number:06d}" for number in range(1, 601)]
    edits = EditControl(shelf, tasks, lambda: everyone, shelf)
    edits.favor()
    edits.rate(3)
    await until(lambda: tasks.idle, "the edits")
    assert {(record.user.favorite, record.user.rating) for record in store.records} == {(True, 3)}
    assert list(read_edits(folder.journal).values()) == [UserEdits(favorite=True, rating=3)] * 600
    edits.undo()
    edits.undo()
    await until(lambda: tasks.idle, "the steps back")
    assert [record.user for record in store.records] == [UserEdits()] * 600
    shelf.close_current()


async def test_hundreds_that_are_removed_are_gone_at_once_and_back_at_once(job: Path) -> None:
    folder = JobFolder.open(str(job))
    folder.append_samples([record.sample for record in made_records(600)][3:])
    shelf, tasks, table, resets = Shelf(), Tasks(), SampleTable(list_columns()), list[int]()
    shelf.trusting = True
    await shelf.open(str(job))
    assert shelf.current is not None
    shelf.current.samples.holder = table
    table.show_store(shelf.current.store)
    table.modelReset.connect(lambda: resets.append(table.rowCount()))
    everyone = table.ids(range(1, 600))
    edits = EditControl(shelf, tasks, lambda: everyone, shelf)
    edits.remove()
    assert table.rowCount() == 1
    await until(lambda: tasks.idle, "the removal")
    assert [said.removed for said in read_edits(folder.journal).values()] == [True] * 599
    assert shelf.current.samples.removed().total == 599
    edits.undo()
    assert table.rowCount() == 600
    await until(lambda: tasks.idle, "the step back")
    assert not any(record.user.removed for record in shelf.current.store.records)
    assert resets == [1], "and the others are chosen anew once, not for each few hundred"
    with full_disk():
        edits.remove()
        await until(lambda: tasks.idle, "the removal that fails")
    assert table.rowCount() == 600
    shelf.close_current()


async def test_what_another_process_says_of_a_sample_that_i_removed_is_shown_once_the_job_is_read_again(job: Path) -> None:
    collection, _ = await opened(job)
    await collection.edits.keep({SAMPLE: UserEdits(removed=True)})
    save_edits(str(job), {SAMPLE: UserEdits(note="back")}, clock=SystemClock())  # as of a command that found its file again
    await collection.reading.load()
    assert (collection.store.records[0].user.removed, noted(collection)) == (False, "back")


async def test_what_is_still_on_its_way_stays_shown_when_the_job_is_read_again(job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collection, _ = await opened(job)
    disk = Slow(save_edits)
    monkeypatch.setattr(edits, "save_edits", disk)
    keeping = asyncio.create_task(collection.edits.keep(note("typed")))
    await until(disk.begun.is_set, "a disk that takes its time")
    loading = asyncio.create_task(collection.reading.load())
    disk.may_end.set()
    keeping_more = asyncio.create_task(collection.edits.keep(note("typed last")))
    await asyncio.gather(keeping, loading, keeping_more)
    assert noted(collection) == "typed last"


async def test_what_is_said_before_the_samples_are_read_and_cannot_be_kept_is_not_shown(job: Path) -> None:
    save_edits(str(job), note("kept"), clock=SystemClock())
    collection = Collection(collection_info(str(job)))
    with full_disk():
        await collection.edits.keep(note("undone"))
        await collection.reading.begin()
    assert noted(collection) == "kept"


@pytest.mark.parametrize(("disk_is_full", "shown"), [(False, "undone"), (True, "kept")])
async def test_what_is_said_while_the_samples_are_read_is_shown_if_it_could_be_kept(
    job: Path, monkeypatch: pytest.MonkeyPatch, disk_is_full: bool, shown: str
) -> None:
    save_edits(str(job), note("kept"), clock=SystemClock())
    collection, disk = Collection(collection_info(str(job))), Slow(collection_info)
    monkeypatch.setattr(reading, "collection_info", disk)
    loading = asyncio.create_task(collection.reading.begin())
    await until(disk.begun.is_set, "a disk that takes its time")
    with full_disk() if disk_is_full else nullcontext():
        keeping = asyncio.create_task(collection.edits.keep(note("undone")))
        await asyncio.sleep(0)
        disk.may_end.set()
        await asyncio.gather(loading, keeping)
    assert noted(collection) == shown
