"""The examples of the library's page run as they stand there."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import MakeSounds
from tests.e2e.command import ROOT, Command
from tests.e2e.sounds import KINDS, sound_name, write_sound
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer

_EXAMPLES = ROOT / "docs" / "examples"


def _ran(command: Command, script: str, *arguments: str | Path, **env: str) -> str:
    line = [sys.executable, str(_EXAMPLES / script), *map(str, arguments)]
    done = subprocess.run(line, cwd=command.place, env=command.env | env, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_is_described_without_a_key_from_the_measurements_and_with_a_server_by_its_model(
    command: Command, server: FakeServer
) -> None:
    folder = command.place / "Kicks"
    for number in range(0, 4 * len(KINDS), len(KINDS)):  # of one kind, so that one call does: the next would come 12 s later
        write_sound(folder / sound_name(number), number)
    offline = _ran(command, "describe_folder.py", folder).splitlines()
    assert len(offline) == 4
    assert all(line.partition(": ")[2].count(",") == 2 for line in offline)
    asked = _ran(command, "describe_folder.py", folder, SP404_PROVIDER=server.base_url).splitlines()
    ids = [identifier for batch in server.asked for identifier in batch]
    assert (len(server.asked), len(ids)) == (1, 4)
    answered = sorted(", ".join(vibe_of(identifier)["mood"]) for identifier in ids)
    assert sorted(line.partition(": ")[2] for line in asked) == answered


def test_the_whole_pipeline_keeps_a_job_folder_that_the_command_knows_and_that_goes_on(command: Command, make_sounds: MakeSounds) -> None:
    files = sorted(make_sounds(6).rglob("*.wav"))
    first = _ran(command, "whole_pipeline.py", "job", *files)
    assert first.count("goes with") == 6
    assert command("validate", "job").code == 0
    assert command("status", "job", "--json").json["counts"]["done"] == 6
    assert _ran(command, "whole_pipeline.py", "job", *files) == first


def test_a_function_of_ones_own_is_a_stage(command: Command, make_sounds: MakeSounds) -> None:
    said = _ran(command, "own_stage.py", *sorted(make_sounds(3).rglob("*.wav")))
    assert [line.rpartition(": ")[2] for line in said.splitlines()] == ["3.1 dB"] * 3


def test_the_page_shows_the_examples_as_they_are() -> None:
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    shown = [*_EXAMPLES.glob("*.py"), _EXAMPLES / "mono-check" / "pyproject.toml", _EXAMPLES / "mono-check" / "sp404_mono_check.py"]
    assert len(shown) == 5
    for file in shown:
        assert f"\n{file.read_text('utf-8').rstrip()}\n```" in page, file.name
