"""Names that obey nobody, and files that no decoder likes."""

import base64
import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.command import ROOT, Command, Result
from tests.e2e.sounds import write_sound
from tests.fakes.server import FakeServer
from tests.naughty import NAMES, acting

LESS_THAN_A_FRAME = "c/truncated-at-45.wav"
BAD_AUDIO = ROOT.parent / "shared" / "tools" / "make_bad_audio.py"


def assert_harmless(text: str) -> None:
    assert acting(text) == []


def lossless(sample: dict[str, str]) -> bytes:
    return base64.b64decode(sample["path_bytes"]) if "path_bytes" in sample else sample["path"].encode()


@pytest.mark.skipif(sys.platform == "darwin" or os.name == "nt", reason="this file system takes no such names")
def test_hostile_names_are_kept_to_the_byte_and_shown_without_harm(command: Command, server: FakeServer) -> None:
    folder = command.place / "sam\x1b[2Jples"
    for number, name in enumerate(NAMES):
        write_sound(os.path.join(os.fsencode(folder), name), number)
    (folder / "broken\x1b[31m.wav").write_bytes(b"no")
    done = command("process", folder, "--cache-dir", "job", "--provider", server.base_url)
    assert done.code == 3
    assert_harmless(done.said)
    exports = {name: command("export", "job", "--format", name) for name in ("json", "jsonl", "csv", "markdown", "html", "m3u")}
    for exported in exports.values():
        assert (exported.code, exported.err) == (0, "")
        assert_harmless(exported.out)
    samples = exports["json"].json["samples"]
    assert sorted(map(lossless, samples)) == sorted([*NAMES, b"broken\x1b[31m.wav"])
    assert [json.loads(line) for line in exports["jsonl"].out.splitlines()] == samples
    rows = list(csv.DictReader(io.StringIO(exports["csv"].out)))
    assert len(rows) == len(samples)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "@", "+"))]
    assert [row["path"] for row in rows if "cmd" in row["path"]] == ["'=cmd|' /C calc'!A0.wav"]
    assert "<img" not in exports["html"].out
    assert "<img" not in exports["markdown"].out
    shown = command("process", folder, "--cache-dir", "job", "--refresh", "all", "--json")
    events = [json.loads(line) for line in shown.out.splitlines()]
    assert {lossless(e["record"]) for e in events if e["event"] == "sample_settled"} == {*NAMES, b"broken\x1b[31m.wav"}
    assert_harmless(shown.said)
    assert_harmless(command("status", "job").said)


@pytest.mark.skipif(not BAD_AUDIO.exists(), reason="the tool that makes bad audio is not beside this checkout")
def test_a_folder_of_bad_audio_ends_by_itself_with_a_row_a_file(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    subprocess.run([sys.executable, BAD_AUDIO, folder], check=True, capture_output=True)
    try:
        job = tmp_path / "job"
        limits = {"SP404_ANALYSIS_TIMEOUT_S": "3"}
        done = command("process", folder, "--cache-dir", job, "--provider", "offline", "--parallel-local", "2", within_s=60, env=limits)
        assert_every_file_has_its_row(command, folder, job, done)
    finally:
        os.truncate(folder / "c" / "sparse-3.9GiB.wav", 0)


def assert_every_file_has_its_row(command: Command, folder: Path, job: Path, done: Result) -> None:
    assert done.code == 3, done.said
    assert "Traceback" not in done.said
    samples = command("export", job).json["samples"]
    assert not Counter(sample["status"] for sample in samples)["pending"]
    paths = {os.fsdecode(lossless(sample)) for sample in samples}
    assert len(paths) == len(samples)
    expected = {crafted[0]: crafted[2] for crafted in json.loads((folder / "crafted.json").read_bytes())}
    by_path = {os.fsdecode(lossless(sample)): sample for sample in samples}
    for path, sample in by_path.items():
        if expected.get(path) == "decodes" and path != LESS_THAN_A_FRAME:
            assert sample["status"] in ("done", "skipped"), (path, sample["errors"])
        if expected.get(path) == "clear error" and path != "t/noperm.wav":  # root may read it
            assert sample["status"] == "failed", path
        if sample["status"] == "failed":
            assert sample["errors"][-1]["message"]
            assert "features" not in sample
    assert "c/good.wav" in paths
    assert not [noise for noise in ("RuntimeWarning", "mpg123", "Xing") if noise in done.err], "decoders talk to the user's terminal"
    assert not [path for path in paths if path.startswith(("t/passwd", "t/devzero", "t/procmem", "t/fifo")) or "/._" in path]
