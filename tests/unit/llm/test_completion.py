import json
from collections.abc import Mapping
from typing import Any

import pytest

from sp404_gui.domain.errors import (
    ConnectionLost,
    ContentRefused,
    DayUsedUp,
    EmptyAnswer,
    FatalError,
    FormRefused,
    KeyRejected,
    ModelGone,
    NoCredit,
    OutOfTokens,
    RateLimited,
    RecoverableError,
    ServerFailed,
    Sp404Error,
    TimedOut,
)
from sp404_gui.domain.limits import Limits
from sp404_gui.llm.completion import may_have_cost, parse_completion, told_cost_usd

DATE = "Wed, 23 Sep 2026 20:00:00 GMT"


def body(**changes: Any) -> bytes:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hello"}}
    answer = {
        "id": "gen-1",
        "model": "maker/model:free",
        "choices": [choice],
        "usage": {"prompt_tokens": 10, "completion_tokens": 2, "cost": 0.25},
    }
    return json.dumps({**answer, **changes}).encode()


def error_body(code: object, message: str = "", **more: Any) -> bytes:
    return json.dumps({"error": {"code": code, "message": message, **more}}).encode()


def raised(answer: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Sp404Error:
    with pytest.raises(Sp404Error) as caught:
        parse_completion(answer, status, headers or {}, "asked/model")
    return caught.value


def wait_of(error: Sp404Error) -> float | None:
    assert isinstance(error, RecoverableError)
    return error.retry_after_s


def test_an_answer_carries_text_model_usage_and_the_servers_name_for_the_call() -> None:
    answer = parse_completion(body(), 200, {"Date": DATE})
    assert (answer.content, answer.model, answer.request_id, answer.finish_reason) == ("hello", "maker/model:free", "gen-1", "stop")
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.cost_usd) == (10, 2, 0.25)


def test_what_a_server_leaves_out_is_absent_and_the_asked_model_stands_in() -> None:
    content = [{"type": "text", "text": "a"}, {"type": "image"}, {"type": "text", "text": "b"}]
    answer = parse_completion(
        json.dumps({"choices": [{"message": {"content": content}}]}).encode(), 200, {"X-Request-Id": "r7"}, "asked/model"
    )
    assert (answer.content, answer.model, answer.request_id) == ("ab", "asked/model", "r7")
    assert answer.usage.cost_usd is None
    assert answer.usage.prompt_tokens is None


