"""Every exit code, by a cause that a user meets."""

from pathlib import Path

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, until
from tests.e2e.sounds import write_sound
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer


def test_usage_errors_exit_2_and_name_the_thing(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(2)
    (command.place / "papers").mkdir()
    (command.place / "papers" / "letter.txt").write_text("Dear Roland")
    wrong: list[tuple[tuple[str | Path, ...], str]] = [
        (("process", "nowhere"), "nowhere"),
        (("process", "papers"), "papers"),
        (("process", folder, "--colour", "red"), "--colour"),
        (("process", folder, "--cache-dir", "papers"), "papers"),
        (("process", folder, "--batch-size", "0"), "batch_size"),
        (("process", folder, "--stages", "vibes"), "vibes"),
        (("export", "papers", "--format", "json"), "papers"),
        (("frobnicate",), "frobnicate"),
    ]
    for arguments, named in wrong:
        refused = command(*arguments)
        assert (refused.code, refused.out) == (2, ""), refused.said
        assert named in refused.err
    assert sorted(file.name for file in (command.place / "papers").iterdir()) == ["letter.txt"]
    assert not command.home.exists() or not list(command.home.rglob("manifest.json"))


def test_an_unknown_format_exits_2_and_lists_the_formats(command: Command, finished_job: Path) -> None:
    refused = command("export", finished_job, "--format", "xml")
    assert (refused.code, refused.out) == (2, "")
    assert "markdown" in refused.err


def test_one_corrupt_file_among_good_ones_fails_alone_and_exits_3(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(4)
    (folder / "broken.wav").write_bytes(b"RIFF, but not really")
    done = command("process", folder, "--cache-dir", "job", "--provider", "offline")
    assert done.code == 3
    samples = {sample["path"]: sample for sample in command("export", "job").json["samples"]}
    assert len(samples) == 5
    broken = samples.pop("broken.wav")
    assert all(sample["status"] == "done" for sample in samples.values())
    assert broken["status"] == "failed"
    assert "features" not in broken
    assert "vibe" not in broken
    [error] = broken["errors"]
    assert (error["category"], error["stage"], error["attempts"]) == ("skippable", "local_features", 1)
    assert error["message"]
    assert [(row["path"], row["kind"]) for row in jobs.errors(command.place / "job")] == [("broken.wav", error["kind"])]

    write_sound(folder / "broken.wav", 70)
    assert command("resume", "--cache-dir", "job", "--refresh", "never").code == 3
    assert command("resume", "--cache-dir", "job", "--refresh", "failed").code == 0
    mended = jobs.by_path(command.place / "job")["broken.wav"]
    assert (mended["status"], mended["errors"], mended["vibe"]["source"]) == ("done", [], "local")


def test_a_server_that_always_fails_stops_the_job_at_the_threshold_with_4(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    server.behaviour = Behaviour(faults={"500": 0.5, "503": 0.5}, retry_after_s=0.1)
    folder = make_sounds(8)
    stopped = command(
        "process", folder, "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "1", "--error-threshold", "0.2"
    )
    assert stopped.code == 4
    assert "--error-threshold" in stopped.out
    assert "sp404-batch resume" in stopped.out
    job = command.place / "job"
    assert jobs.manifest(job)["status"] == "stopped"
    failed = jobs.manifest(job)["counts"]["failed"]
    assert f"{failed} of 8 samples failed" in stopped.out, "the same number, though some failed after the decision"
    assert all(row["category"] == "recoverable" and row["stage"] == "vibe_analysis" for row in jobs.errors(job))

    server.behaviour = Behaviour()
    assert command("resume", "--cache-dir", job).code == 0
    assert jobs.manifest(job)["counts"]["done"] == 8


def test_key_credit_and_model_end_the_job_with_5_and_lose_nothing(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    job = command.place / "job"
    run: tuple[str | Path, ...] = ("process", make_sounds(6), "--cache-dir", job, "--provider", server.base_url)
    for behaviour, word in [
        (Behaviour(key="good-key"), "key"),
        (Behaviour(faults={"402": 1.0}), "credit"),
        (Behaviour(faults={"404": 1.0}), "--model"),
    ]:
        server.behaviour = behaviour
        ended = command(*run, env={"SP404_API_KEY": "bad-key"})
        assert ended.code == 5
        assert word in ended.out
        assert "bad-key" not in ended.said
        assert jobs.manifest(job)["status"] == "fatal"
        assert len(jobs.results(job)) == 6
        run = ("resume", "--cache-dir", job)
    asked = len(server.asked)
    server.behaviour = Behaviour(key="good-key")
    done = command("resume", "--cache-dir", job, env={"SP404_API_KEY": "good-key"})
    assert done.code == 0, done.said
    assert sorted(i for batch in server.asked[asked:] for i in batch) == [f"sample_{n:06d}" for n in range(1, 7)]
    assert not [file for file in command.place.rglob("*") if file.is_file() and b"-key" in file.read_bytes()]


def test_a_key_never_leaves_over_plain_http_to_another_machine(command: Command, make_sounds: MakeSounds) -> None:
    refused = command("process", make_sounds(2), "--provider", "http://192.0.2.1/v1", env={"SP404_API_KEY": "secret"})
    assert refused.code == 5
    assert "plain http" in refused.err
    assert "secret" not in refused.said


def test_openrouter_without_a_key_exits_5_and_says_how_to_set_one(command: Command, make_sounds: MakeSounds) -> None:
    refused = command("process", make_sounds(2), "--provider", "openrouter")
    assert refused.code == 5
    assert "OPENROUTER_API_KEY" in refused.err


def test_a_second_process_on_the_same_job_exits_6_and_disturbs_nothing(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    server.behaviour = Behaviour(faults={"hang": 1.0})
    job: Path = command.place / "job"
    folder = make_sounds(4)
    with command.started("process", folder, "--cache-dir", job, "--provider", server.base_url) as running:
        until(lambda: server.asked, "a call")
        for arguments in (("process", folder, "--cache-dir", job), ("rebuild", job)):
            locked = command(*arguments)
            assert (locked.code, locked.out) == (6, "")
            assert str(running.process.pid) in locked.err
        assert command("status", job, "--json").json["running"] is True
        assert running.process.poll() is None
