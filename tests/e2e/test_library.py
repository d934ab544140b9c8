"""The library, used as its documentation shows."""

import asyncio
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sp404_gui import BatchProcessor, CompatibilityAgent, GrooveAgent, ProcessingPipeline, VibeAnalysisAgent, extract_local_features
from sp404_gui.domain.errors import NothingToDo, UsageError
from sp404_gui.domain.events import BatchAnswered, Event
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.engine.pace.pacing import account_of, known_of
from sp404_gui.engine.pace.rules import Claim
from sp404_gui.store.shared_notes import SharedNotes
from tests.conftest import MakeSounds
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer


@pytest.fixture
def paths(make_sounds: MakeSounds) -> list[Path]:
    """Files in an order that no scan would find them in."""
    return sorted(make_sounds(7).rglob("*.wav"), key=lambda file: file.name[::-1])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENROUTER_API_KEY", "SP404_API_KEY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SP404_HOME", str(tmp_path / "home"))


async def test_process_asks_about_samples_and_keeps_their_order(
    paths: list[Path], server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SP404_PROVIDER", server.base_url)
    processor = BatchProcessor(batch_size=5, rate_limit_seconds=0)
    results = await processor.process(samples=paths, process_fn=VibeAnalysisAgent().analyze_batch, cache_key="vibe_analysis")
    assert [record.sample.file for record in results] == list(map(str, paths))
    for record in results:
        assert record.status is SampleStatus.DONE
        assert record.vibe is not None
        assert (list(record.vibe.mood), record.vibe.source, record.vibe.model) == (vibe_of(record.id)["mood"], "asked", "fake/model")
    calls = len(server.asked)
    again = await processor.process(samples=paths, process_fn=VibeAnalysisAgent().analyze_batch, cache_key="vibe_analysis")
    assert again == results
    assert len(server.asked) == calls


async def test_a_call_of_a_script_takes_its_slot_in_the_pace_of_all_jobs(
    tmp_path: Path, paths: list[Path], server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SP404_PROVIDER", server.base_url)
    [found] = await BatchProcessor(rate_limit_seconds=3600).process(samples=paths[:1], process_fn=VibeAnalysisAgent().analyze_batch)
    assert found.vibe is not None
    notes = SharedNotes(str(tmp_path / "home" / "pace.sqlite"), time.time)
    wait = known_of(notes, account_of(server.base_url, None)).claim(Claim(who="another job", interval_s=1), time.time(), 20)
    notes.close()
    assert wait is not None
    assert wait.seconds > 3000


async def test_a_script_keeps_to_the_budget_of_the_settings(paths: list[Path], server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SP404_PROVIDER", server.base_url)
    monkeypatch.setenv("SP404_MAX_CALLS", "2")
    monkeypatch.setenv("SP404_FILTERS", "*.no-such-file")  # the call itself says which samples
    processor = BatchProcessor(batch_size=1, rate_limit_seconds=0)
    found = await processor.process(samples=paths, process_fn=VibeAnalysisAgent().analyze_batch)
    assert [record.sample.file for record in found] == list(map(str, paths))
    assert (sum(record.status is SampleStatus.DONE for record in found), len(server.asked)) == (2, 2)


async def test_the_pipeline_of_the_documentation_fills_every_field(
    paths: list[Path], server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SP404_PROVIDER", server.base_url)
    pipeline = ProcessingPipeline(
        [
            ("local_features", extract_local_features),
            ("vibe_analysis", VibeAnalysisAgent().analyze_batch),
            ("groove_detection", GrooveAgent().analyze_batch),
            ("compatibility", CompatibilityAgent().score_batch),
        ]
    )
    results = await BatchProcessor(rate_limit_seconds=0).run_pipeline(samples=paths, pipeline=pipeline, checkpoint_interval=50)
    assert [record.sample.file for record in results] == list(map(str, paths))
    for record in results:
        assert record.features is not None
        assert record.vibe is not None
        assert record.vibe.source == "asked"
        assert record.groove is not None
        assert record.matches
        assert record.id not in {match.id for match in record.matches}


async def test_a_function_of_the_users_own_is_a_stage_and_one_bad_sample_fails_alone(paths: list[Path]) -> None:
    batches: list[int] = []

    async def loudest_first(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        await asyncio.sleep(0)
        batches.append(len(records))
        if any("hiss" in record.path for record in records):
            raise ValueError("no hiss, please")
        return {record.id: {"name": record.path, "peak": record.features and record.features.peak_dbfs} for record in reversed(records)}

    async def after(records: Sequence[SampleRecord]) -> Mapping[str, Any]:
        return {record.id: len(record.extra["loudest"]) for record in records if isinstance(record.extra["loudest"], dict)}

    pipeline = ProcessingPipeline([("loudest", loudest_first), ("after", after)])
    results = await BatchProcessor(batch_size=4, rate_limit_seconds=0, error_threshold=1).run_pipeline(samples=paths, pipeline=pipeline)
    assert [record.sample.file for record in results] == list(map(str, paths))
    bad = [record for record in results if "hiss" in record.path]
    assert bad
    for record in results:
        if record in bad:
            assert record.status is SampleStatus.FAILED
            assert [error.stage for error in record.errors] == ["loudest"]
            assert "no hiss, please" in record.errors[0].message
            assert not record.extra
        else:
            assert record.status is SampleStatus.DONE
            assert record.features is not None
            assert record.extra == {"loudest": {"name": record.path, "peak": record.features.peak_dbfs}, "after": 2}
    assert max(batches) <= 4


async def test_stages_of_one_name_are_refused_before_anything_is_done_and_no_samples_have_no_results(paths: list[Path]) -> None:
    async def own(records: Sequence[SampleRecord]) -> Mapping[str, object]:
        return {record.id: 1 for record in records}

    for name in ("own", "local_features"):
        with pytest.raises(UsageError, match=f"Two stages are called '{name}'"):
            await BatchProcessor(rate_limit_seconds=0).run_pipeline(paths, ProcessingPipeline([("own", own), (name, own)]))
    assert await BatchProcessor(rate_limit_seconds=0).process([], own) == []


@pytest.mark.parametrize("kept", [False, True])
async def test_a_file_that_is_not_there_is_told_before_anything_is_paid_for(
    tmp_path: Path, paths: list[Path], server: FakeServer, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    monkeypatch.setenv("SP404_PROVIDER", server.base_url)
    processor = BatchProcessor(rate_limit_seconds=0, cache_dir=tmp_path / "job" if kept else None)
    typo = tmp_path / "typo.wav"
    with pytest.raises(NothingToDo, match=r"typo\.wav does not exist"):
        await processor.process([*paths[:2], typo], VibeAnalysisAgent().analyze_batch)
    assert not server.asked
    found = await processor.process(paths[:2], VibeAnalysisAgent().analyze_batch)
    calls = len(server.asked)
    with pytest.raises(NothingToDo, match=r"typo\.wav does not exist"):
        await processor.process([*paths, typo], VibeAnalysisAgent().analyze_batch)
    assert len(server.asked) == calls
    if kept:  # what the job has is not lost with its file
        paths[0].unlink()
        assert await processor.process(paths[:2], VibeAnalysisAgent().analyze_batch) == found


async def test_the_names_of_the_package_are_the_documented_ones() -> None:
    import sp404_gui  # noqa: PLC0415 - the package itself is what is looked at

    assert set(sp404_gui.__all__) == {
        *("BatchProcessor", "ProcessingPipeline", "VibeAnalysisAgent", "GrooveAgent", "CompatibilityAgent"),
        *("SampleRecord", "extract_local_features"),
    }


@pytest.mark.parametrize("later", ["online", "offline"])
async def test_an_answer_that_a_crash_left_behind_is_taken_up_whatever_a_script_calls_its_stage(
    tmp_path: Path, paths: list[Path], server: FakeServer, monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    monkeypatch.setenv("SP404_PROVIDER", server.base_url)
    job, killed = tmp_path / "job", tmp_path / "killed"

    def kill(event: Event) -> None:
        if isinstance(event, BatchAnswered):
            shutil.copytree(job, killed)  # what a kill leaves at this moment

    processor = BatchProcessor(rate_limit_seconds=0, cache_dir=job, on_event=kill)
    await processor.process(samples=paths[:1], process_fn=VibeAnalysisAgent().analyze_batch)
    (tmp_path / "home" / "cache.sqlite").unlink()
    if later == "offline":
        monkeypatch.setenv("SP404_PROVIDER", "offline")
    processor = BatchProcessor(rate_limit_seconds=0, cache_dir=killed)
    found = await processor.process(samples=paths[:1], process_fn=VibeAnalysisAgent().analyze_batch)
    assert {record.vibe.source for record in found if record.vibe} == {"asked"}
    assert len(server.asked) == 1
