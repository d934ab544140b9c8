"""Broken audio and dying workers cost their own file only. `make torture NAMES=audio` has many more of them."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import psutil

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command, Running, until
from tests.torture.audio import findings


def test_two_hundred_broken_files_have_a_row_and_a_sentence_each(tmp_path: Path) -> None:
    found = findings(tmp_path, 200, seed=7)
    assert found.wrong == []
    assert sum(found.statuses.values()) == 200
    assert found.statuses["failed"] > 40
    assert len(found.sentences) > 5
    assert found.peak_bytes < 500_000_000


def test_files_that_are_cut_short_are_named_and_say_what_is_missing_also_where_they_were_measured_before(
    command: Command, make_sounds: MakeSounds
) -> None:
    folder = make_sounds(4)
    cut = [folder / name for name in ("Drums/kick_000.wav", "Drums/snare_001.wav")]
    for file in cut:
        os.truncate(file, file.stat().st_size * 2 // 3)
    for job in ("first", "from the cache"):
        done = command("process", folder, "--cache-dir", job, "--provider", "offline")
        assert done.code == 0, done.said
        assert "2 files (Drums/" in done.said
        assert "are cut short or damaged: only what could be decoded of them was measured." in done.said
        rows = jobs.by_path(command.place / job)
        damaged = {path: row["features"]["damage"] for path, row in rows.items() if "damage" in row["features"]}
        assert damaged.keys() == {"Drums/kick_000.wav", "Drums/snare_001.wav"}
        assert all(sentence.startswith("Only ") for sentence in damaged.values())


def workers(running: Running) -> list[psutil.Process]:
    """The processes that measure."""
    with suppress(psutil.NoSuchProcess):
        return [child for child in psutil.Process(running.process.pid).children() if is_worker(child)]
    return []


def is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def test_a_worker_that_crashes_in_the_middle_costs_nothing(command: Command, make_sounds: MakeSounds) -> None:
    job = command.place / "job"
    with command.started("process", make_sounds(80), "--cache-dir", job, "--provider", "offline", "--parallel-local", "2") as running:
        until(lambda: len(workers(running)) == 2, "two workers")
        until(lambda: jobs.log(job, "started"), "the first samples")
        workers(running)[0].send_signal(signal.SIGSEGV)
        ended = running.ended()
    assert ended.code == 0, ended.said
    assert jobs.manifest(job)["counts"]["done"] == 80


def test_workers_that_die_again_and_again_do_not_keep_the_job_from_its_end(command: Command, make_sounds: MakeSounds) -> None:
    job = command.place / "job"
    sounds = make_sounds(30)
    options = ("--provider", "offline", "--parallel-local", "2", "--error-threshold", "1")
    killed: set[int] = set()

    def ten_are_killed() -> bool:
        for worker in workers(running):
            if worker.pid not in killed:
                killed.add(worker.pid)
                worker.kill()
        return len(killed) >= 10 or running.process.poll() is not None

    with command.started("process", sounds, "--cache-dir", job, *options) as running:
        until(ten_are_killed, "ten deaths")
        ended = running.ended()
    assert ended.code in {0, 3}, ended.said
    rows = jobs.results(job).values()
    assert len(rows) == 30
    assert {row["status"] for row in rows} <= {"done", "failed"}
    assert {row["errors"][-1]["message"] for row in rows if row["status"] == "failed"} <= {
        "The decoder crashed over it, twice: it is damaged."
    }
