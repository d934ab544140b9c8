"""Several at once on the same things, and things that go away in the middle: real processes, real files, no losses.

Each scene gives what it found wrong, as sentences.
"""

import random
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from tests.benchmarks.command import fact, row
from tests.e2e import jobs
from tests.e2e.command import until
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.torture.job_checks import command_in, misended, soundness, sounds
from tests.torture.unplugged import can_mount, changing, job_away, samples_away
from tests.ui.program import Program

_LONGEST_S = 120.0
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


def one_job(place: Path, samples: int = 12, rivals: int = 3) -> Iterator[str]:
    """A window and several commands on one job: one works, the others see, and say who works."""
    command = command_in(place)
    folder, job = sounds(place / "Sounds", samples), place / "job"
    window = Program(place)
    window.remember()
    with FakeServer(Behaviour(latency_s=0.2)) as server, ExitStack() as open_:
        process = ("process", folder, "--cache-dir", job, "--provider", server.base_url, "--batch-size", "2")
        runs = [open_.enter_context(command.started(*process)) for _ in range(1 + rivals)]
        until(lambda: server.asked, "a call", _LONGEST_S)
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
    yield from soundness(command, job)


def one_key(place: Path, samples: int = 8, interval_s: float = 0.25) -> Iterator[str]:
    """Two jobs with one key: together they keep the pace of one."""
    command = command_in(place)
    log = place / "asked.jsonl"
    with FakeServer(Behaviour(), log=log) as server:
        given = ("--provider", server.base_url, "--batch-size", "2", "--interval", str(interval_s))
        folders = [sounds(place / name, samples, first) for name, first in (("One", 0), ("Two", samples))]
        with command.started("process", folders[0], *given) as one, command.started("process", folders[1], *given) as two:
            yield from misended(one.ended(), 0)
            yield from misended(two.ended(), 0)
    moments = jobs.moments(log)
    spans = [later - earlier for earlier, later in zip(moments, moments[4:], strict=False)]
    lasted_s = moments[-1] - moments[0]
    if min(spans) < interval_s * 4 * 0.8 or lasted_s < interval_s * (len(moments) - 1) * 0.95:  # the way to the server takes a moment
        yield f"{len(moments)} calls in {lasted_s:.3f} s, five of them in {min(spans):.3f} s"


def one_cache(place: Path, samples: int = 8, processes: int = 4) -> Iterator[str]:
    """Several jobs over the same samples with one cache: each finishes, and afterwards nothing is asked any more."""
    command = command_in(place)
    folder = sounds(place / "Sounds", samples)
    with FakeServer(Behaviour(latency_s=0.05)) as server, ExitStack() as open_:
        given = ("--provider", server.base_url, "--batch-size", "2")
        runs = [open_.enter_context(command.started("process", folder, "--cache-dir", f"job{n}", *given)) for n in range(processes)]
        for run in runs:
            yield from misended(run.ended(), 0)
        before = len(server.asked)
        again = command("process", folder, "--cache-dir", "again", *given)
        yield from misended(again, 0)
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
    ended = [writer.communicate(timeout=600) for writer in writers]
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


def _hears(process: int) -> bool:
    """Whether a process has its own way to end on a signal."""
    status = Path(f"/proc/{process}/status")
    caught = re.search(r"^SigCgt:\s*(\w+)$", status.read_text(), re.MULTILINE) if status.exists() else None
    return caught is None or bool(int(caught[1], 16) & 1 << signal.SIGTERM - 1)


def _each_once(job: Path, asked: list[str], samples: int) -> Iterable[str]:
    every = [f"sample_{number:06d}" for number in range(1, samples + 1)]
    found = jobs.results(job)
    problems = [] if asked == every else [f"asked {len(asked)} times about {len(set(asked))} of {samples}"]
    return problems + [f"{identifier} is not done" for identifier in every if found.get(identifier, {}).get("status") != "done"]


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
