"""The window's own log: a file that does not grow for ever, and its last lines for a report."""

import logging
import os
from collections import deque
from collections.abc import Sequence
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler

from sp404_gui.store.atomic import OPEN_FLAGS
from sp404_gui.store.folders import make_private

_FILE_BYTES = 1 << 20
_FILES = 3
_KEPT_LINES = 50
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("httpx", "httpcore", "qasync", "asyncio")


class LastLines(logging.Handler):
    """Keeps the last lines in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_KEPT_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


class _PrivateFile(RotatingFileHandler):
    """A log that nobody but the user can read."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | OPEN_FLAGS, 0o600)
        return open(descriptor, "a", encoding=self.encoding, errors=self.errors)


def keep_log(folder: str) -> None:
    """Log into a folder from now on; without one that can be written, in memory alone."""
    handlers: list[logging.Handler] = [LastLines()]
    try:
        make_private(folder)
        file = os.path.join(folder, "window.log")
        handlers.append(_PrivateFile(file, maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8", errors="replace"))
    except OSError:
        pass  # a log is no reason not to start
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORM))
        logging.getLogger().addHandler(handler)
    logging.getLogger("sp404_gui").setLevel(logging.INFO)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def recent_lines() -> Sequence[str]:
    """The last lines that were logged."""
    return [line for handler in logging.getLogger().handlers if isinstance(handler, LastLines) for line in handler.lines]
