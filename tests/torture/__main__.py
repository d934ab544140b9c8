"""Looks for the opposite of what the program promises, at length: `python -m tests.torture [NAME…]`; all of it without a name.

Each prints its figures and ends by itself, or is ended when its time is over; a broken promise is marked, and the command then ends
with 1. Whatever becomes of one, the next is tried. Short forms run with the tests.
"""

import importlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIALS: dict[str, tuple[str, float]] = {
    "kills": ("tests.torture.kills", 90),
    "window": ("tests.torture.window_kills", 60),
    "corruption": ("tests.torture.corruption", 20),
    "audio": ("tests.torture.audio", 120),
    "text": ("tests.torture.text", 20),
    "folders": ("tests.torture.folders", 40),
    "secrets": ("tests.torture.secrets", 20),
    "load": ("tests.torture.load", 60),
    "nights": ("tests.torture.nights", 20),
    "soak": ("tests.torture.soak", 60),
    "together": ("tests.torture.together", 20),
}
"""A trial's name, its module, which has `measure(folder)`: True when every promise was kept; and the most minutes that it may take."""
_HERE = "--here"


def main(names: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it, and so would all that is started here
    if names[:1] == [_HERE]:
        return 0 if _kept(names[1]) else 1
    unknown = [name for name in names if name not in TRIALS]
    if unknown:
        sys.stderr.write(f"There is no trial {unknown[0]}. There are: {', '.join(TRIALS)}.\n")
        return 2
    broken = [name for name in names or TRIALS if not _ended_well(name)]
    sys.stdout.write(f"\nPromises broken in: {', '.join(broken)}\n" if broken else "\nEvery promise was kept.\n")
    return 1 if broken else 0


def _ended_well(name: str) -> bool:
    """Run a trial in a process of its own, and end it with all that it started when its time is over."""
    minutes = TRIALS[name][1]
    sys.stdout.flush()
    with subprocess.Popen([sys.executable, "-m", "tests.torture", _HERE, name], start_new_session=True) as process:
        try:
            return process.wait(60 * minutes) == 0
        except subprocess.TimeoutExpired:
            sys.stdout.write(f"   ({name} was not through after {minutes:.0f} minutes, PROMISE BROKEN)\n")
            return False
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _kept(name: str) -> bool:
    sys.stdout.write(f"\n== {name}\n")
    started = time.perf_counter()
    trial = importlib.import_module(TRIALS[name][0])
    with tempfile.TemporaryDirectory(prefix=f"sp404-{name}-") as folder:
        kept: bool = trial.measure(Path(folder))
    sys.stdout.write(f"   ({time.perf_counter() - started:.0f} s{'' if kept else ', PROMISE BROKEN'})\n")
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
