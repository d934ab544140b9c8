"""What a server tells of a key and of its models. Servers leave fields out: each is then absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sp404_gui.llm.completion import decoded, finite
from sp404_gui.llm.wording import cleaned


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInfo:
    """What is known of the key.

    Attributes:
        limit_usd: Spending limit of the key; None for no limit.
        limit_remaining_usd: What is left of it.
        usage_usd: Spent so far.
        is_free_tier: The account never bought credit.
        free_calls_limit: Calls of free models a day.
        free_calls_used: Of these, used today (UTC).
        free_calls_remaining: Of these, left today.
        at: When the server said so, by its own clock.
    """

    limit_usd: float | None = None
    limit_remaining_usd: float | None = None
    usage_usd: float | None = None
    is_free_tier: bool | None = None
    free_calls_limit: int | None = None
    free_calls_used: int | None = None
    free_calls_remaining: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """One model of the server.

    Attributes:
        id: Name to ask for it by.
        name: Name for people.
        context_tokens: Longest question and answer together.
        max_completion_tokens: Longest answer.
        inputs: What it takes, as "text", "audio".
        prompt_usd: Price of one token asked; 0 is free.
        completion_usd: Price of one token answered.
        request_usd: Price of a call, besides its tokens.
        audio_usd: Price of one token of sound.
        supports_schema: Whether it can be held to a JSON schema; None if the server does not say.
        supports_json_object: Whether it can be held to JSON; None as above.
        supports_reasoning: Whether it thinks and can be told how much; None as above.
        expires: Day on which it ends, as "2026-12-31"; None if no end is known.
    """

    id: str
    name: str
    context_tokens: int | None = None
    max_completion_tokens: int | None = None
    inputs: tuple[str, ...] = ()
    prompt_usd: float | None = None
    completion_usd: float | None = None
    request_usd: float | None = None
    audio_usd: float | None = None
    supports_schema: bool | None = None
    supports_json_object: bool | None = None
    supports_reasoning: bool | None = None
    expires: str | None = None


def parse_key_info(body: bytes, at: datetime | None = None) -> KeyInfo | None:
    """Return what `GET /key` says, or None if the body is something else.

    Args:
        body: Body of the answer.
        at: When it was given, by the server's clock.
    """
    data = _data(body)
    if not isinstance(data, dict):
        return None
    free_calls = _mapping(data.get("free_model_daily_requests"))
    free_tier = data.get("is_free_tier")
    return KeyInfo(
        limit_usd=finite(data.get("limit")),
        limit_remaining_usd=finite(data.get("limit_remaining")),
        usage_usd=finite(data.get("usage")),
        is_free_tier=free_tier if isinstance(free_tier, bool) else None,
        free_calls_limit=_whole(free_calls.get("limit")),
        free_calls_used=_whole(free_calls.get("used")),
        free_calls_remaining=_whole(free_calls.get("remaining")),
        at=at,
    )


def parse_models(body: bytes) -> tuple[ModelInfo, ...] | None:
    """Return what `GET /models` lists, or None if the body is something else; entries without an id are passed over."""
    data = _data(body)
    if not isinstance(data, list):
        return None
    return tuple(_model(entry) for entry in data if isinstance(entry, dict) and isinstance(entry.get("id"), str))


def _data(body: bytes) -> Any:
    try:
        return _mapping(decoded(body)).get("data")
    except ValueError:
        return None


def _model(entry: Mapping[str, Any]) -> ModelInfo:
    pricing = _mapping(entry.get("pricing"))
    inputs = _mapping(entry.get("architecture")).get("input_modalities")
    parameters = entry.get("supported_parameters")
    supported = parameters if isinstance(parameters, list) else None
    name, expires = entry.get("name"), entry.get("expiration_date")
    return ModelInfo(
        id=cleaned(entry["id"], 200),
        name=cleaned(name if isinstance(name, str) else entry["id"], 200),
        context_tokens=_whole(entry.get("context_length")),
        max_completion_tokens=_whole(_mapping(entry.get("top_provider")).get("max_completion_tokens")),
        inputs=tuple(cleaned(kind, 40) for kind in inputs if isinstance(kind, str)) if isinstance(inputs, list) else (),
        prompt_usd=finite(pricing.get("prompt")),
        completion_usd=finite(pricing.get("completion")),
        request_usd=finite(pricing.get("request")),
        audio_usd=finite(pricing.get("audio")),
        supports_schema=_listed("structured_outputs", supported),
        supports_json_object=_listed("response_format", supported),
        supports_reasoning=_listed("reasoning", supported),
        expires=(cleaned(expires, 40) or None) if isinstance(expires, str) else None,
    )


def _listed(name: str, supported: list[Any] | None) -> bool | None:
    return None if supported is None else name in supported


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _whole(value: object) -> int | None:
    number = finite(value)
    return None if number is None else int(number)
