"""What the status strip says: the state and the numbers of a job in, figures out."""

from collections.abc import Mapping
from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication, QLocale

from sp404_gui.domain.events import Progressed
from sp404_gui.domain.job import Counts
from sp404_gui.ui.widgets.figure_line import Figure, Span
from sp404_gui.ui.wording import duration, forms, number, percent, plural

StripState = Literal[
    "empty", "listing", "measuring", "ready", "running", "paused", "pausing", "stopping", "waiting", "finished", "failed", "elsewhere"
]
STATES: tuple[StripState, ...] = get_args(StripState)

_LOOKS = {
    "listing": ("search", "dim"),
    "measuring": ("eye", "dim"),
    "ready": ("info", "dim"),
    "paused": ("pause", "text"),
    "pausing": ("pause", "text"),
    "stopping": ("stop", "text"),
    "waiting": ("clock", "text"),
    "finished": ("check", "ok"),
    "failed": ("alert", "failed"),
    "elsewhere": ("info", "warning"),
}
"""Sign and colour of the sentence of a state."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("status", text)


def settled(counts: Counts) -> int:
    """Samples for which nothing more will be done."""
    return counts.done + counts.failed + counts.skipped


def share(progress: Progressed | None) -> float:
    """How much of the job is done, 0-1."""
    return settled(progress.counts) / progress.counts.total if progress is not None and progress.counts.total else 0.0


def figures(state: StripState, progress: Progressed | None, sentence: str) -> list[Figure]:
    """The figures of a state, with its sentence at the end.

    Args:
        state: What the job does.
        progress: The numbers, once there are some.
        sentence: What to say instead of the usual sentence of the state.
    """
    said = sentence or _sentence(state)
    icon, color = _LOOKS.get(state, ("", "dim"))
    last = [Figure((Span(said),), 0, color, icon)] if said else []
    if progress is None or state == "empty":
        return last
    if state == "listing":
        return [_figure(_tr("%1 found"), number(progress.counts.total), 0), *last]
    moving = _moving(progress) if state in {"running", "pausing"} else []
    return [_settled(progress.counts), *moving, *_work(progress, calls=state not in {"paused", "waiting"}), *last]


def _sentence(state: StripState) -> str:
    sentences: Mapping[str, str] = {
        "listing": _tr("Looking for samples…"),
        "measuring": _tr("Measuring new samples…"),
        "ready": _tr("Ready to start"),
        "paused": _tr("Paused"),
        "pausing": _tr("Pausing after the calls in flight…"),
        "stopping": _tr("Stopping, everything so far is kept…"),
        "waiting": _tr("Waiting"),
        "finished": _tr("Done"),
        "failed": _tr("Stopped"),
        "elsewhere": _tr("Another process works on this collection: read only"),
    }
    return sentences.get(state, "")


def _settled(counts: Counts) -> Figure:
    return Figure((Span(number(settled(counts)), strong=True), Span(f" / {number(counts.total)}")), 0)


def _moving(progress: Progressed) -> list[Figure]:
    found = []
    if progress.rate_per_min is not None:
        found.append(_figure(_tr("%1/min"), QLocale().toString(progress.rate_per_min, "f", 1), 2))
    if progress.eta_s is not None:
        found.append(_figure(_tr("%1 left"), duration(progress.eta_s), 1))
    return found


def _work(progress: Progressed, *, calls: bool) -> list[Figure]:
    counts, found = progress.counts, []
    if progress.batches:
        found.append(_figure(_tr("batch %1"), number(progress.batch), 5, f"/{number(progress.batches)}"))
    if counts.api_calls or progress.max_calls is not None:
        limit = f"/{number(progress.max_calls)}" if progress.max_calls is not None else ""
        found.append(_figure(_tr("calls %1"), number(counts.api_calls), 4, limit))
    if calls and progress.next_call_s is not None:
        found.append(_figure(_tr("next call in %1"), duration(progress.next_call_s), 3))
    if counts.cache_hits:
        hits = f" ({percent(counts.cache_hits / counts.total, 1)})" if counts.total else ""
        found.append(_figure(_tr("cache %1"), number(counts.cache_hits), 6, hits))
    return found


def _figure(frame: str, value: str, rank: int, after: str = "") -> Figure:
    before, _, behind = frame.partition("%1")
    return Figure((Span(before), Span(value, strong=True), Span(after + behind)), rank)


def problems(counts: Counts) -> tuple[str, str]:
    """What went wrong, counted by cause, and the same shorter; both empty where nothing did."""
    groups: dict[str, int] = {}
    for kind, count in counts.errors.items():
        group = kind if kind in _CAUSES else "file"
        groups[group] = groups.get(group, 0) + count
    words = [_counted(groups[cause], cause) for cause in (*_CAUSES, "file") if groups.get(cause)]
    return " · ".join(words), _counted(sum(groups.values()), "problem") if words else ""


_CAUSES = ("rate_limit", "day_limit", "timeout", "server", "connection", "empty_answer", "invalid_answer", "answer_form", "refused")


def _counted(count: int, what: str) -> str:
    words = {
        "rate_limit": forms("%Ln rate limit", "%Ln rate limits"),
        "day_limit": forms("%Ln day limit", "%Ln day limits"),
        "timeout": forms("%Ln timeout", "%Ln timeouts"),
        "server": forms("%Ln server error", "%Ln server errors"),
        "connection": forms("%Ln lost connection", "%Ln lost connections"),
        "empty_answer": forms("%Ln empty answer", "%Ln empty answers"),
        "invalid_answer": forms("%Ln invalid answer", "%Ln invalid answers"),
        "answer_form": forms("%Ln refused form", "%Ln refused forms"),
        "refused": forms("%Ln refusal", "%Ln refusals"),
        "file": forms("%Ln bad file", "%Ln bad files"),
        "problem": forms("%Ln problem", "%Ln problems"),
    }
    return plural(count, *words[what])
