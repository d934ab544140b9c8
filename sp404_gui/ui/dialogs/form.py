"""A form: labelled controls under each other, each with what there is to know about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.fields import Line
from sp404_gui.ui.widgets.labels import PlainLabel

_FRAME = 16
"""What the frame of a control adds to the height of its text."""
_GAP = 4


class Row:
    """One control of a form with its label and hint.

    Args:
        title: What the value is.
        control: The control.
        hint: What there is to know about it.

    Attributes:
        control: The control.
        label: Shows the title.
        note: Shows the hint, or what is wrong.
    """

    def __init__(self, title: str, control: QWidget, hint: str) -> None:
        self.control = control
        self.label = PlainLabel(title)
        self.note = PlainLabel(hint, "dim")
        self._hint = hint
        self._words = f"{title} {hint}".casefold()
        self.note.setWordWrap(True)
        self.note.setVisible(bool(hint))
        control.setAccessibleName(title)
        control.setAccessibleDescription(hint)
        if isinstance(control, Line):
            control.judged.connect(self.show_fault)

    def has(self, words: str) -> bool:
        """Whether all of these words, in small letters, are about it."""
        return all(word in self._words for word in words.split())

    def show(self, shown: bool) -> None:
        """Show or hide all of it."""
        self.label.setVisible(shown)
        self.control.setVisible(shown)
        self.note.setVisible(shown and bool(self.note.text()))

    def mark(self, *, hit: bool) -> None:
        """Show the label as found by a search, or as ever."""
        self.label.set_role("accent" if hit else "")

    def show_fault(self, sentence: str) -> None:
        """Say what is wrong with the value; "" when nothing is."""
        self._say(sentence, "failed" if sentence else "dim")

    def show_origin(self, sentence: str) -> None:
        """Say who settled the value, so that it cannot be changed here; "" when it can."""
        self.control.setEnabled(not sentence)
        self._say(sentence, "warning" if sentence else "dim")

    def _say(self, sentence: str, role: str) -> None:
        text = printable(sentence) or self._hint
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
        self.note.set_role(role)


class Form(QWidget):
    """Rows under each other, labels at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    def add(self, title: str, control: QWidget, hint: str = "") -> Row:
        """Add a control."""
        row = Row(title, control, hint)
        line = self._grid.rowCount()
        self._grid.addWidget(row.label, line, 0, Qt.AlignmentFlag.AlignTop)
        row.label.setMinimumHeight(self.fontMetrics().height() + _FRAME)
        self._grid.addWidget(control, line, 1, _place(control))
        self._grid.addWidget(row.note, line + 1, 1)
        self._grid.setRowMinimumHeight(line + 2, _GAP)
        return row


def _place(control: QWidget) -> Qt.AlignmentFlag:
    """Controls that can use the room get it, the others stand at the left."""
    grows = QSizePolicy.PolicyFlag.ExpandFlag | QSizePolicy.PolicyFlag.IgnoreFlag
    expands = control.sizePolicy().horizontalPolicy().value & grows.value
    return Qt.AlignmentFlag(0) if expands or control.layout() is not None else Qt.AlignmentFlag.AlignLeft
