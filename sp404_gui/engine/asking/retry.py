"""Trying again: exponential backoff with jitter, or as long as the server asks for."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from sp404_gui.domain.errors import ConnectionLost, DayUsedUp, RateLimited, RecoverableError, SourceUnavailable, Unreachable

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

ATTEMPTS = 3
_ATTEMPTS_OVERNIGHT = 100  # most of a night
_FIRST_S = 1.0
_LONGEST_S = 60.0
_LONGEST_OVERNIGHT_S = 600.0
_JITTER_S = 1.0
ABOUT_THE_SERVER = (RateLimited, ConnectionLost, SourceUnavailable)
"""Errors that a smaller batch would meet just as well; with any other, one bad sample may be the cause."""
_NEVER_THE_BATCH = (RateLimited, Unreachable)
"""Errors that tell nothing of what was sent."""

Patience = Callable[[RecoverableError, int], bool]
"""Whether to give up after an error, and so many tries."""


def retrying(
    sleep: Callable[[float], Awaitable[None]],
    tell: Callable[[int, float, RecoverableError], Awaitable[None]],
    patience: Patience | None = None,
) -> "AsyncRetrying":
    """A retry loop for recoverable errors; a day that is used up is none, but a wait.

    Args:
        sleep: Waits so many seconds.
        tell: Hears of each wait before it begins: attempt that failed, seconds, error.
        patience: When to give up overnight, waiting longer in between; None: after three tries.
    """
    from tenacity import AsyncRetrying, retry_if_exception, wait_exponential_jitter  # noqa: PLC0415 - a run that asks nobody needs it not

    backoff = wait_exponential_jitter(initial=_FIRST_S, max=_LONGEST_OVERNIGHT_S if patience else _LONGEST_S, jitter=_JITTER_S)

    def wait_s(call: "RetryCallState") -> float:
        asked = _error(call).retry_after_s
        return max(backoff(call), asked or 0.0)

    def given_up(call: "RetryCallState") -> bool:
        return call.attempt_number >= ATTEMPTS if patience is None else patience(_error(call), call.attempt_number)

    async def before_sleep(call: "RetryCallState") -> None:
        await tell(call.attempt_number, call.upcoming_sleep, _error(call))

    return AsyncRetrying(
        sleep=sleep,
        wait=wait_s,
        stop=given_up,
        retry=retry_if_exception(lambda error: isinstance(error, RecoverableError) and not isinstance(error, DayUsedUp)),
        before_sleep=before_sleep,
        reraise=True,
    )


def through_the_night(successes: Callable[[], int]) -> Patience:
    """Overnight, an outage is waited through however long; but when other calls succeed meanwhile, it is this batch that is bad.

    Args:
        successes: How many calls were answered so far.
    """
    before, blamed = successes(), 0

    def is_given_up(error: RecoverableError, tries: int) -> bool:
        nonlocal blamed
        is_outage = successes() == before
        if not isinstance(error, ABOUT_THE_SERVER):
            return tries >= (_ATTEMPTS_OVERNIGHT if is_outage else ATTEMPTS)
        blamed += not is_outage and not isinstance(error, _NEVER_THE_BATCH)  # tries during an outage tell nothing of the batch
        return blamed >= _ATTEMPTS_OVERNIGHT

    return is_given_up


def _error(call: "RetryCallState") -> RecoverableError:
    error = call.outcome.exception() if call.outcome else None
    assert isinstance(error, RecoverableError)  # noqa: S101 - the retry condition above
    return error
