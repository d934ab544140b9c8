"""Random corruptions of a job folder: which of them `validate` finds, and what `rebuild` and `resume` bring back."""

import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sp404_gui.store.inspection import validate
from tests.benchmarks.command import fact, row
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer
from tests.torture.faults import run

SAMPLES = 24
_TRIALS = 200
_SEED = 404
_IDS = [f"sample_{number:06d}" for number in range(1, SAMPLES + 1)]

Corrupt = Callable[[random.Random, Path], str]
"""Damages a job folder; says what it did, or nothing when there was nothing to damage."""


@dataclass
class Tally:
    """What came out of the trials."""

    trials: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)
    asked_again: int = 0
    lost: list[str] = field(default_factory=list)


def measure(folder: Path) -> bool:
    """Print the table."""
    tally = tried(folder, _TRIALS, _SEED)
    for kind, count in sorted(tally.trials.items()):
        fact(f"   {kind}", f"{tally.found[kind]} of {count} found")
    total, found = tally.trials.total(), tally.found.total()
    row("corruptions that validate found", f"{found} of {total}", str(total), reached=found == total)
    for line in tally.silent[:10]:
        fact("   not found: " + line, "")
    row("jobs not whole after rebuild and resume", str(len(tally.lost)), "0", reached=not tally.lost)
    for line in tally.lost[:10]:
        fact("   " + line, "")
    fact("samples whose answer had to be asked again, of all trials", f"{tally.asked_again} of {total * SAMPLES}")
    return not tally.lost and found == total


def tried(folder: Path, trials: int, seed: int) -> Tally:
    """Corrupt copies of a finished and of a half-finished job, and mend them."""
    chance, tally = random.Random(seed), Tally()
    with FakeServer(Behaviour()) as server:
        sounds, home = make_sounds(folder / "sounds", SAMPLES), folder / "home"
        home.mkdir()
        options: list[str | Path] = ["--provider", server.base_url, "--batch-size", "4", "--interval", "0", "--checkpoint-interval", "8"]
        whole, half = folder / "whole", folder / "half"
        run(home, "process", sounds, "--cache-dir", half, *options, "--max-calls", "3")
        run(home, "process", sounds, "--cache-dir", whole, *options)
        cache = home / "cache.sqlite"
        for file in cache.parent.glob("cache.sqlite*"):
            file.unlink()  # else everything comes back from there
        for number in range(trials):
            job = folder / "job"
            shutil.copytree(half if number % 4 == 0 else whole, job)
            name, corrupt = CORRUPTIONS[number % len(CORRUPTIONS)]
            if said := corrupt(chance, job):
                _look(name, said, job, home, server, tally)
            shutil.rmtree(job)
            for file in cache.parent.glob("cache.sqlite*"):
                file.unlink()
    return tally


def _look(name: str, said: str, job: Path, home: Path, server: FakeServer, tally: Tally) -> None:
    tally.trials[name] += 1
    if validate(os.fspath(job)):
        tally.found[name] += 1
    else:
        tally.silent.append(f"{name}: {said}")
    known = _described(job)
    run(home, "rebuild", job)
    before = len(server.asked)
    last = run(home, "resume", "--cache-dir", job, "--max-calls", "1000")
    asked = [identifier for batch in server.asked[before:] for identifier in batch]
    tally.asked_again += len([identifier for identifier in asked if identifier in known])
    rows = _described(job)
    if last.code or sorted(rows) != _IDS or validate(os.fspath(job)):
        tally.lost.append(f"{name}: {said}: exit code {last.code}, {len(rows)} described, {last.said[-200:]!r}")


def _described(job: Path) -> dict[str, object]:
    """Samples that have the model's answer, in results that can be read."""
    rows = {}
    for file in job.glob("results/*/sample_*.json"):
        try:
            content = json.loads(file.read_bytes())
            if content["status"] == "done" and content["vibe"]["mood"] == list(vibe_of(content["id"])["mood"]):
                rows[content["id"]] = content
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return rows


def _files(job: Path) -> list[Path]:
    return sorted(file for file in job.rglob("*") if file.is_file() and file.name != ".lock")


def _cut(chance: random.Random, job: Path) -> str:
    file = chance.choice([file for file in _files(job) if file.stat().st_size > 1])
    length = chance.randrange(file.stat().st_size - 1)
    os.truncate(file, length)
    return f"{file.name} cut to {length}"


def _flip(chance: random.Random, job: Path) -> str:
    file = chance.choice([file for file in _files(job) if file.stat().st_size > 1])
    data = bytearray(file.read_bytes())
    at = chance.randrange(len(data))
    before = data[max(0, at - 12) : at + 12].decode("utf-8", "replace")
    data[at] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    return f"{file.name} at {at} in {before!r}"


def _zeros(chance: random.Random, job: Path) -> str:
    file = chance.choice([file for file in _files(job) if file.stat().st_size > 1])
    data = bytearray(file.read_bytes())
    start = chance.randrange(len(data))
    length = min(chance.randint(1, 4096), len(data) - start)
    data[start : start + length] = bytes(length)
    file.write_bytes(data)
    return f"{file.name}: {length} zeros from {start}"


def _remove(chance: random.Random, job: Path) -> str:
    file = chance.choice([file for file in _files(job) if file.parent.name != "errors" and file.name != "log.jsonl"])
    file.unlink()
    return f"{file.name} removed"


def _swap(chance: random.Random, job: Path) -> str:
    results = sorted(job.glob("results/*/*.json"))
    if len(results) < 2:
        return ""
    one, other = chance.sample(results, 2)
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)
    return f"{one.name} and {other.name} swapped"


def _repeat_line(chance: random.Random, job: Path) -> str:
    file = job / "samples.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    file.write_bytes(b"".join(lines))
    return f"a line twice in {file.name}"


def _lose_line(chance: random.Random, job: Path) -> str:
    file = job / "samples.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    file.write_bytes(b"".join(lines))
    return f"a line less in {file.name}"


def _rename(chance: random.Random, job: Path) -> str:
    file = chance.choice(_files(job))
    file.rename(file.with_name(f"{file.stem} (copy){file.suffix}"))
    return f"{file.name} renamed"


def _stray(chance: random.Random, job: Path) -> str:
    place = chance.choice([job / "results", job / "results" / "000", job / "checkpoints"])
    (place / "sample_000001 copy.json").write_bytes(chance.randbytes(40))
    return f"a stray file in {place.name}"


def _other_type(chance: random.Random, job: Path) -> str:
    file = chance.choice([file for file in _files(job) if file.suffix == ".json" and file.parent.name != "errors"])
    content = json.loads(file.read_bytes())
    name = chance.choice(
        [name for name in content if name in {"id", "status", "features", "path", "schema", "records", "counts", "number"}]
    )
    content[name] = [None] if not isinstance(content[name], list) else 7
    file.write_text(json.dumps(content))
    return f"{file.name}: {name} is of another type"


CORRUPTIONS: tuple[tuple[str, Corrupt], ...] = (
    ("cut short", _cut),
    ("a bit flipped", _flip),
    ("zeros", _zeros),
    ("a file removed", _remove),
    ("results swapped", _swap),
    ("a line twice", _repeat_line),
    ("a line lost", _lose_line),
    ("a file renamed", _rename),
    ("a stray file", _stray),
    ("another type", _other_type),
)
