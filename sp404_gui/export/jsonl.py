"""JSON lines: one sample a line."""

import json
import math
from collections.abc import Mapping
from typing import IO, Any

from sp404_gui.export.source import ExportJob
from sp404_gui.export.text import visible_json


def write_jsonl(job: ExportJob, stream: IO[str], folder: str | None = None) -> None:  # noqa: ARG001 - all writers are called alike
    """Write each sample as one line of strict JSON."""
    stream.writelines(to_line(sample) + "\n" for sample in job.samples())


def to_line(value: object) -> str:
    """Strict JSON on one line: no NaN, no infinity (such members are left out), nothing that breaks or hides text."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)
    return visible_json(text)


def _finite(value: Any) -> Any:
    """A copy in which numbers that are none are absent; in lists, where places count, they are null."""
    if isinstance(value, Mapping):
        return {name: _finite(item) for name, item in value.items() if not _is_no_number(item)}
    if isinstance(value, (list, tuple)):
        return [None if _is_no_number(item) else _finite(item) for item in value]
    return value


def _is_no_number(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
