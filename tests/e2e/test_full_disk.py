"""A disk that fills up in the middle of a job."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e.command import Command, until
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

LEFT_BYTES = 120_000
"""Enough for a job to begin, not enough for forty results."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not mounted("-t", "tmpfs", "-o", "size=16m", "none", place):
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def mounted(*arguments: str | Path) -> bool:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


def fill(disk: Path) -> None:
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        for size in (65_536, 1):
            with suppress(OSError):
                while True:
                    ballast.write(bytes(size))


def test_a_full_disk_ends_the_job_with_5_and_after_more_space_it_is_finished(
    command: Command, make_sounds: MakeSounds, server: FakeServer, small_disk: Path
) -> None:
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
    (small_disk / "ballast").write_bytes(bytes(free - LEFT_BYTES))
    job = small_disk / "job"
    stopped = command("process", make_sounds(40), "--cache-dir", job, "--provider", server.base_url)
    assert stopped.code == 5, stopped.said
    assert "full" in stopped.said
    assert str(job) in stopped.said
    assert "resume" in stopped.said
    assert not list(job.rglob("*.tmp"))
    assert not server.asked, "no call leaves whose answer could not be kept"

    assert mounted("-o", "remount,size=64m", small_disk)
    done = command("resume", "--cache-dir", job)
    assert done.code == 0, done.said
    samples = command("export", job).json["samples"]
    assert [sample["id"] for sample in samples] == [f"sample_{number:06d}" for number in range(1, 41)]
    assert {(sample["status"], sample["vibe"]["source"]) for sample in samples} == {("done", "asked")}
    valid = command("validate", job)
    assert valid.code == 0, valid.said


def test_what_is_said_to_be_done_when_the_disk_is_full_is_what_the_next_start_finds(
    command: Command, make_sounds: MakeSounds, small_disk: Path
) -> None:
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
    (small_disk / "ballast").write_bytes(bytes(free - LEFT_BYTES))
    job = small_disk / "job"
    stopped = command("process", make_sounds(40), "--cache-dir", job, "--provider", "offline")
    assert stopped.code == 5, stopped.said
    found = re.search(r"Stopped: (\d+) done, .* (\d+) left of 40", stopped.out)
    assert found is not None, stopped.said
    done, left = map(int, found.groups())
    assert left > 0
    assert f"{left} samples were finished and could not be written: the next run does that" in stopped.said

    assert mounted("-o", "remount,size=64m", small_disk)
    resumed = command("resume", "--cache-dir", job, "--json").out
    assert resumed.count('{"event":"sample_settled"') == left == 40 - done


def test_what_is_asked_while_the_disk_fills_up_is_not_asked_again_where_another_disk_remembers_it(
    command: Command, make_sounds: MakeSounds, server: FakeServer, small_disk: Path
) -> None:
    server.behaviour = Behaviour(latency_s=1.5)
    job = small_disk / "job"
    with command.started("process", make_sounds(20), "--cache-dir", job, "--provider", server.base_url) as running:
        until(lambda: server.asked, "a call")
        fill(small_disk)
        stopped = running.ended()
    assert stopped.code == 5, stopped.said
    first = [identifier for batch in server.asked for identifier in batch]

    assert mounted("-o", "remount,size=64m", small_disk)
    done = command("resume", "--cache-dir", job)
    assert done.code == 0, done.said
    assert first
    assert sorted(identifier for batch in server.asked for identifier in batch) == [f"sample_{number:06d}" for number in range(1, 21)]
