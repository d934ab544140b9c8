"""A job from a folder to every export, over the samples that come with the program, and again from the cache."""

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.vocabulary import ERAS, GENRES, MOODS, TEXTURES, USES
from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import ROOT, Command
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer

FEATURES = (
    *("duration_s", "sample_rate_hz", "channels", "bit_depth", "format", "file_size_bytes", "peak_dbfs", "loudness_lufs", "content_hash"),
    *("category", "category_confidence", "subcategory", "kind", "bpm", "bpm_confidence", "key", "key_confidence", "root_note", "root_hz"),
    *("spectral_centroid_hz", "spectral_rolloff_hz", "zero_crossing_rate", "attack_ms", "tail_ms", "is_silent", "is_clipped"),
)
STAGES = {"local_features", "local_words", "vibe_analysis", "groove_detection", "compatibility"}


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The demo samples, in a folder of the user's."""
    return Path(shutil.copytree(ROOT / "resources" / "demo", tmp_path / "demo"))


def assert_honest(features: dict[str, Any]) -> None:
    """Every value of the contract is there, or says why it is not; none is null, none is both."""
    unmeasured = features.get("unmeasured", {})
    for name in FEATURES:
        assert (name in features) != (name in unmeasured), name
    assert all(features[name] is not None for name in features)
    assert all(isinstance(reason, str) and reason for reason in unmeasured.values())
    assert features["category"] in ("drums", "melodic", "vocals", "fx")
    assert features["kind"] in ("one_shot", "loop")


def assert_described(sample: dict[str, Any]) -> None:
    vibe = sample["vibe"]
    assert vibe["source"] == "asked"
    assert vibe["model"] == "fake/model"
    assert len(vibe["mood"]) == 3
    assert set(vibe["mood"]) <= set(MOODS)
    assert 3 <= len(vibe["descriptors"]) <= 5
    assert set(vibe["descriptors"]) <= set(TEXTURES)
    assert vibe["energy"] in ("low", "medium", "high")
    assert vibe["era"] in ERAS
    assert vibe["genre"] in GENRES
    assert vibe["best_use"] in USES
    assert 0 <= vibe["confidence"] <= 1
    asked = vibe_of(sample["id"])
    assert {name: vibe[name] for name in ("mood", "era", "genre", "energy")} == {n: asked[n] for n in ("mood", "era", "genre", "energy")}


def test_a_job_over_the_demo_samples_measures_describes_and_matches_every_one(command: Command, demo: Path, server: FakeServer) -> None:
    count = sum(1 for file in demo.rglob("*.flac"))
    done = command("process", demo, "--cache-dir", "job", "--provider", server.base_url)
    assert (done.code, done.out.splitlines()[0]) == (0, f"Done: {count} done, 0 failed, 0 skipped, 0 left of {count}.")
    assert f"Found {count} samples" in done.err
    exported = command("export", "job", "--format", "json")
    assert (exported.code, exported.err) == (0, "")
    content = exported.json
    assert list(content) == ["schema", "job", "stats", "samples"]
    assert content["schema"] == 1
    assert (content["job"]["name"], content["job"]["status"]) == ("demo", "done")
    assert (content["stats"]["total"], content["stats"]["done"], content["stats"]["errors"]) == (count, count, {})
    assert content["stats"]["api_calls"] == len(server.asked)
    assert content["stats"]["cost_usd"] == pytest.approx(0.0001 * len(server.asked))
    ids = [f"sample_{number:06d}" for number in range(1, count + 1)]
    assert [sample["id"] for sample in content["samples"]] == ids
    assert [s["path"] for s in content["samples"]] == sorted(f.relative_to(demo).as_posix() for f in demo.rglob("*.flac"))
    assert sorted(i for batch in server.asked for i in batch) == ids
    for sample in content["samples"]:
        assert sample["status"] == "done"
        assert set(sample["stages"]) == STAGES
        assert_honest(sample["features"])
        assert_described(sample)
        assert sample["groove"]["measurable"] or sample["groove"]["reason"]
        assert 0 < len(sample["matches"]) <= 10
        assert all(0 <= match["score"] <= 1 and match["why"] and match["id"] != sample["id"] for match in sample["matches"])
        assert sample["user"] == {"favorite": False, "tags": [], "note": "", "corrected": {}}
        assert sample["errors"] == []


