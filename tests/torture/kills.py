"""Every write, sync and rename of a job kills it or fails: resumed, it ends with every sample once, and nothing durable is asked again.

Where strace is missing, nothing is tried; `make bench NAMES=durability` has kills at random moments.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.command import fact, row
from tests.torture.faults import WRITING, Ended, Fault, has_struck, run, why_not
from tests.torture.place import Bench

SAMPLES = 6
_STRIDE = int(os.environ.get("SP404_STRIDE", "1"))
"""Every how manieth point of failing disks is tried; kills are tried at each."""
_CODES = {0, 1, 3, 4, 5}
_FAILING = ("write", "pwrite64", "fsync", "fdatasync", "rename", "ftruncate")


@dataclass
class Tally:
    """What came out of the trials."""

    trials: int = 0
    struck: int = 0
    broken: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)


def measure(folder: Path) -> bool:
    """Print the table."""
    if why_not():
        fact("not tried", why_not())
        return True
    tallies = {"killed": Tally(), "disk full from then on": Tally(), "one input/output error": Tally()}
    with Place(folder) as place:
        for call in WRITING:
            _until_untouched(place, tallies["killed"], (Fault(call, "KILL", number) for number in range(1, 1000)))
        for call in _FAILING:
            numbers = range(1, 1000, _STRIDE)
            _until_untouched(place, tallies["disk full from then on"], (Fault(call, "ENOSPC", n, and_later=True) for n in numbers))
            _until_untouched(place, tallies["one input/output error"], (Fault(call, "EIO", n) for n in numbers))
    for name, tally in tallies.items():
        fact(f"runs, {name}", f"{tally.struck} of {tally.trials}")
        if tally.codes:
            fact("   exit codes", " ".join(f"{code}: {count}" for code, count in sorted(tally.codes.items())))
        row("   promises broken", str(len(tally.broken)), "0", reached=not tally.broken)
        for line in tally.broken:
            fact("      " + line, "")
    return not any(tally.broken for tally in tallies.values())


def _until_untouched(place: "Place", tally: Tally, faults: Iterator[Fault]) -> None:
    for fault in faults:
        ended, broken = place.tried(fault)
        tally.trials += 1
        tally.broken += [f"{fault}: {line}" for line in broken]
        if ended is None:
            return
        tally.struck += 1
        if not ended.was_killed:
            tally.codes[ended.code] += 1


class Place(Bench):
    """A small job that is done over and over; a context manager.

    Args:
        folder: Where all of it lies.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, SAMPLES)

    def tried(self, fault: Fault) -> tuple[Ended | None, list[str]]:
        """Do the job with a fault, then go on without: how the first run ended, None when the fault did not strike; and broken promises."""
        trial = self.next_trial()
        job, home = trial / "job", trial / "home"
        home.mkdir(parents=True)
        options: list[str | Path] = ["--provider", self.server.base_url, "--batch-size", "3", "--interval", "0", "--parallel-local", "1"]
        arguments: list[str | Path] = ["process", self.sounds, "--cache-dir", job, *options]
        first = run(home, *arguments, before=fault.arguments(trial / "trace", _files(job, fault)))
        struck = first.was_killed or has_struck(trial / "trace")
        broken = (
            list(_unkind(first)) if fault.call != "write" and not first.was_killed else []
        )  # pipes and semaphores are written to as well
        durable, asked_before = durable_answers(job), len(self.server.asked)
        last = run(home, *arguments)
        if last.code != 0:
            broken.append(f"the next run ended with {last.code}: {last.said[-300:]!r}")
        again = durable & {identifier for batch in self.server.asked[asked_before:] for identifier in batch}
        broken += [f"asked again: {sorted(again)}"] if again else []
        broken += wrong_with(job, home, SAMPLES)
        if not broken:
            shutil.rmtree(trial)
        return (first if struck else None), broken


def _files(job: Path, fault: Fault) -> list[Path]:
    """The files that a fault strikes; none: all. Disks fail, the pipes and semaphores that are written to as well do not."""
    if fault.call != "write" or fault.what == "KILL":
        return []
    replaced = ["manifest.json", "checkpoints/checkpoint_0001.json", "errors/error_log.json"]
    replaced += [f"results/000/sample_{number:06d}.json" for number in range(1, SAMPLES + 1)]
    return [job / "log.jsonl", job / "samples.jsonl", *(job / f"{name}.tmp" for name in replaced)]


def _unkind(ended: Ended) -> Iterator[str]:
    """What a run that met a failing disk must not do."""
    if "Traceback" in ended.said:
        yield f"a traceback: {ended.said[-600:]!r}"
    if ended.code not in _CODES:
        yield f"exit code {ended.code}: {ended.said[-300:]!r}"
    if ended.code and not ended.said.strip():
        yield f"exit code {ended.code} without a word"


def durable_answers(job: Path) -> set[str]:
    """Ids whose answers are on disk: whole lines of the audit trail."""
    log = job / "log.jsonl"
    if not log.exists():
        return set()
    entries = [json.loads(line) for line in log.read_bytes().split(b"\n")[:-1] if line]
    return {identifier for entry in entries if entry["event"] == "answer" for identifier in entry["hashes"]}


def wrong_with(job: Path, home: Path, samples: int) -> Iterator[str]:
    """What is wrong with a job that should be finished."""
    checked = run(home, "validate", job)
    if checked.code:
        yield f"validate: {checked.said.strip()[:300]}"
    rows = [json.loads(file.read_bytes()) for file in sorted(job.glob("results/**/sample_*.json"))]
    done = [one["id"] for one in rows if one["status"] == "done" and one["vibe"]["source"] == "asked"]
    if len(rows) != samples or len(set(done)) != samples:
        yield f"{len(rows)} results, {len(set(done))} of them described by the model, of {samples} samples"
    if left := [file.name for file in job.rglob("*.tmp*")]:
        yield f"left behind: {left}"
