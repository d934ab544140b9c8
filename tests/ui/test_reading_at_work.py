"""A collection that is read while something goes on with its job: neither waits for the other, and what goes on can be stopped."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.engine.jobs.reading import collection_info
from sp404_gui.store import layout
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage
from tests.fakes.records import made_records
from tests.ui.windows import LONGEST_S
from tests.unit.store import story

pytestmark = pytest.mark.usefixtures("qapp")


def job(place: Path, count: int) -> str:
    """A job of some samples."""
    folder = JobFolder.create(str(place), replace(story.manifest(), scan_complete=True))
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
