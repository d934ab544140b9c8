"""Trying again: exponential backoff with jitter, or as long as the server asks for."""

from collections.abc import Awaitable, Callable

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, stop_never, wait_exponential_jitter

from sp404_gui.domain.errors import RecoverableError

ATTEMPTS = 3
_FIRST_S = 1.0
_LONGEST_S = 60.0
_LONGEST_OVERNIGHT_S = 600.0
_JITTER_S = 1.0


def retrying(
    sleep: Callable[[float], Awaitable[None]], tell: Callable[[int, float, RecoverableError], Awaitable[None]], *, patient: bool
) -> AsyncRetrying:
    """A retry loop for recoverable errors.

    Args:
        sleep: Waits so many seconds.
        tell: Hears of each wait before it begins: attempt that failed, seconds, error.
        patient: Whether to wait through outages instead of giving up after three tries.
    """
    backoff = wait_exponential_jitter(initial=_FIRST_S, max=_LONGEST_OVERNIGHT_S if patient else _LONGEST_S, jitter=_JITTER_S)

    def wait_s(call: RetryCallState) -> float:
        asked = _error(call).retry_after_s
        return max(backoff(call), asked or 0.0)

    async def before_sleep(call: RetryCallState) -> None:
        await tell(call.attempt_number, call.upcoming_sleep, _error(call))

    return AsyncRetrying(
        sleep=sleep,
        wait=wait_s,
        stop=stop_never if patient else stop_after_attempt(ATTEMPTS),
        retry=retry_if_exception_type(RecoverableError),
        before_sleep=before_sleep,
        reraise=True,
    )


def _error(call: RetryCallState) -> RecoverableError:
    error = call.outcome.exception() if call.outcome else None
    assert isinstance(error, RecoverableError)  # noqa: S101 - the retry condition above
    return error
