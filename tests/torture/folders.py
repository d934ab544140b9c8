"""Job folders from somebody else: every command ends with a sentence or a repair, in bounded time and memory; nothing outside changes."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from sp404_gui.store.inspection import validate
from sp404_gui.store.repair.rebuilding import rebuild
from tests.benchmarks.command import fact, row
from tests.e2e.command import Command, Result
from tests.e2e.test_foreign_folder import listening
from tests.torture.job_checks import command_in, sounds

SAMPLES = 4
GIANT_BYTES = 200_000_000
DEEP_LEVELS = 100_000
CUT_EVERY = 512
_LONGEST_S = 30.0
_MOST_BYTES = 500_000_000
_NOW = "2026-02-02T00:00:00.000Z"
_CODES = {0, 2, 3, 5}
PLACES = {
    "manifest": "manifest.json",
    "list": "samples.jsonl",
    "result": "results/000/sample_000001.json",
    "checkpoint": "checkpoints/checkpoint_0001.json",
    "errors": "errors/error_log.json",
    "log": "log.jsonl",
    "kits": "kits.json",
}
"""What a job folder is made of, one of each kind."""

Threat = Callable[[Path, Path], None]
"""Changes a job folder; its second argument is a folder outside, which has to stay as it is."""


@dataclass
class Tally:
    """What came out of the trials."""

    runs: int = 0
    slowest_s: float = 0.0
    peak_bytes: int = 0
    broken: list[str] = field(default_factory=list)


def measure(folder: Path) -> bool:
    """Print the table."""
    trials, broken = mended(folder / "cut")
    row(f"files cut at every 512th byte, {trials}, not found or not mended", str(len(broken)), "0", reached=not broken)
    for line in broken[:20]:
        fact("   " + line, "")
    kept = not broken
    for name, threats in {"cut in the middle": cuts, "giant, deep, of others": shapes, "that lead outside": ways_out}.items():
        tally = tried(folder / name.replace(" ", "-"), threats)
        fact(f"folders {name}, commands", f"{tally.runs}")
        row("   the slowest took", f"{tally.slowest_s:.1f} s", f"{_LONGEST_S:.0f} s", reached=tally.slowest_s < _LONGEST_S)
        row("   memory at most", f"{tally.peak_bytes / 1e6:.0f} MB", "500 MB", reached=tally.peak_bytes < _MOST_BYTES)
        row("   promises broken", str(len(tally.broken)), "0", reached=not tally.broken)
        for line in tally.broken[:20]:
            fact("      " + line, "")
        kept = kept and not tally.broken
    return kept


def tried(place: Path, threats: Callable[[Path], Iterator[tuple[str, Threat]]]) -> Tally:
    """Put each threat into a copy of a finished job, and ask every command about it."""
    command, tally = command_in(place), Tally()
    whole, outside, job = place / "whole", place / "outside", place / "job"
    shutil.copytree(made(command, whole), outside / "theirs")
    for name, threat in threats(whole):
        shutil.copytree(whole, job)
        with listening() as server:
            _claim(job, server.url)
            threat(job, outside / "theirs")
            before = snapshot(outside), snapshot(place / "sounds")
            for arguments in questions(job, place / "card"):
                _ask(command, name, arguments, tally)
            if (snapshot(outside), snapshot(place / "sounds")) != before or (place / "card").exists():
                tally.broken.append(f"{name}: something outside was changed")
            if server.heard:
                tally.broken.append(f"{name}: a server of theirs was asked")
        shutil.rmtree(job)
    return tally


def made(command: Command, job: Path) -> Path:
    """A finished job with kits, whose manifest names a server that this machine never asked."""
    done = command("process", sounds(command.place / "sounds", SAMPLES), "--cache-dir", job, "--provider", "offline", "--interval", "0")
    assert done.code == 0, done.said
    (job / PLACES["kits"]).write_text(json.dumps({"schema": 1, "kits": []}), "utf-8")
    return job


def questions(job: Path, card: Path) -> list[list[str | Path]]:
    """Everything that can be asked about a job, what only reads first."""
    reading: list[list[str | Path]] = [["status", job], ["validate", job], ["export", job], ["card", job, "--output", card, "--dry-run"]]
    return [*reading, ["rebuild", job], ["resume", "--cache-dir", job]]


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything below a folder: kinds, times and contents."""
    return {str(p.relative_to(folder)): _state(p) for p in sorted(folder.rglob("*"))}


def _state(path: Path) -> tuple[int, int, bytes]:
    about = path.lstat()
    return about.st_mode, about.st_mtime_ns, path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def _ask(command: Command, name: str, arguments: list[str | Path], tally: Tally) -> None:
    result, seconds, peak = watched(command, *arguments)
    tally.runs += 1
    tally.slowest_s, tally.peak_bytes = max(tally.slowest_s, seconds), max(tally.peak_bytes, peak)
    tally.broken += [f"{name}, {arguments[0]}: {line}" for line in _wrong(result, seconds, peak)]


