"""Things that go away or change in the middle of a job: samples, their disk, the disk of the job. Each scene gives what it found wrong."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from blake3 import blake3

from tests.e2e import jobs
from tests.e2e.command import until
from tests.e2e.sounds import write_sound
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.torture.job_checks import command_in, misended, soundness, sounds


def changing(place: Path, samples: int = 60) -> Iterator[str]:
    """Samples removed, changed, growing and new in the middle of a job: nothing is said of another content, and a second run has it all."""
    command = command_in(place)
    folder, job = sounds(place / "Sounds", samples), place / "job"
    files = sorted(folder.iterdir())
    contents = {file.name: {_hash(file)} for file in files}
    given = ("process", folder, "--cache-dir", job, "--provider", "offline", "--parallel-local", "1", "--error-threshold", "1")
    with command.started(*given) as running:
        until(lambda: _is_listed(job), "the list")
        removed, changed, growing = files[-3:], files[-6:-3], files[-9:-6]
        for file in removed:
            file.unlink()
        for number, file in enumerate(changed):
            write_sound(file, samples + number)
        for file in growing:
            with file.open("ab") as stream:
                stream.write(bytes(4096))
        sounds(folder, 2, samples + 10)
        for file in (*changed, *growing):
            contents[file.name].add(_hash(file))
        done = running.ended()
    if done.code not in (0, 3):
        yield f"ended with {done.code}: {done.err[-300:]}"
    rows = jobs.by_path(job)
    if len(rows) != samples:
        yield f"{len(rows)} rows for {samples} samples"
    for name, one in rows.items():
        measured = one.get("features", {}).get("content_hash")
        if one["status"] == "done" and measured not in contents[name]:
            yield f"{name}: measured a content that it never had"
        if one["status"] == "failed" and not one["errors"][0]["message"].endswith("."):
            yield f"{name}: no sentence: {one['errors']}"
    yield from soundness(command, job)
    again = command(*given)
    rows = jobs.by_path(job)
    gone = {file.name for file in removed}
    now = {file.name: _hash(file) for file in folder.iterdir()}
    yield from (f"{name}: not in the second run" for name in now if name not in rows)
    stale = [name for name, one in rows.items() if name not in gone and one.get("features", {}).get("content_hash") != now[name]]
    yield from (f"{name}: still of its old content ({again.code}: {again.err[-200:]})" for name in stale)
    yield from soundness(command, job)


def samples_away(place: Path, samples: int = 60) -> Iterator[str]:
    """The samples' disk is unplugged in the middle, and connected again."""
    command = command_in(place)
    folder, job = sounds(place / "Sounds", samples), place / "job"
    with command.started("process", folder, "--cache-dir", job, "--provider", "offline", "--parallel-local", "1") as running:
        until(lambda: _is_listed(job), "the list")
        folder.rename(place / "Unplugged")
        away = running.ended()
    if away.code not in (3, 4) or "connect its disk" not in away.said:
        yield f"ended with {away.code}: {away.said[-300:]}"
    refused = command("resume", job)
    if refused.code == 0 or "Connect the disk" not in refused.err:
        yield f"without the disk it ended with {refused.code}: {refused.err[-300:]}"
    yield from soundness(command, job, just_broken=True)
    (place / "Unplugged").rename(folder)
    yield from misended(command("resume", job), 0)
    if (found := [one["status"] for one in jobs.results(job).values()]) != ["done"] * samples:
        yield f"{found.count('done')} of {samples} done after the disk was back"


def job_away(place: Path, samples: int = 12, *, mounted: bool = False) -> Iterator[str]:
    """The job folder's disk is unplugged between two answers, and connected again: no answer is lost, none asked for twice.

    Args:
        place: Where.
        samples: How many.
        mounted: Unplug a real mount, for which one must be root; else the folder is renamed.
    """
    command = command_in(place)
    disk, store = place / "disk", place / "store"
    store.mkdir()
    disk.mkdir()
    job = disk / "job"
    plug, unplug = _disk(disk, store, mounted=mounted)
    plug()
    with FakeServer(Behaviour(latency_s=0.1)) as server:
        given = ("--provider", server.base_url, "--batch-size", "2", "--interval", "0.3")
        with command.started("process", sounds(place / "Sounds", samples), "--cache-dir", job, *given) as running:
            until(lambda: len(jobs.log(job, "answer")) >= 2, "two answers")
            unplug()
            away = running.ended()
        if away.code != 5 or "cannot be written to" not in away.said:
            yield f"ended with {away.code}: {away.said[-300:]}"
        if disk.exists() and list(disk.rglob("*")):
            yield f"left at the place of the disk: {list(disk.rglob('*'))[:3]}"
        plug()
        kept, asked = jobs.answered(job), len(server.asked)
        yield from soundness(command, job, just_broken=True)
        yield from misended(command("resume", job), 0)
        twice = kept & {identifier for batch in server.asked[asked:] for identifier in batch}
        if twice:
            yield f"asked again: {sorted(twice)}"
    if jobs.answered(job) != {f"sample_{number:06d}" for number in range(1, samples + 1)}:
        yield "answers are missing"
    yield from soundness(command, job)
    if mounted:
        unplug()


def _disk(disk: Path, store: Path, *, mounted: bool) -> tuple[Callable[[], object], Callable[[], object]]:
    """How to connect and unplug a disk."""
    if mounted:
        return (
            lambda: subprocess.run(["mount", "--bind", store, disk], check=True),
            lambda: subprocess.run(["umount", "--lazy", disk], check=True),
        )
    away = disk.with_name("unplugged")
    return lambda: away.rename(disk) if away.exists() else None, lambda: disk.rename(away)


def can_mount(place: Path) -> bool:
    """Whether this user may mount."""
    if sys.platform != "linux" or os.geteuid():
        return False
    place.mkdir(parents=True)
    tried = subprocess.run(["mount", "--bind", place, place], check=False, capture_output=True)
    return tried.returncode == 0 and subprocess.run(["umount", "--lazy", place], check=False).returncode == 0


def _hash(file: Path) -> str:
    return blake3(file.read_bytes()).hexdigest()


def _is_listed(job: Path) -> bool:
    return (job / "manifest.json").exists() and bool(jobs.manifest(job)["scan_complete"])
