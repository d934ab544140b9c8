"""A wait of a job, as a sentence."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.events import Waiting
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.wording import clock_time

_LONG_S = 60.0


def in_words(waiting: Waiting) -> str:
    """A wait as a sentence: a long one says the time of day at which it ends."""
    if waiting.seconds < _LONG_S:
        return QCoreApplication.translate("collection", "Tries again soon: %1").replace("%1", in_window(waiting.reason))
    ends = datetime.now(UTC) + timedelta(seconds=waiting.seconds)
    sentence = QCoreApplication.translate("collection", "Waits until %1: %2")
    return sentence.replace("%1", clock_time(ends)).replace("%2", in_window(waiting.reason))
