"""Waves under what a line edit does not understand, dots under what it took for something else, and the sentence that says why."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QToolTip

from sp404_gui.ui.search.hearing import Remark
from sp404_gui.ui.search.query import Fault
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import plain_tooltip


class FaultMarks(QObject):
    """Marks faults and remarks in a field, and tells them as its tooltip and its accessible description.

    Args:
        field: The field.
        theme: Where the colours come from.
    """

    def __init__(self, field: QLineEdit, theme: Theme) -> None:
        super().__init__(field)
        self._field = field
        self._theme = theme
        self._faults: Sequence[Fault] = ()
        self._remarks: Sequence[Remark] = ()
        self._composing = False
        field.installEventFilter(self)
        theme.changed.connect(self._mark)

    def show_faults(self, faults: Sequence[Fault], remarks: Sequence[Remark] = ()) -> None:
        """Mark these and no others; a term whose value is about to be typed is not marked yet."""
        self._faults, self._remarks = faults, remarks
        self._field.setAccessibleDescription("\n".join(mark.sentence for mark in self._all))
        self._mark()

    @property
    def _all(self) -> list[Fault | Remark]:
        return [*self._faults, *self._remarks]

    def select_first(self) -> None:
        """Select the first of them, so that typing replaces it."""
        if self._faults:
            self._field.setFocus()
            self._field.setSelection(self._faults[0].start, self._faults[0].end - self._faults[0].start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say over a marked term what is wrong with it; notice when an input method composes."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().eventFilter(watched, event)
        place = self._field.cursorPositionAt(event.pos())
        sentence = next((mark.sentence for mark in self._all if mark.start <= place <= mark.end), "")
        QToolTip.showText(event.globalPos(), plain_tooltip(sentence), self._field)
        return True

    def _mark(self) -> None:
        """Formats reach a line edit as those of an input method do, counted from the cursor. They would end what one composes."""
        if self._composing:
            return
        cursor = self._field.cursorPosition()
        typing = cursor if self._field.hasFocus() else -1
        waves, dots = QTextCharFormat.UnderlineStyle.WaveUnderline, QTextCharFormat.UnderlineStyle.DotLine
        attributes = [
            self._attribute(fault, cursor, waves, "failed") for fault in self._faults if not (fault.unfinished and fault.end == typing)
        ]
        attributes += [self._attribute(remark, cursor, dots, "warning") for remark in self._remarks]
        QCoreApplication.sendEvent(self._field, QInputMethodEvent("", attributes))

    def _attribute(
        self, place: Fault | Remark, cursor: int, line: QTextCharFormat.UnderlineStyle, color: str
    ) -> QInputMethodEvent.Attribute:
        mark = QTextCharFormat()
        mark.setUnderlineStyle(line)
        mark.setUnderlineColor(self._theme.color(color))
        return QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, place.start - cursor, place.end - place.start, mark)
