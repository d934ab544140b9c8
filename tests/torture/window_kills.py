"""The window runs the job, and is killed as it writes each of its files: the next window goes on, and asks nothing again.

SP404_STRIDE=4 tries every fourth of these moments.
"""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.benchmarks.command import fact, row
from tests.e2e import jobs
from tests.e2e.command import until
from tests.torture.faults import Fault, run, why_not
from tests.torture.kills import durable_answers, wrong_with
from tests.torture.place import Bench
from tests.ui.hand import Handled
from tests.ui.program import Program

_SAMPLES = 8
_STRIDE = int(os.environ.get("SP404_STRIDE", "1"))
_LONGEST_S = 180.0
_REPLACED = (
    "manifest.json",
    *(f"checkpoints/checkpoint_{number:04d}.json" for number in (1, 2)),
    *(f"results/000/sample_{number:06d}.json" for number in range(1, _SAMPLES + 1)),
)

Moment = tuple[str, Fault]
"""A file of the job, and the call that is its last: threads count theirs each for itself, so where files are replaced it is the first."""


def measure(folder: Path) -> bool:
    """Print the table."""
    if why_not():
        fact("not tried", why_not())
        return True
    tried, killed, broken = 0, 0, []
    with Place(folder) as place:
        for name, fault in islice(_moments(), 0, None, _STRIDE):
            struck, wrong = place.tried(name, fault)
            broken += [f"{fault} of {name}: {line}" for line in wrong]
            tried, killed = tried + 1, killed + struck
    fact("windows killed as they wrote, of those that were to be", f"{killed} of {tried}")
    row("   promises broken", str(len(broken)), "0", reached=not broken)
    for line in broken:
        fact("      " + line, "")
    return not broken and killed > 0


def _moments() -> Iterator[Moment]:
    for number in range(1, 5):
        yield from (("log.jsonl", Fault(call, "KILL", number)) for call in ("write", "fdatasync"))
    for name in _REPLACED:
        yield from ((name, Fault(call, "KILL", 1)) for call in ("write", "fsync", "rename"))


class Place(Bench):
    """A small job that was begun, and that a window finishes, over and over; a context manager.

    Args:
        folder: Where all of it lies.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, _SAMPLES)

    def tried(self, name: str, fault: Fault) -> tuple[bool, list[str]]:
        """Let a window work until it is killed, and another one go on: whether the fault struck, and broken promises."""
        trial = self.next_trial()
        program, job = Program(trial), trial / "job"
        program.home.mkdir(parents=True)
        asking: list[str | Path] = ["--provider", self.server.base_url, "--batch-size", "2", "--interval", "0.1", "--max-calls", "1"]
        begun = run(program.home, "process", self.sounds, "--cache-dir", job, *asking, longest_s=_LONGEST_S)
        assert begun.code == 130, begun.said
        _without_limit(job)
        program.remember(place=str(job), recent=[str(job)])
        struck = _works(_Traced(trial, fault, [job / name, job / f"{name}.tmp"]), job) == -signal.SIGKILL
        durable, asked_before = durable_answers(job), len(self.server.asked)
        _works(program, job)  # by itself: nobody told the next window more than the killed one left
        run(
            program.home, "resume", "--cache-dir", job, longest_s=_LONGEST_S
        )  # clears away what was left of a job that was done in the moment of the kill
        again = durable & {identifier for batch in self.server.asked[asked_before:] for identifier in batch}
        broken = [f"asked again: {sorted(again)}"] if again else []
        broken += wrong_with(job, program.home, _SAMPLES)
        if not broken:
            shutil.rmtree(trial)
        return struck, broken


class _Traced(Handled):
    """The window in which the user presses Start, under strace, which kills it over some files; Qt writes to other places all the time."""

    def __init__(self, place: Path, fault: Fault, files: list[Path]) -> None:
        super().__init__(place)
        self._before = fault.arguments(place / "trace", files)

    def line(self, *arguments: str | Path) -> list[str]:
        return [*self._before, *super().line(*arguments)]


def _works(program: Program, job: Path) -> int:
    """Let a window work on the job, until it is killed, or the job is done and the user ends it: its exit code."""
    with program.started() as running:
        until(lambda: running.process.poll() is not None or _is_done(job), "the end of the job", _LONGEST_S)
        if running.process.poll() is None:
            running.signal_group(signal.SIGINT)
        return running.process.wait(_LONGEST_S)


def _is_done(job: Path) -> bool:
    try:
        return bool(jobs.manifest(job)["status"] == "done")
    except (OSError, ValueError):
        return False


def _without_limit(job: Path) -> None:
    manifest = json.loads((job / "manifest.json").read_bytes())
    manifest["options"].pop("max_calls", None)
    (job / "manifest.json").write_text(json.dumps(manifest))
