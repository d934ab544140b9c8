"""What a server's refusal means: HTTP status and error object to the error that decides what happens next."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from sp404_gui.domain.errors import (
    ConnectionLost,
    ContentRefused,
    DayUsedUp,
    FatalError,
    FormRefused,
    KeyRejected,
    ModelGone,
    NoCredit,
    RateLimited,
    ServerFailed,
    Sp404Error,
    TimedOut,
)
from sp404_gui.domain.key import without_keys
from sp404_gui.llm.retry_after import told_limits, wished_wait_s
from sp404_gui.llm.wording import cleaned

_WORD_CODES: Mapping[str, int] = {
    "invalid_api_key": 401,
    "insufficient_quota": 402,
    "invalid_request": 400,
    "content_filter": 422,
    "content_policy_violation": 422,
    "context_length_exceeded": 413,
    "model_not_found": 404,
    "privacy_restricted": 404,
    "free_variant_ended": 404,
    "rate_limit_exceeded": 429,
    "server_error": 502,
    "provider_unavailable": 502,
    "provider_overloaded": 529,
    "timeout": 504,
}
_END = 600
_GONE = frozenset({"privacy_restricted", "free_variant_ended", "model_not_found"})
_PASSING = frozenset({404, 408, 409, 410, 425, 429, *range(500, _END)})
"""Statuses for which the server may say itself whether asking again is of use."""
_CONTENT = re.compile(
    r"moderat|flagged|content.?polic|content.?filter|guardrail|safety|prohibited|refus|request blocked|injection", re.IGNORECASE
)
_CONTENT_REASONS = ("reasons", "flagged_input", "patterns")
_FORM = re.compile(
    r"response.?format|response.?schema|json.?schema|json.?mode|structured.?output|output.?(format|config)|grammar|requested parameters"
    r"|reasoning.{0,40}(mandatory|required|disabled)",
    re.IGNORECASE,
)
_PRIVACY = re.compile(r"privacy|data.?polic|data.?collection|zero.?data|\bzdr\b", re.IGNORECASE)
_RAW_LIMIT = 4_000


def error_object(answer: object) -> dict[str, Any]:
    """Return the error inside a decoded answer, in the shapes that servers use; empty if there is none."""
    if not isinstance(answer, dict):
        return {}
    error = answer.get("error")
    if isinstance(error, dict):
        return error
    message = error or answer.get("detail") or answer.get("message")
    return {"message": message} if isinstance(message, str) else {}


def failure(status: int, error: Mapping[str, Any], headers: Mapping[str, str]) -> Sp404Error:
    """Return the error that an unsuccessful answer stands for; its sentence says what happened and what to do.

    Args:
        status: HTTP status; 200 for a failure inside a success, then the error's own code decides.
        error: The error object; empty if the server sent none.
        headers: Headers of the answer, names in lower case.
    """
    code = status if status >= HTTPStatus.MULTIPLE_CHOICES else error_status(error)
    said = _server_words(error)
    return _by_availability(code, error, headers, said) or _by_code(code, error, headers, said)


def _by_availability(code: int, error: Mapping[str, Any], headers: Mapping[str, str], said: str) -> Sp404Error | None:
    """The server's own word on whether asking again is of use, where it gives one and the status leaves it open."""
    availability = error.get("availability")
    if not isinstance(availability, dict):
        return None
    if _code_word(availability) in _GONE:
        return _gone(HTTPStatus.NOT_FOUND, error, said)
    if code not in _PASSING or _is_daily(error):
        return None
    if availability.get("retryable") is False:
        return ModelGone(f"The server says that asking again is no use (HTTP {code}): choose another model with --model.{said}")
    if availability.get("retryable") is True and code in (404, 410):
        return ServerFailed(f"The model is not available now (HTTP {code}): asked again later.{said}", wished_wait_s(headers, error))
    return None


def _by_code(code: int, error: Mapping[str, Any], headers: Mapping[str, str], said: str) -> Sp404Error:
    if HTTPStatus.MULTIPLE_CHOICES <= code < HTTPStatus.BAD_REQUEST:
        return _redirected(code, headers)
    if code in (402, 429):
        return _limited(code, error, headers, said)
    if code in (400, 404, 422, 500, 501) and _FORM.search(f"{_message(error)} {_upstream_words(error)}"):
        return FormRefused(f"The server cannot answer in the form asked for (HTTP {code}): asked again in another.{said}")
    if code in (400, 403, 413, 422):
        return _refused(code, error, headers, said)
    if code in (408, 504, 524):
        return TimedOut(f"The model did not answer in time (HTTP {code}): asked again later.{said}")
    return _failed(code, error, headers, said)


def error_status(error: Mapping[str, Any]) -> int:
    """Return the HTTP status that an error object names, as number or word; 500 if it names none."""
    for name in (error.get("code"), error.get("type"), error.get("status"), _metadata(error).get("error_type")):
        if isinstance(name, str) and name.strip().lower() in _WORD_CODES:
            return _WORD_CODES[name.strip().lower()]
        try:
            code = int(name) if isinstance(name, (int, float, str)) else 0
        except (ValueError, OverflowError):
            continue
        if HTTPStatus.MULTIPLE_CHOICES <= code < _END:
            return code
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _code_word(said: Mapping[str, Any]) -> str:
    code = said.get("code")
    return code if isinstance(code, str) else ""


