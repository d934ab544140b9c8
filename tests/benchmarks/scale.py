"""Memory of the parent over the number of samples, and how soon a finished job of 10,000 speaks."""

from pathlib import Path

from tests.benchmarks.command import fact, row, run
from tests.benchmarks.sounds import make_sounds

_SIZES = (1_000, 4_000, 10_000)
_MEMORY_GOAL = 250e6
_GROWTH_GOAL = 1.2
_RESUME_GOAL_S = 2.0


def measure(folder: Path) -> None:
    """Print the table."""
    peaks = []
    for size in _SIZES:
        sounds = make_sounds(folder / f"sounds{size}", size, seed=size)
        result = run(["process", sounds, "--provider", "offline", "--cache-dir", folder / f"job{size}"], folder / f"home{size}")
        assert result.code == 0, result.stdout
        peaks.append(result.parent_peak_bytes)
        fact(f"{size:,} generated samples: parent's peak memory", f"{result.parent_peak_bytes / 1e6:.0f} MB")
        fact(f"{size:,} generated samples: cold", f"{size / result.seconds:.0f} samples/s")
    row("memory at 10,000", f"{peaks[-1] / 1e6:.0f} MB", "< 250 MB", reached=peaks[-1] < _MEMORY_GOAL)
    early = (peaks[1] - peaks[0]) / (_SIZES[1] - _SIZES[0])
    late = (peaks[2] - peaks[1]) / (_SIZES[2] - _SIZES[1])
    row(
        f"growth a sample: {early / 1e3:.1f} kB to 4,000, then {late / 1e3:.1f} kB",
        f"{late / early:.2f} x",
        "<= 1.2 x",
        reached=late <= _GROWTH_GOAL * early,
    )
    resumed = run(["resume", "--cache-dir", folder / f"job{_SIZES[-1]}"], folder / f"home{_SIZES[-1]}")
    first = resumed.first_output_s
    row("resume of the finished 10,000: first output", f"{first:.2f} s", "< 2 s", reached=first < _RESUME_GOAL_S)
    fact("resume of the finished 10,000: whole", f"{resumed.seconds:.2f} s")
