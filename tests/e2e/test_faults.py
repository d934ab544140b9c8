"""Servers that fail, files that poison a batch, files that are there twice."""

from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer

SEED_OF_EACH_FAULT = 118
"""With it each of the five faults strikes among the first twenty calls."""


def test_with_a_quarter_of_all_calls_failing_every_sample_is_described_once(command: Command, make_sounds: MakeSounds) -> None:
    faults = dict.fromkeys(("429", "503", "reset", "missing", "invalid"), 0.05)
    with FakeServer(Behaviour(faults=faults, seed=SEED_OF_EACH_FAULT, retry_after_s=0.2)) as server:
        done = command("process", make_sounds(60), "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "3")
    assert done.code == 0, done.said
    struck = {request.fault for request in server.requests} - {None}
    assert struck == set(faults)
    samples = command("export", "job").json["samples"]
    ids = [f"sample_{number:06d}" for number in range(1, 61)]
    assert [sample["id"] for sample in samples] == ids
    assert [sample["vibe"]["mood"] for sample in samples] == [vibe_of(identifier)["mood"] for identifier in ids]
    good = [set(r.ids[:-1] if r.fault == "missing" else r.ids) for r in server.requests if r.ids and r.fault in (None, "missing")]
    assert sum(map(len, good)) == 60
    job = command.place / "job"
    kinds = {row["kind"] for row in jobs.errors(job)}
    assert kinds == {"rate_limit", "server", "connection", "invalid_answer"}
    assert jobs.manifest(job)["counts"]["api_calls"] == len(server.asked)
    assert len(jobs.log(job, "call")) == len(server.asked)


def test_failures_of_calls_stay_in_the_error_log_when_the_job_goes_on(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    server.behaviour = Behaviour(faults={"429": 0.5}, seed=3, retry_after_s=0.1)
    stopped = command(
        "process", make_sounds(8), "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "1", "--max-calls", "5"
    )
    assert stopped.code == 130
    job = command.place / "job"
    before = jobs.errors(job)
    assert before
    server.behaviour = Behaviour()
    assert command("resume", "--cache-dir", job, "--max-calls", "50").code == 0
    assert without_times(jobs.errors(job)) == without_times(before)
    assert jobs.manifest(job)["counts"]["errors"] == {"rate_limit": len(before)}


def without_times(rows: list[jobs.Row]) -> list[jobs.Row]:
    return [{name: value for name, value in row.items() if name != "at"} for row in rows]


def test_a_sample_that_poisons_its_batch_is_found_and_fails_alone(command: Command, make_sounds: MakeSounds, server: FakeServer) -> None:
    server.behaviour = Behaviour(bad_ids=frozenset({"sample_000003"}))
    done = command("process", make_sounds(16), "--cache-dir", "job", "--provider", server.base_url, "--batch-size", "4")
    assert done.code == 3
    rows = jobs.results(command.place / "job")
    assert [identifier for identifier, row in rows.items() if row["status"] != "done"] == ["sample_000003"]
    bad = rows["sample_000003"]
    assert [(error["category"], error["kind"], error["stage"]) for error in bad["errors"]] == [("skippable", "refused", "vibe_analysis")]
    assert bad["features"]
    assert bad["vibe"]["source"] == "local"
    assert server.asked.count(("sample_000003",)) == 1
    assert all(row["vibe"]["source"] == "asked" for identifier, row in rows.items() if identifier != "sample_000003")


def test_identical_files_are_asked_once_and_the_twin_takes_over_the_answer(
    command: Command, make_sounds: MakeSounds, server: FakeServer
) -> None:
    folder = make_sounds(5)
    (folder / "Twins").mkdir()
    for file in sorted(folder.glob("Drums/*.wav"))[:2]:
        (folder / "Twins" / f"copy of {file.name}").write_bytes(file.read_bytes())
    done = command("process", folder, "--cache-dir", "job", "--provider", server.base_url)
    assert done.code == 0
    samples = command("export", "job").json["samples"]
    twins = [sample for sample in samples if sample["path"].startswith("Twins/")]
    by_id = {sample["id"]: sample for sample in samples}
    assert len(twins) == 2
    asked = [identifier for batch in server.asked for identifier in batch]
    assert len(asked) == len(set(asked)) == 5
    for twin in twins:
        pair = [sample for sample in samples if sample["features"]["content_hash"] == twin["features"]["content_hash"]]
        [skipped] = [sample for sample in pair if sample["status"] == "skipped"]
        original = by_id[skipped["skip_reason"].removeprefix("duplicate of ")]
        assert original in pair
        assert original["id"] in asked
        assert (original["vibe"]["source"], skipped["vibe"]["source"]) == ("asked", "lent")
        assert skipped["vibe"]["mood"] == original["vibe"]["mood"]
        assert skipped["groove"]
