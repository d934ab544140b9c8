"""The most telling samples are asked about first, and their answers are lent to alike ones until those are asked about themselves."""

from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from sp404_gui.audio.embedding import SIZE, encode_embedding
from sp404_gui.domain.events import SampleLent
from sp404_gui.domain.features import Category
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.batching import Batcher
from sp404_gui.engine.asking.coverage import Coverage
from sp404_gui.engine.asking.kinship import LEAST_TRUST, trust
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, make_plan
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.engine.runner import Runner
from tests.fakes.server import FakeServer
from tests.unit.engine.asking.test_batching import record

RATE = 44_100


def placed(number: int, place: NDArray[np.float64], category: Category = Category.DRUMS, subcategory: str = "kick") -> SampleRecord:
    """A sample whose sound lies at a place."""
    one = record(number, category)
    assert one.features is not None
    text = encode_embedding((place / np.linalg.norm(place)).astype(np.float32))
    return replace(one, features=replace(one.features, embedding=text, subcategory=subcategory))


def cluster(first: int, count: int, axis: int) -> list[SampleRecord]:
    """Samples around a middle, which is the first of them."""
    middle = np.eye(SIZE)[axis]
    rays = [np.eye(SIZE)[(axis + 1 + n) % SIZE] * 0.3 for n in range(count - 1)]
    return [placed(first, middle), *(placed(first + 1 + n, middle + ray) for n, ray in enumerate(rays))]


def test_the_middle_of_the_largest_cluster_is_asked_about_first_then_that_of_the_next() -> None:
    coverage = Coverage()
    samples = [*cluster(10, 4, 40), *cluster(20, 9, 0), placed(30, np.eye(SIZE)[60])]
    for sample in np.random.default_rng(3).permutation(np.array(samples, object)).tolist():
        coverage.learn(sample)
        coverage.wait(sample.id, waits=True)
    asked = []
    for _ in range(3):
        best = coverage.best([Category.DRUMS])
        assert best is not None
        asked.append(int(best[-2:]))
        coverage.wait(best, waits=False)
        coverage.ask(best)
    assert asked == [20, 10, 30]
    assert coverage.best([Category.MELODIC]) is None


def test_what_is_added_later_counts_as_well_and_nothing_is_told_twice() -> None:
    coverage = Coverage()
    for sample in cluster(10, 4, 40):
        coverage.learn(sample)
        coverage.wait(sample.id, waits=True)
    coverage.ask("sample_000010")
    coverage.wait("sample_000010", waits=False)
    late = cluster(20, 3, 0)
    for sample in late:
        coverage.learn(sample)
        coverage.learn(sample)
        coverage.wait(sample.id, waits=True)
    assert coverage.best([Category.DRUMS]) == "sample_000020", "the others of the first cluster are known well enough"


def test_an_answer_is_trusted_less_the_less_alike_two_sounds_are() -> None:
    likeness = np.linspace(0, 1, 200, dtype=np.float32)
    same, other = (trust(likeness, np.full(200, is_same)) for is_same in (True, False))
    for curve in (same, other):
        assert (np.diff(curve) >= 0).all()
        assert curve[-1] == 1
        assert set(curve[curve < LEAST_TRUST]) == {0}
    assert (same >= other).all()


@pytest.mark.parametrize("size", [1, 3])
def test_batches_hold_the_most_telling_samples_of_one_category_and_what_the_user_looks_at_comes_first(size: int) -> None:
    coverage = Coverage()
    batcher = Batcher(BatchSize(size), order=coverage)
    melodic = [placed(50 + n, np.eye(SIZE)[50 + n], Category.MELODIC, "bass") for n in range(3)]
    for sample in (*melodic, *cluster(20, 9, 0)):
        coverage.learn(sample)
        batcher.add(sample)
    batcher.bring_forward(["sample_000052"])
    first, second = batcher.take(partial=True), batcher.take(partial=True)
    assert first[0].id == "sample_000052"
    assert second[0].id == "sample_000020"
    assert all(len({s.features.category for s in batch if s.features}) == 1 for batch in (first, second))
    rest = [sample.id for batch in iter(lambda: batcher.take(partial=True), []) for sample in batch]
    everything = [*rest, *(s.id for s in first), *(s.id for s in second)]
    assert sorted(everything) == sorted({s.id for s in (*melodic, *cluster(20, 9, 0))})


