"""What scripts and people read: JSON lines, plain lines, settings with their origin, help, estimates."""

import json
import os
import re
import shlex
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, Result
from tests.fakes.server import FakeServer

COMMANDS = ("", "process", "resume", "estimate", "export", "status", "validate", "rebuild", "cache", "key", "config", "doctor")


def test_json_events_tell_the_whole_story_and_the_estimate_was_right(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    folder = make_sounds(12)
    (folder / "twin.wav").write_bytes((folder / "Drums" / "kick_000.wav").read_bytes())
    guess = command("estimate", folder, "--provider", server.base_url, "--json").json
    assert (guess["samples"], guess["duplicates"], guess["asked"], guess["strategy"]) == (13, 1, 12, "simple_sequential")
    assert not server.requests
    done = command("process", folder, "--provider", server.base_url, "--cache-dir", "job", "--json")
    assert (done.code, done.err) == (0, "")
    events = [json.loads(line) for line in done.out.splitlines()]
    names = [event["event"] for event in events]
    assert names.count("job_started") == names.count("job_finished") == 1
    assert names[0] == "job_opened"
    assert names.index("job_started") < names.index("stage_finished")
    assert names[-1] == "job_finished"
    assert (events[-1]["status"], events[-1]["counts"]["done"], events[-1]["counts"]["skipped"]) == ("done", 12, 1)
    settled = [event["record"]["id"] for event in events if event["event"] == "sample_settled"]
    assert sorted(settled) == [f"sample_{number:06d}" for number in range(1, 14)]
    assert names.count("batch_sent") == names.count("batch_answered") == len(server.asked)
    assert guess["calls_least"] <= len(server.asked) <= guess["calls_most"]

    status = command("status", "job", "--json").json
    manifest = jobs.manifest(command.place / "job")
    assert status == {**manifest, "running": False}
    assert status["counts"] == events[-1]["counts"]
    shown = command("status", "job")
    assert shown.out.startswith("=== Batch Processing Status ===\nCollection: Wanns Wavs 1")
    assert "Processed: 13 (100.0 %)" in shown.out
    again = command("resume", "job", "--refresh", "all", "--json").out.splitlines()
    assert {json.loads(line)["event"] for line in again} <= set(names)  # rows of the window are no news to a reader


def test_a_pipe_gets_plain_lines(command: Command, make_sounds: MakeSounds) -> None:
    done = command("process", make_sounds(1), env={"TERM": "xterm-256color"})
    assert done.code == 0
    assert "\x1b" not in done.said
    assert done.out.startswith("Done: 1 done")
    assert "No key and no --provider: running offline" in done.err
    assert "Found 1 sample\n" in done.err


def test_a_name_that_the_reader_has_no_letters_for_ends_no_command(command: Command, make_sounds: MakeSounds) -> None:
    """As through a pipe on a Windows of western Europe."""
    folder = make_sounds(1)
    kick = folder / "Drums" / "kick_000.wav"
    (folder / "キック.wav").write_bytes(kick.read_bytes())
    narrow = {"PYTHONIOENCODING": "cp1252"}
    assert command("process", folder, "--cache-dir", "job", "--json", env=narrow).code == 0
    found = command("duplicates", "job", "--json", env=narrow)
    assert found.code == 0
    assert {"キック.wav", "Drums/kick_000.wav"} <= set(
        re.findall(r'"path":"([^"]+)"', json.dumps(found.json, ensure_ascii=False, separators=(",", ":")))
    )
    assert "\\u30ad" in command("duplicates", "job", env=narrow).out


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals here")
def test_a_terminal_gets_the_dashboard_without_colours_when_it_wants_none(command: Command, make_sounds: MakeSounds) -> None:
    done = in_a_terminal(command, "process", make_sounds(3), "--provider", "offline", env={"TERM": "xterm-256color", "NO_COLOR": "1"})
    assert done.code == 0
    assert "=== Batch Processing Status ===" in done.err
    assert "Total: 3" in done.err
    assert "Processed: 3 (100.0 %)" in done.err
    codes = {code for sequence in re.findall(r"\x1b\[([\d;]*)m", done.err) for code in sequence.split(";")}
    assert not {code for code in codes if re.fullmatch(r"[349]\d|10\d", code)}
    assert done.out.startswith("Done: 3 done")


def in_a_terminal(command: Command, *arguments: str | Path, env: dict[str, str]) -> Result:
    """Run the command with a terminal as its stderr."""
    terminal, its_end = os.openpty()
    with subprocess.Popen(
        command.line(*arguments), cwd=command.place, env={**command.env, **env}, stdout=subprocess.PIPE, stderr=its_end
    ) as process:
        os.close(its_end)
        shown = b"".join(iter(lambda: read_from(terminal), b""))
        out, _ = process.communicate(timeout=60)
    os.close(terminal)
    return Result(process.returncode, out.decode(), shown.decode())


def read_from(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody writes to it any more
        return b""


def broken(command: Command, *arguments: str | Path, left: str) -> Result:
    """Run the command with a stream, "stdout" or "stderr", whose reader has left before."""
    reading, writing = os.pipe()
    os.close(reading)
    out, err = (writing if name == left else subprocess.PIPE for name in ("stdout", "stderr"))
    done = subprocess.run(command.line(*arguments), cwd=command.place, env=command.env, stdout=out, stderr=err, check=False, timeout=60)
    os.close(writing)
    return Result(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())


@pytest.mark.skipif(os.name == "nt", reason="pipes break differently here")
def test_a_reader_that_leaves_early_is_no_error(command: Command, finished_job: Path, make_sounds: MakeSounds) -> None:
    for arguments in (
        ("export", finished_job, "--format", "html"),
        *(("validate", finished_job, *more) for more in ((), ("--json",))),
        ("config",),
        ("doctor", "--json"),
        ("--help",),
        ("status", finished_job),
        *(("process", make_sounds(2), "--cache-dir", f"job{more}", *more) for more in ((), ("--json",))),
    ):
        done = broken(command, *arguments, left="stdout")
        assert (done.code, "rror" in done.err) == (0, False), (arguments, done.err)


@pytest.mark.skipif(os.name == "nt", reason="pipes break differently here")
def test_what_is_told_to_nobody_harms_no_job(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(3)
    assert broken(command, "process", folder, "--cache-dir", "job", left="stderr").code == 0
    assert jobs.manifest(command.place / "job")["counts"]["done"] == 3
    assert broken(command, "card", "job", "--output", "card", "--json", left="stdout").code == 0
    assert len(list((command.place / "card").rglob("*.wav"))) == 3, "all files are written, though nobody listens"
    (command.place / "job" / "manifest.json").write_text("{}")
    assert broken(command, "validate", "job", left="stdout").code == 3, "the code says it, even so"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk is full here")
def test_a_log_on_a_full_disk_harms_no_job_and_a_result_that_cannot_be_written_is_an_error(
    command: Command, make_sounds: MakeSounds, finished_job: Path
) -> None:
    folder = make_sounds(2)
    assert into_a_full_disk(command, "process", folder, "--cache-dir", "events", "--json", both=True).code == 0
    said = into_a_full_disk(command, "process", folder, "--cache-dir", "lines")
    assert (said.code, "stdout takes no more (No space left on device)" in said.err) == (0, True)
    assert {jobs.manifest(command.place / job)["status"] for job in ("events", "lines")} == {"done"}
    for arguments in (("export", finished_job, "--format", "csv"), ("status", finished_job), ("--help",)):
        failed = into_a_full_disk(command, *arguments)
        assert (failed.code, "stdout takes no more: No space left on device" in failed.err) == (5, True)
        assert "rror" not in failed.err


def into_a_full_disk(command: Command, *arguments: str | Path, both: bool = False) -> Result:
    """Run the command with its stdout, or both streams, on a disk that takes nothing."""
    with open("/dev/full", "wb") as full:
        err = full if both else subprocess.PIPE
        done = subprocess.run(
            command.line(*arguments), cwd=command.place, env=command.env, stdout=full, stderr=err, check=False, timeout=60
        )
    return Result(done.returncode, "", (done.stderr or b"").decode())


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize("kind", ["xterm", "dumb"])
def test_a_job_in_the_background_outlives_its_terminal(command: Command, make_sounds: MakeSounds, server: FakeServer, kind: str) -> None:
    terminal, its_end = os.openpty()
    line = command.line(
        "process", make_sounds(6), "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "2", "--interval", "0.3"
    )
    with subprocess.Popen(
        line, cwd=command.place, env={**command.env, "TERM": kind}, stdout=its_end, stderr=its_end, start_new_session=True
    ) as process:
        os.close(its_end)
        while not server.asked:
            assert read_from(terminal), "it ended before it asked"
        os.close(terminal)
        assert process.wait(60) == 0
    assert jobs.manifest(command.place / "job")["status"] == "done"


@pytest.mark.skipif(os.name == "nt", reason="there is no such shell")
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "0<&- >&- 2>&-"])
def test_closed_streams_harm_no_job(command: Command, make_sounds: MakeSounds, closed: str) -> None:
    line = shlex.join(command.line("process", make_sounds(2), "--cache-dir", "job"))
    done = subprocess.run(["/bin/sh", "-c", f"{line} {closed}"], cwd=command.place, env=command.env, check=False, timeout=30)
    assert done.returncode == 0
    assert jobs.manifest(command.place / "job")["counts"]["done"] == 2
    assert command("validate", "job").code == 0


def test_config_says_where_each_setting_comes_from(command: Command, make_sounds: MakeSounds) -> None:
    command.home.mkdir()
    (command.home / "config.toml").write_text("batch_size = 7\ncheckpoint_interval = 9\nhide_names = true\n")
    env = {"SP404_CHECKPOINT_INTERVAL": "11", "SP404_BATCH_SIZE": "8"}
    rows = {line.split()[0]: line for line in command("config", "--show", env=env).out.splitlines()}
    assert re.search(r"batch_size +8 +\(SP404_BATCH_SIZE\)", rows["batch_size"])
    assert re.search(r"hide_names +True +\(.*config\.toml\)", rows["hide_names"])
    assert re.search(r"error_threshold +0\.1 +\(default\)", rows["error_threshold"])
    assert command("process", make_sounds(1), "--cache-dir", "job", "--batch-size", "3", env=env).code == 0
    options = jobs.manifest(command.place / "job")["options"]
    assert (options["batch_size"], options["checkpoint_interval"], options["hide_names"]) == (3, 11, True)
    refused = command("config", "--show", env={"SP404_BATCH_SIZE": "many"})
    assert refused.code == 2
    assert "SP404_BATCH_SIZE" in refused.err


def test_the_help_of_every_command_shows_an_example(command: Command) -> None:
    for name in COMMANDS:
        helped = command(*([name] if name else []), "--help")
        assert helped.code == 0, name
        before_options = helped.out.split("Options:")[0]
        assert re.search(rf"^ +sp404-batch {name}", before_options, re.MULTILINE), f"{name}: no example"


def test_a_file_that_is_no_cache_is_refused_before_a_job_is_made(command: Command, make_sounds: MakeSounds) -> None:
    folder, diary, theirs = make_sounds(1), command.place / "diary.txt", command.place / "theirs.db"
    diary.write_text("Dear diary")
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE diary (day TEXT)")
    for file in (diary, theirs):
        before = file.read_bytes()
        refused = command("process", folder, "--cache-dir", "job", env={"SP404_CACHE": str(file)})
        assert (refused.code, "belongs to another program" in refused.err) == (2, True)
        assert not (command.place / "job").exists()
        assert file.read_bytes() == before
