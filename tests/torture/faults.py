"""Faults that strace puts into a program: the Nth call of a kind kills it, or fails as a full or broken disk does."""

import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITING = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "link")
"""The calls by which a file changes."""
HUNG = 124
"""The code of a run that did not end by itself."""
_LONGEST_S = 60.0


@functools.cache
def why_not() -> str:
    """Why faults cannot be put into a program here; empty when they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here"


@dataclass(frozen=True)
class Fault:
    """What happens to the Nth call of a kind, counted in each thread.

    Attributes:
        call: A system call.
        what: "KILL", or an error: "ENOSPC", "EIO".
        number: Which call, from 1.
        and_later: All later ones fail as well.
    """

    call: str
    what: str
    number: int
    and_later: bool = False

    def __str__(self) -> str:
        return f"{self.what} at {self.call} {self.number}{'+' if self.and_later else ''}"

    def arguments(self, trace: Path, files: Iterable[Path] = ()) -> list[str]:
        """The start of the command line that has it.

        Args:
            trace: A file to be written, which tells whether it struck.
            files: Calls to others do not count; none: all do.
        """
        action = "signal=KILL" if self.what == "KILL" else f"error={self.what}"
        when = f"{self.number}{'+' if self.and_later else ''}"
        traced = ["strace", "-f", "-qq", "-e", "signal=none", "-o", os.fspath(trace)]
        traced += [part for file in files for part in ("-P", os.fspath(file))]
        return [*traced, "-e", f"trace={self.call}", "-e", f"inject={self.call}:{action}:when={when}"]


def has_struck(trace: Path) -> bool:
    """Whether a fault's call came."""
    return "(INJECTED)" in trace.read_text(errors="replace") or "killed by SIGKILL" in trace.read_text(errors="replace")


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    said: str

    @property
    def was_killed(self) -> bool:
        """Whether it was killed rather than ending by itself."""
        return self.code in {-signal.SIGKILL, 128 + signal.SIGKILL}


def run(
    home: Path, *arguments: str | Path, before: Sequence[str] = (), module: str = "sp404_gui.cli", longest_s: float = _LONGEST_S
) -> Ended:
    """Run the command to its end, with nothing left of it.

    Args:
        home: The program's home.
        arguments: Its arguments.
        before: What stands before it: a fault's command line.
        module: What is run.
        longest_s: Then it is ended, and counts as hung.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SP404_", "OPENROUTER_"))}
    env = {**kept, "SP404_HOME": str(home), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    line = [*before, sys.executable, "-m", module, *map(str, arguments)]
    with subprocess.Popen(
        line,
        cwd=home.parent,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=longest_s)
        except subprocess.TimeoutExpired:
            _end_group(process.pid)
            return Ended(HUNG, f"it did not end within {longest_s:.0f} s")
        finally:
            _end_group(process.pid)
    return Ended(process.returncode, said)


def _end_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)  # workers whose parent was killed
    except ProcessLookupError:
        return