def watched(command: Command, *arguments: str | Path) -> tuple[Result, float, int]:
    """Run a command to its end: what it said, its seconds, and the most bytes of memory it had; one that hangs ends with code -9."""
    begun, peak = time.monotonic(), 0
    with command.started(*arguments) as running:
        process = psutil.Process(running.process.pid)
        while running.process.poll() is None:
            peak = max(peak, _memory(process))
            if time.monotonic() - begun > _LONGEST_S or peak > 2 * _MOST_BYTES:
                running.process.kill()
            time.sleep(0.01)
        return running.ended(), time.monotonic() - begun, peak


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _wrong(result: Result, seconds: float, peak: int) -> Iterator[str]:
    if result.code not in _CODES:
        yield f"ended with {result.code} after {seconds:.1f} s: {result.said[-300:]!r}"
    if result.code in {2, 5} and not result.err.rstrip().endswith((".", "'", ")")):
        yield f"no sentence: {result.err[-300:]!r}"
    if "Traceback" in result.said or "recursion" in result.said:
        yield f"talk of programmers: {result.said[-300:]!r}"
    if peak > _MOST_BYTES:
        yield f"{peak / 1e6:.0f} MB"


def _claim(job: Path, url: str) -> None:
    """The folder says that a server of theirs is to be asked; a threat to its manifest comes after that."""
    file = job / PLACES["manifest"]
    manifest = json.loads(file.read_bytes())
    manifest["options"]["provider"] = url
    file.write_text(json.dumps(manifest), "utf-8")


def cuts(whole: Path) -> Iterator[tuple[str, Threat]]:
    """Each kind of file, cut in its middle."""
    for place, relative in PLACES.items():
        yield f"{place} cut", partial(_cut, relative=relative, at=(whole / relative).stat().st_size // 2)


def _cut(job: Path, _: Path, relative: str, at: int) -> None:
    os.truncate(job / relative, at)


def cut_anywhere(files: Mapping[str, bytes]) -> Iterator[tuple[str, int, dict[str, bytes]]]:
    """The files of a job, one of them cut at every 512th byte: its name, where, and all files."""
    for name, data in files.items():
        for at in range(CUT_EVERY if name == PLACES["log"] else 0, len(data), CUT_EVERY):  # an empty log is that of a job not begun
            yield name, at, {**files, name: data[:at]}


def mended(place: Path) -> tuple[int, list[str]]:
    """Cut a finished job everywhere, and rebuild it: how often, and what was not found or not mended."""
    whole = made(command_in(place), place / "whole")
    there = (file for file in sorted(whole.rglob("*")) if file.is_file() and file.name != ".lock")
    files = {str(file.relative_to(whole)): file.read_bytes() for file in there}
    trials, broken = 0, []
    for name, at, cut in cut_anywhere(files):
        job = place / "job"
        for relative, data in cut.items():
            (job / relative).parent.mkdir(parents=True, exist_ok=True)
            (job / relative).write_bytes(data)
        found = {problem.file for problem in validate(os.fspath(job))}
        rebuild(os.fspath(job), _NOW)
        left = validate(os.fspath(job))
        broken += [f"{name} cut at {at}: found {sorted(found)}, then {left}"] if not found or left else []
        trials += 1
        shutil.rmtree(job)
    return trials, broken


def shapes(whole: Path, giant_bytes: int = GIANT_BYTES) -> Iterator[tuple[str, Threat]]:
    """Each kind of file giant, deep, and of another schema."""
    contents = {"giant": giant(giant_bytes), "deep": deep(), "other schema": b'{"schema":404,"kits":7,"samples":{}}\n'}
    for place, relative in PLACES.items():
        for name, content in contents.items():
            if (whole / relative).exists():
                yield f"{name} {place}", partial(put, relative=relative, content=content)


def giant(size: int) -> bytes:
    """One valid value in so many bytes, which takes many times of them in memory."""
    return b'{"schema":1,"padding":[' + b"[]," * (size // 3) + b"[]]}\n"


def deep() -> bytes:
    """One value with too many levels."""
    return b'{"schema":1,"options":' + b'{"a":[' * (DEEP_LEVELS // 2) + b"]}" * (DEEP_LEVELS // 2) + b"}\n"


def put(job: Path, _: Path, relative: str, content: bytes) -> None:
    """Replace a file."""
    (job / relative).write_bytes(content)


def ways_out(_: Path) -> Iterator[tuple[str, Threat]]:
    """Links to outside in each place, and paths that name places outside."""
    for place, relative in PLACES.items():
        yield f"{place} is a link", partial(_link, relative=relative)
    for relative in ("results", "results/000", "checkpoints", "errors", "damaged"):
        yield f"{relative} is a link", partial(_link, relative=relative)
    for name in ("../outside/theirs/kits.json", "/etc/passwd", "a/../../../outside/theirs/manifest.json", "..\\..\\x.wav", "C:\\x.wav"):
        yield f"samples lie at {name}", partial(_lead, path=name)


def _link(job: Path, outside: Path, relative: str) -> None:
    path = job / relative
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.symlink_to(outside / relative)


def _lead(job: Path, _: Path, path: str) -> None:
    for file in (job / PLACES["list"], job / PLACES["result"], job / PLACES["checkpoint"]):
        lines = [json.dumps(_led(json.loads(line), path)) for line in file.read_text("utf-8").splitlines()]
        file.write_text("\n".join(lines) + "\n", "utf-8")


def _led(value: Any, path: str) -> Any:
    """A row with its path led elsewhere, wherever it stands in it."""
    if isinstance(value, list):
        return [_led(one, path) for one in value]
    if isinstance(value, dict):
        return {name: path if name == "path" else _led(one, path) for name, one in value.items()}
    return value
