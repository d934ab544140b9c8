"""The version stands in one place, and everything that says it says the same."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sp404_gui import __version__
from tests.e2e.command import Command

_ROOT = Path(__file__).parents[2]


def test_it_is_one_of_semantic_versioning_and_the_package_takes_it_from_the_code() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?", __version__)
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "sp404_gui/__init__.py"
    written = [file for file in (_ROOT / "sp404_gui").rglob("*.py") if f'"{__version__}"' in file.read_text("utf-8")]
    assert written == [_ROOT / "sp404_gui" / "__init__.py"]


def test_a_wheel_of_it_has_it_in_its_name(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(_ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert [wheel.name for wheel in tmp_path.iterdir()] == [f"sp404_batch-{__version__}-py3-none-any.whl"]


def test_the_command_and_the_window_say_it(command: Command) -> None:
    assert command("--version").out == f"sp404-batch {__version__}\n"
    window = subprocess.run(
        [sys.executable, "-m", "sp404_gui", "--version"], cwd=_ROOT, env=command.env, capture_output=True, text=True, check=True
    )
    assert window.stdout == f"sp404-gui {__version__}\n"


@pytest.mark.parametrize("file", ["packaging/app/sp404-batch.spec", "packaging/build.py"])
def test_what_is_built_takes_it_from_the_code(file: str) -> None:
    text = (_ROOT / file).read_text("utf-8")
    assert "from sp404_gui import __version__" in text
    assert __version__ not in text


def test_the_newest_release_in_the_desktop_s_description_and_the_changelog_know_it() -> None:
    releases = re.findall(r'<release version="([^"]+)"', (_ROOT / "packaging/linux/io.github.sp404_batch.metainfo.xml").read_text("utf-8"))
    assert releases[0] == __version__
    sections = re.findall(r"^## \[(.+?)\]", (_ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert sections[0] == "Unreleased"
    assert sections[1:] == releases if len(sections) > 1 else releases == [__version__]
