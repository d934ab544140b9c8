"""Answers that other jobs get to know: each under the question that was asked, whatever has changed when it comes or is read again."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.events import BatchAnswered, BatchSent, SamplesFound
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.jobs.paid import paid_results
from sp404_gui.engine.runner import Runner
from sp404_gui.store.cache import CacheKey
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.replies import completion, content_for
from tests.fakes.server import FakeServer
from tests.unit.engine.hands import finished, once, records, run, sample


@pytest.mark.parametrize("change", [{"models": ("new/model",)}, {"hide_names": True}, {"listen": True}])
async def test_an_answer_that_a_crash_left_behind_is_no_answer_to_what_is_asked_since(tmp_path: Path, change: dict[str, object]) -> None:
    sounds, killed = make_sounds(tmp_path / "sounds", 3), tmp_path / "later" / "killed"

    def kill(_: Runner) -> None:
        shutil.copytree(tmp_path / "first" / "job", killed)  # what a kill leaves at this moment

    with FakeServer(Behaviour()) as server:
        before = JobOptions(provider=server.base_url, models=("old/model",), batch_size=3)
        after = replace(before, **change)  # type: ignore[arg-type]
        (tmp_path / "first").mkdir()
        await run(tmp_path / "first" / "job", sounds, before, once(BatchAnswered, kill))
        await run(killed, sounds, after)
        assert len(server.asked) == 1, "it was paid for"
        events = await run(tmp_path / "later" / "other", sounds, after)
        assert (len(server.asked), finished(events).counts.cache_hits) == (2, 0)
        events = await run(tmp_path / "later" / "as before", sounds, before)
        assert (len(server.asked), finished(events).counts.cache_hits) == (2, 3)


async def test_what_the_user_corrects_while_the_call_is_under_way_was_not_asked(tmp_path: Path) -> None:
    sounds = make_sounds(tmp_path / "sounds", 1)

    def correct(runner: Runner) -> None:
        assert runner.edit({sample(1): UserEdits(corrected={"category": "vocals"})})

    with FakeServer(Behaviour(latency_s=0.2)) as server:
        options = JobOptions(provider=server.base_url, models=("some/model",))
        await run(tmp_path / "job", sounds, options, once(BatchSent, correct))
        await run(tmp_path / "other", sounds, options)
        assert len(server.asked) == 1
        await run(tmp_path / "corrected", sounds, options, once(SamplesFound, correct))
        assert len(server.asked) == 2


def test_a_job_folder_from_elsewhere_speaks_for_its_own_sounds_alone() -> None:
    keys = {"a": "hash_a|ask|1|m|2", "b": "hash_a|ask|1|m|2", "c": "hash_c|other|1|m|2", "d": "nonsense"}
    entry = {"hashes": {i: f"hash_{i}" for i in "abcde"}, "keys": keys}
    paid = paid_results(entry, "ask", dict.fromkeys("abcdef", "fine"))
    assert {i: result.key for (_, i), result in paid.items()} == {"a": CacheKey("hash_a", "ask", "1", "m", "2"), **dict.fromkeys("bcde")}


async def test_an_answer_that_names_no_model_is_after_a_crash_still_one_of_the_model_that_was_asked(tmp_path: Path) -> None:
    sounds, job, killed = make_sounds(tmp_path / "sounds", 1), tmp_path / "job", tmp_path / "killed"
    with FakeServer(Behaviour()) as server:
        nameless = {name: value for name, value in completion(content_for([sample(1)]), 1).items() if name != "model"}
        server.script.append(Scripted(200, nameless))
        options = JobOptions(provider=server.base_url, models=("old/model",))
        await run(job, sounds, options, once(BatchAnswered, lambda _: shutil.copytree(job, killed)))
        (tmp_path / "cache.sqlite").unlink()
        await run(killed, sounds, replace(options, models=("new/model",)))
    [record] = records(killed).values()
    assert record.vibe is not None
    assert (record.vibe.model, record.vibe.source) == ("old/model", "asked")
