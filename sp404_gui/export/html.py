"""One self-contained page: a table to sort, filter and listen to, without any network."""

import base64
import hashlib
import html
import os
from collections.abc import Mapping
from functools import partial
from importlib import resources
from string import Template
from typing import IO, Any

from sp404_gui.export.jsonl import to_line
from sp404_gui.export.links import Links
from sp404_gui.export.source import ExportJob, JsonObject
from sp404_gui.export.text import visible, visible_all

_SHOWN_MATCHES = 5
_FEATURES = (
    *("duration_s", "sample_rate_hz", "channels", "bit_depth", "format", "peak_dbfs", "true_peak_dbtp", "loudness_lufs"),
    *("category", "subcategory", "kind", "bpm", "key", "root_note", "root_hz", "spectral_centroid_hz"),
    *("attack_ms", "tail_ms", "is_silent", "is_clipped"),
)
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def write_html(job: ExportJob, stream: IO[str], folder: str | None = None) -> None:
    """Write the page, one sample after the other.

    Args:
        job: What is written.
        stream: Where to.
        folder: Folder of the page; samples beneath it are linked relative to it, so that both can move together.
    """
    style, script = _part("page.css"), _part("page.js")
    head, tail = _part("page.html").split("$samples")
    fill = partial(
        _filled,
        title=html.escape(visible(str(job.job.get("name", "Samples")))),
        policy=_policy(style, script),
        style=style,
        script=script,
        job=_data({"job": visible_all(job.job), "stats": visible_all(job.stats)}),
    )
    links = Links(job.root, folder)
    stream.write(fill(head))
    separator = "\n"
    for sample in job.samples():
        stream.write(separator + _data(_shown(sample, links)))
        separator = ",\n"
    stream.write(fill(tail))


def _part(name: str) -> str:
    return resources.files("sp404_gui.export").joinpath("page", name).read_text(encoding="utf-8")


def _filled(text: str, **values: str) -> str:
    return Template(text).substitute(values)


def _policy(style: str, script: str) -> str:
    """Allow this style, this script and the audio files; nothing else, above all no network."""
    allowed_style, allowed_script = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{allowed_style}'; script-src 'sha256-{allowed_script}'; "
        "media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


def _data(value: object) -> str:
    """JSON that can stand inside a script element."""
    return to_line(value).translate(_IN_SCRIPT)


def _shown(sample: JsonObject, links: Links) -> object:
    """What the page needs of a sample."""
    features: Mapping[str, Any] = sample.get("features") or {}
    shown = {
        **{name: sample[name] for name in ("id", "status", "skip_reason", "vibe", "groove", "user", "errors") if sample.get(name)},
        "features": {**{name: features[name] for name in _FEATURES if features.get(name) is not None}, **_waveform(features)},
        "matches": [{"id": m["id"], "score": m["score"], "why": m.get("why", "")} for m in (sample.get("matches") or ())[:_SHOWN_MATCHES]],
    }
    return visible_all({**shown, "path": sample["path"].replace(os.sep, "/"), "link": links.url(sample)})


def _waveform(features: Mapping[str, Any]) -> dict[str, str]:
    """The picture, if it is one; the page decodes it without looking twice."""
    encoded = features.get("waveform")
    try:
        return {"waveform": str(encoded)} if base64.b64decode(encoded or "", validate=True) else {}
    except (TypeError, ValueError):
        return {}
