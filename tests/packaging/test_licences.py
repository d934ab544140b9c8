"""What is bundled is listed with its licence, and all of it may be passed on with a program under the MIT licence."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from sp404_gui.ui.licences import licence_lines

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", _ROOT / "tools" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_is_in_step_with_the_lock_and_with_what_the_packages_say(tool: ModuleType) -> None:
    assert tool.FILE.read_text("utf-8") == tool.text(), "run: python tools/licences.py"


def test_every_package_of_the_lock_is_listed_but_for_those_that_only_build(tool: ModuleType) -> None:
    locked = set(re.findall(r"^([\w.-]+)==", tool.LOCK.read_text("utf-8"), re.MULTILINE))
    listed = {row["name"] for row in json.loads(tool.FILE.read_text("utf-8")) if "inside" not in row}
    assert locked - listed == {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
    assert listed <= locked


def test_no_licence_stands_in_the_way_of_passing_the_program_on(tool: ModuleType) -> None:
    rows = json.loads(tool.FILE.read_text("utf-8"))
    assert [row for row in rows if not tool.is_allowed(row["licence"])] == []
    assert not tool.is_allowed("GPL-2.0-or-later")
    assert not tool.is_allowed("MIT AND AGPL-3.0-only")
    assert tool.is_allowed("GPL-3.0-only OR LGPL-3.0-only")


def test_the_window_shows_every_part() -> None:
    lines = licence_lines()
    assert "Qt 6 (in pyside6-essentials): LGPL-3.0-only" in lines
    assert any(line.startswith("numpy 2.") and "BSD-3-Clause" in line for line in lines)
