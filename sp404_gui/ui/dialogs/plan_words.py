"""A plan in words: what an estimate says, for people."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.job import JobOptions, Strategy
from sp404_gui.domain.text import printable
from sp404_gui.engine.estimate import Estimate
from sp404_gui.ui.wording import bytes_text, duration, number

OFFLINE = "offline"
OPENROUTER = "openrouter"
_DUPLICATES = "%1 duplicate (it takes over its twin's answer)", "%1 duplicates (they take over their twin's answer)"


def _tr(text: str, *values: str) -> str:
    translated = QCoreApplication.translate("plan", text)
    for place, value in enumerate(values, 1):
        translated = translated.replace(f"%{place}", value)
    return translated


def _many(count: int, one: str, many: str, *values: str) -> str:
    """A sentence about one or about several; %1 is the number, %2 and on the values."""
    return _tr(one if count == 1 else many, number(count), *values)


def server_of(provider: str) -> str:
    """The provider's name for people: "OpenRouter", or the host of its URL."""
    if provider == OPENROUTER:
        return "OpenRouter"
    return printable(urlsplit(provider).netloc.rpartition("@")[2] or provider) if provider != OFFLINE else _tr("this machine")


def headline(estimate: Estimate) -> tuple[tuple[str, str], ...]:
    """Samples, calls, time and cost: each the figure, and what stands under it."""
    to_do = estimate.samples - estimate.finished
    samples = _tr("of %1 samples to do", number(estimate.samples)) if estimate.finished else _many(to_do, "sample", "samples")
    return (number(to_do), samples), _calls(estimate), _time(estimate), _cost(estimate)


def details(estimate: Estimate, options: JobOptions) -> list[tuple[str, str]]:
    """What happens, step by step: names and sentences."""
    rows = [
        (_tr("Files"), _files(estimate)),
        (_tr("Measured"), _measured(estimate)),
        (_tr("Described"), _described(estimate, options)),
        (_tr("Not asked about"), _skipped(estimate)),
        (_tr("Left out"), ", ".join(f"{number(n)} {reason}" for reason, n in estimate.passed_over.items())),
        (_tr("Kept"), _tr("After every answer, in the job folder, about %1.", bytes_text(estimate.disk_bytes))),
        (_tr("So far"), _so_far(estimate)),
        (_tr("Approach"), _approach(estimate.strategy)),
    ]
    return [(name, printable(text)) for name, text in rows if text]


def leaves(estimate: Estimate, options: JobOptions) -> str:
    """What leaves this machine."""
    if not estimate.asked:
        return _tr("Nothing leaves this machine.")
    return _sent(options).replace("%1", server_of(options.provider))


def _sent(options: JobOptions) -> str:
    match options.listen, options.hide_names:
        case True, True:
            return _tr("Measurements and the sound itself, up to 10 seconds of each sample, go to %1, without file and folder names.")
        case True, False:
            return _tr("Measurements, the names of files and folders, and the sound itself, up to 10 seconds of each sample, go to %1.")
        case False, True:
            return _tr("Measurements go to %1, without file and folder names. The audio stays here.")
        case _:
            return _tr("Measurements and the names of files and folders go to %1. The audio stays here.")


def _calls(estimate: Estimate) -> tuple[str, str]:
    if not estimate.asked:
        return number(0), _tr("calls")
    least, most = number(estimate.calls_least), number(estimate.calls_most)
    return least if least == most else f"{least}–{most}", _many(estimate.batch_size, "calls of one sample", "calls of %1 samples")


def _time(estimate: Estimate) -> tuple[str, str]:
    if estimate.days is not None and estimate.days > 1:
        return _tr("%1 days", number(estimate.days)), _tr("of free calls, at the most")
    return _span(estimate.total_s), _tr("in all, about")


def _cost(estimate: Estimate) -> tuple[str, str]:
    if estimate.cost_usd is None:
        return "?", _tr("cost not known: set a limit")
    return f"${estimate.cost_usd:.2f}", _tr("nothing to pay") if estimate.cost_usd == 0 else _tr("cost")


def _files(estimate: Estimate) -> str:
    formats = ", ".join(f"{number(n)} {name or _tr('without extension')}" for name, n in estimate.formats.items())
    return " · ".join(part for part in (bytes_text(estimate.bytes), formats) if part)


def _measured(estimate: Estimate) -> str:
    one, many = (
        "Here, about %2. What is known comes from the cache.",
        "Here, in %1 processes, about %2. What is known comes from the cache.",
    )
    return _many(estimate.workers, one, many, _span(estimate.local_s))


def _described(estimate: Estimate, options: JobOptions) -> str:
    if not estimate.asked:
        return _tr("From the measurements alone; no model is asked.")
    who = server_of(options.provider)
    models = ", ".join(options.models)
    asked = f"{who} ({models})" if models else who
    batch = number(estimate.batch_size)
    if not estimate.interval_s:
        return _many(estimate.asked, "%1 sample by %2.", "%1 samples by %2, in batches of %3 alike ones.", asked, batch)
    pace = f"{estimate.interval_s:g}"
    many = "%1 samples by %2, in batches of %3 alike ones, one call every %4 s."
    return _many(estimate.asked, "%1 sample by %2.", many, asked, batch, pace)


def _skipped(estimate: Estimate) -> str:
    parts = [_many(estimate.duplicates, *_DUPLICATES)] if estimate.duplicates else []
    parts += [_tr("%1 that cannot be read", number(estimate.unreadable))] if estimate.unreadable else []
    parts += [f"{number(n)} {reason}" for reason, n in _counted(estimate.skipped)]
    later = _tr("silent, too short and too long ones, once they are measured") if estimate.asked else ""
    return ", ".join(part for part in (*parts, later) if part)


def _counted(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(reasons.items(), key=lambda item: -item[1])


def _so_far(estimate: Estimate) -> str:
    if not estimate.finished and not estimate.calls_made:
        return ""
    done = _tr("%1 samples finished, %2 calls made", number(estimate.finished), number(estimate.calls_made))
    return f"{done}, ${estimate.spent_usd:.2f}" if estimate.spent_usd else done


def _approach(strategy: Strategy) -> str:
    words = {
        Strategy.SIMPLE_SEQUENTIAL: _tr("One after the other"),
        Strategy.BATCHED_WITH_CACHE: _tr("In batches, results remembered for other collections"),
        Strategy.DISTRIBUTED_PROCESSING: _tr("In parallel, results remembered for other collections"),
        Strategy.STAGED_PROCESSING: _tr("All measured first-come, the most telling ones asked first"),
    }
    return words[strategy]


def _span(seconds: float) -> str:
    return duration(max(1.0, seconds)) if seconds else duration(0)
