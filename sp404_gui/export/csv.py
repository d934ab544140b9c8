"""A flat table for spreadsheets: one row a sample, the same columns always."""

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import IO

from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.groove import Groove
from sp404_gui.domain.sample import UserEdits
from sp404_gui.domain.vibe import Vibe
from sp404_gui.export.source import ExportJob, JsonObject
from sp404_gui.export.text import no_formula, visible

_TOO_LONG = frozenset({"waveform", "onsets_s", "embedding", "deviations"})
_OWN = ("id", "path", "path_bytes", "status", "skip_reason")
_GROUPS = (
    ("features", "", tuple(f.name for f in fields(LocalFeatures) if f.name not in _TOO_LONG)),
    ("vibe", "vibe_", tuple(f.name for f in fields(Vibe))),
    ("groove", "groove_", tuple(f.name for f in fields(Groove) if f.name not in _TOO_LONG)),
    ("user", "user_", tuple(f.name for f in fields(UserEdits) if f.name != "removed")),  # what was removed is not exported
)
COLUMNS = (*_OWN, *(prefix + name for _, prefix, names in _GROUPS for name in names), "matches", "errors", "extra")


def write_csv(job: ExportJob, stream: IO[str], folder: str | None = None) -> None:  # noqa: ARG001 - all writers are called alike
    """Write a header and a row a sample; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    for sample in job.samples():
        table.writerow([_cell(value) for value in _values(sample)])


def _values(sample: JsonObject) -> Iterator[object]:
    yield from (sample.get(name) for name in _OWN)
    for group, _, names in _GROUPS:
        content = sample.get(group) or {}
        yield from (content.get(name) for name in names)
    yield [f"{match['id']} {match['score']}" for match in sample.get("matches") or ()]
    yield [f"{error['kind']}: {error['message']}" for error in sample.get("errors") or ()]
    yield sample.get("extra")


def _cell(value: object) -> str:
    """A number as it is; anything else as text that stays text."""
    text = _text(value)
    return visible(text) if isinstance(value, (int, float)) else no_formula(text)


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_text(item)}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(item) for item in value)
    return str(value)
