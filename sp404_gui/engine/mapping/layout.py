"""Where samples lie on the map, so that near means alike, and stays where it is when more come.

A t-SNE layout that begins with the two principal axes (D. Kobak and P. Berens 2019). No chance is in it: the
same samples make the same map.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sp404_gui.engine.mapping.forces import Grid, Springs
from sp404_gui.engine.mapping.neighbours import nearest, nearest_others

Floats = NDArray[np.float32]
Places = NDArray[np.float64]
Report = Callable[[float], object]
"""Takes the share that is done, 0-1."""

MOST = 20_000
"""So many are laid out by forces; of more, an even choice is, and the others find their places among them."""
_NEIGHBOURS, _SHARE = 15, 2
"""Each sound is drawn by so many; in a small collection by no more than half of it."""
_LEAST = 16
"""Fewer sounds lie along their principal axes."""
_AMONG = 5
_EARLY, _STEPS = 200, 500
_EARLY_PULL = 12.0
_EARLY_MOMENTUM, _MOMENTUM = 0.5, 0.8
_OF_SEARCH = 0.2
"""Share of the time that the search for neighbours takes."""
_LEAST_GAIN = 0.01
_HOME = 3e-4
"""How strongly all are drawn to the middle: groups without a neighbour outside would drift away for ever."""
_LONGEST_STEP = 5.0
_GOLDEN = np.pi * (3 - 5**0.5)
_STEP_ASIDE, _APART = 0.3, 1e-3


def arrange(sounds: Floats, known: Places | None = None, report: Report = lambda _: None) -> Places:
    """Lay out all sounds.

    Args:
        sounds: Embeddings, shape (sounds, 64), each of length 1.
        known: Where they lay before, shape (sounds, 2), NaN where they did not: those that did lie alike again, though not
            in the same spot.
        report: Hears how far it is.

    Returns:
        Shape (sounds, 2), about 0; nearest neighbours are about 1 apart.
    """
    chosen = np.unique(np.linspace(0, len(sounds) - 1, min(MOST, len(sounds))).astype(np.intp))
    places = np.full((len(sounds), 2), np.nan)
    before = known[chosen] if known is not None and np.isfinite(known[chosen]).any() else None
    first = None if before is None else join(sounds[chosen], before)
    places[chosen] = _settled(sounds[chosen], first, report)
    return join(sounds, places)


def join(sounds: Floats, places: Places) -> Places:
    """Put those without a place among their nearest that have one; nobody else moves.

    Args:
        sounds: As for `arrange`.
        places: Shape (sounds, 2), NaN for those without one; at least one has one.
    """
    placed = np.isfinite(places[:, 0])
    new = np.flatnonzero(~placed)
    if not len(new) or not placed.any():
        return places
    old = np.flatnonzero(placed)
    joined = places.copy()
    start = 0
    for found, likeness in nearest(sounds[new], sounds[old], min(_AMONG, len(old))):
        here = new[start : start + len(found)]
        start += len(found)
        joined[here] = _amid(places[old[found]], likeness) + _STEP_ASIDE * _around(here)
    return joined


def _amid(places: Places, likeness: Floats) -> Places:
    """Between the nearest, nearer to the nearer ones; but only among those that lie near the nearest of all.

    Args:
        places: Shape (points, neighbours, 2), best first.
        likeness: Shape (points, neighbours).
    """
    distance = np.maximum(1.0 - likeness.astype(np.float64), 1e-6)
    away = np.linalg.norm(places - places[:, :1], axis=2)
    weight = (distance[:, :1] / distance) ** 2 / (1.0 + away**2)
    return np.asarray((weight[..., None] * places).sum(1) / weight.sum(1)[:, None])


def _around(numbers: NDArray[np.integer]) -> Places:
    """Steps of length 1, each in another direction, so that equal sounds do not hide each other: by the golden angle."""
    turn = _GOLDEN * numbers
    return np.stack((np.cos(turn), np.sin(turn)), 1)


def _settled(sounds: Floats, known: Places | None, report: Report) -> Places:
    points = len(sounds)
    count = min(_NEIGHBOURS, points // _SHARE)
    if points < _LEAST:
        return _principal(sounds) if known is None else known
    found: list[NDArray[np.int32]] = []
    done = 0
    for block in nearest_others(sounds, count):
        found.append(block)
        done += len(block)
        report(_OF_SEARCH * done / points)
    springs = Springs.between(np.concatenate(found))
    start = _principal(sounds) if known is None else known - known.mean(0)
    start = start + _APART * _around(np.arange(points))
    places = _unhidden(_moved(springs, start, early=known is None, report=report))
    return places if known is not None else _lying(places)


def _moved(springs: Springs, places: Places, *, early: bool, report: Report) -> Places:
    """Gradient descent with momentum and gains (R. Jacobs 1988); its rate is points over pull (A. Belkina and others 2019)."""
    points = len(places)
    grid = Grid()
    speed, gain = np.zeros_like(places), np.ones_like(places)
    for step in range(_STEPS):
        is_early = early and step < _EARLY
        pull = _EARLY_PULL if is_early else 1.0
        force = 4.0 * (pull * springs.pull(places) + grid.push(places) - _HOME / points * places)
        gain = np.maximum(np.where(np.sign(force) == np.sign(speed), gain + 0.2, gain * 0.8), _LEAST_GAIN)
        speed = (_EARLY_MOMENTUM if is_early else _MOMENTUM) * speed + points / pull * gain * force
        speed *= np.minimum(1.0, _LONGEST_STEP / np.maximum(np.linalg.norm(speed, axis=1, keepdims=True), 1e-12))
        places = places + speed
        places -= places.mean(0)
        report(_OF_SEARCH + (1 - _OF_SEARCH) * (step + 1) / _STEPS)
    return places


def _unhidden(places: Places) -> Places:
    """Where several lie in one spot, all but one step aside."""
    _, first = np.unique(places.round(2), axis=0, return_index=True)
    hidden = np.setdiff1d(np.arange(len(places)), first)
    places[hidden] += _STEP_ASIDE * np.sqrt(np.arange(len(hidden)) % 9 + 1)[:, None] / 3 * _around(hidden)
    return places


def _principal(sounds: Floats) -> Places:
    """The two directions in which sounds differ most, about 1 wide; their signs are fixed by their largest part."""
    away = (sounds - sounds.mean(0)).astype(np.float64)
    _, axes = np.linalg.eigh(away.T @ away)
    axes = axes[:, :-3:-1]
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), [0, 1]])
    places = away @ axes
    return np.asarray(places / max(float(places[:, 0].std()), 1e-12))


def _lying(places: Places) -> Places:
    """Turned so that it is wider than high, as the window is."""
    _, axes = np.linalg.eigh(places.T @ places)
    wide = axes[:, ::-1]
    wide = wide * np.sign(wide[np.abs(wide).argmax(0), [0, 1]])
    return np.asarray(places @ wide)
