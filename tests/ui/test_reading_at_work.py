"""A collection that is read while something goes on with its job: neither waits for the other, and what goes on can be stopped."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.jobs import reading as reading_jobs
from sp404_gui.engine.jobs.reading import collection_info, read_records
from sp404_gui.store import layout
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.control.drop_control import DropControl
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.fakes.records import made_records
from tests.ui.windows import LONGEST_S, until
from tests.unit.store import story

pytestmark = pytest.mark.usefixtures("qapp")


def job(place: Path, count: int, root: Path | None = None) -> str:
    """A job of some samples, whose files are nowhere; of a folder that is there."""
    manifest = story.manifest()
    where = manifest.root if root is None else str(root)
    folder = JobFolder.create(str(place), replace(manifest, scan_complete=True, root=where, folders=(where,)))
    folder.append_samples([record.sample for record in made_records(count)])
    return str(place)


async def test_a_list_that_has_nothing_yet_keeps_no_other_collection_from_being_opened(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.trusting = True
    stages: list[Stage] = []
    empty, other = job(tmp_path / "empty", 0), job(tmp_path / "other", 3)
    ends = asyncio.Event()

    async def work() -> None:
        await ends.wait()

    await shelf.open(empty)
    listed = shelf.current
    assert listed is not None
    listing = asyncio.create_task(listed.hold.during(Stage.LISTING, work))
    await asyncio.sleep(0)
    listed.stage_changed.connect(lambda: stages.append(listed.stage))
    await shelf.open(other)
    try:
        await asyncio.wait_for(shelf.open(empty), LONGEST_S / 6)
        assert shelf.current is listed
    finally:
        ends.set()
        await listing
    assert stages == [Stage.READY]
    shelf.close_current()


async def test_a_large_collection_that_is_being_read_keeps_me_from_no_other_and_is_read_no_further_once_i_left_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slowly(place: str) -> Iterator[list[SampleRecord]]:
        chunks = read_records(place)
        yield next(chunks)
        assert goes_on.wait(LONGEST_S)
        yield from chunks

    shelf, tasks = Shelf(), Tasks()
    shelf.trusting = True
    drops = DropControl(shelf, tasks, QObject())
    large, other = job(tmp_path / "large", 2_500), job(tmp_path / "other", 3)
    monkeypatch.setattr(reading_jobs, "read_records", lambda place: slowly(place) if place == large else read_records(place))
    drops.open(large)
    await until(lambda: shelf.current is not None and len(shelf.current.store), "its first samples")
    left = shelf.current
    assert left is not None
    drops.open(other)
    drops.open(large)
    drops.open(other)
    try:
        await until(lambda: shelf.current is not None and len(shelf.current.store) == 3, "the other one", LONGEST_S / 6)
    finally:
        goes_on.set()
    await until(lambda: tasks.idle, "rest")
    assert shelf.current is not None
    assert shelf.current.place == other
    assert len(left.store) < 2_500
    shelf.close_current()


async def test_samples_for_a_collection_that_is_still_being_read_wait_until_it_is(
    home: Path, tmp_path: Path, make_sounds: MakeSounds
) -> None:
    del home
    shelf, tasks, said = Shelf(), Tasks(), list[str]()
    shelf.trusting = True
    shelf.noticed.connect(lambda sentence, tone: said.append(f"{tone}: {sentence}"))
    drops, large = DropControl(shelf, tasks, QObject()), job(tmp_path / "large", 600, make_sounds(1, "Here"))
    drops.open(large)
    await until(lambda: shelf.current is not None, "the large one")
    assert shelf.current is not None
    assert shelf.current.stage is Stage.LOADING
    drops.take_into(large, [str(make_sounds(2, "More"))])
    await until(lambda: tasks.idle, "rest")
    assert said == ["info: 3 new samples were added."]
    assert len(shelf.current.store) == 603
    shelf.close_current()


@pytest.mark.parametrize("damage", [False, True], ids=["all is well", "its list is damaged"])
async def test_work_that_begins_while_its_collection_is_read_anew_can_be_stopped(tmp_path: Path, *, damage: bool) -> None:
    place = job(tmp_path / "job", 2_000)
    collection = Collection(collection_info(place))
    await collection.reading.load()
    stages: list[Stage] = []
    collection.stage_changed.connect(lambda: stages.append(collection.stage))

    async def work() -> None:
        await reading
        assert collection.stage is Stage.MEASURING
        collection.stop()
        assert collection.hold.stop_wanted

    if damage:
        Path(place, layout.SAMPLES).write_bytes(b"{}\n")
    reading = asyncio.create_task(collection.reading.load())
    await asyncio.sleep(0)
    await collection.hold.during(Stage.MEASURING, work)
    assert stages == [Stage.MEASURING, Stage.STOPPING, Stage.READY]
    assert len(collection.store) == 2_000
