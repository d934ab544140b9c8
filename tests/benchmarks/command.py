"""Runs the command as a whole process and measures it."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
SHARED_AUDIO = ROOT.parent / "shared" / "samples" / "audio"
_LOOK_EVERY_S = 0.02
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Run:
    """What a run of the command took. Times in seconds, memory in bytes; of the parent process alone where it says so."""

    code: int
    seconds: float
    first_output_s: float
    parent_peak_bytes: int
    parent_cpu_s: float
    stdout: str


def command(arguments: Sequence[str | Path], home: Path, settings: Mapping[str, str] = _NONE) -> subprocess.Popen[str]:
    """The command, started; settings are variables of its environment."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SP404_", "OPENROUTER_")) and k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        [sys.executable, "-m", "sp404_gui.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**env, "SP404_HOME": str(home), "PYTHONUNBUFFERED": "1", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def run(arguments: Sequence[str | Path], home: Path, settings: Mapping[str, str] = _NONE) -> Run:
    """Run the command to its end, watching its memory."""
    started = time.perf_counter()
    process = command(arguments, home, settings)
    watch = _Watch(process.pid)
    watch.start()
    assert process.stdout is not None
    first = process.stdout.readline()
    first_output_s = time.perf_counter() - started
    rest = process.stdout.read()
    process.stdout.close()
    process.wait()
    seconds = time.perf_counter() - started
    watch.join()
    return Run(process.returncode, seconds, first_output_s, watch.peak, watch.cpu_s, first + rest)


class _Watch(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self.peak = 0
        self.cpu_s = 0.0

    def run(self) -> None:
        try:
            while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
                self.peak = max(self.peak, self._process.memory_info().rss)
                times = self._process.cpu_times()
                self.cpu_s = times.user + times.system
                time.sleep(_LOOK_EVERY_S)
        except psutil.NoSuchProcess:
            pass


def exported(job: Path, home: Path) -> dict[str, Any]:
    """The JSON export of a job."""
    content: dict[str, Any] = json.loads(run(["export", job, "--format", "json"], home).stdout)
    return content


def row(what: str, figure: str, goal: str, *, reached: bool) -> None:
    """Print a line of a table."""
    sys.stdout.write(f"   {what:<58} {figure:>16}   goal {goal:<14} {'reached' if reached else 'NOT REACHED'}\n")
    sys.stdout.flush()


def fact(what: str, figure: str) -> None:
    """Print a line that has no goal."""
    sys.stdout.write(f"   {what:<58} {figure:>16}\n")
    sys.stdout.flush()
