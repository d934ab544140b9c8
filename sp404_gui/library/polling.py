"""Folders that are read again and again, where the system does not tell what happens in them. No link is followed into another folder."""

import os
import time
from collections.abc import Iterator, Sequence
from threading import Event

from sp404_gui.library.naming import is_inside
from sp404_gui.library.scan import is_audio_name

_REST_S = 0.001
"""After each folder: other threads want to go on."""
_MOST_WORK = 20
"""So many times as long as a reading took, there is none."""

Stamp = tuple[int, int] | None
"""Size in bytes and time of change in ns; None where there is no file."""


def poll(folders: Sequence[str], end: Event, look_s: float, rest_s: float) -> Iterator[set[str]]:
    """The audio files that have come, changed or gone, until the end; an empty set each time that nothing was looked at.

    Args:
        folders: Absolute paths.
        end: Set when it is time to end.
        look_s: How often something is given.
        rest_s: How long it rests between two readings, at least.
    """
    known, due = _read(folders, end), time.monotonic() + rest_s
    while not end.wait(min(look_s, rest_s)):
        began = time.monotonic()
        if began < due:
            yield set()
            continue
        found = _read(folders, end)
        due = time.monotonic() + max(rest_s, _MOST_WORK * (time.monotonic() - began))
        if not end.is_set():  # what is half read is no news
            yield {file for file in known.keys() | found.keys() if known.get(file) != found.get(file)}
        known = found


def _read(folders: Sequence[str], end: Event) -> dict[str, Stamp]:
    files = (file for folder in folders for file in audio_below(folder, end))
    return {file: stamp for file in files if (stamp := stamp_of(file)) is not None}


def audio_below(folder: str, end: Event | None = None) -> Iterator[str]:
    """The audio files in a folder that is no link, and in the folders below; nothing hidden."""
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield from (os.path.join(place, name) for name in names if is_audio_name(name) and not name.startswith("."))
        if end is not None and end.wait(_REST_S):
            return


def stamp_of(path: str) -> Stamp:
    """What tells one content of a file from the next."""
    try:
        info = os.stat(path)
    except (OSError, ValueError):
        return None
    return info.st_size, info.st_mtime_ns


def leads_out(folder: str, end: Event) -> bool:
    """Whether a link in a folder leads to another folder outside of it: a system that watches would watch that too. False at the end."""
    root = os.path.realpath(folder)
    for place, inner, _ in os.walk(folder):
        links = (path for name in inner if os.path.islink(path := os.path.join(place, name)))
        if not all(is_inside(os.path.realpath(link), root) for link in links):
            return True
        if end.is_set():
            break
    return False
