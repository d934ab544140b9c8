"""A power cut keeps what was synced and no more: what was paid for is synced before anything builds on it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.torture.faults import run, why_not
from tests.torture.trace import Call, calls, command_line, synced_after

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


@dataclass(frozen=True)
class Traced:
    """All that a job of six samples and two calls did to files."""

    job: Path
    done: list[Call]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    place = tmp_path_factory.mktemp("traced")
    (place / "home").mkdir()
    with FakeServer(Behaviour()) as server:
        options: list[str | Path] = ["--provider", server.base_url, "--batch-size", "3", "--interval", "0.1", "--cache-dir", place / "job"]
        ended = run(place / "home", "process", make_sounds(place / "sounds", 6), *options, before=command_line(place / "trace"))
    assert ended.code == 0, ended.said
    return Traced(place / "job", list(calls(place / "trace")))


def test_an_answer_is_safe_before_any_result_is_made_of_it(traced: Traced) -> None:
    log = str(traced.job / "log.jsonl")
    answers = [call for call in traced.done if call.path == log and r"\"event\":\"answer\"" in call.text]
    safe_at = {
        identifier: synced_after(traced.done, answer, log)
        for answer in answers
        for identifier in set(re.findall(r"sample_\d{6}", answer.text))
    }
    assert len(answers) == 2
    assert len(safe_at) == 6
    made = [call for call in traced.done if r"\"source\":\"asked\"" in call.text and "/results/" in call.path]
    assert {Path(call.path).name[:13] for call in made} == set(safe_at)
    for call in made:
        safe = safe_at[Path(call.path).name[:13]]
        assert safe is not None
        assert safe < call.begun


def test_what_is_put_in_place_is_whole_and_stays_there(traced: Traced) -> None:
    placed = [call for call in traced.done if call.name == "rename" and re.search(r"/(manifest|checkpoint_\d+)\.json$", call.target)]
    assert {Path(call.target).parent.name for call in placed} == {"job", "checkpoints"}
    for call in placed:
        written = [c for c in traced.done if c.name == "write" and c.path == call.path and c.ended < call.begun][-1]
        synced = synced_after(traced.done, written, call.path)
        assert synced is not None
        assert synced < call.begun
        assert synced_after(traced.done, call, str(Path(call.target).parent)) is not None


def test_results_need_no_sync_because_a_synced_checkpoint_holds_them(traced: Traced) -> None:
    results = {Path(call.target).stem for call in traced.done if call.name == "rename" and "/results/" in call.target}
    checkpoint = json.loads((traced.job / "checkpoints" / "checkpoint_0001.json").read_bytes())
    assert results == {record["id"] for record in checkpoint["records"] if record["vibe"]["source"] == "asked"}
