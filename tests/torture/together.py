"""Several at once on the same things, and things that go away in the middle: real processes, real files, no losses.

Each scene gives what it found wrong, as sentences.
"""

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import pairwise
from pathlib import Path

from blake3 import blake3

from tests.benchmarks.command import fact, row
from tests.e2e import jobs
from tests.e2e.command import Command, Result, until
from tests.e2e.sounds import write_sound
from tests.fakes.server import Behaviour, FakeServer
from tests.ui.program import Program

_WRITER = """
import sys
from sp404_gui.store.cache import CacheKey, DiskCache
path, who, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
cache = DiskCache(path)
for turn in range(rounds):
    keys = [CacheKey(f"{who}-{turn}-{n}", "stage", "1") for n in range(5)]
    cache.put_many([(key, f"value of {key.content_hash}".encode() * 40) for key in keys])
    assert len(cache.get_many(keys)) == 5
    print(turn, flush=True)
    if turn % 25 == 24:
        cache.prune(1 << 40)
    if turn % 10 == 9:
        cache.close()
        cache = DiskCache(path)
cache.close()
"""
_COMPLAINTS = ("locked", "Traceback", "damaged", "malformed", "in use by another")


def sounds(folder: Path, count: int, first: int = 0) -> Path:
    """A folder of so many distinct sounds."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        write_sound(folder / f"sound_{number:03d}.wav", number)
    return folder


def command_in(place: Path) -> Command:
    """The command with a home in a new folder."""
    place.mkdir(parents=True)
    return Command(place)


def one_job(place: Path, samples: int = 12, rivals: int = 3) -> Iterator[str]:
    """A window and several commands on one job: one works, the others see, and say who works."""
    command = command_in(place)
    folder, job = sounds(place / "Sounds", samples), place / "job"
    window = Program(place)
    window.remember()
    with FakeServer(Behaviour(latency_s=0.2)) as server, ExitStack() as open_:
        process = ("process", folder, "--cache-dir", job, "--provider", server.base_url, "--batch-size", "2")
        runs = [open_.enter_context(command.started(*process)) for _ in range(1 + rivals)]
        until(lambda: server.asked, "a call")
        watching = open_.enter_context(window.started("--job", job))
        until(partial(_hears, watching.process.pid), "the window")
        ended = [run.ended() for run in runs]
        codes = sorted(done.code for done in ended)
        if codes != [0] + [6] * rivals:
            yield f"ended with {codes}"
        yield from (f"said: {done.err}" for done in ended if done.code == 6 and "Another process" not in done.err)
        watching.signal(signal.SIGINT)
        shut = watching.ended()
        if shut.code or "Traceback" in shut.said:
            yield f"the window ended with {shut.code}: {shut.said}"
        asked = sorted(identifier for batch in server.asked for identifier in batch)
    yield from _each_once(job, asked, samples)
    yield from _sound(command, job)


def one_key(place: Path, samples: int = 8, interval_s: float = 0.25) -> Iterator[str]:
    """Two jobs with one key: together they keep the pace of one."""
    command = command_in(place)
    log = place / "asked.jsonl"
    with FakeServer(Behaviour(), log=log) as server:
        given = ("--provider", server.base_url, "--batch-size", "2", "--interval", str(interval_s))
        folders = [sounds(place / name, samples, first) for name, first in (("One", 0), ("Two", samples))]
        with command.started("process", folders[0], *given) as one, command.started("process", folders[1], *given) as two:
            yield from _ended(one.ended(), 0)
            yield from _ended(two.ended(), 0)
    moments = jobs.moments(log)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    if sum(gaps) < interval_s * len(gaps) * 0.98 or min(gaps) < interval_s * 0.8:
        yield f"{len(moments)} calls with gaps from {min(gaps):.3f} s, {sum(gaps) / len(gaps):.3f} s on average"


def one_cache(place: Path, samples: int = 8, processes: int = 4) -> Iterator[str]:
    """Several jobs over the same samples with one cache: each finishes, and afterwards nothing is asked any more."""
    command = command_in(place)
    folder = sounds(place / "Sounds", samples)
    with FakeServer(Behaviour(latency_s=0.05)) as server, ExitStack() as open_:
        given = ("--provider", server.base_url, "--batch-size", "2")
        runs = [open_.enter_context(command.started("process", folder, "--cache-dir", f"job{n}", *given)) for n in range(processes)]
        for run in runs:
            yield from _ended(run.ended(), 0)
        before = len(server.asked)
        again = command("process", folder, "--cache-dir", "again", *given)
        yield from _ended(again, 0)
        if len(server.asked) != before:
            yield f"{len(server.asked) - before} calls for what the cache knew"
    yield from _whole(place / "home" / "cache.sqlite")


def one_file(place: Path, processes: int = 4, rounds: int = 100, *, kill: bool = False) -> Iterator[str]:
    """Several processes write, read, shrink and reopen one cache file: nothing that was acknowledged is missing."""
    command = command_in(place)
    file = place / "deep" / "cache.sqlite"
    line = [sys.executable, "-c", _WRITER, str(file)]
    chance = random.Random(processes * rounds)
    writers = [
        subprocess.Popen([*line, str(who), str(rounds)], env=command.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for who in range(processes)
    ]
    if kill:
        assert writers[0].stdout is not None
        acknowledged = [writers[0].stdout.readline() for _ in range(chance.randrange(2, rounds // 2))]
        writers[0].kill()
    ended = [writer.communicate() for writer in writers]
    yield from (f"writer {who} said {error[-300:]}" for who, (_, error) in enumerate(ended) if error)
    turns = [len(said.splitlines()) for said, _ in ended]
    if kill:
        turns[0] += len(acknowledged)
    if turns[1:] != [rounds] * (processes - 1):
        yield f"acknowledged {turns}"
    with closing(sqlite3.connect(file)) as connection:
        known = {key.split("|")[0] for (key,) in connection.execute("SELECT key FROM results")}
    wanted = {f"{who}-{turn}-{n}" for who, count in enumerate(turns) for turn in range(count) for n in range(5)}
    if lost := wanted - known:
        yield f"{len(lost)} of {len(wanted)} acknowledged entries are missing"
    yield from _whole(file)


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
    yield from _sound(command, job)
    again = command(*given)
    rows = jobs.by_path(job)
    gone = {file.name for file in removed}
    now = {file.name: _hash(file) for file in folder.iterdir()}
    yield from (f"{name}: not in the second run" for name in now if name not in rows)
    stale = [name for name, one in rows.items() if name not in gone and one.get("features", {}).get("content_hash") != now[name]]
    yield from (f"{name}: still of its old content ({again.code}: {again.err[-200:]})" for name in stale)
    yield from _sound(command, job)


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
    yield from _sound(command, job, just_broken=True)
    (place / "Unplugged").rename(folder)
    yield from _ended(command("resume", job), 0)
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
        yield from _sound(command, job, just_broken=True)
        yield from _ended(command("resume", job), 0)
        twice = kept & {identifier for batch in server.asked[asked:] for identifier in batch}
        if twice:
            yield f"asked again: {sorted(twice)}"
    if jobs.answered(job) != {f"sample_{number:06d}" for number in range(1, samples + 1)}:
        yield "answers are missing"
    yield from _sound(command, job)
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


def _hears(process: int) -> bool:
    """Whether a process has its own way to end on a signal."""
    status = Path(f"/proc/{process}/status")
    caught = re.search(r"^SigCgt:\s*(\w+)$", status.read_text(), re.MULTILINE) if status.exists() else None
    return caught is None or bool(int(caught[1], 16) & 1 << signal.SIGTERM - 1)


def _is_listed(job: Path) -> bool:
    return (job / "manifest.json").exists() and bool(jobs.manifest(job)["scan_complete"])


def _hash(file: Path) -> str:
    return blake3(file.read_bytes()).hexdigest()


def _each_once(job: Path, asked: list[str], samples: int) -> Iterable[str]:
    every = [f"sample_{number:06d}" for number in range(1, samples + 1)]
    found = jobs.results(job)
    problems = [] if asked == every else [f"asked {len(asked)} times about {len(set(asked))} of {samples}"]
    return problems + [f"{identifier} is not done" for identifier in every if found.get(identifier, {}).get("status") != "done"]


def _sound(command: Command, job: Path, *, just_broken: bool = False) -> Iterable[str]:
    """What `validate` finds; half a file that was never put in place is no damage just after a disk went away."""
    found = json.loads(command("validate", job, "--json").out)
    return [f"{row['file']}: {row['what']}" for row in found if not (just_broken and row["file"].endswith(".tmp"))]


def _ended(done: Result, code: int) -> Iterable[str]:
    problems = [] if done.code == code else [f"ended with {done.code} instead of {code}: {done.said[-400:]}"]
    return problems + [f"said {complaint!r}: {done.err[-300:]}" for complaint in _COMPLAINTS if complaint in done.said]


def _whole(file: Path) -> Iterable[str]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
    aside = [other.name for other in file.parent.glob("*damaged*")]
    return [f"the cache is damaged: {found}{aside}"] if found != [("ok",)] or aside else []


def scenes(folder: Path) -> dict[str, Callable[[], Iterable[str]]]:
    """Every scene by its name, at length."""
    told: dict[str, Callable[[], Iterable[str]]] = {
        "a window and six commands on one job": partial(one_job, folder / "job", 24, 5),
        "two jobs on one key": partial(one_key, folder / "key", 20),
        "eight jobs on one cache": partial(one_cache, folder / "cache", 16, 8),
        "four processes on one cache file": partial(one_file, folder / "file", 4, 400),
        "eight, one of them killed": partial(one_file, folder / "killed", 8, 200, kill=True),
        "samples removed, changed, growing, new": partial(changing, folder / "changing", 104),
        "the samples' disk unplugged": partial(samples_away, folder / "samples", 104),
        "the job's disk unplugged": partial(job_away, folder / "renamed", 20),
    }
    if can_mount(folder / "mount"):
        told["the job's disk unmounted"] = partial(job_away, folder / "mounted", 20, mounted=True)
    else:
        fact("the job's disk unmounted", "may not mount")
    return told


def measure(folder: Path) -> bool:
    """Play every scene; whether nothing was lost, damaged or done twice."""
    kept = True
    for name, scene in scenes(folder).items():
        found = list(scene())
        kept = kept and not found
        row(name, f"{len(found)} problems", "0", reached=not found)
        for problem in found[:6]:
            fact(f"   {problem}", "")
    return kept