def test_samples_without_a_place_go_in_the_order_of_arrival() -> None:
    batcher = Batcher(BatchSize(2), order=Coverage())
    for number in range(4):
        batcher.add(record(number))
    assert [s.id[-1] for s in batcher.take(partial=True)] == ["0", "1"]


def alike_sounds(folder: Path) -> Path:
    """Five kicks and four bells that differ in their level alone, and so in their bytes."""
    folder.mkdir()
    times = np.arange(RATE // 2) / RATE
    kick = np.sin(2 * np.pi * (50 * times + 8 * (1 - np.exp(-30 * times)))) * np.exp(-8 * times)
    bell = sum(np.sin(2 * np.pi * 880 * k * times) / k for k in (1, 2.76, 5.4)) * np.exp(-6 * times)
    for name, sound, count in (("kick", kick, 5), ("bell", bell / 2, 4)):
        for number in range(count):
            soundfile.write(folder / f"{name}{number}.wav", sound * (0.9 - 0.1 * number), RATE, subtype="PCM_24")
    return folder


async def run(place: Path, sounds: Path, options: JobOptions) -> list[SampleLent]:
    plan, options = await make_plan(options, lambda _: None, Places(str(place.parent / "cache.sqlite")))
    folder, manifest = take_up_job(str(place)) if place.exists() else create_job(str(place), [str(sounds)], options, SystemClock())
    async with aclosing(Runner(folder, replace(manifest, options=options), plan).run()) as events:
        loans = [event async for event in events if isinstance(event, SampleLent)]
    assert plan.agent is not None
    assert plan.agent.client is not None
    await plan.agent.client.aclose()
    return loans


def records(place: Path) -> list[SampleRecord]:
    return [one for part in read_records(str(place)) for one in part]


def sources(place: Path) -> dict[str, list[VibeSource]]:
    """Where the descriptions of kicks and bells come from, sorted."""
    found: dict[str, list[VibeSource]] = {"kick": [], "bell": []}
    for one in records(place):
        assert one.vibe is not None
        found[one.path[:4]].append(one.vibe.source)
    return {name: sorted(of_name) for name, of_name in found.items()}


async def test_two_calls_describe_two_kinds_of_sounds_until_all_are_asked_about(tmp_path: Path, server: FakeServer) -> None:
    place, sounds = tmp_path / "job", alike_sounds(tmp_path / "sounds")
    options = JobOptions(provider=server.base_url, interval_s=0.02, batch_size=1, max_calls=2, hide_names=True)
    await run(place, sounds, replace(options, max_calls=0))  # so that all are measured when the first is chosen
    assert len(await run(place, sounds, options)) == 7
    asked, lent = [VibeSource.ASKED], VibeSource.LENT
    assert sources(place) == {"kick": [*asked, *[lent] * 4], "bell": [*asked, *[lent] * 3]}
    for one in records(place):
        assert one.vibe is not None
        if one.vibe.source is VibeSource.LENT:
            lender = next(r.vibe for r in records(place) if r.path[:4] == one.path[:4] and r.vibe and r.vibe.source is VibeSource.ASKED)
            assert one.vibe.mood == lender.mood
            assert one.vibe.confidence <= lender.confidence
            assert str(one.status) == "pending", "a loan is no answer"

    await run(place, sounds, replace(options, max_calls=None))
    assert sources(place) == {"kick": asked * 5, "bell": asked * 4}
    every = [identifier for batch in server.asked for identifier in batch]
    assert len(every) == len(set(every)) == 9


async def test_loans_are_not_remembered_for_other_jobs(tmp_path: Path, server: FakeServer) -> None:
    sounds = alike_sounds(tmp_path / "sounds")
    options = JobOptions(provider=server.base_url, interval_s=0.02, batch_size=1, max_calls=2, hide_names=True)
    await run(tmp_path / "one", sounds, replace(options, max_calls=0))
    await run(tmp_path / "one", sounds, options)
    await run(tmp_path / "two", sounds, replace(options, max_calls=None))
    assert sources(tmp_path / "two") == {"kick": [VibeSource.ASKED] * 5, "bell": [VibeSource.ASKED] * 4}
    assert len(server.asked) == 9, "the two answers of the first job are known to the second, and nothing else"
