"""How soon the nearest of 100,000 sounds are known, and how often they are of the same kind."""

import time
from pathlib import Path

import numpy as np

from sp404_gui.engine.matching.similar import USUAL, WIDTH, Sounds, reach
from tests.benchmarks.command import fact, row

_MANY = 100_000
_TURNS = 30
_SHOWN = 100
_GOAL_MS = 30.0


def measure(_: Path) -> None:
    """Print the table."""
    chance = np.random.default_rng(1)
    sounds = Sounds()
    sounds.put(range(_MANY), chance.normal(0, 0.1, (_MANY, WIDTH)).astype(np.float32), _MANY)
    passing = np.ones(_MANY, np.bool_)
    spent = []
    for turn in range(_TURNS):
        begun = time.perf_counter()
        distances = sounds.distances(sounds.rows[turn], USUAL)
        near = np.flatnonzero(distances <= reach(distances, passing, _SHOWN))
        order = near[np.argsort(distances[near], kind="stable")]
        spent.append(1e3 * (time.perf_counter() - begun))
        assert order[0] == turn
    median, worst = float(np.median(spent)), max(spent)
    row(f"nearest {_SHOWN} of {_MANY:,}, in order: median", f"{median:.1f} ms", "< 30 ms", reached=median < _GOAL_MS)
    fact("the slowest", f"{worst:.1f} ms")
