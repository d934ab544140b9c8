"""The table of export formats, and the one way to write one to a file."""

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO

from sp404_gui.domain.errors import UsageError
from sp404_gui.export.csv import write_csv
from sp404_gui.export.html import write_html
from sp404_gui.export.json import write_json
from sp404_gui.export.jsonl import write_jsonl
from sp404_gui.export.markdown import write_markdown
from sp404_gui.export.playlist import write_playlist
from sp404_gui.export.source import ExportJob
from sp404_gui.export.text import visible
from sp404_gui.library.scan import is_audio_name
from sp404_gui.store.atomic import atomic_writer
from sp404_gui.store.layout import is_of_job

Writer = Callable[[ExportJob, IO[str], str | None], None]

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "json": write_json,
        "jsonl": write_jsonl,
        "csv": write_csv,
        "markdown": write_markdown,
        "html": write_html,
        "m3u": write_playlist,
    }
)


def write(format_name: str, job: ExportJob, stream: IO[str], folder: str | None = None) -> None:
    """Write a job to a text stream (UTF-8, newlines untranslated).

    Args:
        format_name: One of FORMATS.
        job: What is written; its samples are read once, as they are written.
        stream: Where to.
        folder: Folder the text will lie in, for relative links; None makes links absolute.

    Raises:
        UsageError: There is no such format.
    """
    if format_name not in FORMATS:
        raise UsageError(f"There is no export format {visible(format_name)!r}. Choose one of: {', '.join(FORMATS)}.")
    FORMATS[format_name](job, stream, folder)


def export_to(path: str, format_name: str, job: ExportJob, *, overwrite: bool = False) -> None:
    """Write a job to a file, as one step: the file appears whole or not at all.

    Args:
        path: The file.
        format_name: One of FORMATS.
        job: What is written.
        overwrite: Whether a file that is there already may be replaced.

    Raises:
        UsageError: No such format, a file is there already, it is a sound, the place is a job's own, or the folder is missing or not
            writable.
        DiskFull: The disk takes no more; what was there is untouched.
        FatalError: The disk failed otherwise; what was there is untouched.
    """
    path = os.path.abspath(path)
    _refuse_existing(path, overwrite=overwrite)
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        raise UsageError(f"The folder {visible(folder)} does not exist. Create it, or choose another place.")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"The folder {visible(folder)} may not be written to. Choose another place, or change its permissions.")
    with atomic_writer(path) as stream:
        write(format_name, job, stream, folder)
        _refuse_existing(path, overwrite=overwrite)


def _refuse_existing(path: str, *, overwrite: bool) -> None:
    """Asked before and after, because somebody else may have written there meanwhile."""
    if os.path.isdir(path):
        raise UsageError(f"{visible(path)} is a folder. Name a file inside it.")
    if is_of_job(path):
        raise UsageError(f"{visible(path)} is where a job keeps its own. Choose another place.")
    if os.path.exists(path) and is_audio_name(os.path.realpath(path)):
        raise UsageError(f"{visible(path)} is a sound, and was left as it is. Choose another name.")
    if os.path.lexists(path) and not overwrite:
        raise UsageError(f"{visible(path)} exists already and was left as it is. Choose another name, or add --overwrite.")
