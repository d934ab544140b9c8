"""How well the slots of a pace are used, how many calls samples need, with and without faults, and how soon the first call leaves."""

import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.command import fact, row, run
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

_SAMPLES, _DUPLICATES, _BATCH = 600, 90, 5
_INTERVAL_S, _LATENCIES = 0.25, 4
_SLOTS_GOAL, _FAULTS_GOAL, _FIRST_GOAL_S = 0.98, 1.35, 5.0
_MANY = 5_000
_PER_MINUTE = 60
"""A minute of the bench holds as many intervals as a real one at 1 s: time is scaled down."""
_FAULTS = {"429": 0.05, "503": 0.05, "reset": 0.05, "missing": 0.05, "invalid": 0.05}


def measure(folder: Path) -> None:
    """Print the table."""
    sounds = _with_duplicates(folder / "sounds")
    _slots(sounds, folder)
    fault_free = _calls(sounds, folder, "calm", {})
    asked = _SAMPLES - _DUPLICATES
    most = -(-asked // _BATCH) + 4
    row(f"calls for {_SAMPLES} samples, {_DUPLICATES} of them duplicates", str(fault_free), f"<= {most}", reached=fault_free <= most)
    faulty = _calls(sounds, folder, "faulty", _FAULTS)
    most = round(_FAULTS_GOAL * fault_free)
    row("   with 5 % each of 429, 503, reset, missing, invalid", str(faulty), f"<= {most}", reached=faulty <= most)
    _first_call(folder)


def _with_duplicates(folder: Path) -> Path:
    sounds = make_sounds(folder, _SAMPLES - _DUPLICATES, seed=5)
    for number, file in enumerate(sorted(sounds.rglob("*.wav"))[:_DUPLICATES]):
        shutil.copyfile(file, file.with_name(f"copy_{number}.wav"))
    return sounds


def _slots(sounds: Path, folder: Path) -> None:
    with FakeServer(Behaviour(latency_s=_LATENCIES * _INTERVAL_S), log=folder / "slots.jsonl") as server:
        result = _process(sounds, folder, "slots", server, "--interval", str(_INTERVAL_S))
    moments = _moments(folder / "slots.jsonl")
    span = moments[-1] - moments[0]
    share = (len(moments) - 1) * _INTERVAL_S / span
    what = f"slots used, {len(moments)} calls each {_LATENCIES} intervals long"
    row(what, f"{share:.4f}", f">= {_SLOTS_GOAL}", reached=share >= _SLOTS_GOAL)
    window_s = _PER_MINUTE * _INTERVAL_S
    fullest = max(sum(start <= moment < start + window_s for moment in moments) for start in moments)
    row(f"most calls in any window of {_PER_MINUTE} intervals", str(fullest), f"<= {_PER_MINUTE}", reached=fullest <= _PER_MINUTE)
    fact("the whole run", f"{result:.1f} s")


def _calls(sounds: Path, folder: Path, name: str, faults: dict[str, float]) -> int:
    with FakeServer(Behaviour(latency_s=0.02, faults=faults, seed=3, retry_after_s=0.2), log=folder / f"{name}.jsonl") as server:
        _process(sounds, folder, name, server, "--error-threshold", "1")
        answered = _answered(server.asked)
    fact(f"   {name}: samples asked about, of them more than once", f"{len(answered)}, {sum(n > 1 for n in answered.values())}")
    return len(_moments(folder / f"{name}.jsonl"))


def _first_call(folder: Path) -> None:
    sounds = make_sounds(folder / "many", _MANY, seed=9)
    with FakeServer(Behaviour(), log=folder / "first.jsonl") as server:
        started = time.time()
        _process(sounds, folder, "first", server, "--interval", "1", "--max-calls", "1")
    first_s = _moments(folder / "first.jsonl")[0] - started
    row(f"first call of {_MANY:,} samples leaves after", f"{first_s:.1f} s", f"<= {_FIRST_GOAL_S:g} s", reached=first_s <= _FIRST_GOAL_S)


def _process(sounds: Path, folder: Path, name: str, server: FakeServer, *options: str) -> float:
    job, home = folder / f"job-{name}", folder / f"home-{name}"
    result = run(["process", sounds, "--provider", server.base_url, "--cache-dir", job, *options], home)
    assert result.code in (0, 3, 130), result.stdout
    return result.seconds


def _moments(log: Path) -> list[float]:
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    return [entry["at"] for entry in entries if entry["path"].endswith("/chat/completions")]


def _answered(asked: Sequence[Sequence[str]]) -> dict[str, int]:
    times: dict[str, int] = {}
    for ids in asked:
        for identifier in ids:
            times[identifier] = times.get(identifier, 0) + 1
    return times
