"""The checklist before the first call, against real files, disks and servers."""

import os
import shutil
from pathlib import Path

import pytest

from sp404_gui.domain.job import JobOptions, Strategy
from sp404_gui.domain.key import Key, host_of
from sp404_gui.engine.checks.checklist import Check, check
from sp404_gui.engine.checks.local import check_disk, check_files
from sp404_gui.engine.checks.provider import check_budget
from sp404_gui.engine.outlook.estimate import Estimate
from sp404_gui.llm.account import KeyInfo
from tests.conftest import MakeSounds
from tests.edited import edit
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer


def wanted(**changes: object) -> Estimate:
    usual: dict[str, object] = {
        "samples": 604,
        "bytes": 10**8,
        "formats": {"wav": 604},
        "duplicates": 0,
        "unreadable": 0,
        "passed_over": {},
        "strategy": Strategy.DISTRIBUTED_PROCESSING,
        "workers": 2,
        "asked": 600,
        "batch_size": 5,
        "calls_least": 120,
        "calls_most": 123,
        "interval_s": 12.0,
        "local_s": 8.0,
        "total_s": 1476.0,
        "disk_bytes": 7_000_000,
        "cost_usd": 0.0,
        "overnight": False,
    }
    return Estimate(**(usual | changes))  # type: ignore[arg-type]


def by_name(checks: list[Check]) -> dict[str, tuple[str, str]]:
    return {check.name: (check.state, check.sentence) for check in checks}


async def test_all_is_well_with_a_server_that_answers(tmp_path: Path, make_sounds: MakeSounds, server: FakeServer) -> None:
    server.behaviour = Behaviour(key="right")
    options = JobOptions(provider=server.base_url, models=("fake/model",))
    sounds, place = make_sounds(6), str(tmp_path / "jobs" / "job_1")
    found = by_name(await check(place, options, wanted(), Key(host_of(server.base_url), "right"), folders=[str(sounds)]))
    assert list(found) == ["Files", "Disk space", "Provider", "Model", "Budget"]
    assert found["Files"] == ("ok", "All 6 files were tried: they can be read.")
    assert found["Disk space"][1].endswith("free, about 7.0 MB needed.")
    assert found["Provider"] == ("ok", "127.0.0.1 answers and the key works.")
    assert found["Model"] == ("ok", "fake/model is there.")
    assert found["Budget"] == ("ok", "120 to 123 calls, free of charge.")
    assert not os.path.exists(place)
    server.behaviour = Behaviour(key="right", hears=False)
    deaf = JobOptions(provider=server.base_url, models=("fake/model",), listen=True)
    told = by_name(await check(place, deaf, wanted(), Key(host_of(server.base_url), "right"), folders=[str(sounds)]))
    assert told["Model"] == ("failed", "fake/model cannot hear: choose a model that takes audio with --model, or leave out --listen.")
    wrong = by_name(await check(place, options, wanted(), Key(host_of(server.base_url), "wrong"), folders=[str(sounds)]))
    assert wrong["Provider"][0] == "failed"
    other = by_name(
        await check(place, JobOptions(provider=server.base_url, models=("gone",)), wanted(), Key(host_of(server.base_url), "right"))
    )
    assert other["Model"] == ("warning", "The server does not list gone: check the name, or choose another model.")


async def test_offline_nothing_leaves_the_machine_and_a_finished_job_lists_its_files(finished_job: Path) -> None:
    found = by_name(await check(str(finished_job), JobOptions(), wanted(asked=0), None))
    assert list(found) == ["Files", "Disk space", "Provider", "Budget"]
    assert found["Files"][0] == "ok"
    assert found["Provider"] == ("ok", "No model is asked: nothing leaves this machine.")
    assert found["Budget"] == ("ok", "No calls are needed.")


