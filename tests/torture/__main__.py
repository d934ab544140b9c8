"""Looks for the opposite of what the program promises, at length: `python -m tests.torture [NAME…]`; all of it without a name.

Each prints its figures and ends by itself; a broken promise is marked, and the command then ends with 1. Short forms run with the tests.
"""

import importlib
import sys
import tempfile
import time
from pathlib import Path

TRIALS: dict[str, str] = {
    "kills": "tests.torture.kills",
    "window": "tests.torture.window_kills",
    "corruption": "tests.torture.corruption",
    "audio": "tests.torture.audio",
    "text": "tests.torture.text",
    "folders": "tests.torture.folders",
    "kits": "tests.torture.kits",
    "secrets": "tests.torture.secrets",
    "load": "tests.torture.load",
    "nights": "tests.torture.nights",
    "soak": "tests.torture.soak",
    "together": "tests.torture.together",
}
"""A trial's name and its module, which has `measure(folder)`: True when every promise was kept."""


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in TRIALS]
    if unknown:
        sys.stderr.write(f"There is no trial {unknown[0]}. There are: {', '.join(TRIALS)}.\n")
        return 2
    kept = [_kept(name) for name in names or TRIALS]
    return 0 if all(kept) else 1


def _kept(name: str) -> bool:
    sys.stdout.write(f"\n== {name}\n")
    started = time.perf_counter()
    trial = importlib.import_module(TRIALS[name])
    with tempfile.TemporaryDirectory(prefix=f"sp404-{name}-") as folder:
        kept: bool = trial.measure(Path(folder))
    sys.stdout.write(f"   ({time.perf_counter() - started:.0f} s{'' if kept else ', PROMISE BROKEN'})\n")
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
