"""A job folder from somebody else is data: it sends nothing to a server of its own choice."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command


class Stranger(ThreadingHTTPServer):
    """A server at the address that this machine has for others; it refuses every key, and keeps what it was told."""

    def __init__(self) -> None:
        super().__init__((own_address(), 0), Refusal)
        self.heard: list[bytes] = []
        self.url = f"http://{self.server_address[0]!s}:{self.server_port}/v1"


class Refusal(BaseHTTPRequestHandler):
    server: Stranger

    def do_GET(self) -> None:
        self.server.heard.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.send_response(401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))
        return str(asking.getsockname()[0])


@contextmanager
def listening() -> Iterator[Stranger]:
    """The server, answering.

    Raises:
        OSError: This machine has no address but its loopback.
    """
    with Stranger() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    try:
        own_address()
    except OSError:
        pytest.skip("this machine has no address but its loopback")
    with listening() as server:
        yield server


def of_a_stranger(job: Path, url: str) -> Path:
    """Their job folder, half done, that asks a server of theirs."""
    manifest = jobs.manifest(job)
    manifest["options"]["provider"] = url
    manifest["options"]["models"] = ["their/model"]
    manifest["status"] = "interrupted"
    (job / "manifest.json").write_text(json.dumps(manifest))
    for file in sorted(job.glob("results/*/*.json"))[:3]:
        file.unlink()
    return job


def test_resuming_a_strangers_job_sends_nothing_until_their_server_is_named(
    command: Command, make_sounds: MakeSounds, stranger: Stranger
) -> None:
    url, heard = stranger.url, stranger.heard
    job = command.place / "job"
    assert command("process", make_sounds(6), "--cache-dir", job, "--provider", "offline", "--interval", "0").code == 0
    of_a_stranger(job, url)
    refused = command("resume", "--cache-dir", job, env={"SP404_API_KEY": "sk-never-for-them"})
    assert refused.code == 2
    assert re.search(r"never asked from this machine.* name it: --provider http://\S+/v1\. Nothing was sent\.", refused.err)
    assert heard == []
    for harmless in (("status", job), ("validate", job), ("export", job), ("rebuild", job)):
        command(*harmless)
    assert heard == []
    assert command("resume", "--cache-dir", job, "--provider", url).code == 5
    assert heard
    before = len(heard)
    assert command("resume", "--cache-dir", job).code == 5, "what was named once is known"
    assert len(heard) > before
