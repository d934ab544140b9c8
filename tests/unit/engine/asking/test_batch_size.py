"""A batch size of `auto` grows while answers are good, shrinks when not, and stays within what the model takes."""

import pytest

from sp404_gui.engine.asking.batch_size import BatchSize, most_samples
from sp404_gui.engine.outlook.price import question_tokens
from sp404_gui.llm.account import ModelInfo
from sp404_gui.llm.limits import TOKENS_PER_SAMPLE


def test_it_grows_slowly_and_halves_at_once() -> None:
    size = BatchSize()
    seen = []
    for complete in [*[True] * 9, False, True]:
        size.answered(complete=complete)
        seen.append(size.samples)
    assert seen == [5, 5, 6, 6, 6, 7, 7, 7, 8, 4, 4]


def test_the_users_own_size_is_never_changed() -> None:
    size = BatchSize(3, most=2)
    size.answered(complete=False)
    assert size.samples == 3


@pytest.mark.parametrize(
    ("info", "most"),
    [
        (None, 20),
        (ModelInfo(id="m", name="m", context_tokens=1_000_000, max_completion_tokens=65_536), 20),
        (ModelInfo(id="m", name="m", max_completion_tokens=10 * TOKENS_PER_SAMPLE + 1), 10),
        (ModelInfo(id="m", name="m", context_tokens=question_tokens(7) + 7 * TOKENS_PER_SAMPLE), 7),
        (ModelInfo(id="m", name="m", context_tokens=500), 1),
    ],
)
def test_question_and_answer_fit_into_the_model(info: ModelInfo | None, most: int) -> None:
    assert most_samples(info) == most
    size = BatchSize(most=most)
    for _ in range(100):
        size.answered(complete=True)
    assert size.samples == most


def test_clips_take_room() -> None:
    small = ModelInfo(id="m", name="m", context_tokens=8_192)
    assert most_samples(small, listen=True) < most_samples(small)