def _server_words(error: Mapping[str, Any]) -> str:
    message = error.get("message")
    if not isinstance(message, str) or not message.strip():
        return ""
    return f' The server says: "{without_keys(cleaned(message, 240))}"'


def _metadata(error: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = error.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _message(error: Mapping[str, Any]) -> str:
    return str(error.get("message", "")).lower()


def _upstream_words(error: Mapping[str, Any]) -> str:
    """What the provider behind the server said; the server's own message may be no more than "Provider returned error"."""
    raw = _metadata(error).get("raw")
    return raw[:_RAW_LIMIT] if isinstance(raw, str) else ""


def _is_daily(error: Mapping[str, Any]) -> bool:
    return _metadata(error).get("limit_source") == "openrouter_free_tier_daily" or "per-day" in _message(error)


def _redirected(code: int, headers: Mapping[str, str]) -> Sp404Error:
    try:
        target = cleaned(urlsplit(headers.get("location", "")).hostname or "another address", 80)
    except ValueError:
        target = "another address"
    if code in (301, 308):
        return FatalError(
            f"The server has moved to {target} (HTTP {code}). Nothing was sent there: if it is right, set it as the provider."
        )
    return ConnectionLost(
        f"The call was redirected to {target} (HTTP {code}) and not followed: perhaps a network wants you to log in; try again after that."
    )


def _limited(code: int, error: Mapping[str, Any], headers: Mapping[str, str], said: str) -> Sp404Error:
    source = str(_metadata(error).get("limit_source", ""))
    out_of_credit = error.get("code") == "insufficient_quota" or error.get("type") == "insufficient_quota"
    if out_of_credit or (code == HTTPStatus.PAYMENT_REQUIRED and source != "openrouter_in_flight_budget"):
        return NoCredit(f"The account has no credit left for this model: add credit or choose a free model, then resume.{said}")
    limits = told_limits(headers, error)
    if _is_daily(error):
        wait = wished_wait_s(headers, error, daily=True)
        return DayUsedUp(f"The free calls of this day are used up: they come back at 00:00 UTC.{said}", wait, limits)
    text = f"The server asks for a slower pace (HTTP {code}): asked again later.{said}"
    of_model = "rate-limited upstream" in f"{_message(error)} {_upstream_words(error).lower()}"
    return RateLimited(text, wished_wait_s(headers, error), limits, of_model=of_model)


def _refused(code: int, error: Mapping[str, Any], headers: Mapping[str, str], said: str) -> Sp404Error:
    message = _message(error)
    about_content = bool(_CONTENT.search(message)) or any(name in _metadata(error) for name in _CONTENT_REASONS)
    if code == HTTPStatus.FORBIDDEN and not error:
        text = "Something before the server refused the call with a page of its own (HTTP 403): check proxy and firewall."
        return ServerFailed(text, wished_wait_s(headers, error))
    if (code == HTTPStatus.FORBIDDEN and not about_content) or (code == HTTPStatus.BAD_REQUEST and "api key" in message):
        return KeyRejected(f"The API key may not do this (HTTP {code}): check it with `sp404-batch key test`.{said}")
    if code == HTTPStatus.BAD_REQUEST and re.search(r"not a valid model|model .*(not found|does not exist)", message):
        return ModelGone(f"The server does not know this model: choose another with --model.{said}")
    return ContentRefused(f"The provider refused this request (HTTP {code}).{said}")


def _failed(code: int, error: Mapping[str, Any], headers: Mapping[str, str], said: str) -> Sp404Error:
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR or code in (409, 425):
        return ServerFailed(f"The server failed (HTTP {code}): asked again later.{said}", wished_wait_s(headers, error))
    if code == HTTPStatus.UNAUTHORIZED:
        return KeyRejected(f"The API key was not accepted (HTTP 401): set it again with `sp404-batch key set`.{said}")
    if code in (404, 410) and error:
        return _gone(code, error, said)
    if code in (404, 405, 410):
        return FatalError(f"There is no chat service at this address (HTTP {code}): check the provider's URL.")
    return FatalError(f"The server refuses the call (HTTP {code}): check the provider's URL and the model.{said}")


def _gone(code: int, error: Mapping[str, Any], said: str) -> ModelGone:
    availability = error.get("availability")
    why = {_code_word(error), _code_word(availability) if isinstance(availability, dict) else ""}
    if "privacy_restricted" in why or _PRIVACY.search(_message(error)):
        return ModelGone(
            f"Your privacy settings hide this model (HTTP {code}): change them in your account, or choose another with --model.{said}"
        )
    if "free_variant_ended" in why:
        return ModelGone(f"This model is no longer free (HTTP {code}): choose another with --model.{said}")
    return ModelGone(
        f"The model is not available to this key (HTTP {code}): choose another with --model or check your privacy settings.{said}"
    )
