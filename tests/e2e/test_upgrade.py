"""Job folders and caches that earlier versions wrote: this one opens them, goes on with them, and asks nothing again that was paid for.

`tests/kept` holds one of each kind, made by `tools/keep_job.py`: a job over eight sounds that its budget stopped, its cache and its pace.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sp404_gui import __version__
from sp404_gui.domain.job import JobStatus
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.engine.jobs.reading import collection_info, read_records
from sp404_gui.llm.prompt import PROMPT_VERSION
from tests.e2e.command import ROOT, Command
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer

_KEPT = sorted((ROOT / "tests" / "kept").iterdir())
_WITH_EDITS = {"0.1.0-unsealed"}
_QUESTIONS = {"0.1.0-first": "1", "0.1.0-unsealed": "2"}
"""The version of the question that a model was asked: the answer to another one is no answer to today's."""


@pytest.fixture(params=_KEPT, ids=lambda kept: kept.name)
def kept(request: pytest.FixtureRequest, command: Command) -> str:
    """Which earlier version; its folders are copied to where the command works."""
    shutil.copytree(request.param, command.place, dirs_exist_ok=True)
    return str(request.param.name)


def _results(command: Command) -> dict[str, Any]:
    """The result files as they are, by sample id."""
    return {file.stem: json.loads(file.read_bytes()) for file in (command.place / "job" / "results").rglob("*.json")}


def _asked(server: FakeServer) -> list[str]:
    return sorted(identifier for ids in server.asked for identifier in ids)


def test_the_window_reads_it_whole(command: Command, kept: str) -> None:
    place = str(command.place / "job")
    info = collection_info(place)
    assert (info.status, info.damaged, info.counts.total, info.scan_complete) == (JobStatus.INTERRUPTED, None, 8, True)
    records = [record for part in read_records(place) for record in part]
    before = _results(command)
    assert [(record.id, record.path) for record in records] == [(i, before[i]["path"]) for i in sorted(before)]
    states = sorted(record.status for record in records)
    assert states == sorted([*[SampleStatus.DONE] * 4, SampleStatus.FAILED, SampleStatus.SKIPPED, *[SampleStatus.PENDING] * 2])
    for record in records:
        if record.status is SampleStatus.DONE:
            assert record.features is not None
            assert record.vibe is not None
            assert list(record.vibe.mood) == vibe_of(record.id)["mood"]
    if kept in _WITH_EDITS:
        user = records[0].user
        assert (user.favorite, user.rating, user.tags, user.note) == (True, 4, ("keep",), "the good one")


@pytest.mark.usefixtures("kept")
def test_it_passes_validation_and_is_exported(command: Command) -> None:
    assert command("validate", "job").code == 0
    before = _results(command)
    exported = command("export", "job", "--format", "json").json
    assert exported["schema"] == 1
    for sample in exported["samples"]:
        old = before[sample["id"]]
        assert (sample["status"], sample.get("vibe"), sample["features"].keys() if "features" in sample else None) == (
            old["status"],
            old.get("vibe"),
            old["features"].keys() if "features" in old else None,
        )


@pytest.mark.usefixtures("kept")
def test_going_on_asks_about_what_was_left_alone(command: Command, server: FakeServer) -> None:
    before = _results(command)
    left = [identifier for identifier, result in before.items() if result["status"] == "pending"]
    online = ("--provider", server.base_url, "--root", "Sounds", "--max-calls", "9")
    assert command("resume", "job", *online).code == 3  # the broken file is still broken
    assert _asked(server) == sorted(left)
    after = _results(command)
    for identifier, result in before.items():
        if result["status"] == "done":
            assert after[identifier]["vibe"] == result["vibe"]
            assert result["user"].items() <= after[identifier]["user"].items()  # later versions may know more of the user's words
    counts = command("status", "job", "--json").json["counts"]
    assert (counts["done"], counts["failed"], counts["skipped"], counts["pending"]) == (6, 1, 1, 0)
    manifest = json.loads((command.place / "job" / "manifest.json").read_bytes())
    assert (manifest["program"], manifest["schema"]) == (__version__, 1)
    assert command("validate", "job").code == 0


@pytest.mark.usefixtures("kept")
def test_a_damaged_one_is_repaired_without_asking(command: Command, server: FakeServer) -> None:
    before = _results(command)
    (command.place / "job" / "manifest.json").unlink()
    for file in (command.place / "job" / "results").rglob("*.json"):
        file.write_bytes(file.read_bytes()[:40])
    assert command("validate", "job").code != 0
    assert command("rebuild", "job").code == 0
    assert command("validate", "job").code == 0
    after = _results(command)
    done = [identifier for identifier, result in before.items() if result["status"] == "done"]
    assert {i: after[i]["vibe"]["mood"] for i in done} == {i: before[i]["vibe"]["mood"] for i in done}
    assert not server.asked


def test_the_cache_that_it_left_still_answers(command: Command, kept: str, server: FakeServer) -> None:
    if _QUESTIONS[kept] != PROMPT_VERSION:
        pytest.skip(f"the question has changed since: it was version {_QUESTIONS[kept]}, now it is {PROMPT_VERSION}")
    known = [result["path"] for result in _results(command).values() if result["status"] == "done"]
    done = command(
        "process", "Sounds", "--cache-dir", "new", "--provider", server.base_url, "--model", "fake/model", "--error-threshold", "1"
    )
    assert done.code == 3, done.said
    exported = command("export", "new", "--format", "json").json
    paths = {sample["id"]: sample["path"] for sample in exported["samples"]}
    assert {paths[identifier] for identifier in _asked(server)}.isdisjoint(known)
    assert len(_asked(server)) == 2


@pytest.mark.parametrize("arguments", [("resume", "job"), ("status", "job"), ("export", "job", "--format", "json")], ids=lambda a: a[0])
def test_one_of_a_newer_version_is_refused_with_a_sentence_and_left_as_it_is(
    command: Command, finished_job: Path, arguments: tuple[str, ...]
) -> None:
    manifest = finished_job / "manifest.json"
    newer = json.loads(manifest.read_bytes()) | {"schema": 2, "what": "nobody knows yet"}
    manifest.write_text(json.dumps(newer), "utf-8")
    before = {file: file.read_bytes() for file in finished_job.rglob("*") if file.is_file()}
    refused = command(*arguments)
    assert refused.code == 5
    assert "was written by a newer version (schema 2, this one knows 1). Update sp404-batch; the job is left as it is." in refused.err
    assert {file: file.read_bytes() for file in before} == before
