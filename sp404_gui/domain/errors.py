"""One tree of errors, its branches the four categories that decide what happens next.

    Sp404Error
     ├── RecoverableError      try again: with a pause now, or on the next resume
     │    ├── RateLimited      ├── TimedOut         ├── ServerFailed
     │    ├── EmptyAnswer      ├── ConnectionLost   ├── SourceUnavailable
     │    └── FormRefused      │    └── Unreachable
     ├── PartialError          some samples of a batch: ask for those again, alone
     ├── FatalError            stop, say what to do, lose nothing
     │    ├── KeyRejected      ├── NoCredit         ├── ModelGone
     │    ├── DiskFull         ├── JobFolderDamaged └── NewerSchema
     ├── SkippableError        this sample alone cannot be done
     │    ├── CorruptAudio     ├── UnsupportedFormat ├── NotRegularFile
     │    ├── PermissionRefused├── TooLarge          ├── AnalysisTimedOut
     │    ├── WorkerDied       ├── ContentRefused   └── NoTrash
     └── UsageError            the call itself was wrong
          ├── NothingToDo      ├── NotAJobFolder    └── JobLocked

Each carries one plain sentence for the user, and a short `kind` for counting.
"""

from enum import StrEnum

from sp404_gui.domain.limits import Limits


class ErrorCategory(StrEnum):
    """What happens next after an error."""

    RECOVERABLE = "recoverable"
    PARTIAL = "partial"
    FATAL = "fatal"
    SKIPPABLE = "skippable"


class Sp404Error(Exception):
    """Base of every error that the program expects. `str(error)` is the sentence for the user."""

    category = ErrorCategory.FATAL
    kind = "error"


class RecoverableError(Sp404Error):
    """Worth another try: the cause lies outside and passes."""

    category = ErrorCategory.RECOVERABLE
    retry_after_s: float | None = None


class RateLimited(RecoverableError):
    """The server asked to slow down; `retry_after_s` is its wish in seconds, if it named one, `limits` what it told of its limit.

    `of_model`: only whoever runs this model wishes it; the server takes calls to others.
    """

    kind = "rate_limit"

    def __init__(self, message: str, retry_after_s: float | None = None, limits: Limits | None = None, *, of_model: bool = False) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.limits = limits
        self.of_model = of_model


class DayUsedUp(RateLimited):
    """The calls of this day are used up; `retry_after_s` lasts until the next day, where the server tells it. No failure: a wait."""

    kind = "day_limit"


class TimedOut(RecoverableError):
    """No answer came within the time limit."""

    kind = "timeout"


class ServerFailed(RecoverableError):
    """The server answered with a failure of its own (5xx)."""

    kind = "server"

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class EmptyAnswer(RecoverableError):
    """The server answered without any content."""

    kind = "empty_answer"


class OutOfTokens(EmptyAnswer):
    """The answer was used up before it had any text, as a rule by thinking: less of that, or more room, helps."""


class FormRefused(RecoverableError):
    """The server cannot answer in the form asked for, or not without thinking: another form may do. Takes two more tries at most."""

    kind = "answer_form"


class ConnectionLost(RecoverableError):
    """The network or the server could not be reached."""

    kind = "connection"


class Unreachable(ConnectionLost):
    """There was no connection to begin with: the server never heard of the call."""


class SourceUnavailable(RecoverableError):
    """An audio file that was there is gone or its disk fails: it may come back."""

    kind = "unavailable"


class PartialError(Sp404Error):
    """An answer left this sample out, or was invalid for it."""

    category = ErrorCategory.PARTIAL
    kind = "invalid_answer"


class FatalError(Sp404Error):
    """The job cannot go on; everything done so far is kept."""

    category = ErrorCategory.FATAL
    kind = "fatal"


class KeyRejected(FatalError):
    """The API key is missing, wrong or not allowed."""

    kind = "key"


class NoCredit(FatalError):
    """The account has no credit left."""

    kind = "credit"


class ModelGone(FatalError):
    """The model does not exist or is not available to this key."""

    kind = "model"


class DiskFull(FatalError):
    """Nothing more can be written."""

    kind = "disk_full"


class JobFolderDamaged(FatalError):
    """A file of the job folder is missing or cannot be understood."""

    kind = "job_folder"


class NewerSchema(FatalError):
    """The job folder was written by a newer version."""

    kind = "newer_schema"


class SkippableError(Sp404Error):
    """This sample cannot be done; the others are not affected."""

    category = ErrorCategory.SKIPPABLE
    kind = "file"


class CorruptAudio(SkippableError):
    """The content is damaged or is not audio at all."""

    kind = "corrupt"


class UnsupportedFormat(SkippableError):
    """Audio, but in an encoding that cannot be decoded."""

    kind = "unsupported"


class NotRegularFile(SkippableError):
    """A pipe, a device, a folder: nothing that may be read as a sample."""

    kind = "not_a_file"


class PermissionRefused(SkippableError):
    """The file may not be read."""

    kind = "permission"


class TooLarge(SkippableError):
    """Larger or longer than the limits allow."""

    kind = "too_large"


class AnalysisTimedOut(SkippableError):
    """Decoding or measuring did not end within the time limit."""

    kind = "analysis_timeout"


class WorkerDied(SkippableError):
    """The worker process died over this file, twice."""

    kind = "worker_died"


class ContentRefused(SkippableError):
    """The model's provider refused the content of this sample."""

    kind = "refused"


class NoTrash(SkippableError):
    """Where the file lies there is no trash: nothing was moved."""

    kind = "no_trash"


class UsageError(Sp404Error):
    """The call was wrong: nothing was started."""

    category = ErrorCategory.FATAL
    kind = "usage"


class NothingToDo(UsageError):
    """There is no audio where the user pointed to."""

    kind = "no_audio"


class NotAJobFolder(UsageError):
    """The folder is not a job folder."""

    kind = "not_a_job"


class JobLocked(UsageError):
    """Another process works on the job."""

    kind = "locked"
