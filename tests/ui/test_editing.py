"""Steps back: as many as anybody takes, and no more than the memory of a night can hold."""

import gc
import weakref
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sp404_gui.domain.sample import UserEdits
from sp404_gui.ui.editing import Edit, History

MANY = 2_000
pytestmark = pytest.mark.usefixtures("qapp")


def _rated(count: int, stars: int) -> dict[str, UserEdits]:
    return {f"sample_{number:06d}": UserEdits(rating=stars or None) for number in range(count)}


def test_a_hundred_steps_can_be_taken_back_and_older_ones_take_no_memory() -> None:
    said: dict[str, UserEdits] = {"a": UserEdits()}
    history = History(said.update)
    steps: list[weakref.ref[Edit]] = []
    for number in range(1, 251):
        history.do(f"note {number}", dict(said), {"a": replace(said["a"], note=str(number))})
        step = history.command(history.count() - 1)
        assert isinstance(step, Edit)
        steps.append(weakref.ref(step))
    del step
    while history.canUndo():
        history.undo()
    assert said["a"].note == "150"
    gc.collect()
    assert sum(step() is not None for step in steps) == 100


def test_a_step_over_a_whole_collection_holds_what_is_said_once_and_brings_all_of_it_back() -> None:
    told: list[Mapping[str, UserEdits]] = []
    before = _rated(MANY, 0) | {"sample_000007": UserEdits(tags=("mine",), corrected={"bpm": 120.0})}
    history = History(told.append)
    history.do("rating", before, {identifier: replace(user, rating=4) for identifier, user in before.items()})
    history.undo()
    history.redo()
    assert told[1] == before
    assert told[0] == told[2] == {identifier: replace(user, rating=4) for identifier, user in before.items()}
    assert len({id(user) for user in told[1].values()}) == 2
