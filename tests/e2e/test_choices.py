"""What the user chooses: budgets, stages, filters, what is done again, where the samples are."""

import json
import os
import shutil

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command
from tests.e2e.sounds import sound_name, write_sound
from tests.fakes.server import FakeServer


def asked_ids(server: FakeServer, since: int = 0) -> list[str]:
    return sorted(identifier for batch in server.asked[since:] for identifier in batch)


def ids(*numbers: int) -> list[str]:
    return [f"sample_{number:06d}" for number in numbers]


def test_an_offline_job_with_one_stage_and_a_filter_grows_into_an_asked_one(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    folder = make_sounds(8)
    first = command("process", folder, "--cache-dir", "job", "--provider", "offline", "--stages", "local_features", "--filter", "KICK*.wav")
    assert first.code == 0
    assert "--filter holds" not in first.err, "nothing was listed before"
    samples = jobs.by_path(command.place / "job")
    assert set(samples) == {"Drums/kick_000.wav", "Drums/kick_004.wav"}
    for sample in samples.values():
        assert (sample["status"], sample["stages"]) == ("done", ["local_features"])
        assert sample["features"]
        assert not {"vibe", "groove"} & set(sample)

    offline = command("process", folder, "--cache-dir", "other", "--provider", "offline")
    assert offline.code == 0
    assert {sample["vibe"]["source"] for sample in jobs.by_path(command.place / "other").values()} == {"local"}
    hidden = ("--provider", server.base_url, "--hide-names")
    asked = command("resume", "--cache-dir", "other", *hidden, "--filter", "KICK*.wav")
    assert asked.code == 0, asked.said
    assert "--filter holds for files that are found from now on. Samples that are listed already stay in the job." in asked.err
    assert not any(b"kick_00" in request.body for request in server.requests), "names were to stay here"
    assert {sample["vibe"]["source"] for sample in jobs.by_path(command.place / "other").values()} == {"asked"}
    assert asked_ids(server) == ids(*range(1, 9))
    assert jobs.manifest(command.place / "other")["options"]["provider"] == server.base_url


def test_processing_again_takes_in_new_files_and_what_changed_and_nothing_else(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    folder = make_sounds(6)
    process = ("process", folder, "--provider", server.base_url)
    assert command(*process).code == 0
    write_sound(folder / "Drums" / "new.wav", 50)
    before = len(server.asked)
    assert command(*process).code == 0
    assert asked_ids(server, before) == ids(7)
    [job] = command.home.glob("jobs/*")
    samples = jobs.by_path(job)
    assert samples["Drums/new.wav"]["id"] == "sample_000007"

    edited, touched = "Drums/kick_000.wav", "Drums/kick_004.wav"
    write_sound(folder / edited, 60)
    os.utime(folder / touched)
    before = len(server.asked)
    assert command("resume", "--cache-dir", job, "--refresh", "changed").code == 0
    assert asked_ids(server, before) == [samples[edited]["id"]]
    after = jobs.by_path(job)
    assert after[edited]["features"]["content_hash"] != samples[edited]["features"]["content_hash"]
    assert after[edited]["features"]["spectral_centroid_hz"] != samples[edited]["features"]["spectral_centroid_hz"]
    assert {path for path in after if after[path]["features"] != samples[path]["features"]} == {edited}

    before = len(server.asked)
    assert command("resume", "--cache-dir", job, "--refresh", "changed").code == 0
    assert len(server.asked) == before
    assert command("resume", "--cache-dir", job, "--refresh", "all").code == 0
    assert asked_ids(server, before) == ids(*range(1, 8))


def test_a_file_that_is_put_back_with_its_old_time_is_described_as_it_was(command: Command, make_sounds: MakeSounds) -> None:
    folder, job = make_sounds(3), command.place / "job"
    assert command("process", folder, "--cache-dir", job, "--provider", "offline").code == 0
    before = jobs.by_path(job)
    again, broken = sorted(before)[:2]
    shutil.copytree(folder, command.place / "backup")
    write_sound(folder / again, 60)
    assert (folder / again).stat().st_size == before[again]["features"]["file_size_bytes"]
    (folder / broken).write_bytes(b"not a sound")
    assert command("resume", "--cache-dir", job).code == 3
    between = jobs.by_path(job)
    assert between[again]["features"]["content_hash"] != before[again]["features"]["content_hash"]
    assert between[broken]["status"] == "failed"
    for path in (again, broken):
        shutil.copy2(command.place / "backup" / path, folder / path)
    assert command("resume", "--cache-dir", job).code == 0
    assert jobs.by_path(job) == before


@pytest.mark.parametrize(("option", "value", "other"), [("--max-calls", "1", "--max-cost"), ("--max-cost", "0.00015", "--max-calls")])
def test_a_used_budget_names_the_option_that_raises_it_and_no_other(
    command: Command, make_sounds: MakeSounds, server: FakeServer, option: str, value: str, other: str
) -> None:
    stopped = command("process", make_sounds(3), "--provider", server.base_url, "--batch-size", "1", option, value)
    assert stopped.code == 130
    assert f"Resume with a higher {option} to go on." in stopped.out
    assert other not in stopped.said


def test_two_folders_with_equal_names_survive_a_budget_and_a_move(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    here, there = make_sounds(2, "box/one"), make_sounds(2, "box/two")
    write_sound(there / sound_name(0), 80)
    write_sound(there / sound_name(1), 81)
    stopped = command("process", here, there, "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "1", "--max-calls", "2")
    assert stopped.code == 130
    assert "--max-calls" in stopped.out
    counts = jobs.manifest(command.place / "job")["counts"]
    assert (counts["api_calls"], counts["done"], counts["pending"], len(server.asked)) == (2, 2, 2, 2)
    still = command("resume", "--cache-dir", "job")
    assert (still.code, len(server.asked)) == (130, 2)
    lines = [json.loads(line) for line in (command.place / "job" / "samples.jsonl").read_text("utf-8").splitlines()]
    assert [line["path"] for line in lines] == [f"{box}/{sound_name(n)}" for box in ("one", "two") for n in (0, 1)]
    shutil.move(command.place / "box", command.place / "elsewhere")
    lost = command("resume", "--cache-dir", "job", "--max-calls", "9")
    assert lost.code == 2
    assert "--root" in lost.err
    found = command("resume", "--cache-dir", "job", "--max-calls", "9", "--root", "elsewhere")
    assert found.code == 0, found.said
    assert jobs.manifest(command.place / "job")["root"] == str(command.place / "elsewhere")
    samples = jobs.by_path(command.place / "job")
    assert len({sample["features"]["content_hash"] for sample in samples.values()}) == len(samples) == 4
    assert asked_ids(server) == ids(1, 2, 3, 4)
    assert command("resume", "--cache-dir", "job").code == 0