def test_the_job_folder_holds_what_it_promises_and_every_format_can_be_read(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    folder = make_sounds(104)
    first = command("process", folder, "--cache-dir", "first", "--provider", server.base_url, "--checkpoint-interval", "25")
    assert first.code == 0
    job = command.place / "first"
    assert_job_folder(job)
    calls = len(server.asked)
    assert sorted(i for batch in server.asked for i in batch) == [f"sample_{number:06d}" for number in range(1, 105)]
    assert_batches_hold_alike_samples(job, server)

    again = command("process", folder, "--cache-dir", "second", "--provider", server.base_url)
    assert again.code == 0
    assert len(server.asked) == calls
    counts = jobs.manifest(command.place / "second")["counts"]
    assert (counts["done"], counts["cache_hits"], counts["api_calls"]) == (104, 104, 0)
    for identifier, row in jobs.results(command.place / "second").items():
        before = jobs.results(job)[identifier] if identifier == "sample_000001" else row
        assert (row["features"], row["vibe"]) == (before["features"], before["vibe"])
    assert_every_format_parses(command, job)


def assert_job_folder(job: Path) -> None:
    manifest = jobs.manifest(job)
    assert (manifest["schema"], manifest["status"], manifest["scan_complete"], manifest["reason"]) == (1, "done", True, "")
    assert manifest["strategy"] == "batched_with_cache"
    assert manifest["options"]["checkpoint_interval"] == 25
    assert manifest["counts"]["total"] == manifest["counts"]["done"] == 104
    lines = (job / "samples.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"sample_{number:06d}" for number in range(1, 105)]
    assert len(jobs.results(job)) == 104
    assert all(re.fullmatch(r"results/000/sample_000\d{3}\.json", f.relative_to(job).as_posix()) for f in job.glob("results/*/*"))
    checkpoints = sorted((job / "checkpoints").iterdir())
    assert [file.name for file in checkpoints] == [f"checkpoint_{number:04d}.json" for number in range(1, len(checkpoints) + 1)]
    assert manifest["last_checkpoint"] == len(checkpoints) > 1
    in_checkpoints = [[row["id"] for row in json.loads(file.read_bytes())["records"]] for file in checkpoints]
    assert all(len(ids) >= 25 for ids in in_checkpoints[:-1]), "more, where samples settle faster than the disk takes them"
    assert len(set().union(*in_checkpoints)) == 104
    assert jobs.errors(job) == []
    events = [entry["event"] for entry in jobs.log(job)]
    assert events.count("started") == events.count("finished") == 1
    assert events[-1] == "finished"
    assert events.count("call") == events.count("answer") == manifest["counts"]["api_calls"]
    assert not list(job.rglob("*.tmp"))
    expected = {"manifest.json", "samples.jsonl", "checkpoints", "results", "errors", "log.jsonl"}
    assert {file.name for file in job.iterdir() if not file.name.startswith(".")} == expected


def assert_batches_hold_alike_samples(job: Path, server: FakeServer) -> None:
    category = {identifier: row["features"]["category"] for identifier, row in jobs.results(job).items()}
    assert all(len({category[identifier] for identifier in batch}) == 1 for batch in server.asked)
    not_full = [batch for batch in server.asked if len(batch) < 5]
    assert len(not_full) <= len(set(category.values()))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("src", "href") and tag in ("script", "link", "img")]


def assert_every_format_parses(command: Command, job: Path) -> None:
    texts = {}
    for name in ("json", "jsonl", "csv", "markdown", "html", "m3u"):
        written = command("export", job, "--format", name, "--output", f"out.{name}")
        texts[name] = (command.place / f"out.{name}").read_text("utf-8")
        assert (written.code, written.out) == (0, "")
    assert command("export", job).out == texts["json"]
    samples = json.loads(texts["json"])["samples"]
    assert [json.loads(line) for line in texts["jsonl"].splitlines()] == samples
    rows = list(csv.DictReader(texts["csv"].splitlines()))
    assert [row["path"] for row in rows] == [sample["path"] for sample in samples]
    assert [float(row["duration_s"]) for row in rows] == [sample["features"]["duration_s"] for sample in samples]
    assert sum(line.startswith("| ") and ".wav" in line for line in texts["markdown"].splitlines()) == 104
    tags = _Tags()
    tags.feed(texts["html"])
    assert not [link for link in tags.links if "//" in link]
    files = [line for line in texts["m3u"].splitlines() if not line.startswith("#")]
    assert len(files) == 104
    assert all((command.place / file).is_file() for file in files)
    refused = command("export", job, "--format", "csv", "--output", "out.csv")
    assert refused.code == 2
    assert (command.place / "out.csv").read_text("utf-8") == texts["csv"]
