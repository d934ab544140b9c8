"""An environment for the peers, apart from the product's: made when it is first needed, from requirements/bench.lock."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.command import ROOT, fact

PEERS = ("librosa", "essentia", "aubio")
_PLACE = ROOT / ".venv-bench"
_LOCK = ROOT / "requirements" / "bench.lock"
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA")}
_PIP = ("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:", "--require-hashes")

Question = dict[str, Any]


def ask_peer(name: str, questions: Sequence[Question], folder: Path) -> dict[str, Any] | None:
    """Ask a library about files, in a process of its own.

    Args:
        name: One of PEERS.
        questions: What is wanted of which file; tests/benchmarks/peers says how.
        folder: For what goes to and fro.

    Returns:
        Its answers, with times; None, and a word, where it is not installed.
    """
    asked, answered = folder / f"{name}-questions.json", folder / f"{name}-answers.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    arguments: list[str | Path] = [_ready(), "-m", "tests.benchmarks.peers", name, asked, answered]
    done = subprocess.run(
        arguments,
        cwd=ROOT,
        env={**os.environ, **_ONE_THREAD},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        fact(f"{name} is not installed: {(done.stderr.splitlines() or ['no reason given'])[-1]}", "")
        return None
    answers: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
    fact(f"{name} {answers['version']}: {len(questions)} files, {answers['failed']} refused", f"{answers['cpu_s']:.0f} s of CPU")
    return answers


def _ready() -> Path:
    """Python of the environment, which is made if it is not there or of another lock."""
    python = _PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, state = _PLACE / "lock.stamp", hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == state):
        fact(f"installing the peers into {_PLACE.name}, which takes a minute or two", "")
        subprocess.run([sys.executable, "-m", "venv", "--clear", _PLACE], check=True)
        if _install(python, _LOCK):
            stamp.write_text(state)
        else:
            _install_singly(python)
    return python


def _install(python: Path, lock: Path, *more: str) -> bool:
    pip: list[str | Path] = [python, *_PIP, *more, "-r", lock]
    return not subprocess.run(pip, stderr=subprocess.DEVNULL, check=False).returncode


def _install_singly(python: Path) -> None:
    """Whatever can be had: one library that is not made for this machine does not keep the others away."""
    single = _PLACE / "single.lock"
    for block in re.split(r"\n(?=\w)", _LOCK.read_text(encoding="utf-8")):
        single.write_text(block, encoding="utf-8")
        _install(python, single, "--no-deps", "--retries", "0")
