"""Where the audio files lie, seen from the file that is written."""

import os
import re
from pathlib import PurePath
from urllib.parse import quote

from sp404_gui.export.source import JsonObject
from sp404_gui.export.text import visible
from sp404_gui.store.codec import path_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


class Links:
    """Names the samples of a job from a folder: relative where they lie beneath it, so that both can move, else absolute.

    Args:
        root: Absolute folder of the samples.
        folder: Folder of the file that is written; None makes every name absolute.
    """

    def __init__(self, root: str, folder: str | None) -> None:
        root = os.path.abspath(root)
        self._absolute_url = PurePath(root).as_uri().rstrip("/") + "/"
        self._url, self._prefix = self._absolute_url, root
        if folder is not None and _is_beneath(root, os.path.abspath(folder)):
            inside = os.path.relpath(root, folder)
            self._prefix = "" if inside == os.curdir else inside
            self._url = _quoted(self._prefix) + "/" if self._prefix else ""

    def url(self, sample: JsonObject) -> str:
        """The file as a URL, every unusual byte percent-encoded."""
        return self._url + _quoted(path_of(sample))

    def line(self, sample: JsonObject) -> str:
        """The file as one line of a playlist: its plain name, or an absolute URL where a plain name would be misread."""
        path = path_of(sample)
        name = os.path.join(self._prefix, path)
        is_plain = visible(name) == name == name.strip() and not name.startswith("#") and not _SCHEME.match(name)
        return name if is_plain else self._absolute_url + _quoted(path)


def _is_beneath(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:  # on different drives
        return False


def _quoted(path: str) -> str:
    return quote(os.fsencode(path.replace(os.sep, "/")))
