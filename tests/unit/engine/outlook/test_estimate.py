"""What a job would take: new ones from their folders, begun ones from what they list and know."""

import shutil
from collections.abc import Collection
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.errors import NothingToDo
from sp404_gui.domain.job import Counts, JobOptions, Refresh
from sp404_gui.domain.sample import Sample
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import Places, asks, interval_of, make_plan
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.outlook.estimate import Estimate, estimate, estimate_job, what_leaves
from sp404_gui.engine.runner import Runner
from sp404_gui.library.scan import scan
from sp404_gui.store.layout import sample_id
from tests.conftest import MakeSounds
from tests.fakes.server import FakeServer

FREE = JobOptions(provider="openrouter")


def of_job(place: Path, options: JobOptions, again: Collection[str] = ()) -> Estimate:
    return estimate_job(str(place), options, interval_of(options), again, asks=asks(options))


def listed(place: Path, sounds: Path, options: JobOptions) -> None:
    """A job whose samples are listed and not yet looked at, as after a drop."""
    folder, manifest = create_job(str(place), [str(sounds)], options, SystemClock())
    found = [
        Sample(sample_id(n), str(sounds), f.path[len(str(sounds)) + 1 :], f.size_bytes, f.mtime_ns)
        for n, f in enumerate(scan([str(sounds)]), 1)
    ]
    folder.append_samples(found)
    folder.write_manifest(replace(manifest, scan_complete=True, counts=Counts(total=len(found), pending=len(found))))


async def run(place: Path, options: JobOptions) -> None:
    plan, options = await make_plan(options, lambda _: None, Places(str(place.parent / "cache.sqlite")))
    folder, manifest = take_up_job(str(place))
    async with aclosing(Runner(folder, replace(manifest, options=options), plan).run()) as events:
        async for _ in events:
            pass
    if plan.agent is not None and plan.agent.client is not None:
        await plan.agent.client.aclose()


def test_listed_samples_are_estimated_as_their_folder_would_be(tmp_path: Path, make_sounds: MakeSounds) -> None:
    sounds = make_sounds(12)
    shutil.copyfile(next(sounds.rglob("*.wav")), sounds / "twin.wav")
    listed(tmp_path / "job", sounds, FREE)
    of_folder = estimate([str(sounds)], FREE, interval_of(FREE), asks=True)
    assert (of_folder.samples, of_folder.duplicates, of_folder.asked, of_folder.days) == (13, 1, 12, 1)
    assert replace(of_job(tmp_path / "job", FREE), passed_over=of_folder.passed_over) == of_folder
    for file in sounds.rglob("*.wav"):
        file.unlink()  # nothing is scanned a second time
    assert of_job(tmp_path / "job", FREE).samples == 13


async def test_what_is_done_costs_nothing_more_and_the_rest_is_what_the_next_run_asks(
    tmp_path: Path, make_sounds: MakeSounds, server: FakeServer
) -> None:
    sounds, place = make_sounds(12), tmp_path / "job"
    (sounds / "zz_damaged.wav").write_bytes(b"RIFF no more")
    options = JobOptions(provider=server.base_url, interval_s=0.0, max_calls=1)
    listed(place, sounds, options)
    await run(place, options)
    answered = sum(map(len, server.asked))
    rest = of_job(place, replace(options, max_calls=None))
    assert (rest.samples, rest.finished, rest.asked, rest.calls_made) == (13, answered + 1, 12 - answered, 1)
    assert rest.local_s == 0
    assert of_job(place, replace(options, refresh=Refresh.ALL)).asked == 13
    await run(place, replace(options, max_calls=None))
    assert rest.calls_least <= len(server.asked) - 1 <= rest.calls_most
    done = of_job(place, options)
    assert (done.asked, done.calls_most, done.disk_bytes, done.finished) == (0, 0, 0, 13)
    assert done.spent_usd > 0
    again = of_job(place, options, [sample_id(n) for n in (1, 2, 3)])
    assert (again.asked, again.calls_least, again.finished) == (3, 1, 10)


async def test_a_job_without_a_model_that_is_to_ask_one_asks_about_what_it_measured(
    tmp_path: Path, make_sounds: MakeSounds, server: FakeServer
) -> None:
    sounds, place = make_sounds(6), tmp_path / "job"
    first = next(sounds.rglob("*.wav"))
    shutil.copyfile(first, first.with_name("zz_twin.wav"))
    listed(place, sounds, JobOptions())
    await run(place, JobOptions())
    assert of_job(place, JobOptions()).finished == 7
    asked = of_job(place, JobOptions(provider=server.base_url))
    assert (asked.asked, asked.duplicates, asked.local_s) == (6, 1, 0)
    shortest = of_job(place, JobOptions(provider=server.base_url, min_duration_s=1000.0))
    assert (shortest.asked, shortest.skipped) == (0, {"too short": 7})


def test_a_collection_without_samples_has_nothing_to_estimate(tmp_path: Path) -> None:
    create_job(str(tmp_path / "job"), [str(tmp_path)], JobOptions(), SystemClock())
    with pytest.raises(NothingToDo, match="No samples are listed yet"):
        of_job(tmp_path / "job", JobOptions())


def test_what_leaves_the_machine_is_said_as_it_is() -> None:
    assert what_leaves(FREE, asks=False) == "Nothing leaves this machine."
    assert what_leaves(FREE, asks=True) == "Measurements, and the names of files and their folders, go to OpenRouter; audio never does."
    hidden = JobOptions(provider="http://127.0.0.1:11434/v1", hide_names=True)
    assert what_leaves(hidden, asks=True) == "Measurements go to 127.0.0.1; names and audio never do."
    heard = JobOptions(provider="http://127.0.0.1:11434/v1", listen=True)
    assert "the sound itself, up to 10 seconds of each sample, go to 127.0.0.1; so do the names" in what_leaves(heard, asks=True)
    assert what_leaves(replace(heard, hide_names=True), asks=True).endswith("; names never do.")
    assert what_leaves(heard, asks=False) == "Nothing leaves this machine."
