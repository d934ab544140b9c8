"""Near means alike, the same samples make the same map, and nobody moves when more come."""

import asyncio
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.domain.errors import WorkerDied
from sp404_gui.engine.mapping import process
from sp404_gui.engine.mapping.forces import Grid, Springs
from sp404_gui.engine.mapping.layout import arrange, join
from sp404_gui.engine.mapping.neighbours import nearest_others
from tests.fakes.handles import no_more_handles

KINDS = 6
SOUNDS = 240


def sounds(count: int = SOUNDS, seed: int = 3) -> NDArray[np.float32]:
    """Directions in six clouds; a sound's cloud is its number modulo six."""
    middles = np.random.default_rng(0).normal(0, 1, (KINDS, 64))
    found = middles[np.arange(count) % KINDS] + np.random.default_rng(seed).normal(0, 0.4, (count, 64))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def old() -> NDArray[np.float64]:
    """The map of these sounds, which is drawn once."""
    return arrange(sounds())


def share_of_own_kind(places: NDArray[np.float64]) -> float:
    """How many of the ten nearest on the map come from the same cloud."""
    away = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(away, np.inf)
    kinds = np.arange(len(places)) % KINDS
    return float((kinds[np.argsort(away, axis=1)[:, :10]] == kinds[:, None]).mean())


def test_alike_sounds_lie_near_each_other_and_no_chance_is_in_it(old: NDArray[np.float64]) -> None:
    shares: list[float] = []
    places = arrange(sounds(), report=shares.append)
    assert share_of_own_kind(places) > 0.98
    assert np.array_equal(places, old)
    assert np.ptp(places[:, 0]) >= np.ptp(places[:, 1]) * 0.8
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


def test_new_samples_join_their_like_and_the_others_stay(old: NDArray[np.float64]) -> None:
    known = np.concatenate((old, np.full((60, 2), np.nan)))
    joined = join(np.concatenate((sounds(), sounds(60, seed=9))), known)
    assert np.array_equal(joined[:SOUNDS], old)
    kinds = np.arange(60) % KINDS
    nearest_old = np.linalg.norm(joined[SOUNDS:, None] - old[None], axis=2).argmin(1) % KINDS
    assert (nearest_old == kinds).mean() > 0.95


def test_a_map_that_is_drawn_anew_looks_like_the_one_before(old: NDArray[np.float64]) -> None:
    known = np.concatenate((old, np.full((SOUNDS, 2), np.nan)))
    new = arrange(np.concatenate((sounds(), sounds(seed=9))), known)[:SOUNDS]
    for axis in (0, 1):
        assert np.corrcoef(old[:, axis], new[:, axis])[0, 1] > 0.9


@pytest.mark.parametrize("count", [1, 2, 15, 16, 17])
def test_a_few_samples_have_places_too(count: int) -> None:
    places = arrange(sounds(count))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()


def test_twins_do_not_hide_each_other() -> None:
    places = arrange(np.repeat(sounds(1), 40, axis=0))
    assert np.isfinite(places).all()
    assert len(np.unique(places.round(4), axis=0)) == 40


def test_the_push_by_the_grid_is_that_of_all_pairs() -> None:
    places = np.random.default_rng(2).normal(0, 3, (400, 2))
    away = places[:, None] - places[None]
    near = 1 / (1 + (away**2).sum(-1))
    np.fill_diagonal(near, 0)
    exact = (near[..., None] ** 2 * away).sum(1) / near.sum()
    found = Grid().push(places)
    assert np.linalg.norm(found - exact) < 0.05 * np.linalg.norm(exact)
    assert np.corrcoef(found.ravel(), exact.ravel())[0, 1] > 0.999


def test_springs_draw_both_ways_and_weigh_one_together() -> None:
    springs = Springs.between(np.concatenate(list(nearest_others(sounds(50), 5))))
    assert springs.strength.sum() == pytest.approx(1)
    pairs = set(zip(springs.drawn.tolist(), springs.drawing.tolist(), strict=True))
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other for one, other in pairs)


async def test_a_process_of_its_own_draws_the_same_map(old: NDArray[np.float64]) -> None:
    heard: list[float] = []
    places = await process.arrange_aside(sounds(), None, heard.append)
    assert np.allclose(places, old)
    assert heard == sorted(heard)
    assert len(heard) > 10


async def test_giving_a_map_up_ends_its_process_and_a_dead_process_is_said() -> None:
    begun = asyncio.Event()
    drawing = asyncio.ensure_future(process.arrange_aside(sounds(4000), None, lambda _: begun.set()))
    await asyncio.wait_for(begun.wait(), 20)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    with pytest.raises(WorkerDied, match="could not be drawn"):
        await process.arrange_aside(None, None, lambda _: None)  # type: ignore[arg-type]  # it cannot work with that


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
async def test_a_map_that_finds_no_handle_left_says_what_to_do() -> None:
    with no_more_handles(), pytest.raises(WorkerDied, match="Close other programs, then show the map again"):
        await process.arrange_aside(sounds(), None, lambda _: None)
