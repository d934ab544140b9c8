"""Which files are compared at all."""

from threading import Event

import numpy as np

from sp404_gui.engine.duplicates.candidates import Floats, candidates


def moments(count: int) -> dict[int, Floats]:
    found = np.random.default_rng(1).normal(size=(count, 2, 32)).astype(np.float32)
    return dict(enumerate(found / np.linalg.norm(found, axis=2, keepdims=True)))


def test_a_search_that_is_given_up_looks_for_no_more_pairs() -> None:
    given_up = Event()
    assert len(candidates(moments(50), given_up)) > 40
    given_up.set()
    assert candidates(moments(50), given_up) == {}