def test_absurd_usage_is_absent() -> None:
    answer = parse_completion(
        b'{"choices":[{"message":{"content":"x"}}],"usage":{"cost":1e999,"prompt_tokens":"many","completion_tokens":-3}}', 200, {}
    )
    assert (answer.usage.cost_usd, answer.usage.prompt_tokens, answer.usage.completion_tokens) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"message": "maximum context length is 4096 tokens"}, ContentRefused),
        (400, {"message": "foo/bar is not a valid model ID"}, ModelGone),
        (400, {"message": "API key not valid. Please pass a valid API key."}, KeyRejected),
        (400, {"message": "response_format json_schema is not supported"}, FormRefused),
        (400, {"message": "Provider returned error", "metadata": {"raw": '{"error":"invalid json schema: minItems"}'}}, FormRefused),
        (404, {"message": "No endpoints found that can handle the requested parameters."}, FormRefused),
        (500, {"message": "failed to parse grammar"}, FormRefused),
        (401, {"message": "No auth credentials found"}, KeyRejected),
        (402, {"message": "Insufficient credits"}, NoCredit),
        (402, {"message": "wait", "metadata": {"limit_source": "openrouter_in_flight_budget"}}, RateLimited),
        (403, {"message": "Key limit exceeded"}, KeyRejected),
        (403, {"message": "Input was flagged", "metadata": {"reasons": ["violence"]}}, ContentRefused),
        (403, {"message": "Request blocked: prompt injection patterns detected", "metadata": {"patterns": ["ignore all"]}}, ContentRefused),
        (404, {"message": "No endpoints found for this model"}, ModelGone),
        (408, {"message": "timeout"}, TimedOut),
        (413, {"message": "too large"}, ContentRefused),
        (422, {"message": "unprocessable"}, ContentRefused),
        (429, {"message": "Rate limit exceeded: free-models-per-min"}, RateLimited),
        (429, {"message": "Rate limit exceeded: free-models-per-day"}, DayUsedUp),
        (429, {"message": "x", "metadata": {"limit_source": "openrouter_free_tier_daily"}}, DayUsedUp),
        (429, {"message": "per-day", "availability": {"code": "limited", "retryable": False}}, DayUsedUp),
        (429, {"message": "x is temporarily rate-limited upstream"}, RateLimited),
        (429, {"message": "x", "availability": {"code": "unavailable", "retryable": False}}, ModelGone),
        (429, {"message": "quota", "code": "insufficient_quota"}, NoCredit),
        (500, {"message": "oops"}, ServerFailed),
        (502, {"message": "oops"}, ServerFailed),
        (503, {"message": "oops"}, ServerFailed),
        (503, {"message": "gone", "availability": {"code": "free_variant_ended", "retryable": False}}, ModelGone),
        (502, {"message": "oops", "availability": {"code": "unheard_of", "retryable": False}}, ModelGone),
        (404, {"message": "oops", "availability": {"code": "unheard_of", "retryable": True}}, ServerFailed),
        (401, {"message": "oops", "availability": {"code": "unheard_of", "retryable": True}}, KeyRejected),
        (504, {"message": "oops"}, TimedOut),
        (524, {"message": "oops"}, TimedOut),
        (529, {"message": "overloaded"}, ServerFailed),
        (418, {"message": "teapot"}, FatalError),
        (429, {"message": "x", "availability": {"code": ["unavailable"], "retryable": True}}, RateLimited),
        (404, {"message": "gone", "availability": {"code": {"a": 1}}}, ModelGone),
    ],
)
def test_every_status_leads_to_what_must_happen_next_whether_outside_or_inside_a_200(
    status: int, error: dict[str, Any], kind: type[Sp404Error]
) -> None:
    outside = raised(json.dumps({"error": {"code": status, **error}}).encode(), status)
    inside = raised(json.dumps({"error": {"code": status, **error}}).encode(), 200)
    assert type(outside) is kind
    assert type(inside) is kind
    assert len(str(outside)) > 20


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error_body("429", "rate-limited upstream"), RateLimited),
        (error_body("rate_limit_exceeded"), RateLimited),
        (error_body("context_length_exceeded"), ContentRefused),
        (error_body("unheard_of"), ServerFailed),
        (error_body(429.0), RateLimited),
        (error_body(None, metadata={"error_type": "rate_limit_exceeded"}), RateLimited),
        (error_body(None), ServerFailed),
        (error_body(10**30), ServerFailed),
        (b'{"error": "model \'x\' is loading"}', ServerFailed),
        (body(choices=None), EmptyAnswer),
        (body(choices=[]), EmptyAnswer),
        (b"{}", EmptyAnswer),
        (b"[]", EmptyAnswer),
        (b"null", EmptyAnswer),
        (b"", EmptyAnswer),
        (body(choices=[{"error": {"code": 502, "message": "upstream"}}]), ServerFailed),
        (body(choices=[{"error": {"code": 429, "message": "upstream"}, "message": {"content": "half"}}]), RateLimited),
        (body(choices=[{"finish_reason": "error", "message": {"content": "half"}}]), ServerFailed),
        (body(choices=[{"finish_reason": "stop", "message": {"content": None}}]), EmptyAnswer),
        (body(choices=[{"finish_reason": "stop", "message": {"content": "  \n"}}]), EmptyAnswer),
        (body(choices=[{"finish_reason": "length", "message": {"content": ""}}]), OutOfTokens),
        (body(choices=[{"finish_reason": "content_filter", "message": {"content": ""}}]), ContentRefused),
        (body(choices=[{"finish_reason": "stop", "message": {"content": None, "refusal": "I cannot"}}]), ContentRefused),
        (b"<!DOCTYPE html><html>Log in to the network</html>", ServerFailed),
        (b'{"choices": [{"mess', ServerFailed),
        (b"[" * 100_000, ServerFailed),
        (b"\xff\xfe\xfa", ServerFailed),
    ],
    ids=str,
)
def test_a_200_that_is_no_success_is_recognised(answer: bytes, kind: type[Sp404Error]) -> None:
    assert type(raised(answer)) is kind


@pytest.mark.parametrize("code", [["model_not_found"], {"a": 1}])
def test_a_code_that_is_no_word_leaves_the_status_to_decide(code: object) -> None:
    assert type(raised(error_body(code, "gone"), 404)) is ModelGone


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, KeyRejected), (403, ServerFailed), (404, FatalError), (405, FatalError), (429, RateLimited), (502, ServerFailed)],
)
def test_a_refusal_without_json_is_judged_by_its_status(status: int, kind: type[Sp404Error]) -> None:
    assert type(raised(b"<html>nginx</html>", status)) is kind


