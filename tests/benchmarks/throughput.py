"""Samples a second over the shared samples, cold and from the cache, and where the time goes."""

import time
from contextlib import suppress
from pathlib import Path

from sp404_gui.audio.decode import DecodeLimits, decode
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.measuring.worker import measure_file
from sp404_gui.library.identity import open_regular
from tests.benchmarks.command import SHARED_AUDIO, Run, fact, row, run

_COLD_GOAL = 40
_CACHED_GOAL = 1500
_EVERY = 8


def measure(folder: Path) -> None:
    """Print the table."""
    if not SHARED_AUDIO.is_dir():
        fact("skipped: ../shared/samples/audio is not there", "")
        return
    files = sorted(str(p) for p in SHARED_AUDIO.rglob("*") if p.is_file())
    home = folder / "home"
    cold = _process(home, folder / "cold")
    rate = len(files) / cold.seconds
    row(f"cold, offline, {len(files)} samples, whole process", f"{rate:.0f} samples/s", f">= {_COLD_GOAL}", reached=rate >= _COLD_GOAL)
    _where(files[::_EVERY], cold, len(files))
    cached = min((_process(home, folder / f"cached{n}") for n in range(3)), key=lambda r: r.seconds)
    rate = len(files) / cached.seconds
    row("the same from the cache, best of 3", f"{rate:.0f} samples/s", f">= {_CACHED_GOAL}", reached=rate >= _CACHED_GOAL)
    fact("   processor time of it", f"{cached.parent_cpu_s:.2f} s")


def _process(home: Path, job: Path) -> Run:
    result = run(["process", SHARED_AUDIO, "--provider", "offline", "--cache-dir", job], home)
    assert result.code == 0, result.stdout
    return result


def _where(files: list[str], cold: Run, total: int) -> None:
    """Times in this process over every eighth file, scaled up to all."""
    measure_file(files[0], "", 10**9)  # imports
    scale = total / len(files)
    started = time.perf_counter()
    for file in files:
        descriptor = open_regular(file)
        with suppress(Sp404Error):
            decode(descriptor, DecodeLimits())
    decoding = (time.perf_counter() - started) * scale
    started = time.perf_counter()
    for file in files:
        measure_file(file, "", 10**9)
    all_of_it = (time.perf_counter() - started) * scale
    fact("   of it: decoding, one process", f"{decoding:.1f} s")
    fact("   of it: features, one process", f"{all_of_it - decoding:.1f} s")
    fact("   of it: parent (hashing, groove, words, disk, matches)", f"{cold.parent_cpu_s:.1f} s")
    fact("   features and decoding / decoding alone", f"{all_of_it / decoding:.1f}")
