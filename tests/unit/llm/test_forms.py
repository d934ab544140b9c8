import pytest

from sp404_gui.domain.errors import FormRefused, ModelGone, OutOfTokens
from sp404_gui.llm.account import ModelInfo
from sp404_gui.llm.chat import AnswerForm, ChatRequest
from sp404_gui.llm.forms import Manner

SCHEMA = {"type": "object"}


def told(*, schema: bool | None = None, json_object: bool | None = None, longest: int | None = None) -> ModelInfo:
    return ModelInfo(id="a/b", name="A", supports_schema=schema, supports_json_object=json_object, max_completion_tokens=longest)


def about(manner: Manner, *ids: str) -> ChatRequest:
    return manner.request([{"role": "user", "content": ",".join(ids)}], SCHEMA, len(ids))


@pytest.mark.parametrize(
    ("models", "form"),
    [
        ([], AnswerForm.SCHEMA),
        ([told()], AnswerForm.SCHEMA),
        ([told(schema=True, json_object=True)], AnswerForm.SCHEMA),
        ([told(schema=False, json_object=True)], AnswerForm.OBJECT),
        ([told(schema=False, json_object=False)], AnswerForm.PLAIN),
        ([told(schema=True, json_object=True), told(schema=False, json_object=True)], AnswerForm.OBJECT),
    ],
)
def test_the_best_form_is_asked_for_that_the_model_and_its_fallbacks_take(models: list[ModelInfo], form: AnswerForm) -> None:
    assert about(Manner(models), "a").form is form


def test_many_calls_in_flight_that_are_refused_step_down_once() -> None:
    manner = Manner()
    in_flight = [about(manner, f"s{number}") for number in range(16)]
    assert all(isinstance(manner.failed(request, FormRefused()), FormRefused) for request in in_flight)
    assert about(manner, "a").form is AnswerForm.OBJECT
    assert isinstance(manner.failed(about(manner, "a"), FormRefused()), FormRefused)
    assert isinstance(manner.failed(in_flight[0], FormRefused()), FormRefused)
    assert about(manner, "a").form is AnswerForm.PLAIN
    assert isinstance(manner.failed(about(manner, "a"), FormRefused("no")), ModelGone)


def test_what_thought_its_answer_away_is_asked_again_without_thinking_and_the_others_after_the_second_time() -> None:
    manner = Manner([told(longest=9000)])
    first = about(manner, "a", "b")
    manner.failed(first, OutOfTokens())
    assert (about(manner, "a", "b").thinks, about(manner, "a", "b").max_tokens) == (False, 8992)
    assert (about(manner, "c").thinks, about(manner, "c").max_tokens) == (True, None)
    manner.failed(about(manner, *"abcd"), OutOfTokens())
    assert about(manner, *"abcdefgh").max_tokens == 9000
    assert not about(manner, "c").thinks


def test_a_model_that_must_think_gets_room_for_it_and_keeps_its_form() -> None:
    manner = Manner()
    manner.failed(about(manner, "a"), OutOfTokens())
    assert isinstance(manner.failed(about(manner, "a"), FormRefused()), FormRefused)
    again = about(manner, "a")
    assert (again.thinks, again.form) == (True, AnswerForm.SCHEMA)
    assert again.max_tokens is not None


@pytest.mark.parametrize("success", [200, 203])
def test_only_who_was_answered_before_wants_a_fresh_answer(success: int) -> None:
    manner = Manner()
    assert not about(manner, "a").fresh
    manner.arrived(about(manner, "a"), 503)
    assert not about(manner, "a").fresh
    manner.arrived(about(manner, "a"), success)
    assert about(manner, "a").fresh
    assert not about(manner, "b").fresh
