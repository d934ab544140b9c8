"""Times the measuring in a process of its own: `python -m tests.benchmarks.ear.own_time FILES.json` prints {"decoding", "measuring"}.

It is given the environment of a worker. Both go through the same files in turn, a few times; the shortest time counts.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence

import soundfile

from sp404_gui.engine.measuring.worker import measure_file
from sp404_gui.library.identity import content_hash, open_regular

_PASSES = 3
_MAX_BYTES = 1 << 30


def decode(file: str) -> None:
    """What no program can do without."""
    soundfile.read(file, dtype="float32", always_2d=True)


def hashed(file: str) -> str:
    """Its content hash, which the parent knows when a worker is asked."""
    descriptor = open_regular(file)
    try:
        return content_hash(descriptor)
    finally:
        os.close(descriptor)


def timed(function: Callable[[str], object], files: Sequence[str]) -> dict[str, float]:
    """Wall and CPU time over all files."""
    wall, cpu = time.perf_counter(), time.process_time()
    for file in files:
        function(file)
    return {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}


def main(files: Sequence[str]) -> dict[str, dict[str, float]]:
    """The shortest times."""
    hashes = {file: hashed(file) for file in files}
    jobs: dict[str, Callable[[str], object]] = {
        "decoding": decode,
        "measuring": lambda file: measure_file(file, hashes[file], _MAX_BYTES),
    }
    jobs["measuring"](files[0])  # imports
    passes = [{name: timed(job, files) for name, job in jobs.items()} for _ in range(_PASSES)]
    return {name: min((one[name] for one in passes), key=lambda took: took["cpu_s"]) for name in jobs}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as stream:
        sys.stdout.write(json.dumps(main(json.load(stream))))
