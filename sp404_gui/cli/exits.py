"""Exit codes: what a script learns of how it went."""

from enum import IntEnum
from typing import TYPE_CHECKING

from sp404_gui.domain.errors import FatalError, JobLocked, Sp404Error, UsageError

if TYPE_CHECKING:
    from sp404_gui.domain.job import JobStatus


class Exit(IntEnum):
    """The exit codes of the command."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    SOME_FAILED = 3
    THRESHOLD = 4
    FATAL = 5
    LOCKED = 6
    INTERRUPTED = 130


def of_status(status: "JobStatus") -> Exit:
    """The code for a job that ended like this."""
    from sp404_gui.domain.job import JobStatus

    codes = {
        JobStatus.DONE: Exit.DONE,
        JobStatus.DONE_WITH_FAILURES: Exit.SOME_FAILED,
        JobStatus.STOPPED: Exit.THRESHOLD,
        JobStatus.FATAL: Exit.FATAL,
    }
    return codes.get(status, Exit.INTERRUPTED)


def of_error(error: Sp404Error) -> Exit:
    """The code for an error that ended the command."""
    if isinstance(error, JobLocked):
        return Exit.LOCKED
    if isinstance(error, UsageError):
        return Exit.USAGE
    return Exit.FATAL if isinstance(error, FatalError) else Exit.UNEXPECTED
