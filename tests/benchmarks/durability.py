"""20 kills at random moments of a job of 200 samples: what is lost, what is asked twice."""

import json
import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.command import command, exported, fact, row, run
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

_SAMPLES = 200
_KILLS = 20
_INTERVAL_S = "0.6"
"""Slow enough that the job outlasts the kills."""


def measure(folder: Path) -> None:
    """Print the table."""
    sounds = make_sounds(folder / "sounds", _SAMPLES)
    job, home = folder / "job", folder / "home"
    generator = random.Random(404)
    again: Counter[str] = Counter()
    durable: set[str] = set()
    survived = 0
    with FakeServer(Behaviour(latency_s=0.3)) as server:
        arguments: list[str | Path] = ["process", sounds, "--provider", server.base_url, "--cache-dir", job, "--interval", _INTERVAL_S]
        for _ in range(_KILLS):
            before = len(server.asked)
            process = command(arguments, home)
            time.sleep(generator.uniform(0.3, 2.2))
            survived += process.poll() is None
            with suppress(ProcessLookupError):  # the job came to its end before
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            again.update(i for ids in server.asked[before:] for i in ids if i in durable)
            durable |= _durable(job)
        before = len(server.asked)
        last = run(arguments, home)
        again.update(i for ids in server.asked[before:] for i in ids if i in durable)
        samples = exported(job, home)["samples"]
    answered = Counter(s["id"] for s in samples if s["vibe"]["source"] == "asked")
    fact(f"kills that hit the running job, of {_KILLS}", str(survived))
    row("exit code of the run that finished", str(last.code), "0", reached=last.code == 0)
    row("samples exactly once in the export, asked", str(len(answered)), str(_SAMPLES), reached=len(samples) == len(answered) == _SAMPLES)
    row("durable answers asked again", str(sum(again.values())), "0", reached=not again)


def _durable(job: Path) -> set[str]:
    log = job / "log.jsonl"
    if not log.exists():
        return set()
    lines = log.read_bytes().split(b"\n")[:-1]
    entries = [json.loads(line) for line in lines if line]
    return {i for entry in entries if entry["event"] == "answer" for i in entry["hashes"]}
