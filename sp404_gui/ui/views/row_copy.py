"""Samples on the clipboard as text, however many they are."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.models.carrying import as_lines, cells_of
from sp404_gui.ui.models.columns import Column

_AT_ONCE = 250
"""Rows that are worded in one go: more would keep the window from its next frame."""


class RowCopy(QObject):
    """Words rows, with room for other things in between, and puts them on the clipboard; what is copied meanwhile stays there instead.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._records: Sequence[SampleRecord] = ()
        self._columns: Sequence[Column] = ()
        self._cells: list[list[str]] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        QGuiApplication.clipboard().dataChanged.connect(self._give_up)

    def begin(self, records: Sequence[SampleRecord], columns: Sequence[Column]) -> None:
        """Copy samples: a few at once, many soon."""
        self._records, self._columns, self._cells = records, columns, []
        self._go_on()

    def _go_on(self) -> None:
        start = len(self._cells)
        self._cells += cells_of(self._records[start : start + _AT_ONCE], self._columns)
        if len(self._cells) < len(self._records):
            self._next.start()
            return
        text = as_lines([column.title for column in self._columns], self._cells)
        self._give_up()
        QGuiApplication.clipboard().setText(text)

    def _give_up(self) -> None:
        self._next.stop()
        self._records, self._cells = (), []
