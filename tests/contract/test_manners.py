"""How the program behaves towards a server that refuses and breaks: judged by llmock, which knows what clients get wrong."""

import subprocess
from pathlib import Path

from tests.conftest import MakeSounds
from tests.contract.outside import free_port, program, serving
from tests.e2e.command import Command

FAULTS = ("429=0.15", "500=0.1", "503=0.1")


def test_llmock_finds_nothing_wrong_with_our_manners(command: Command, make_sounds: MakeSounds, tmp_path: Path) -> None:
    llmock, port = program("llmock"), free_port()
    line = [llmock, "serve", "--port", str(port), "--response-style", "echo"]
    for fault in FAULTS:
        line += ["--error-rate", fault]
    with serving(line, port, tmp_path / "log") as address:
        asks = ("--provider", f"{address}/v1", "--model", "gpt-4o", "--interval", "0.2", "--batch-size", "4", "--error-threshold", "1")
        done = command("process", make_sounds(12), "--cache-dir", "job", *asks, within_s=200)
        verdict = subprocess.run([llmock, "report", "--strict", "--url", address], capture_output=True, text=True, check=False)
    assert done.code == 3, "it echoes what it is asked: no sample is described, and all are given up in the end"
    assert verdict.returncode == 0, verdict.stdout
    assert "attempt(s)" in verdict.stdout
