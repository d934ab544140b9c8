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
        self._root, self._folder = root, folder
        self._absolute_url = PurePath(root).as_uri().rstrip("/") + "/"
        self._url, self._prefix = self._absolute_url, root
        if folder is not None and _is_beneath(root, os.path.abspath(folder)):
            inside = os.path.relpath(root, folder)
            self._prefix = "" if inside == os.curdir else inside
            self._url = _quoted(self._prefix) + "/" if self._prefix else ""

    def url(self, sample: JsonObject) -> str:
        """The file as a URL, every unusual byte percent-encoded."""
        path = path_of(sample)
        return self._url_beside(path) if _is_beside(path) else self._url + _quoted(path)

    def line(self, sample: JsonObject) -> str:
        """The file as one line of a playlist: its plain name, or an absolute URL where a plain name would be misread."""
        path = path_of(sample)
        name = self._name_beside(path) if _is_beside(path) else os.path.join(self._prefix, path)
        is_plain = visible(name) == name == name.strip() and not name.startswith("#") and not _SCHEME.match(name)
        if is_plain:
            return name
        return PurePath(self._file(path)).as_uri() if _is_beside(path) else self._absolute_url + _quoted(path)

    def _url_beside(self, path: str) -> str:
        name = self._name_beside(path)
        return PurePath(name).as_uri() if os.path.isabs(name) else _quoted(name)

    def _name_beside(self, path: str) -> str:
        """A file in a folder beside the root: where the scan found it, which "root/.." is not when the root is a link."""
        file = self._file(path)
        if self._folder is not None and _is_beneath(file, os.path.abspath(self._folder)):
            return os.path.relpath(file, self._folder)
        return file

    def _file(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._root, path))


def _is_beside(path: str) -> bool:
    return path.startswith(os.pardir + os.sep)


def _is_beneath(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:  # on different drives
        return False


def _quoted(path: str) -> str:
    return quote(os.fsencode(path.replace(os.sep, "/")))
