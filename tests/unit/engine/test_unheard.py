"""Jobs that send the sound along, where it cannot be had: the drive is away, or nothing of it can be heard."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from sp404_gui.domain.events import Event, JobStarted, Noticed
from sp404_gui.domain.job import JobOptions, JobStatus
from tests.benchmarks.sounds import make_sounds
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer
from tests.unit.engine.hands import finished, once, records, run

RATE_HZ = 48_000


def heard(server: FakeServer) -> list[bool]:
    return ["input_audio" in request.body.decode() for request in server.requests if request.ids]


def notices(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Noticed)]


async def test_a_sample_whose_drive_is_away_is_not_asked_about_until_it_can_be_heard(tmp_path: Path) -> None:
    sounds, away, job = make_sounds(tmp_path / "sounds", 4), tmp_path / "away", tmp_path / "job"
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, models=("m",), batch_size=1, listen=True, error_threshold=1.0)
        await run(job, sounds, JobOptions(stages=("local_features",)))
        events = await run(job, sounds, replace(options, interval_s=0.01), once(JobStarted, lambda _: sounds.rename(away)))
        end = finished(events)
        assert (end.status, end.counts.failed, end.counts.api_calls, len(server.asked)) == (JobStatus.DONE_WITH_FAILURES, 4, 0, 0)
        failures = [record.errors[-1] for record in records(job).values()]
        assert [(error.kind, "connect its disk" in error.message) for error in failures] == [("unavailable", True)] * 4
        away.rename(sounds)
        end = finished(await run(job, sounds, options))
        assert (end.status, end.counts.done) == (JobStatus.DONE, 4)
        assert all(heard(server))
        before = len(server.asked)
        end = finished(await run(tmp_path / "other", sounds, options))
        assert (end.counts.done, len(server.asked)) == (4, before)


async def test_one_file_that_is_gone_costs_the_others_of_its_call_nothing(tmp_path: Path) -> None:
    sounds, job = make_sounds(tmp_path / "sounds", 3), tmp_path / "job"
    with FakeServer(Behaviour()) as server:
        await run(job, sounds, JobOptions(stages=("local_features",)))
        next(sounds.rglob("*.wav")).unlink()
        options = JobOptions(provider=server.base_url, models=("m",), batch_size=3, listen=True, error_threshold=1.0)
        end = finished(await run(job, sounds, options))
        assert (end.counts.done, end.counts.failed) == (2, 1)
        assert len([identifier for ids in server.asked for identifier in ids]) == 2
        assert all(heard(server))


async def test_an_answer_about_a_sound_that_no_clip_has_is_not_remembered_as_one_of_who_heard_it(tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    time_s = np.arange(RATE_HZ) / RATE_HZ
    for number, hz in enumerate((17_000, 18_000), start=1):
        soundfile.write(sounds / f"whistle{number}.wav", np.hanning(RATE_HZ) * np.sin(2 * np.pi * hz * time_s), RATE_HZ)
    with FakeServer(Behaviour()) as server:
        options = JobOptions(provider=server.base_url, models=("m",), batch_size=1, listen=True)
        events = await run(tmp_path / "job", sounds, options)
        assert (finished(events).status, heard(server)) == (JobStatus.DONE, [False, False])
        [said] = [notice for notice in notices(events) if "whistle" in notice]
        assert "without its sound" in said
        assert "below 12 kHz" in said
        events = await run(tmp_path / "deaf", sounds, JobOptions(provider=server.base_url, models=("m",), batch_size=1))
        assert (finished(events).counts.cache_hits, len(server.asked)) == (2, 2), "it was asked just that"
        await run(tmp_path / "heard", sounds, options)
        assert len(server.asked) == 4