def test_waits_that_the_server_wishes_are_passed_on() -> None:
    assert wait_of(raised(error_body(429), 429, {"Retry-After": "17"})) == 17
    assert wait_of(raised(error_body(503), 503, {"retry-after": "4"})) == 4
    day = raised(error_body(429, "Rate limit exceeded: free-models-per-day-high-balance"), 429, {"Date": DATE})
    assert isinstance(day, DayUsedUp)
    assert wait_of(day) == 4 * 3600
    assert "00:00 UTC" in str(day)
    by_source = raised(error_body(429, "x", metadata={"limit_source": "openrouter_free_tier_daily"}), 429, {"Date": DATE})
    assert wait_of(by_source) == 4 * 3600


@pytest.mark.parametrize(
    "error",
    [
        {"message": "a/b:free is temporarily rate-limited upstream"},
        {"message": "Provider returned error", "metadata": {"raw": "a/b is temporarily rate-limited upstream"}},
    ],
)
def test_a_provider_that_is_busy_is_told_from_a_server_that_is(error: dict[str, Any]) -> None:
    busy = raised(json.dumps({"error": {"code": 429, **error}}).encode(), 429)
    limited = raised(error_body(429, "Rate limit exceeded: free-models-per-min"), 429)
    assert isinstance(busy, RateLimited)
    assert isinstance(limited, RateLimited)
    assert (busy.of_model, limited.of_model) == (True, False)


def test_what_the_server_tells_of_its_limits_comes_with_answers_and_with_errors() -> None:
    told = {"X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "3", "X-RateLimit-Reset": "1790193630000", "Date": DATE}
    assert parse_completion(body(), 200, told).limits == Limits(limit=20, remaining=3, reset_in_s=30)
    assert parse_completion(body(), 200, {"Date": DATE}).limits is None
    inside = raised(error_body(429, "free-models-per-min", metadata={"headers": told}), 200)
    assert isinstance(inside, RateLimited)
    assert (inside.limits, inside.retry_after_s) == (Limits(limit=20, remaining=3, reset_in_s=30), 30)
    absurd = raised(error_body(429), 429, {"x-ratelimit-limit": "²", "x-ratelimit-remaining": "-1", "x-ratelimit-reset": "soon"})
    assert isinstance(absurd, RateLimited)
    assert absurd.limits is None


@pytest.mark.parametrize(
    ("error", "word"),
    [
        ({"message": "No endpoints found matching your data policy"}, "privacy settings hide"),
        ({"message": "x", "availability": {"code": "privacy_restricted", "retryable": False}}, "privacy settings hide"),
        ({"message": "x", "availability": {"code": "free_variant_ended", "retryable": False}}, "no longer free"),
        ({"message": "No endpoints found for a/b"}, "not available"),
    ],
)
def test_a_model_that_cannot_be_had_says_why(error: dict[str, Any], word: str) -> None:
    gone = raised(json.dumps({"error": {"code": 404, **error}}).encode(), 404)
    assert type(gone) is ModelGone
    assert word in str(gone)


def test_a_redirect_names_its_target_and_is_not_a_success() -> None:
    login = raised(b"", 302, {"Location": "https://login.hotel.example/portal?x=1"})
    assert type(login) is ConnectionLost
    assert "login.hotel.example" in str(login)
    moved = raised(b"", 308, {"location": "https://[broken"})
    assert type(moved) is FatalError


def test_a_sentence_is_one_clean_line_without_keys() -> None:
    error = raised(error_body(401, "Incorrect API key provided: sk-or-v1-0123456789abcdef.\n\x1b[31m\u202eevil\ud800" + "x" * 5000), 401)
    sentence = str(error)
    assert "0123456789" not in sentence
    assert sentence.isprintable()
    assert len(sentence) < 500


@pytest.mark.parametrize(
    ("answer", "usd"),
    [(body(), 0.25), (body(choices=[]), 0.25), (body(error={"code": 502}), 0.25), (body(usage={"cost": 0}), 0.0), (body(usage=None), None)],
)
def test_what_a_call_cost_is_told_whatever_its_answer_is_good_for(answer: bytes, usd: float | None) -> None:
    assert told_cost_usd(answer) == usd


@pytest.mark.parametrize(
    ("answer", "may_cost"),
    [(body(usage=None), True), (b"[]", True), (b"no JSON", True), (b" <html>", False), (b'{"error": {"code": 502}}', False)],
)
def test_where_nothing_is_told_an_answer_may_have_cost_something_but_not_a_refusal_or_a_web_page(answer: bytes, may_cost: bool) -> None:
    assert (told_cost_usd(answer), may_have_cost(answer)) == (None, may_cost)
