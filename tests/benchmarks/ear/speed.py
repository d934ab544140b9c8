"""How quick the ear is: against decoding alone, against librosa and Essentia, with two workers, and as a whole command."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sp404_gui.engine.measuring.spawning import OF_MEASURING
from tests.benchmarks.command import ROOT, fact, row
from tests.benchmarks.ear.environment import ask_peer
from tests.benchmarks.ear.product import process
from tests.benchmarks.ear.workers import long_file, peak_bytes, seconds
from tests.benchmarks.ear.yardstick import prepare

_EVERY, _SCALED_EVERY = 16, 4
_DECODING_GOAL = 6.0
_PEER_GOALS = {"librosa": 20.0, "essentia": 8.0}
_SCALING_GOAL = 1.8
_MEMORY_GOAL = 160e6
_RATE_GOAL = 150.0

Times = dict[str, float]


def measure(folder: Path) -> None:
    """Print the table. Ratios are of CPU time, where they can be: other programs that run meanwhile disturb it least."""
    yardstick = prepare(folder)
    if yardstick is None:
        return
    files = [yardstick.file(one) for one in yardstick.rows]
    if hasattr(os, "getloadavg"):
        fact(f"load of the machine before, {os.cpu_count()} cores", f"{os.getloadavg()[0]:.1f}")
    ours = _against_decoding(files[::_EVERY], folder)
    for name, goal in _PEER_GOALS.items():
        _against_peer(name, files[::_EVERY], ours, goal, folder)
    _scaling(files[::_SCALED_EVERY])
    _memory(files[::_EVERY], folder)
    _, run = process(yardstick.folder, folder)
    rate = len(files) / run.seconds
    row(
        f"the whole command, offline, cold, {len(files)} samples",
        f"{rate:.0f} samples/s",
        f">= {_RATE_GOAL:.0f}",
        reached=rate >= _RATE_GOAL,
    )


def _against_decoding(files: Sequence[str], folder: Path) -> Times:
    listed = folder / "files.json"
    listed.write_text(json.dumps(files), encoding="utf-8")
    arguments: list[str | Path] = [sys.executable, "-m", "tests.benchmarks.ear.own_time", listed]
    done = subprocess.run(arguments, cwd=ROOT, env={**os.environ, **OF_MEASURING}, capture_output=True, text=True, check=True)
    times: dict[str, Times] = json.loads(done.stdout)
    for name, took in times.items():
        fact(f"{name}, one process, a file in the mean over {len(files)}", _each(took, len(files)))
    ratio = times["measuring"]["cpu_s"] / times["decoding"]["cpu_s"]
    row("all features / decoding alone", f"{ratio:.1f} x", f"<= {_DECODING_GOAL:g} x", reached=ratio <= _DECODING_GOAL)
    return times["measuring"]


def _against_peer(name: str, files: Sequence[str], ours: Times, goal: float, folder: Path) -> None:
    wants = ["tempo", "key", "root", "rest"]
    answers = ask_peer(name, [{"file": file, "wants": wants} for file in files], folder)
    if answers is None:
        return
    fact(f"   of {name}, a file in the mean", _each(answers, len(files)))
    ratio = answers["cpu_s"] / ours["cpu_s"]
    row(f"{name} / all our features", f"{ratio:.1f} x", f">= {goal:g} x", reached=ratio >= goal)


def _each(took: Times, files: int) -> str:
    return f"{took['cpu_s'] / files * 1000:.2f} ms of CPU, {took['wall_s'] / files * 1000:.2f} ms"


def _scaling(files: Sequence[str]) -> None:
    one, two = (seconds(files, workers) for workers in (1, 2))
    fact(f"one worker, {len(files)} files; two workers", f"{one:.1f} s; {two:.1f} s")
    row("two workers against one", f"{one / two:.2f} x", f">= {_SCALING_GOAL} x", reached=one >= _SCALING_GOAL * two)


def _memory(files: Sequence[str], folder: Path) -> None:
    short = peak_bytes(files)
    long = peak_bytes([*files, long_file(folder)])
    if short is None or long is None:
        fact("memory of a worker: this system does not say", "")
        return
    fact(f"most memory of a worker over {len(files)} files", f"{short / 1e6:.0f} MB")
    row("   and over a file of 60 minutes", f"{long / 1e6:.0f} MB", f"< {_MEMORY_GOAL / 1e6:.0f} MB", reached=long < _MEMORY_GOAL)
