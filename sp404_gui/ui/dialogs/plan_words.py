"""A plan in words: what an estimate says, for people."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QLocale

from sp404_gui.domain.job import JobOptions, Refresh, Strategy
from sp404_gui.domain.text import printable
from sp404_gui.engine.outlook.estimate import Estimate
from sp404_gui.ui.wording import bytes_text, dollars, duration, forms, number, plural

OFFLINE = "offline"
OPENROUTER = "openrouter"
_DUPLICATES = forms("%Ln duplicate (it takes over its twin's answer)", "%Ln duplicates (they take over their twin's answer)")


def _tr(text: str, *values: str) -> str:
    return _filled(QCoreApplication.translate("plan", text), *values)


def _filled(sentence: str, *values: str) -> str:
    for place, value in enumerate(values, 1):
        sentence = sentence.replace(f"%{place}", value)
    return sentence


def server_of(provider: str) -> str:
    """The provider's name for people: "OpenRouter", or the host of its URL."""
    if provider == OPENROUTER:
        return "OpenRouter"
    return printable(urlsplit(provider).netloc.rpartition("@")[2] or provider) if provider != OFFLINE else _tr("this machine")


def headline(estimate: Estimate) -> tuple[tuple[str, str], ...]:
    """Samples, calls, time and cost: each the figure, and what stands under it."""
    return (number(_left(estimate)), _to_do(estimate)), _calls(estimate), _time(estimate), _cost(estimate)


def nothing_to_do(estimate: Estimate, options: JobOptions) -> str:
    """What a start would do where everything is done; empty where something is left."""
    if _left(estimate):
        return ""
    words = {
        Refresh.CHANGED: _tr("Everything here is done. Start looks for files that have changed."),
        Refresh.FAILED: _tr("Everything here is done. Start tries again what failed."),
        Refresh.ALL: _tr("Everything here is done. Start does all of it again."),
        Refresh.NEVER: _tr("Everything here is done."),
    }
    return words[options.refresh]


def _left(estimate: Estimate) -> int:
    return estimate.samples - estimate.finished


def _to_do(estimate: Estimate) -> str:
    if estimate.finished:
        return plural(estimate.samples, "of %Ln sample to do", "of %Ln samples to do")
    return plural(estimate.samples, "sample", "samples")


def details(estimate: Estimate, options: JobOptions) -> list[tuple[str, str]]:
    """What happens, step by step: names and sentences."""
    left = _left(estimate)
    rows = [
        (_tr("Files"), _files(estimate)),
        (_tr("Measured"), _measured(estimate) if left else ""),
        (_tr("Described"), _described(estimate, options) if left else ""),
        (_tr("Not asked about"), _skipped(estimate)),
        (_tr("Left out"), ", ".join(f"{number(n)} {reason}" for reason, n in estimate.passed_over.items())),
        (_tr("Kept"), _tr("After every answer, in the job folder, about %1.", bytes_text(estimate.disk_bytes)) if left else ""),
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
    return least if least == most else f"{least}–{most}", plural(estimate.batch_size, "calls of one sample", "calls of %Ln samples")


def _time(estimate: Estimate) -> tuple[str, str]:
    if estimate.days is not None and estimate.days > 1:
        return plural(estimate.days, "%Ln day", "%Ln days"), _tr("of free calls, at the most")
    if not _left(estimate):
        return number(0), _tr("minutes left")
    return _span(estimate.total_s), _tr("in all, about")


def _cost(estimate: Estimate) -> tuple[str, str]:
    if estimate.cost_usd is None:
        return "?", _tr("cost not known: set a limit")
    return dollars(estimate.cost_usd), _tr("nothing to pay") if estimate.cost_usd == 0 else _tr("cost")


def _files(estimate: Estimate) -> str:
    formats = ", ".join(f"{number(n)} {name.upper() or _tr('without extension')}" for name, n in estimate.formats.items())
    return " · ".join(part for part in (bytes_text(estimate.bytes), formats) if part)


def _measured(estimate: Estimate) -> str:
    words = forms(
        "Here, about %1. What is known comes from the cache.",
        "Here, in %Ln processes, about %1. What is known comes from the cache.",
    )
    return _filled(plural(estimate.workers, *words), _span(estimate.local_s))


def _described(estimate: Estimate, options: JobOptions) -> str:
    if not estimate.asked:
        return _tr("From the measurements alone; no model is asked.")
    who = server_of(options.provider)
    models = ", ".join(options.models)
    asked = f"{who} ({models})" if models else who
    batch = number(estimate.batch_size)
    if not estimate.interval_s:
        sentence = plural(estimate.asked, "%Ln sample by %1.", "%Ln samples by %1, in batches of %2 alike ones.")
        return _filled(sentence, asked, batch)
    words = forms("%Ln sample by %1.", "%Ln samples by %1, in batches of %2 alike ones, one call every %3 s.")
    return _filled(plural(estimate.asked, *words), asked, batch, QLocale().toString(estimate.interval_s, "g", 6))


def _skipped(estimate: Estimate) -> str:
    parts = [plural(estimate.duplicates, *_DUPLICATES)] if estimate.duplicates else []
    parts += [plural(estimate.unreadable, "%Ln that cannot be read", "%Ln that cannot be read")] if estimate.unreadable else []
    parts += [f"{number(n)} {reason}" for reason, n in _counted(estimate.skipped)]
    later = _tr("silent, too short and too long ones, once they are measured") if estimate.asked else ""
    return ", ".join(part for part in (*parts, later) if part)


def _counted(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(reasons.items(), key=lambda item: -item[1])


def _so_far(estimate: Estimate) -> str:
    if not estimate.finished and not estimate.calls_made:
        return ""
    finished = plural(estimate.finished, "%Ln sample finished", "%Ln samples finished")
    done = f"{finished}, {plural(estimate.calls_made, '%Ln call made', '%Ln calls made')}"
    return f"{done}, {dollars(estimate.spent_usd)}" if estimate.spent_usd else done


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
