"""The files and folders that a drag carries."""

import os
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDropEvent

_UNDECODABLE = "\ufffd"


def local_paths(urls: Iterable[QUrl]) -> list[str]:
    """The absolute paths among the addresses of a drag; names that are not UTF-8 keep their bytes, as surrogates."""
    return [_path(url) for url in urls if url.isLocalFile()]


def take_copy(event: QDropEvent) -> None:
    """Take what is dropped, or dragged over, as a copy, whatever was proposed: whoever hears that it was moved deletes the user's file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _path(url: QUrl) -> str:
    path = url.toLocalFile()
    if os.name != "nt" and ("%" in path or _UNDECODABLE in path):
        path = os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
    return os.path.normpath(path)
