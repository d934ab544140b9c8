"""A report to read: a summary, then a table for each category."""

import html
import re
from collections.abc import Iterator
from typing import IO

from sp404_gui.domain.features import Category
from sp404_gui.export.source import ExportJob, JsonObject
from sp404_gui.export.text import visible

_MARKUP = re.compile(r"[\\`*_\[\]|~#!]")
_LINK = re.compile(r"(?i)(?<=\bwww)\.|:(?=//)|@")
_COLUMNS = ("Sample", "Kind", "Tempo", "Pitch", "Length", "Vibe", "Best use", "Goes with")
_TITLES = {Category.DRUMS: "Drums", Category.MELODIC: "Melodic", Category.VOCALS: "Vocals", Category.FX: "FX"}
_FACTS = {
    "root": "Folder",
    "status": "Status",
    "created_at": "Begun",
    "updated_at": "Last change",
    "total": "Samples",
    "done": "Analysed",
    "failed": "Failed",
    "skipped": "Skipped",
    "api_calls": "Calls",
    "cost_usd": "Cost in USD",
}
"""What the summary says of a job, and its words for it; how the program goes about its work is not for readers."""
_UNSORTED = "Without a category"
_UNMEASURED = "Not measured"


def write_markdown(job: ExportJob, stream: IO[str], folder: str | None = None) -> None:  # noqa: ARG001 - all writers are called alike
    """Write the report. Only the finished lines are held until all samples are read, because they are grouped."""
    sections: dict[str, list[str]] = {title: [] for title in (*_TITLES.values(), _UNSORTED, _UNMEASURED)}
    for sample in job.samples():
        sections[_section(sample)].append(_unmeasured(sample) if not sample.get("features") else _row(_cells(sample)))
    stream.write(f"# {escaped(job.job.get('name', 'Samples'))}\n\n")
    stream.writelines(_summary(job))
    for title, rows in sections.items():
        if rows:
            columns = ("Sample", "Status", "Reason") if title == _UNMEASURED else _COLUMNS
            stream.write(f"\n## {title} ({len(rows)})\n\n{_row(columns)}{_row('---' for _ in columns)}")
            stream.writelines(rows)


def escaped(value: object) -> str:
    """Text that Markdown and HTML show as it is: no markup, no links, no line breaks."""
    text = html.escape(visible(str(value)), quote=False)
    return _LINK.sub(lambda found: f"&#{ord(found[0])};", _MARKUP.sub(r"\\\g<0>", text)).strip()


def _summary(job: ExportJob) -> Iterator[str]:
    yield _row(("Job", "")) + _row(("---", "---"))
    known = {**job.job, **job.stats}
    if "total" in known:
        known["total"] -= job.left_out
    for name, words in _FACTS.items():
        if known.get(name) not in {None, ""}:
            yield _row((words, escaped(str(known[name]).replace("_", " ") if name == "status" else known[name])))


def _section(sample: JsonObject) -> str:
    features = sample.get("features")
    if not features:
        return _UNMEASURED
    return _TITLES.get(features.get("category"), _UNSORTED)


def _cells(sample: JsonObject) -> Iterator[str]:
    features, vibe, matches = sample["features"], sample.get("vibe") or {}, sample.get("matches") or []
    kind = " ".join(str(features[name]).replace("_", "-") for name in ("subcategory", "kind") if features.get(name))
    words = ", ".join(dict.fromkeys(str(word) for word in [*(vibe.get("mood") or ()), *(vibe.get("descriptors") or ())]))
    values = (
        *(sample["path"], kind, _number(features.get("bpm"), ".1f"), features.get("key") or features.get("root_note") or ""),
        *(_number(features.get("duration_s"), ".2f", " s"), words, vibe.get("best_use", ""), matches[0]["path"] if matches else ""),
    )
    return (escaped(value) for value in values)


def _unmeasured(sample: JsonObject) -> str:
    errors = sample.get("errors") or []
    reason = sample.get("skip_reason") or (errors[-1]["message"] if errors else "")
    return _row(escaped(value) for value in (sample["path"], sample.get("status", ""), reason))


def _number(value: float | None, form: str, unit: str = "") -> str:
    return "" if value is None else f"{value:{form}}{unit}"


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"
