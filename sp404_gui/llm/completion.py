"""An HTTP answer understood: a pure function, so that an answer kept on disk reads the same as a fresh one."""

import json
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from sp404_gui.domain.errors import ContentRefused, EmptyAnswer, OutOfTokens, ServerFailed
from sp404_gui.llm.chat import Answer, Usage
from sp404_gui.llm.failures import error_object, failure
from sp404_gui.llm.retry_after import told_limits
from sp404_gui.llm.wording import cleaned

_ID_LIMIT = 200


def parse_completion(body: bytes, status: int, headers: Mapping[str, str], asked_model: str = "") -> Answer:
    """Return the answer inside an HTTP response to `/chat/completions`.

    A success must be proven: a 200 may carry an error, no choices, a failed choice or no text.

    Args:
        body: The response's body, whole.
        status: HTTP status.
        headers: Headers of the response, in any case.
        asked_model: Model id to report where the server does not say which one answered.

    Raises:
        Sp404Error: One of `ChatClient.ask`.
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    try:
        answer: Any = decoded(body)
    except ValueError:
        if status < HTTPStatus.MULTIPLE_CHOICES:
            raise _not_json(body) from None
        answer = None
    error = error_object(answer)
    if status >= HTTPStatus.MULTIPLE_CHOICES or (isinstance(answer, dict) and answer.get("error")):
        raise failure(status, error, lowered)
    return _answer(answer, lowered, asked_model)


def told_cost_usd(body: bytes) -> float | None:
    """Return what a call cost in US dollars, as its answer tells, be it of use or not; None where it does not tell."""
    try:
        answer = decoded(body)
    except ValueError:
        return None
    return _usage(answer.get("usage")).cost_usd if isinstance(answer, dict) else None


def may_have_cost(body: bytes) -> bool:
    """Tell whether a call may have cost what its answer does not tell: one without a usable word may, a refusal or a web page not."""
    try:
        answer = decoded(body)
    except ValueError:
        return not _is_web_page(body)
    return not (isinstance(answer, dict) and answer.get("error") and not answer.get("choices"))


def decoded(body: bytes) -> Any:
    """Decode JSON from outside; every way to fail, too deep nesting included, is a ValueError."""
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _is_web_page(body: bytes) -> bool:
    return body[:512].lstrip().startswith(b"<")


def _not_json(body: bytes) -> Exception:
    if not body[:512].strip():
        return EmptyAnswer("The server answered with nothing at all: asked again later.")
    if _is_web_page(body):
        return ServerFailed(
            "The server answered with a web page instead of JSON: check the provider's URL, or whether the network wants a login."
        )
    return ServerFailed("The server's answer is broken: it is not JSON, or was cut off. Asked again later.")


def _answer(answer: Any, headers: Mapping[str, str], asked_model: str) -> Answer:
    choice = _first_choice(answer)
    if choice.get("error"):
        raise failure(HTTPStatus.OK, error_object(choice), headers)
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    reason = choice.get("finish_reason")
    content = _text(message.get("content"))
    if reason == "error":
        raise ServerFailed("The model stopped with an error in the middle of its answer: asked again later.")
    if not content.strip():
        raise _empty(reason, message)
    return Answer(
        content=content,
        model=_name(answer.get("model")) or asked_model,
        usage=_usage(answer.get("usage")),
        request_id=_name(answer.get("id")) or headers.get("x-request-id"),
        finish_reason=_name(reason),
        limits=told_limits(headers, {}),
    )


def _first_choice(answer: Any) -> dict[str, Any]:
    choices = answer.get("choices") if isinstance(answer, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise EmptyAnswer("The model gave no answer: asked again later.")
    return choices[0]


def _text(content: object) -> str:
    """Text of a message: a string, or the text parts of a list."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "".join(text for text in texts if isinstance(text, str))


def _empty(reason: object, message: Mapping[str, Any]) -> Exception:
    if reason == "content_filter" or message.get("refusal"):
        return ContentRefused("The model refused to describe this.")
    if reason == "length":
        return OutOfTokens("The model used its whole allowance for thinking and said nothing: asked again with less of that.")
    return EmptyAnswer("The model's answer is empty: asked again later.")


def _name(value: object) -> str | None:
    return cleaned(value, _ID_LIMIT) or None if isinstance(value, str) else None


def _usage(usage: object) -> Usage:
    if not isinstance(usage, dict):
        return Usage()
    return Usage(
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
        cost_usd=finite(usage.get("cost")),
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def finite(value: object) -> float | None:
    """Return a number from outside as a float of at least 0, also when written as text; None for anything else."""
    try:
        number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None
