"""Thousands of broken audio files: every one gets its row and a sentence, and none takes anything else down."""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.command import SHARED_AUDIO, fact, row, run
from tests.naughty import acting
from tests.torture.fuzz import broken_files

_INPUTS = int(os.environ.get("SP404_FUZZ", "20000"))
_A_JOB = 1000
_SEED = 404
_REAL = 40
_MOST_BYTES = 500_000_000
_LIMITS = {"SP404_ANALYSIS_TIMEOUT_S": "3"}
_TALK_OF_PROGRAMMERS = re.compile(r"[Ss]ystem error|psf_|sf_|libsndfile|[Ee]rrno|[Ee]xception|Traceback|\bNone\b|<\w+>|\w+Error")
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass
class Findings:
    """What came out of jobs over broken files."""

    inputs: int = 0
    seconds: float = 0.0
    peak_bytes: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def measure(folder: Path) -> bool:
    """Print the table."""
    found = findings(folder, _INPUTS, _SEED)
    fact("inputs", f"{found.inputs:,}")
    fact("inputs a second, two workers", f"{found.inputs / found.seconds:.0f}")
    for status, count in found.statuses.most_common():
        fact(f"   {status}", f"{count:,}")
    fact("sentences", "")
    for sentence, count in found.sentences.most_common():
        fact("   " + sentence[:90], f"{count:,}")
    row("inputs without a row, or with a wrong one", str(len(found.wrong)), "0", reached=not found.wrong)
    for line in found.wrong[:20]:
        fact("   " + line, "")
    reached = found.peak_bytes < _MOST_BYTES
    row("memory of the parent at most", f"{found.peak_bytes / 1e6:.0f} MB", "500 MB", reached=reached)
    return not found.wrong and reached


def findings(folder: Path, inputs: int, seed: int) -> Findings:
    """Run jobs over broken files, and look at each row."""
    real = sorted(SHARED_AUDIO.rglob("*.*"), key=lambda file: file.stat().st_size)[:_REAL] if SHARED_AUDIO.is_dir() else []
    found, files = Findings(), broken_files(seed, inputs, tuple(real))
    while batch := list(islice(files, _A_JOB)):
        place = folder / "job"
        (place / "sounds").mkdir(parents=True)
        for broken in batch:
            (place / "sounds" / broken.name).write_bytes(broken.data)
        _look(place, {broken.name for broken in batch}, found)
        shutil.rmtree(place)
    return found


def _look(place: Path, names: set[str], found: Findings) -> None:
    options = ["--provider", "offline", "--parallel-local", "2", "--error-threshold", "1"]
    done = run(["process", place / "sounds", "--cache-dir", place / "job", *options], place / "home", _LIMITS)
    found.inputs += len(names)
    found.seconds += done.seconds
    found.peak_bytes = max(found.peak_bytes, done.parent_peak_bytes)
    exported = run(["export", place / "job"], place / "home")
    samples = json.loads(exported.stdout)["samples"]
    found.wrong += [] if done.code in {0, 3} else [f"exit code {done.code}: {done.stdout[-300:]!r}"]
    found.wrong += [f"it says {character!r}" for character in acting(done.stdout)]
    found.wrong += [f"no row: {name}" for name in names - {Path(sample["path"]).name for sample in samples}]
    for sample in samples:
        found.statuses[sample["status"]] += 1
        found.wrong += [f"{sample['path']}: {line}" for line in _wrong_with(sample, found.sentences)]


def _wrong_with(sample: dict[str, Any], sentences: Counter[str]) -> Iterator[str]:
    if sample["status"] == "failed":
        error = sample["errors"][-1]
        sentence = error["message"].replace(sample["path"], "PATH")
        sentences[f"{error['category']}: {_NUMBER.sub('N', sentence)}"] += 1
        if _TALK_OF_PROGRAMMERS.search(sentence) or not sentence.endswith(".") or acting(sentence):
            yield f"it says {sentence!r}"
        if error["category"] != "skippable":
            yield f"it is called {error['category']}"
        if "features" in sample:
            yield "it has features"
    elif sample["status"] in {"done", "skipped"}:
        if not sample.get("features", {}).get("duration_s", 0) > 0:
            yield f"{sample['status']} without a duration"
    else:
        yield f"left {sample['status']}"