async def test_a_missing_key_a_dead_server_and_no_server_at_all_are_told_apart(tmp_path: Path, server: FakeServer) -> None:
    place = str(tmp_path)
    without = by_name(await check(place, JobOptions(provider="openrouter"), wanted(), None))
    assert without["Provider"][0] == "failed"
    assert "There is no key for OpenRouter" in without["Provider"][1]
    dead = by_name(await check(place, JobOptions(provider="http://127.0.0.1:1/v1"), wanted(), None))
    assert dead["Provider"][0] == "warning"
    assert "cannot be reached" in dead["Provider"][1]
    server.behaviour = Behaviour(latency_s=30)
    slow = by_name(await check(place, JobOptions(provider=server.base_url), wanted(), None, timeout_s=0.3))
    assert slow["Provider"][0] == "warning"
    odd = by_name(await check(place, JobOptions(provider="http://user@host/v1?x"), wanted(), None))
    assert odd["Provider"][0] == "failed"


def test_files_that_cannot_be_read_are_named_before_the_start(tmp_path: Path, make_sounds: MakeSounds, finished_job: Path) -> None:
    assert check_files(str(tmp_path / "none")).state == "failed"
    sounds = make_sounds(6, "Finished")
    (sounds / "broken.wav").symlink_to(sounds / "Drums")
    assert check_files(str(tmp_path / "none"), [str(sounds)]).state == "ok"  # the scan passes it over
    root = finished_job.parent / "elsewhere"
    edit(finished_job / "samples.jsonl", b'"path":"Drums', b'"path":"Gone')
    some = check_files(str(finished_job))
    assert (some.state, "cannot be read and would be skipped" in some.sentence) == ("warning", True)
    edit(finished_job / "manifest.json", b'"root":"', f'"root":"{root}'.encode())
    assert check_files(str(finished_job)).sentence.startswith("None of the files can be read.")


async def test_a_damaged_list_of_samples_is_a_line_of_the_checklist_not_an_error(finished_job: Path) -> None:
    (finished_job / "manifest.json").write_bytes(b"{")
    found = by_name(await check(str(finished_job), JobOptions(), wanted(), None))
    assert found["Files"][0] == "failed"
    assert "manifest.json" in found["Files"][1]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_place_that_may_not_be_written_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert check_disk(str(tmp_path / "a" / "job"), 1).state == "failed"
    tmp_path.chmod(0o700)


def test_a_disk_that_is_too_small_is_said(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    states = [check_disk(str(tmp_path / "job"), needed).state for needed in (free * 2, free - 50_000_000, 1000)]
    assert states == ["failed", "warning", "ok"]
    assert check_disk(str(tmp_path / "job"), 41_500).sentence.endswith(" free, about 42 kB needed.")
    assert check_disk(str(tmp_path / "job"), 0).sentence.endswith("B free, nothing to write.")
    (tmp_path / "file").write_text("x")
    assert check_disk(str(tmp_path / "file" / "job"), 1).state == "failed"


@pytest.mark.parametrize(
    ("options", "changes", "info", "state", "words"),
    [
        (JobOptions(max_calls=500), {}, None, "ok", "120 to 123 calls, free of charge."),
        (JobOptions(max_calls=100), {"calls_made": 60}, None, "warning", "allows 40 more calls of the 120 to 123"),
        (JobOptions(max_calls=100), {"calls_made": 100}, None, "failed", "The budget of 100 calls is used."),
        (JobOptions(max_cost_usd=1.5), {"cost_usd": None, "spent_usd": 1.5}, None, "failed", "The budget of $1.50 is used."),
        (JobOptions(), {"cost_usd": None}, KeyInfo(limit_remaining_usd=0.0), "failed", "no credit left"),
        (JobOptions(), {"cost_usd": None}, KeyInfo(limit_remaining_usd=3.0), "ok", "what they cost is not known before"),
        (JobOptions(), {"days": 3}, None, "warning", "50 of 50 free calls are left today: spread over 3 days."),
        (
            JobOptions(),
            {"days": 3},
            KeyInfo(free_calls_limit=50, free_calls_remaining=0),
            "warning",
            "0 of 50 free calls are left today: spread over 4 days.",
        ),
        (JobOptions(), {"days": 3}, KeyInfo(free_calls_limit=1000, free_calls_used=12), "ok", "988 of 1,000 free calls are left today."),
    ],
)
def test_the_budget_is_held_against_the_calls(
    options: JobOptions, changes: dict[str, object], info: KeyInfo | None, state: str, words: str
) -> None:
    found = check_budget(options, wanted(**changes), info)
    assert (found.state, words in found.sentence) == (state, True), found.sentence
