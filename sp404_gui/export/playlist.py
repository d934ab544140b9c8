"""An extended M3U playlist in UTF-8."""

import math
import os
from typing import IO

from sp404_gui.export.links import Links
from sp404_gui.export.source import ExportJob, JsonObject
from sp404_gui.export.text import visible


def write_playlist(job: ExportJob, stream: IO[str], folder: str | None = None) -> None:
    """List every sample that could be decoded, in order.

    Args:
        job: What is written.
        stream: Where to.
        folder: Folder of the playlist; samples beneath it are named relative to it.
    """
    links = Links(job.root, folder)
    stream.write("#EXTM3U\n")
    stream.write(f"#PLAYLIST:{visible(str(job.job.get('name', '')))}\n")
    for sample in job.samples():
        if sample.get("features"):
            stream.write(f"#EXTINF:{_seconds(sample)},{_title(sample)}\n{links.line(sample)}\n")


def _seconds(sample: JsonObject) -> int:
    """Whole seconds, rounded up; -1 is the format's word for unknown."""
    duration_s = sample["features"].get("duration_s")
    return math.ceil(duration_s) if isinstance(duration_s, (int, float)) and math.isfinite(duration_s) else -1


def _title(sample: JsonObject) -> str:
    return visible(os.path.basename(sample["path"]))
