"""What a run looks like: a live dashboard on a terminal, plain lines in a pipe, JSON lines for programs, or next to nothing."""

import os
import shlex
import sys
from types import TracebackType
from typing import Protocol, Self

from sp404_gui.cli.says import called_as, clean, plural, say, when
from sp404_gui.domain.events import (
    BatchAnswered,
    CheckpointSaved,
    Event,
    JobFinished,
    JobOpened,
    JobStarted,
    Noticed,
    ScanFinished,
    Waiting,
)
from sp404_gui.domain.job import JobStatus

_ENDINGS = {
    JobStatus.DONE: "Done",
    JobStatus.DONE_WITH_FAILURES: "Finished, but some samples failed",
    JobStatus.STOPPED: "Stopped: too many samples failed",
    JobStatus.FATAL: "Stopped",
    JobStatus.INTERRUPTED: "Interrupted",
    JobStatus.PAUSED: "Paused",
}


class View(Protocol):
    """Shows the events of a run; a context manager around it."""

    def __enter__(self) -> Self:
        """Begin to show."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave the terminal as it was."""

    def show(self, event: Event) -> None:
        """Show an event."""

    def note(self, message: str) -> None:
        """Show a message of the program itself."""


def chosen_view(*, quiet: bool, as_json: bool) -> View:
    """The view that fits the options and the terminal."""
    if as_json:
        from sp404_gui.cli.json_view import JsonView

        return JsonView(sys.stdout)
    if quiet:
        return QuietView()
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        from sp404_gui.cli.dashboard import Dashboard

        return Dashboard()
    return LineView()


class QuietView:
    """Only what went wrong, and how it ended when it did not end well."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    def show(self, event: Event) -> None:
        """Show an event, if it is bad news."""
        if isinstance(event, JobFinished) and event.status is not JobStatus.DONE:
            say(ending(event))

    def note(self, message: str) -> None:
        """Show a message."""
        say(message)


class LineView(QuietView):
    """A line for each batch or checkpoint, fit for a log."""

    def show(self, event: Event) -> None:
        """Show an event, if it deserves a line."""
        if (line := line_of(event)) is not None:
            say(line)
        if isinstance(event, JobFinished):
            sys.stdout.write(clean(ending(event)) + "\n")


def line_of(event: Event) -> str | None:  # noqa: PLR0911 - a line for each kind of event
    """The line that an event deserves, if it does."""
    match event:
        case JobOpened(counts=counts) if counts.total:
            so_far = f"{counts.done} done, {counts.failed} failed, {counts.skipped} skipped, {counts.pending} left of {counts.total}"
            return f"Going on with {event.name}: {so_far}. Job folder: {event.folder}"
        case ScanFinished(total=total, passed_over=passed):
            others = ", ".join(f"{n} {reason}" for reason, n in passed.items())
            return f"Found {plural(total, 'sample')}" + (f" (passed over: {others})" if others else "")
        case JobStarted():
            return f"{event.name}: {plural(event.total, 'sample')}, {event.strategy}, provider {event.provider}. Job folder: {event.folder}"
        case BatchAnswered():
            again = f", {len(event.missing)} asked again" if event.missing else ""
            return f"Batch {event.batch}: {plural(len(event.ids) - len(event.missing), 'sample')} answered{again}"
        case Waiting():
            return f"Waiting: {event.reason} Goes on {when(event.seconds)}."
        case CheckpointSaved():
            return f"Checkpoint {event.number} saved"
        case Noticed():
            return event.message
    return None


def ending(event: JobFinished) -> str:
    """How a run ended, and what to do next."""
    counts = event.counts
    command = f"{called_as()} {{}} {shlex.quote(event.folder)}"
    numbers = f"{counts.done} done, {counts.failed} failed, {counts.skipped} skipped, {counts.pending} left of {counts.total}"
    lines = [f"{_ENDINGS[event.status]}: {numbers}.", *([event.reason] if event.reason else [])]
    if event.status not in (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES):
        lines.append(f"Go on with: {command.format('resume --cache-dir')}")
    else:
        lines.append(f"Export with: {command.format('export')} --format html --output samples.html")
    return "\n".join(lines)
