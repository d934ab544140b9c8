"""How long a map takes to be laid out, how well alike sounds are near, and how long a frame takes while it moves."""

import os
import time
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.embedding import decode_embeddings
from sp404_gui.engine.mapping.layout import arrange, join
from tests.benchmarks.command import SHARED_AUDIO, exported, fact, row, run

_LAYOUT_GOAL_S = 20.0
_FRAMES = 120
_FRAME_GOALS_MS = {10_000: 1000 / 60, 100_000: 1000 / 30}
_NEAREST = 10


def measure(folder: Path) -> None:
    """Print the tables."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for size in (10_000, 100_000):
        sounds = _made_up(size)
        begun = time.perf_counter()
        places = arrange(sounds)
        spent = time.perf_counter() - begun
        if size == min(_FRAME_GOALS_MS):
            row(f"layout of {size:,}", f"{spent:.1f} s", "< 20 s", reached=spent < _LAYOUT_GOAL_S)
        else:
            fact(f"layout of {size:,}", f"{spent:.1f} s")
        _measure_frames(places.astype(np.float32), size)
    if SHARED_AUDIO.exists():
        _judge(folder)
    else:
        fact("quality", "skipped: ../shared/samples is not here")


def _made_up(count: int) -> NDArray[np.float32]:
    """Directions in 40 uneven clouds."""
    chance = np.random.default_rng(1)
    middles = chance.normal(0, 1, (40, 64))
    spread = chance.uniform(0.3, 0.9, 40)
    kind = chance.integers(0, 40, count)
    sounds = middles[kind] + chance.normal(0, 1, (count, 64)) * spread[kind, None]
    return np.asarray(sounds / np.linalg.norm(sounds, axis=1, keepdims=True), np.float32)


def _measure_frames(places: NDArray[np.float32], size: int) -> None:
    from tests.benchmarks.map_frames import Board  # noqa: PLC0415 - brings Qt along

    board = Board(places)
    for what, act in (("zooming", board.zoom), ("panning at the whole map", board.pan), ("hovering", board.hover)):
        frames = [board.frame(partial(act, n)) for n in range(_FRAMES)]
        median, slow = np.percentile(frames, (50, 95))
        goal = _FRAME_GOALS_MS[size]
        row(f"a frame, {size:,} points, {what}: median", f"{median:.1f} ms", f"< {goal:.1f} ms", reached=bool(median < goal))
        fact(f"a frame, {size:,} points, {what}: 95 %", f"{slow:.1f} ms")


def _judge(folder: Path) -> None:
    """Neighbours on the map of real samples, with all of them laid out together, and with every second one joining later."""
    job = folder / "job"
    assert run(["process", SHARED_AUDIO, "--provider", "offline", "--cache-dir", job], folder / "home").code in {0, 3}
    features = [one["features"] for one in exported(job, folder / "home")["samples"] if one["features"].get("embedding")]
    sounds = decode_embeddings([one["embedding"] for one in features])
    kinds = np.array([one.get("category", "") for one in features])
    together = arrange(sounds)
    half = np.full_like(together, np.nan)
    half[::2] = arrange(sounds[::2])
    fact("share of 10 nearest of the same category, by chance", f"{_by_chance(kinds):.3f}")
    fact("in the embedding itself", f"{_same(-(sounds @ sounds.T), kinds):.3f}")
    for name, places in (("laid out together", together), ("every second joins", join(sounds, half))):
        away = ((places[:, None] - places[None]) ** 2).sum(-1)
        fact(f"on the map, {name}", f"{_same(away, kinds):.3f}")
        fact(f"trustworthiness, {name}", f"{trustworthiness(-(sounds @ sounds.T), away, _NEAREST):.3f}")


def _by_chance(kinds: NDArray[np.str_]) -> float:
    _, counts = np.unique(kinds, return_counts=True)
    return float((counts * (counts - 1)).sum() / (len(kinds) * (len(kinds) - 1)))


def _nearest(away: NDArray[np.floating], count: int) -> NDArray[np.intp]:
    away = away.copy()
    np.fill_diagonal(away, np.inf)
    return np.argpartition(away, count, axis=1)[:, :count]


def _same(away: NDArray[np.floating], kinds: NDArray[np.str_]) -> float:
    return float((kinds[_nearest(away, _NEAREST)] == kinds[:, None]).mean())


def trustworthiness(before: NDArray[np.floating], after: NDArray[np.floating], count: int) -> float:
    """How far neighbours on the map were neighbours before (J. Venna and S. Kaski 2001): 1 - 2/(nk(2n-3k-1)) sum of (rank - k).

    Args:
        before: Distances of the sounds, shape (n, n).
        after: Distances on the map, shape (n, n).
        count: k, how many neighbours are looked at.
    """
    size = len(before)
    before = before.copy()
    np.fill_diagonal(before, -np.inf)
    ranks = np.argsort(np.argsort(before, axis=1, kind="stable"), axis=1)
    beyond = np.take_along_axis(ranks, _nearest(after, count), 1) - count
    return float(1 - 2 / (size * count * (2 * size - 3 * count - 1)) * np.maximum(beyond, 0).sum())
