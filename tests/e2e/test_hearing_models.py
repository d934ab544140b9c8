"""What is sent to a model that hears, and what is not."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.e2e import jobs
from tests.e2e.command import Command
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

RATE_HZ = 44_100
SECONDS = {"short.wav": 0.4, "middle.wav": 1.7, "long.flac": 14.0}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sounds with silence around them, and one file that is silent."""
    return sounds(tmp_path, SECONDS)


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """The same with a short sound alone."""
    return sounds(tmp_path, {"short.wav": 0.4})


def sounds(tmp_path: Path, lengths: dict[str, float]) -> Path:
    place = tmp_path / "Sounds"
    place.mkdir()
    chance = np.random.default_rng(1)
    for name, seconds in lengths.items():
        sound = chance.uniform(-0.5, 0.5, (round(seconds * RATE_HZ), 2))
        around = np.zeros((RATE_HZ // 2, 2))
        soundfile.write(place / name, np.concatenate([around, sound, around]), RATE_HZ)
    soundfile.write(place / "silent.wav", np.zeros((RATE_HZ, 1)), RATE_HZ)
    return place


def messages(server: FakeServer) -> list[Any]:
    return [json.loads(request.body)["messages"] for request in server.requests if request.ids]


def test_every_sample_goes_out_with_a_playable_clip_of_its_sound(command: Command, folder: Path, server: FakeServer) -> None:
    done = command("process", folder, "--cache-dir", "job", "--provider", server.base_url, "--listen")
    assert done.code == 0, done.said
    names: dict[str, str] = {}
    lengths: dict[str, float] = {}
    for system, user in messages(server):
        assert "clips" in system["content"]
        array, *parts = user["content"]
        names.update({sample["id"]: sample["name"].rpartition("/")[2] for sample in json.loads(array["text"])})
        for label, part in zip(parts[::2], parts[1::2], strict=True):
            data = base64.b64decode(part["input_audio"]["data"], validate=True)
            assert (part["input_audio"]["format"], len(data) < 200_000) == ("mp3", True)
            lengths[label["text"]] = soundfile.info(io.BytesIO(data)).duration
    expected = {name: min(seconds, 10.0) for name, seconds in SECONDS.items()}
    assert {names[identifier]: seconds for identifier, seconds in lengths.items()} == pytest.approx(expected, abs=0.05)
    job = command.place / "job"
    assert jobs.manifest(job)["options"]["listen"] is True
    assert jobs.by_path(job)["short.wav"]["vibe"]["source"] == "asked"


def test_no_sound_leaves_without_the_option_and_what_was_heard_is_another_answer(command: Command, short: Path, server: FakeServer) -> None:
    silent = command("process", short, "--cache-dir", "one", "--provider", server.base_url)
    assert silent.code == 0
    asked = len(messages(server))
    assert all(isinstance(user["content"], str) for _, user in messages(server))
    assert not any(b"input_audio" in request.body for request in server.requests)
    assert command("process", short, "--cache-dir", "two", "--provider", server.base_url).code == 0
    assert len(messages(server)) == asked
    heard = command("process", short, "--cache-dir", "three", "--provider", server.base_url, env={"SP404_LISTEN": "true"})
    assert heard.code == 0
    assert len(messages(server)) > asked


def test_a_model_that_cannot_hear_is_refused_before_anything_is_sent(command: Command, short: Path, server: FakeServer) -> None:
    server.behaviour = Behaviour(hears=False)
    refused = command("process", short, "--cache-dir", "job", "--provider", server.base_url, "--listen")
    assert refused.code == 2
    assert "fake/model cannot hear: choose a model that takes audio with --model, or leave out --listen." in refused.err
    assert not server.asked
    assert not (command.place / "job").exists()


def test_a_job_keeps_listening_until_it_is_told_not_to(command: Command, short: Path, server: FakeServer) -> None:
    process = ("process", short, "--cache-dir", "job", "--provider", server.base_url)
    assert command(*process, "--listen").code == 0
    assert command("resume", "job", "--refresh", "all").code == 0
    assert isinstance(messages(server)[-1][1]["content"], list)
    assert command("resume", "job", "--refresh", "all", "--no-listen").code == 0
    assert isinstance(messages(server)[-1][1]["content"], str)


def test_the_plan_says_that_the_sound_goes_out(command: Command, short: Path, server: FakeServer) -> None:
    plan = command("estimate", short, "--provider", server.base_url, "--show-plan", "--listen")
    assert "the sound itself, up to 10 seconds of each sample" in plan.out
    plan = command("estimate", short, "--provider", server.base_url, "--show-plan")
    assert "audio never does" in plan.out
