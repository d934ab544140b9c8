"""Other machines measure: a real scheduler with real workers, which are killed in the middle, see another folder, or are too old."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.errors import AnalysisTimedOut
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.cluster.pool import ClusterPool
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.library.identity import content_hash
from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, until
from tests.e2e.sounds import write_endless, write_sound
from tests.fakes.dask_cluster import DaskCluster

SAMPLES = 16
OLD = 'import sp404_gui\nsp404_gui.__version__ = "0.0.1"\n'
MEASURES = "measures: "


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A cluster of two workers, one of them under dask's nanny; nobody kills it."""
    with DaskCluster(tmp_path_factory.mktemp("cluster")) as running:
        running.add("a")
        running.add("b", options=())
        yield running


@pytest.fixture
def local(make_sounds: MakeSounds, tmp_path: Path) -> Command:
    """Another home, which no cluster helps."""
    make_sounds(SAMPLES)
    (tmp_path / "alone").mkdir()
    return Command(tmp_path / "alone")


def measured(job: Path) -> dict[str, Any]:
    """All that was found of each sample."""
    return {path: {name: row.get(name) for name in ("features", "vibe", "groove")} for path, row in jobs.by_path(job).items()}


def shares(job: Path) -> tuple[int, int]:
    """How many files the cluster measured, and how many this machine."""
    (entry,) = jobs.log(job, "cluster")
    return entry["there"], entry["here"]


def test_a_cluster_that_sees_the_folder_elsewhere_finds_the_same_and_what_it_lacks_is_done_here(
    cluster: DaskCluster, command: Command, local: Command, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    sounds = make_sounds(SAMPLES)
    elsewhere = shutil.copytree(sounds, tmp_path / "mount" / "of another machine")
    next(elsewhere.rglob("*.wav")).unlink()
    (elsewhere.parent / "link").symlink_to(elsewhere)
    there = command(
        *("process", sounds, "--cache-dir", "job", "--provider", "offline"),
        *("--cluster", cluster.address, "--cluster-map", f"{sounds}={elsewhere.parent / 'link'}"),
    )
    assert there.code == 0, there.said
    assert there.err.count("--cluster-map LOCAL=REMOTE") == 1
    assert shares(command.place / "job") == (SAMPLES - 1, 1)
    here = local("process", sounds, "--cache-dir", "job", "--provider", "offline")
    assert here.code == 0, here.said
    assert measured(command.place / "job") == measured(local.place / "job")


def test_a_worker_and_then_the_scheduler_die_in_the_middle_and_nothing_is_lost(command: Command, make_sounds: MakeSounds) -> None:
    sounds = make_sounds(SAMPLES)
    (command.place / "mortal").mkdir()
    with DaskCluster(command.place / "mortal") as cluster:
        cluster.add("a", "b")
        for victim, job in (("a", command.place / "first"), ("scheduler", command.place / "second")):
            options = ("--provider", "offline", "--cluster", cluster.address, "--cache", job.with_suffix(".sqlite"))
            with command.started("process", sounds, "--cache-dir", job, *options) as running:
                until(lambda running=running: MEASURES in running.err, "the cluster measures")  # type: ignore[misc]
                cluster.kill(victim)
                ended = running.ended()
            assert ended.code == 0, ended.said
            assert jobs.manifest(job)["counts"]["done"] == SAMPLES
            assert sum(shares(job)) == SAMPLES
            assert ended.err.count("This machine measures meanwhile") == (victim == "scheduler")
        assert shares(command.place / "first") == (SAMPLES, 0)
        assert shares(command.place / "second")[1] > 0


def test_without_the_cluster_this_machine_measures_and_says_so_once(command: Command, make_sounds: MakeSounds) -> None:
    done = command("process", make_sounds(4), "--cache-dir", "job", "--provider", "offline", env={"SP404_CLUSTER": "tcp://127.0.0.1:1"})
    assert done.code == 0, done.said
    assert done.err.count("tcp://127.0.0.1:1 cannot be reached") == 1
    assert shares(command.place / "job") == (0, 4)


async def test_a_file_over_which_a_decoder_hangs_holds_up_no_worker(cluster: DaskCluster, tmp_path: Path) -> None:
    good, endless = sound(tmp_path), str(write_endless(tmp_path / "endless.wav"))
    async with ClusterPool(ClusterPlace(cluster.address), MeasurePool(1, 1 << 30, 4.0), print) as pool:
        await asyncio.gather(*(pool.measure(good, hash_of(good)) for _ in range(4)))  # what workers import has no part in the limit
        hanging = asyncio.create_task(pool.measure(endless, hash_of(endless)))
        for _ in range(8):
            await pool.measure(good, hash_of(good))
        assert not hanging.done()
        with pytest.raises(AnalysisTimedOut, match="given up after 4 s"):
            await hanging
        assert (pool.measured_there, pool.measured_here) == (12, 0)


async def test_a_worker_of_another_version_is_refused_and_one_that_comes_later_is_not_believed(
    cluster: DaskCluster, command: Command, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    sounds = make_sounds(4)
    good = sound(tmp_path)
    preload = tmp_path / "old.py"
    preload.write_text(OLD)
    said: list[str] = []
    async with pool_of(cluster, said) as before:
        await before.measure(good, hash_of(good))
        await asyncio.to_thread(cluster.add, "old", options=("--no-nanny", "--preload", str(preload)))
        try:
            await asyncio.gather(*(before.measure(good, hash_of(good)) for _ in range(12)))
            assert before.measured_here > 0
            assert sum("sp404-batch 0.0.1" in sentence for sentence in said) == 1
            refused = await asyncio.to_thread(
                command, "process", sounds, "--cache-dir", "job", "--provider", "offline", "--cluster", cluster.address
            )
            assert refused.code == 5
            assert re.search(r"has sp404-batch 0\.0\.1, measuring .* Install the same version on both", refused.said)
            assert jobs.manifest(command.place / "job")["counts"]["pending"] == 4
        finally:
            cluster.kill("old")


def pool_of(cluster: DaskCluster, said: list[str]) -> ClusterPool:
    return ClusterPool(ClusterPlace(cluster.address), MeasurePool(1, 1 << 30, 60.0), said.append)


def sound(place: Path) -> str:
    write_sound(place / "good.wav", 1)
    return str(place / "good.wav")


def hash_of(file: str) -> str:
    with open(file, "rb") as stream:
        return content_hash(stream.fileno())


@pytest.mark.parametrize(
    ("file", "there"),
    [
        ("/mnt/samples/a/kick.wav", "/srv/s/a/kick.wav"),
        ("/mnt/samples/deep/kick.wav", "D:\\deep\\kick.wav"),
        ("/mnt/samples2/kick.wav", "/mnt/samples2/kick.wav"),
        ("/mnt/samples", "/mnt/samples"),
    ],
)
def test_the_longest_folder_says_what_a_file_is_called_there(file: str, there: str) -> None:
    place = ClusterPlace("tcp://studio:8786", (("/mnt/samples", "/srv/s/"), ("/mnt/samples/deep", "D:\\deep")))
    assert place.there(file) == there


def test_the_whole_disk_may_be_called_something_else_there() -> None:
    assert ClusterPlace("tcp://studio:8786", (("/", "/host"),)).there("/mnt/a.wav") == "/host/mnt/a.wav"
