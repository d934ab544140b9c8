"""The command as a user runs it: a process of its own, with an environment of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.e2e.warm import Warm

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 60.0
_OF_PYTHON = ("PYTHON", "LANG", "LC_")
"""What Python looks at when it starts."""


@dataclass(frozen=True)
class Result:
    """How a process ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams."""
        return self.out + self.err

    @property
    def json(self) -> Any:
        """Stdout, which is one JSON value."""
        return json.loads(self.out)


class Running:
    """A process that works in the background, the leader of its own process group.

    Args:
        process: The process.
        said: Folder with what it says on `out` and `err`.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", said: Path) -> None:
        self.process = process
        self._said = said

    @property
    def err(self) -> str:
        """What it has said on stderr so far."""
        return (self._said / "err").read_text("utf-8")

    def signal(self, number: int) -> None:
        """Send a signal to the process alone, as `kill` does."""
        self.process.send_signal(number)

    def signal_group(self, number: int) -> None:
        """Send a signal to the process and its workers, as Ctrl-C in a terminal does."""
        os.killpg(self.process.pid, number)

    def ended(self, within_s: float = LONGEST_S) -> Result:
        """Wait for its end."""
        code = self.process.wait(within_s)
        return Result(code, (self._said / "out").read_text("utf-8"), self.err)


@cache
def _warm() -> Warm:
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return Warm([sys.executable, "-m", "tests.e2e.warm"], env)


class Command:
    """`sp404-batch` with its own home, without any key.

    Args:
        place: Empty folder: the working directory, with the program's home in it.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.home = place / "home"
        self.env = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.home),
            "SP404_HOME": str(self.home),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
            "LANG": "C.UTF-8",
        }

    def __call__(self, *arguments: str | Path, within_s: float = LONGEST_S, env: Mapping[str, str] | None = None) -> Result:
        """Run the command to its end."""
        if not self._may_be_forked(env or {}):
            with self.started(*arguments, env=env) as running:
                return running.ended(within_s)
        said = self._outlets()
        code = _warm().run([str(argument) for argument in arguments], self.place, {**self.env, **(env or {})}, said, within_s)
        return Result(code, (said / "out").read_text("utf-8"), (said / "err").read_text("utf-8"))

    def _may_be_forked(self, env: Mapping[str, str]) -> bool:
        return type(self) is Command and hasattr(os, "fork") and not any(name.startswith(_OF_PYTHON) for name in env)

    def _outlets(self) -> Path:
        said = self.place / f"said-{time.monotonic_ns()}"
        said.mkdir()
        for name in ("out", "err"):
            (said / name).touch()
        return said

    def line(self, *arguments: str | Path) -> list[str]:
        """What is run."""
        return [sys.executable, "-m", "sp404_gui.cli", *map(str, arguments)]

    @contextmanager
    def started(self, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Iterator[Running]:
        """Start the command; whatever is left of it at the end of the block is killed."""
        said = self._outlets()
        with (said / "out").open("wb") as out, (said / "err").open("wb") as err:
            process = subprocess.Popen(
                self.line(*arguments),
                cwd=self.place,
                env={**self.env, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        try:
            yield Running(process, said)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def until(holds: Callable[[], Any], what: str, within_s: float = 30.0) -> None:
    """Wait for something to hold; the test fails when it does not in time."""
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, f"{what}: not within {within_s:g} s"
        time.sleep(0.01)
