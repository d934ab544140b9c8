"""Times of day as the user reads them."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from sp404_gui.domain.text import printable


def local_moment(at: str, form: str = "d MMM HH:mm:ss") -> str:
    """A moment of the program's own files in the user's time zone and language; what is no moment stays as it is.

    Args:
        at: ISO 8601.
        form: Qt's letters for day, month, hour, minute and second.
    """
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return printable(at)
    shown = QDateTime(QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute, moment.second))
    return QLocale().toString(shown, form)


def seconds_of(at: str) -> float | None:
    """The same as seconds since 1970, None for what is no moment."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError):
        return None
