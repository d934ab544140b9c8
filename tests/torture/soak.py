"""Half an hour of random use of the window while its job runs, which then is killed: no warning, no leak, no stall, no lost edit.

SP404_SOAK sets another length, in seconds.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.store.codec import plain
from tests.benchmarks.command import ROOT, fact, row
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.torture.faults import run

_SAMPLES = 600
_SECONDS = 1800.0
_SEED = 404
_STALL_GOAL_MS = 100.0
_SLOPE_GOAL = 20e6
"""Bytes an hour."""
_COMPLAINT = re.compile(r"^(?:WARNING|ERROR|Traceback|[\w.]+Error\b).*", re.MULTILINE)
_WARM_UP = 0.5
"""The share of the time in which whatever has a bound may fill up: pictures, decoded sounds, steps back, lines of the audit trail."""


@dataclass(frozen=True)
class Journey:
    """What came of playing with a window.

    Attributes:
        seen: What the window saw, and held at its end.
        lost: What the user had said, and that was not there afterwards.
        calls: How often the server was asked.
        code: Exit code of `validate` at the end.
    """

    seen: dict[str, Any]
    lost: list[str]
    calls: int
    code: int


def measure(folder: Path) -> bool:
    """Print the figures."""
    seconds = float(os.environ.get("SP404_SOAK", _SECONDS))
    journey = travelled(folder, seconds, _SAMPLES)
    return all((_told(journey, seconds), _grown(journey.seen), _kept(journey)))


def travelled(folder: Path, seconds: float, samples: int, *, deeds: int = 0, opened_again: bool = True) -> Journey:
    """Begin a job, play with the window that goes on with it until that is killed, and look what is left."""
    sounds, home, job = make_sounds(folder / "sounds", samples, seed=_SEED), folder / "home", folder / "job"
    home.mkdir()
    behaviour = Behaviour(
        latency_s=0.2, faults={"503": 0.03, "429": 0.02, "reset": 0.02, "missing": 0.05, "invalid": 0.03}, retry_after_s=0.5
    )
    with FakeServer(behaviour) as server:
        asking = ("--provider", server.base_url, "--batch-size", "3", "--interval", "0.5", "--max-calls", "3", "--error-threshold", "1")
        begun = run(home, "process", sounds, "--cache-dir", job, *asking, "--quiet", longest_s=600.0)
        assert begun.code == 130, begun.said  # its three calls are used
        _allow_more(job)
        seen = _played(home, job, seconds, deeds)
        calls = len(server.asked)
        found = {"on disk": _on_disk(job)}
        if opened_again:
            found["in the next window"] = _played(home, job, 0)["users"]
    lost = [
        f"{name}: {said} became {there.get(name)} {where}"
        for where, there in found.items()
        for name, said in seen["users"].items()
        if there.get(name) != said
    ]
    return Journey(seen, lost, calls, run(home, "validate", job, longest_s=300.0).code)


def _on_disk(job: Path) -> dict[str, Any]:
    """What the user said, as the next start will find it."""
    return {record.id: plain(record.user) for chunk in read_records(str(job)) for record in chunk}


def _allow_more(job: Path) -> None:
    """Take the limit of calls off the job, which made it stop in its middle."""
    manifest = json.loads((job / "manifest.json").read_bytes())
    manifest["options"].pop("max_calls", None)
    (job / "manifest.json").write_text(json.dumps(manifest))


def _played(home: Path, job: Path, seconds: float, deeds: int = 0) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SP404_", "OPENROUTER_"))}
    env = {**kept, "SP404_HOME": str(home), "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-m", "tests.torture.monkey", str(job), str(seconds), str(_SEED), str(deeds)]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=seconds + 900)
    assert done.returncode == (-signal.SIGKILL if seconds else 0), done.stdout[-2000:] + done.stderr[-4000:]
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    figures["complaints"] = figures.get("complaints", []) + _COMPLAINT.findall(done.stderr)
    return figures


def _told(journey: Journey, seconds: float) -> bool:
    seen = journey.seen
    gaps, own = _all_of(seen["gaps_ms"]), _all_of(seen["own_ms"])
    steps = sum(seen["did"].values())
    fact(
        f"{seconds:.0f} s of random use of {_SAMPLES} samples", f"{steps:,} deeds, {seen['working'] / max(1, steps):.0%} while the job ran"
    )
    fact("of these", ", ".join(f"{name} {count}" for name, count in sorted(seen["did"].items())))
    fact("calls to the server", f"{journey.calls:,}")
    fact("killed", "while the job ran" if seen["at_work"] else "between two runs")
    fact(f"ticks of 4 ms: late by, worst; 99.9 %; 99 % (load {os.getloadavg()[0]:.0f})", _three(gaps))
    row(
        f"the window's own work between two ticks, worst; 99.9 %; 99 %: {_three(own)}",
        f"{own[-1]:.0f} ms",
        f"< {_STALL_GOAL_MS:.0f} ms",
        reached=own[-1] < _STALL_GOAL_MS,
    )
    for took_ms, doing in sorted(seen["slow"], reverse=True)[:8]:
        fact(f"   after {doing}", f"{took_ms:.0f} ms")
    return bool(own[-1] < _STALL_GOAL_MS)


def _all_of(counts: Mapping[str, int]) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The values that were counted, rising."""
    return np.sort(np.repeat([float(value) for value in counts], list(counts.values())))


def _three(values: "np.ndarray[Any, np.dtype[np.float64]]") -> str:
    return f"{values[-1]:.0f}; {values[int(len(values) * 0.999)]:.1f}; {values[int(len(values) * 0.99)]:.1f} ms"


def _grown(seen: dict[str, Any]) -> bool:
    at_s, held = np.array(seen["memory"]).T
    late = at_s > at_s[-1] * _WARM_UP
    slope = float(np.polyfit(at_s[late], held[late], 1)[0]) * 3600 if late.sum() > 2 else 0.0
    told = ", ".join(f"{value / 1e6:.0f}" for value in (held[0], held[late][0], held.max(), held[-1]))
    fact("memory: first, at half, worst, last", f"{told} MB")
    row("growth over the second half", f"{slope / 1e6:+.1f} MB an hour", "< 20 MB", reached=slope < _SLOPE_GOAL)
    good = slope < _SLOPE_GOAL
    for name, slack in (("threads", 4), ("widgets", 200)):
        counts = [count for _, count in seen[name]]
        settled, last = max(counts[: max(2, int(len(counts) * _WARM_UP))]), counts[-1]
        row(
            f"{name}: first, most in the first half, last: {counts[0]}, {settled}, {last}",
            f"{last - settled:+d}",
            f"<= {slack}",
            reached=last - settled <= slack,
        )
        good &= last - settled <= slack
    return good


def _kept(journey: Journey) -> bool:
    seen, lost = journey.seen, journey.lost
    said = sum(any(user.values()) for user in seen["users"].values())
    row(f"edits lost after a kill, of {said} samples of which something is said", str(len(lost)), "0", reached=not lost)
    row(
        "warnings, errors and reports",
        str(len(seen["complaints"]) + len(seen["reports"])),
        "0",
        reached=not (seen["complaints"] or seen["reports"]),
    )
    for line in [*lost[:5], *dict.fromkeys(seen["complaints"]), *seen["reports"]][:15]:
        fact("   " + line[:300], "")
    row("validate", f"exit {journey.code}", "exit 0", reached=journey.code == 0)
    return not lost and not seen["complaints"] and not seen["reports"] and journey.code == 0
