"""Many edits that wait their turn: they are written together, each sample's last word stays, and is shown once."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.store.edits import EDITED, read_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.ui.collection import Collection
from tests.fakes.records import made_records
from tests.ui.test_keeping import SAMPLE, job, note, opened

__all__ = ["job"]
_MANY = 600
pytestmark = pytest.mark.usefixtures("qapp")


def rated(collection: Collection, stars: int) -> asyncio.Task[None]:
    """All samples get so many stars."""
    said = {record.id: UserEdits(rating=stars) for record in collection.store.records}
    return asyncio.create_task(collection.edits.keep(said))


async def test_a_key_that_is_held_down_on_all_samples_is_written_once_and_its_last_word_stays(job: Path) -> None:
    collection, _ = await opened(job)
    journal = JobFolder.open(str(job)).journal
    async with collection.hold.turn:
        turns = [rated(collection, time % 6) for time in range(50)]
        await asyncio.sleep(0)
    await asyncio.gather(*turns)
    assert len(list(journal.entries(EDITED))) == 1
    assert {said.rating for said in read_edits(journal).values()} == {49 % 6}
    await collection.edits.keep(note("after that"))
    assert read_edits(journal)[SAMPLE].note == "after that"


async def test_the_last_of_many_edits_stays_though_the_job_is_read_again_between_them(job: Path) -> None:
    collection, _ = await opened(job)
    turns: list[asyncio.Task[None]] = []
    async with collection.hold.turn:
        turns.append(rated(collection, 1))
        await asyncio.sleep(0)
        turns.append(asyncio.create_task(collection.reading.load()))
        await asyncio.sleep(0)
        for stars in (2, 3, 4, 5):
            turns.append(rated(collection, stars))
            await asyncio.sleep(0)
    await asyncio.gather(*turns)
    assert {record.user.rating for record in collection.store.records} == {5}
    assert {said.rating for said in read_edits(JobFolder.open(str(job)).journal).values()} == {5}


async def test_what_is_said_of_many_again_and_again_is_shown_of_each_once_more_and_not_for_every_word(job: Path) -> None:
    JobFolder.open(str(job)).append_samples([record.sample for record in made_records(_MANY)][3:])
    collection, _ = await opened(job)
    shown: list[int] = []

    def count(records: Sequence[SampleRecord]) -> None:
        shown.append(len(records))

    collection.stored.connect(count)
    await asyncio.gather(*(rated(collection, time % 6) for time in range(20)))
    assert {record.user.rating for record in collection.store.records} == {19 % 6}
    assert sum(shown) < 2 * _MANY + 20 * 125
