"""Controls for one value each: they show it, and tell when the user chose another. Setting a value is never taken for a choice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QStyleOptionSpinBox,
    QWidget,
)

from sp404_gui.ui.dialogs.drawing import ARROWLESS, draw_arrow, draw_spin_arrows
from sp404_gui.ui.dialogs.hour import Hour
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.dialogs.writing import is_being_written

_CHOICE_LETTERS = 22
_NUMBER_LETTERS = 20
_ARROW_WIDTH = 22
_MINUS = "−"
_AROUND_WORDS = 24
"""What frame and margins take of the width of a number's field."""


class Choice(QComboBox):
    """One of a few values.

    Args:
        options: Value and text of each.
        parent: The widget around it.

    Attributes:
        edited: The user chose this value.
    """

    edited = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(_CHOICE_LETTERS)
        self.show_options(options)
        self.activated.connect(self._chosen)

    @property
    def value(self) -> object:
        """The value that is shown; None without options."""
        return self._values[self.currentIndex()] if self._values else None

    def show_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer other values; the one that is shown stays if it is still among them."""
        before = self.value
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([text for _, text in options])
        self.show_value(before)

    def show_value(self, value: object) -> None:
        """Show a value; one that is not offered shows the first."""
        if self._values:
            self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change what the pointer happens to pass."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it with an arrow."""
        super().paintEvent(event)
        room = self.rect()
        room.setLeft(room.right() - _ARROW_WIDTH)
        draw_arrow(self, room, down=True)

    def _chosen(self, index: int) -> None:
        self.edited.emit(self._values[index])


class Number(QDoubleSpinBox):
    """A number in a range, or none.

    Args:
        least: Smallest number.
        most: Largest number.
        step: What an arrow adds.
        decimals: Places after the point; with 0 the values are ints.
        none_text: What stands for no number; "" where there must be one.
        unit: What follows the number.

    Attributes:
        edited: The user chose this int, float or None.
    """

    edited = Signal(object)

    def __init__(self, least: float, most: float, *, step: float = 1, decimals: int = 0, none_text: str = "", unit: str = "") -> None:
        super().__init__()
        self._least = least
        self.setDecimals(decimals)
        # the place below the least number stands for none
        self.setRange(least - step if none_text else least, most)
        self.setSingleStep(step)
        self.setSpecialValueText(none_text)
        self.setSuffix(f" {unit}" if unit else "")
        self.setGroupSeparatorShown(True)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(ARROWLESS)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(none_text) + _AROUND_WORDS
        self.setFixedWidth(max(metrics.averageCharWidth() * _NUMBER_LETTERS, words) + _ARROW_WIDTH)
        self.valueChanged.connect(self._changed)
        self.editingFinished.connect(lambda: self.lineEdit().setModified(False))

    @property
    def chosen(self) -> int | float | None:
        """The number that is shown, None for none."""
        value = self.value()
        if value < self._least:
            return None
        return value if self.decimals() else int(value)

    def show_value(self, value: object) -> None:
        """Show a number; None and what is no number show none. What the user is writing stays."""
        if not is_being_written(self, self.lineEdit()):
            with QSignalBlocker(self):
                self.setValue(float(value) if isinstance(value, int | float) else self.minimum())

    def textFromValue(self, val: float) -> str:
        """A real minus sign, as everywhere in the window."""
        return super().textFromValue(val).replace("-", _MINUS)

    def valueFromText(self, text: str) -> float:
        """The minus sign of the keyboard will do."""
        return super().valueFromText(text.replace(_MINUS, "-"))

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:  # noqa: A002 - Qt names it so
        """As the value is read; the text stays as it is written."""
        state, _, place = super().validate(input.replace(_MINUS, "-"), pos)
        return state, input, place

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As with `Choice`."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it with its two arrows."""
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        draw_spin_arrows(self, option)

    def setAccessibleName(self, name: str) -> None:
        """Name it, and the line inside that has the focus."""
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def _changed(self, _: float) -> None:
        self.edited.emit(self.chosen)


class Line(QLineEdit):
    """A line of text, taken when the user leaves it or presses Enter.

    Args:
        placeholder: What stands there while it is empty.
        fault_of: Says what is wrong with a text, "" where nothing is. A wrong text stays in the field and is not taken.
        parent: The widget around it.

    Attributes:
        edited: The user wrote this text.
        judged: What is wrong with the text, "" when nothing is.
    """

    edited = Signal(object)
    judged = Signal(str)

    def __init__(self, placeholder: str = "", fault_of: Callable[[str], str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault_of = fault_of
        self._shown = ""
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHOICE_LETTERS)
        self.textEdited.connect(self._judge)
        self.editingFinished.connect(self._finished)

    @property
    def fault(self) -> str:
        """What is wrong with the text."""
        return self._fault_of(self.text().strip()) if self._fault_of is not None else ""

    def show_value(self, value: object) -> None:
        """Show a text, a list of words, or nothing. What the user is writing stays."""
        text = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value or "")
        self._shown = text
        if text != self.text() and not is_being_written(self, self):
            self.setText(text)
            self.setCursorPosition(0)  # of a long one its beginning is seen

    def _judge(self) -> None:
        self.judged.emit(self.fault)

    def _finished(self) -> None:
        text = self.text().strip()
        self.setModified(bool(self.fault))
        if text != self._shown and not self.fault:
            self._shown = text
            self.edited.emit(text)


Field = Choice | Number | Switch | Line | Hour
