"""The live dashboard of a terminal."""

import os
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from sp404_gui.cli.says import clean, duration, when
from sp404_gui.cli.views import QuietView, ending, line_of
from sp404_gui.domain.events import BatchAnswered, CheckpointSaved, Event, JobFinished, JobOpened, Progressed
from sp404_gui.domain.job import Counts

_TITLE = "=== Batch Processing Status ==="
_COLUMN = 34
_GROUPS = {
    "rate_limit": "rate limits",
    "day_limit": "day limits",
    "timeout": "timeouts",
    "server": "server",
    "connection": "connection",
    "empty_answer": "empty answers",
    "invalid_answer": "invalid answers",
    "answer_form": "forms refused",
    "refused": "refused",
}


class Dashboard(QuietView):
    """Redraws the numbers of a job in place, and prints notices above them."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stderr, highlight=False, no_color="NO_COLOR" in os.environ or None)
        self._live = Live(console=self._console, auto_refresh=False, transient=False)
        self._name = ""

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._live.stop()

    def show(self, event: Event) -> None:
        """Bring the dashboard up to date."""
        match event:
            case JobOpened():
                self._name = event.name
            case Progressed():
                self._live.update(Text("\n".join(lines_of(self._name, event))), refresh=True)
            case JobFinished():
                self._live.stop()
                sys.stdout.write(clean(ending(event)) + "\n")
        if not isinstance(event, (BatchAnswered, CheckpointSaved)) and (line := line_of(event)) is not None:
            self.note(line)

    def note(self, message: str) -> None:
        """Print a message above the dashboard."""
        self._console.print(Text(clean(message), style="dim"))


def lines_of(name: str, progress: Progressed) -> list[str]:
    """The dashboard as lines of text."""
    counts = progress.counts
    total = counts.total
    settled = counts.done + counts.failed + counts.skipped
    rate = f"{progress.rate_per_min:.1f} samples/min" if progress.rate_per_min else "–"
    eta = duration(progress.eta_s) if progress.eta_s is not None else "–"
    budget = f"{counts.api_calls}/{progress.max_calls} budgeted" if progress.max_calls is not None else str(counts.api_calls)
    outcomes = f"Successful {counts.done}  Failed {counts.failed}  Skipped {counts.skipped}"
    next_call = f"   next {when(progress.next_call_s)}" if progress.next_call_s else ""
    return [
        _TITLE,
        _pair(f"Collection: {clean(name)}", f"Current batch: {progress.batch}/{progress.batches}"),
        _pair(f"Total: {total}", f"Rate: {rate}   ETA: {eta}"),
        _pair(f"Processed: {settled} ({_share(settled, total)})", f"API calls: {budget}{next_call}"),
        f"{outcomes}   Cache hits: {counts.cache_hits} ({_share(counts.cache_hits, total)})",
        f"Errors: {_errors(counts)}",
    ]


def _pair(left: str, right: str) -> str:
    return f"{left:<{_COLUMN}}{right}" if len(left) < _COLUMN else f"{left}  {right}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def _errors(counts: Counts) -> str:
    grouped: dict[str, int] = {}
    for kind, number in _sorted(counts.errors).items():
        label = _GROUPS.get(kind, "files")
        grouped[label] = grouped.get(label, 0) + number
    return " · ".join(f"{label} {number}" for label, number in grouped.items()) or "none"


def _sorted(errors: Mapping[str, int]) -> dict[str, int]:
    order = list(_GROUPS)
    return dict(sorted(errors.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))
