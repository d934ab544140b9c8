"""A job folder from somebody else is data: it sends nothing to a server of its own choice."""

import json
import os
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


def test_a_strangers_job_opens_no_files_of_mine_until_i_say_where_its_samples_are(
    command: Command, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    mine, sent = make_sounds(3), tmp_path / "received" / "job"
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    done = Command(theirs)("process", mine, "--cache-dir", sent, "--provider", "offline")
    assert done.code == 0, done.said
    for words in (f"resume --cache-dir {sent} --refresh all", f"duplicates {sent}", f"card {sent} --output {tmp_path / 'card'}"):
        refused = command(*words.split())
        assert refused.code == 2
        assert str(mine) in refused.err
        assert "Nothing was opened" in refused.err
    assert not (tmp_path / "card").exists()
    agreed = command("resume", "--cache-dir", sent, "--root", mine)
    assert agreed.code == 0, agreed.said
    assert command("duplicates", sent).code == 0
    assert command("resume", "--cache-dir", sent).code == 0  # the folder is known now


def test_a_list_that_was_led_elsewhere_is_refused_and_nothing_of_it_is_opened(
    command: Command, make_sounds: MakeSounds, tmp_path: Path
) -> None:
    job = tmp_path / "job"
    assert command("process", make_sounds(2), "--cache-dir", job, "--provider", "offline").code == 0
    secret = tmp_path / "secret.wav"
    secret.write_bytes(b"RIFF")
    lines = [json.loads(line) for line in (job / "samples.jsonl").read_text().splitlines()]
    led = [line | {"path": "../secret.wav"} for line in lines]
    (job / "samples.jsonl").write_text("".join(json.dumps(line) + "\n" for line in led))
    for words in (f"resume --cache-dir {job}", f"duplicates {job}", f"export {job}", f"card {job} --output {tmp_path / 'card'}"):
        refused = command(*words.split())
        assert refused.code == 5, refused.said
        assert secret.name in refused.err
        assert "none of its folders" in refused.err


def leading_to(job: Path, root: str, *folders: str, path: str) -> None:
    """Have a stranger's job lead to a file of mine."""
    (job / "manifest.json").write_text(json.dumps(jobs.manifest(job) | {"root": root, "folders": folders}))
    line, *_ = (job / "samples.jsonl").read_text().splitlines()
    (job / "samples.jsonl").write_text(json.dumps(json.loads(line) | {"path": path}) + "\n")


@pytest.fixture
def received(make_sounds: MakeSounds, tmp_path: Path) -> Path:
    """A job of one sample that somebody else has made, and sent without its samples."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    job = tmp_path / "downloads" / "pack" / "job"
    assert Command(theirs)("process", make_sounds(1), "--cache-dir", job, "--provider", "offline").code == 0
    return job


@pytest.fixture
def secret(make_sounds: MakeSounds) -> Path:
    """A sound of which I never spoke."""
    return next(make_sounds(1, "private").rglob("*.wav"))


def test_a_strangers_job_that_names_no_folders_is_about_its_root(command: Command, received: Path, secret: Path, tmp_path: Path) -> None:
    leading_to(received, "/", path=str(secret.relative_to("/")))
    for words in (
        f"resume --cache-dir {received} --refresh all",
        f"duplicates {received}",
        f"card {received} --output {tmp_path / 'card'}",
    ):
        refused = command(*words.split())
        assert refused.code == 2, refused.said
        assert "about files in /, " in refused.err
    assert not (tmp_path / "card").exists()


def test_a_strangers_job_without_a_root_leads_nowhere(command: Command, received: Path, secret: Path, tmp_path: Path) -> None:
    for path in (str(secret.relative_to(command.place)), str(secret)):
        leading_to(received, "", path=path)
        command("card", received, "--output", tmp_path / "card")
        assert not list((tmp_path / "card").rglob("*.wav"))


def test_to_say_where_a_strangers_samples_are_is_no_word_about_what_lies_beside_them(
    command: Command, make_sounds: MakeSounds, received: Path, secret: Path
) -> None:
    pack, deep = make_sounds(1, "Pack"), "/a/b/c/d/e/f/g/h/i/j/k/l/m/n"
    leading_to(received, deep, deep, str(secret.parent), path=os.path.relpath(secret, deep))
    for words in (f"resume --cache-dir {received} --refresh all --root {pack}", f"duplicates {received}"):
        refused = command(*words.split())
        assert refused.code == 2, refused.said
        assert f"about files in {secret.parent}, " in refused.err or deep in refused.err
        assert "Nothing was opened" in refused.err
