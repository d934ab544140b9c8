"""Measures what the program promises in figures: `python -m tests.benchmarks [NAME…]`; all of them without a name.

Each prints a table; a figure that is not reached is marked, and nothing fails: machines are noisy.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import api, audition, coverage, duplicates, durability, million, pads, scale, scrolling, similar, throughput, window
from tests.benchmarks import map as map_
from tests.benchmarks.ear import accuracy, comparison, speed

BENCHMARKS: dict[str, Callable[[Path], None]] = {
    "throughput": throughput.measure,
    "scale": scale.measure,
    "million": million.measure,
    "durability": durability.measure,
    "api": api.measure,
    "coverage": coverage.measure,
    "similar": similar.measure,
    "duplicates": duplicates.measure,
    "map": map_.measure,
    "window": window.measure,
    "scrolling": scrolling.measure,
    "audition": audition.measure,
    "pads": pads.measure,
    "ear": accuracy.measure,
    "ear-peers": comparison.measure,
    "ear-speed": speed.measure,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"There is no benchmark {unknown[0]}. There are: {', '.join(BENCHMARKS)}.\n")
        return 2
    for name in names or list(BENCHMARKS):
        sys.stdout.write(f"\n== {name}\n")
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix=f"sp404-{name}-") as folder:
            BENCHMARKS[name](Path(folder))
        sys.stdout.write(f"   ({time.perf_counter() - started:.0f} s)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
