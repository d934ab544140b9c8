"""How the chat server on loopback behaves, and what it sees of a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CONNECTION_FAULTS = ("reset", "hang", "trickle")
FORMS = ("json_schema", "json_object", "text")
CONTENT_FAULTS = ("missing", "invalid", "shuffled", "fenced", "duplicate", "foreign", "empty", "error_in_200", "truncated")


@dataclass(frozen=True)
class Scripted:
    """One prepared answer, sent instead of the usual one: status, headers and body as they are."""

    status: int = 200
    body: bytes | str | Mapping[str, Any] = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One request as the server saw it."""

    number: int
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    ids: tuple[str, ...]
    fault: str | None


@dataclass(frozen=True)
class Behaviour:
    """How the server behaves.

    Attributes:
        latency_s: Time before each answer.
        faults: Fault to its probability, 0-1: an HTTP status such as "429", one of CONNECTION_FAULTS, "html", or one of CONTENT_FAULTS.
        seed: Of the faults; the same order of requests meets the same faults.
        retry_after_s: Sent with 429 and 503.
        key: Key that callers must send; None asks for none.
        bare: Has no /key and no /models, like many local servers.
        bad_ids: Requests that hold one of these ids are refused with 400, as for their content.
        hears: Whether the model takes audio, as its list says.
        forms: Of FORMS, those that `response_format` may ask for; any other is refused with 400.
        thinks: Uses up every answer by thinking, unless `reasoning` is off or `max_tokens` leaves room.
        must_think: Refuses requests that turn `reasoning` off with 400.
        vibes: What it says of these ids; of any other it says `vibe_of`.
        costs: What its answers cost in US dollars, the first, the second and so on, the last one all that follow; None is not told.
        success: The HTTP status of whatever is no failure; some proxies make it 203.
    """

    latency_s: float = 0.0
    faults: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    retry_after_s: float = 1.0
    key: str | None = None
    bare: bool = False
    bad_ids: frozenset[str] = frozenset()
    hears: bool = True
    forms: tuple[str, ...] = FORMS
    thinks: bool = False
    must_think: bool = False
    vibes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    costs: tuple[float | None, ...] = (0.0001,)
    success: int = 200
