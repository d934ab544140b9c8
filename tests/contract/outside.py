"""Programs of others that judge our requests: found, started on a free port, stopped again."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPENAPI = ROOT.parent / "shared" / "facts" / "openrouter-openapi.yaml"
_LONGEST_START_S = 60.0


def program(name: str) -> str:
    """The path of a program, from the environment variable of its name or from PATH; skips the test where it is not installed."""
    found = os.environ.get(name.upper()) or shutil.which(name)
    if not found:
        pytest.skip(f"needs {name}: run `make contract`, which installs it, or name it in {name.upper()}")
    return found


@contextmanager
def serving(line: list[str], port: int, log: Path) -> Iterator[str]:
    """Run a server while the block lasts, from when it answers on; gives its address."""
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as said:
        process = subprocess.Popen(line, stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _LONGEST_START_S
        while not _answers(address):
            assert process.poll() is None, log.read_text("utf-8")[-2000:]
            assert time.monotonic() < deadline, f"{line[0]} did not start within {_LONGEST_START_S:g} s"
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/key"):
            return True
    except HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
