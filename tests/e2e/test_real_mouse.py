"""Pads and rows are dragged with a mouse that X moves, in the real window on a screen of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_NEEDED = ("xvfb-run", "xdotool")
_ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in _NEEDED), reason=f"needs {' and '.join(_NEEDED)}, and Qt's libraries for X"
)


def test_pads_change_places_and_a_row_of_the_list_comes_to_lie_on_a_pad(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SP404_", "QT_", "WAYLAND_"))}
    env = {**kept, "SP404_HOME": str(tmp_path), "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "xcb"}
    command = ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", sys.executable, "-m", "tests.e2e.mouse", str(tmp_path))
    done = subprocess.run(command, cwd=_ROOT, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["A01:1", "A02:2", "A01:2", "A02:1", "A01:2", "A02:1", "A06:3"]
