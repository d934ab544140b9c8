"""A real process, killed while it writes: what it acknowledged is there."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from sp404_gui.store.cache import CacheKey, DiskCache
from sp404_gui.store.inspection import validate
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from sp404_gui.store.repair.rebuilding import rebuild
from tests.unit.store import story
from tests.unit.store.story import loaded

WORK = """
import sys
from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import Sample
from sp404_gui.store.cache import CacheKey, DiskCache
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock
from tests.unit.store import story

place, cache = sys.argv[1], DiskCache(sys.argv[2])
with JobLock(place):
    folder = JobFolder.open(place)
    number = len(folder.read_samples(story.ROOT))
    while True:
        number += 1
        sample = Sample(f"sample_{number:06d}", story.ROOT, f"{number}.wav", 1, 2)
        folder.append_samples([sample])
        folder.journal.write("answer", story.NOW, durable=True, id=sample.id, body="x" * 3000)
        cache.put_many([(CacheKey(sample.id, "s", "1", "m"), b"x" * 3000)])
        record = story.described(story.measured(sample))
        folder.write_result(record, compress=number % 3 == 0)
        if number % 5 == 0:
            folder.write_checkpoint(max([0, *folder.checkpoint_numbers()]) + 1, [record], Counts(), story.NOW)
        print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_what_was_acknowledged_before_a_kill_is_found_again(tmp_path: Path, seed: int) -> None:
    place, cache_path, chance = str(tmp_path / "job"), str(tmp_path / "cache.sqlite"), random.Random(seed)
    JobFolder.create(place, story.manifest())
    ids: list[str] = []
    for _ in range(2):
        ids += killed_after(chance.randint(1, 40), place, cache_path, chance.random() / 500)
        folder = JobFolder.open(place)
        answers = {str(entry["id"]) for entry in folder.journal.entries("answer")}
        records = {record.id: record for record in loaded(place)}
        cache = DiskCache(cache_path)
        known = cache.get_many([CacheKey(i, "s", "1", "m") for i in ids])
        cache.close()
        assert cache.set_aside is None
        assert all(i in answers and records[i].vibe is not None for i in ids)
        assert len(known) == len(ids)
    with JobLock(place):
        rebuild(place, story.NOW)
    assert validate(place) == []
    assert all(records[i] == record for record in loaded(place) if (i := record.id) in ids)


def killed_after(lines: int, place: str, cache: str, seconds: float) -> list[str]:
    """Let it work, kill it at some moment of its next step; the ids that it acknowledged."""
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen([sys.executable, "-c", WORK, place, cache], stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        said += process.stdout.read().splitlines(keepends=True)
    return [f"sample_{int(line):06d}" for line in said if line.endswith(b"\n")]
