"""A real dask cluster on loopback: a scheduler and workers, each a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import psutil

from tests.e2e.command import ROOT, until

_SLOW_MACHINE_S = 120.0


class DaskCluster:
    """The cluster. Use as a context manager: leaving kills what is left of it.

    Args:
        place: Empty folder for what it writes.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._file = place / "scheduler.json"
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        line = ["distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(self._file)]
        self._start("scheduler", line)
        until(lambda: self._file.exists() and self._file.read_text().endswith("}"), "the scheduler listens", _SLOW_MACHINE_S)
        return self

    def __exit__(self, *_: object) -> None:
        family = [child for process in self._processes.values() for child in psutil.Process(process.pid).children(recursive=True)]
        for name in list(self._processes):
            self.kill(name)
        assert psutil.wait_procs(family, timeout=30)[1] == [], "workers end with their parents"

    @property
    def address(self) -> str:
        """Where its scheduler is."""
        address: str = json.loads(self._file.read_text())["address"]
        return address

    def add(self, *names: str, options: Sequence[str] = ("--no-nanny",), env: Mapping[str, str] | None = None) -> None:
        """Start workers of one file at a time, and wait until the scheduler has heard of them."""
        for name in names:
            line = ["distributed.cli.dask_worker", "--scheduler-file", str(self._file), "--no-dashboard", "--nthreads", "1"]
            self._start(name, [*line, "--name", name, "--local-directory", str(self._place / name), *options], env)
        for name in names:
            until(lambda name=name: "Registered to" in self.log(name), f"{name} is registered", _SLOW_MACHINE_S)  # type: ignore[misc]

    def kill(self, name: str) -> None:
        """End one of its processes, as a power cut does."""
        process = self._processes.pop(name)
        process.kill()
        process.wait()

    def log(self, name: str) -> str:
        """What one of its processes has said."""
        return (self._place / f"{name}.log").read_text("utf-8")

    def _start(self, name: str, line: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        with (self._place / f"{name}.log").open("wb") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", *line, "--host", "127.0.0.1"],
                cwd=self._place,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
