"""How long a server asks to wait and what it tells of its limits, counted by its own clock: the user's may be wrong."""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from sp404_gui.domain.limits import Limits
from sp404_gui.llm.limits import MAX_RETRY_AFTER_S


def wished_wait_s(headers: Mapping[str, str], error: Mapping[str, Any], *, daily: bool = False) -> float | None:
    """Return the seconds to wait, 0 to a day, or None where the server does not say.

    Read from `Retry-After` (RFC 9110: seconds or a date), from OpenRouter's `error.availability.retry_after`, then from
    `X-RateLimit-Reset` (milliseconds since the epoch), each also inside `error.metadata.headers`.

    Args:
        headers: Headers of the answer, names in lower case.
        error: The error object of the answer; empty if there is none.
        daily: The day's allowance is used up: then not less than until the reset, or until 00:00 UTC.
    """
    nested = _nested_headers(error)
    server_now = _date(headers.get("date") or nested.get("date"))
    named = next(_named(headers, nested, error, server_now), None)
    reset = _until_reset(headers.get("x-ratelimit-reset") or nested.get("x-ratelimit-reset"), server_now)
    if daily:
        until_new_day = reset if reset is not None else _until_midnight(server_now)
        known = [wait for wait in (named, until_new_day) if wait is not None]
        return max(known, default=None)
    return named if named is not None else reset


def server_time(headers: Mapping[str, str]) -> datetime | None:
    """Return what time it is by the server's own clock; None where its answer has no date.

    Args:
        headers: Headers of the answer, names in lower case.
    """
    return _date(headers.get("date"))


def told_limits(headers: Mapping[str, str], error: Mapping[str, Any]) -> Limits | None:
    """Return what the `X-RateLimit-*` headers say, also those inside `error.metadata.headers`; None without any of them.

    Args:
        headers: Headers of the answer, names in lower case.
        error: The error object of the answer; empty if there is none.
    """
    told = {**_nested_headers(error), **headers}
    limits = Limits(
        limit=_count(told.get("x-ratelimit-limit")),
        remaining=_count(told.get("x-ratelimit-remaining")),
        reset_in_s=_until_reset(told.get("x-ratelimit-reset"), _date(told.get("date"))),
    )
    return None if limits == Limits() else limits


def _named(headers: Mapping[str, str], nested: Mapping[str, str], error: Mapping[str, Any], server_now: datetime | None) -> Iterator[float]:
    availability = error.get("availability")
    wishes = (
        headers.get("retry-after"),
        nested.get("retry-after"),
        availability.get("retry_after") if isinstance(availability, dict) else None,
    )
    for wish in wishes:
        wait = _seconds(wish)
        if wait is None and isinstance(wish, str):
            moment = _date(wish)
            wait = _between(server_now, moment)
        if wait is not None:
            yield wait


def _nested_headers(error: Mapping[str, Any]) -> dict[str, str]:
    metadata = error.get("metadata")
    headers = metadata.get("headers") if isinstance(metadata, dict) else None
    return {str(name).lower(): str(value) for name, value in headers.items()} if isinstance(headers, dict) else {}


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S) if math.isfinite(seconds) else None


def _count(text: str | None) -> int | None:
    return int(text) if text is not None and len(text) < 10 and text.isascii() and text.isdigit() else None  # noqa: PLR2004 - far beyond any limit


def _date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _between(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else _seconds((end - start).total_seconds())


def _until_reset(epoch_ms: str | None, server_now: datetime | None) -> float | None:
    try:
        moment = datetime.fromtimestamp(float(epoch_ms) / 1000, UTC) if epoch_ms else None
    except (ValueError, OverflowError, OSError):
        return None
    return _between(server_now, moment)


def _until_midnight(server_now: datetime | None) -> float | None:
    if server_now is None:
        return None
    try:
        today = server_now.astimezone(UTC)
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    except OverflowError:  # the clock stands at the end of all years
        return None
    return _between(today, midnight)
