"""What a newcomer's first command does."""

import json
import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_the_first_try_describes_the_demo_samples_and_costs_nothing_even_with_a_key(tmp_path: Path) -> None:
    screenless = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    places = {"SP404_HOME": str(tmp_path), "OPENROUTER_API_KEY": "sk-or-never-to-be-used", "SP404_PROVIDER": "openrouter"}
    tried = subprocess.run(
        [sys.executable, "-m", "sp404_gui"],
        cwd=_ROOT,
        env=screenless | places,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert tried.returncode == 0, tried.stdout + tried.stderr
    results = [json.loads(file.read_bytes()) for file in (tmp_path / "jobs" / "job_demo" / "results").rglob("*.json")]
    assert len(results) == len(list((_ROOT / "resources" / "demo").rglob("*.flac")))
    assert {result["vibe"]["source"] for result in results} == {"local"}
