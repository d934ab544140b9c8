"""Stages that other packages bring along: found, used, and no harm to the job whatever they do."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeSounds
from tests.e2e.command import ROOT, Command
from tests.fakes.server import FakeServer

_EXAMPLE = ROOT / "docs" / "examples" / "mono-check"

_MISBEHAVING = """
import os, time
from sp404_gui.domain.errors import SkippableError

async def raises(records):
    if any("snare" in record.path for record in records):
        raise ValueError("no snares, please")
    return {record.id: record.features.peak_dbfs for record in records}

async def dies(records):
    os._exit(7)

async def hangs(records):
    time.sleep(600)

async def odd(records):
    return {record.id: object() for record in records} | {"sample_999999": "nobody asked"}

async def spies(records):
    return {record.id: sorted(name for name in os.environ if "KEY" in name) for record in records}

def no_coroutine(records):
    return {}
"""

Install = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, installed as a user would, into a folder of its own."""
    target = tmp_path_factory.mktemp("example")
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--target", str(target))
    source = tmp_path_factory.mktemp("source")
    for file in _EXAMPLE.iterdir():
        if file.is_file():
            (source / file.name).write_bytes(file.read_bytes())
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(source)], check=True, capture_output=True)
    return target


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Installs a package `badly 2.1` with these entry points; the environment in which it is found."""

    def put(code: str = _MISBEHAVING, **stages: str) -> dict[str, str]:
        place = tmp_path / "badly"
        facts = place / "badly-2.1.dist-info"
        facts.mkdir(parents=True)
        (place / "badly.py").write_text(code, "utf-8")
        (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: badly\nVersion: 2.1\n", "utf-8")
        lines = [f"{name} = {target}" for name, target in stages.items()]
        (facts / "entry_points.txt").write_text("\n".join(["[sp404_batch.stages]", *lines]), "utf-8")
        return _found_in(place)

    return put


def _found_in(*places: Path) -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, *places)))}


def _samples(command: Command, job: str = "job") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = command("export", job, "--format", "json").json["samples"]
    return rows


def test_the_example_measures_in_every_job_and_shows_in_doctor_and_in_stages(
    command: Command, make_sounds: MakeSounds, example: Path
) -> None:
    folder, found = make_sounds(4), _found_in(example)
    assert "mono_check (sp404-mono-check 1.0.0)" in command("doctor", env=found).out
    assert "compatibility, mono_check." in command("process", folder, "--stages", "nonsense", env=found).err
    done = command("process", folder, "--cache-dir", "job", "--provider", "offline", env=found)
    assert done.code == 0, done.said
    for sample in _samples(command):
        assert sample["extra"] == {"mono_check": {"reason": "It is not stereo."}}
        assert {"mono_check", "compatibility"} <= set(sample["stages"])


def test_a_plugin_that_comes_later_adds_its_results_and_nothing_is_asked_again(
    command: Command, make_sounds: MakeSounds, example: Path, server: FakeServer
) -> None:
    online = ("--provider", server.base_url)
    assert command("process", make_sounds(4), "--cache-dir", "job", *online).code == 0
    before, calls = _samples(command), len(server.asked)
    assert command("resume", "job", *online, env=_found_in(example)).code == 0
    after = _samples(command)
    assert len(server.asked) == calls
    assert [sample["vibe"] for sample in after] == [sample["vibe"] for sample in before]
    assert all(sample["extra"]["mono_check"] for sample in after)
    gone = command("resume", "job", *online)
    assert gone.code == 0
    assert _samples(command) == after


def test_a_job_that_chose_a_plugin_goes_on_when_it_is_gone_and_says_so(command: Command, make_sounds: MakeSounds, example: Path) -> None:
    chosen = ("--stages", "local_features,mono_check")
    first = command("process", make_sounds(2), "--cache-dir", "job", "--provider", "offline", *chosen, env=_found_in(example))
    assert first.code == 0, first.said
    assert [sample["stages"] for sample in _samples(command)] == [["local_features", "mono_check"]] * 2
    resumed = command("resume", "job")
    assert resumed.code == 0
    assert "mono_check is left out" in resumed.err


def test_one_that_raises_costs_the_samples_it_raised_on_its_own_result_and_is_named_once(
    command: Command, make_sounds: MakeSounds, install: Install, tmp_path: Path
) -> None:
    env = install(picky="badly:raises")
    done = command("process", make_sounds(8), "--cache-dir", "job", "--provider", "offline", env=env)
    assert done.code == 0, done.said
    assert done.err.count("picky") == 1
    assert "picky (badly 2.1) failed: ValueError: no snares, please." in done.err
    for sample in _samples(command):
        assert sample["status"] == "done"
        said = sample["extra"]["picky"]
        assert said == ({"error": "ValueError: no snares, please."} if "snare" in sample["path"] else sample["features"]["peak_dbfs"])
    (tmp_path / "badly" / "badly.py").write_text(
        _MISBEHAVING.replace("raise ValueError", "return {r.id: 'now' for r in records} or "), "utf-8"
    )
    assert command("resume", "job", "--refresh", "failed", env=env).code == 0
    assert {sample["extra"]["picky"] for sample in _samples(command) if "snare" in sample["path"]} == {"now"}


def test_ones_that_hang_die_or_return_nonsense_do_not_harm_the_job(command: Command, make_sounds: MakeSounds, install: Install) -> None:
    env = install(a="badly:dies", b="badly:hangs", c="badly:odd") | {"SP404_ANALYSIS_TIMEOUT_S": "3"}
    done = command("process", make_sounds(2), "--cache-dir", "job", "--provider", "offline", env=env)
    assert done.code == 0, done.said
    assert "a (badly 2.1) failed: Its process died." in done.err
    assert "b (badly 2.1) failed: It was given up after 3 s." in done.err
    samples = _samples(command)
    assert [(sample["status"], sample["vibe"]["source"]) for sample in samples] == [("done", "local")] * 2
    assert all(sample["extra"].keys() == {"a", "b", "c"} for sample in samples)
    assert {sample["extra"]["c"]["error"][:32] for sample in samples} == {"Its result is of the type object"}
    assert command("validate", "job").code == 0


def test_ones_that_cannot_be_loaded_or_take_a_name_are_named_with_the_reason(
    command: Command, make_sounds: MakeSounds, install: Install
) -> None:
    stages = {"lost": "badly:nowhere", "plain": "badly:no_coroutine", "vibe_analysis": "badly:raises", "Bad-Name": "badly:raises"}
    env = install(**stages)
    done = command("process", make_sounds(2), "--cache-dir", "job", "--provider", "offline", env=env)
    assert done.code == 0, done.said
    assert all("extra" not in sample or not sample["extra"] for sample in _samples(command))
    found = command("doctor", "--json", env=env).json
    for name, reason in {
        "lost": "AttributeError",
        "plain": "no async function",
        "vibe_analysis": "The program has a stage of its own",
        "Bad-Name": "small letters",
    }.items():
        assert done.err.count(f"The plugin {name} (badly 2.1) cannot be used") == 1
        assert reason in found[f"plugin {name} (badly 2.1)"]


def test_a_plugin_gets_no_keys(command: Command, make_sounds: MakeSounds, install: Install) -> None:
    secret = {"OPENROUTER_API_KEY": "sk-or-v1-" + "5" * 64, "SP404_API_KEY": "another"}
    done = command("process", make_sounds(1), "--cache-dir", "job", "--provider", "offline", env=install(spy="badly:spies") | secret)
    assert done.code == 0, done.said
    assert [sample["extra"]["spy"] for sample in _samples(command)] == [[]]


def test_the_tests_of_the_example_pass(tmp_path: Path) -> None:
    for file in _EXAMPLE.glob("*.py"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | _found_in(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 0, tried.stdout + tried.stderr
