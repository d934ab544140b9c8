"""A system that has no handles left."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_more_handles() -> Iterator[None]:
    """The system gives this process nothing further: no pipe, and so no process. Not on Windows."""
    import resource  # noqa: PLC0415 - Windows has none

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))  # whose first three are in use; what is open stays so
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
