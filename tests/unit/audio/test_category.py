import json

import numpy as np
import pytest

from sp404_gui.audio.category import guess_family, parse_model, shipped_model
from sp404_gui.domain.features import Category

LINEAR = {"classes": ["a", "b"], "columns": [1], "weights": [[0.0, 2.0]], "bias": [0.0, 0.0], "temperature": 1.0}
MODEL = {"schema": 1, "mean": [0.0, 10.0], "scale": [1.0, 5.0], "heads": {"question": LINEAR}}


def test_a_head_is_a_softmax_over_its_own_standardised_columns() -> None:
    found = parse_model(json.dumps(MODEL)).probabilities("question", np.array([99.0, 15.0], np.float32))
    assert found["b"] == pytest.approx(1 / (1 + np.exp(-2)))
    assert sum(found.values()) == pytest.approx(1)


def test_the_shipped_model_answers_the_three_questions() -> None:
    model = shipped_model()
    assert set(model.heads) == {"family", "kind", "tone"}
    assert {name.partition(":")[0] for name in model.heads["family"].classes} == set(Category)


def test_categories_are_sums_and_only_loops_are_drum_loops() -> None:
    shares = {"drums:kick": 0.2, "drums:drumloop": 0.3, "drums:hat": 0.1, "melodic:bass": 0.4}
    one_shot, loop = guess_family(shares, is_loop=False), guess_family(shares, is_loop=True)
    assert (one_shot.category, one_shot.subcategory, loop.subcategory) == (Category.DRUMS, "kick", "drum_loop")
    assert one_shot.confidence == pytest.approx(0.6)
