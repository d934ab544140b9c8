"""A time of day, or none."""

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionSpinBox, QTimeEdit, QWidget

from sp404_gui.ui.dialogs.drawing import ARROWLESS, draw_spin_arrows
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.dialogs.writing import is_being_written

_LETTERS = 15


class Hour(QWidget):
    """A time of day, or none.

    Args:
        text: What a time means; switched off there is none.
        usual: The time offered first, as "22:00".
        parent: The widget around it.

    Attributes:
        edited: The user chose this text such as "22:00", or None.
    """

    edited = Signal(object)

    def __init__(self, text: str, usual: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Switch(text)
        self.time = _Time(QTime.fromString(usual, "HH:mm"))
        self.time.setKeyboardTracking(False)
        self.time.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.time.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.switch)
        row.addWidget(self.time)
        row.addStretch()
        self.setFocusProxy(self.switch)
        self.switch.edited.connect(self._changed)
        self.time.timeChanged.connect(self._changed)

    @property
    def value(self) -> str | None:
        """The time, None without one."""
        return self.time.time().toString("HH:mm") if self.switch.isChecked() else None

    def show_value(self, value: object) -> None:
        """Show a time as "22:00", or None. What the user is writing stays."""
        if self.time.is_being_written:
            return
        with QSignalBlocker(self.time):
            if isinstance(value, str):
                self.time.setTime(QTime.fromString(value, "HH:mm"))
        self.switch.setChecked(isinstance(value, str))
        self.time.setEnabled(isinstance(value, str))

    def setAccessibleName(self, name: str) -> None:
        """Name both controls."""
        super().setAccessibleName(name)
        self.switch.setAccessibleName(name)
        self.time.setAccessibleName(name)

    def _changed(self) -> None:
        self.time.setEnabled(self.switch.isChecked())
        self.edited.emit(self.value)


class _Time(QTimeEdit):
    def __init__(self, time: QTime) -> None:
        super().__init__(time)
        self.setDisplayFormat("HH:mm")
        self.setStyleSheet(ARROWLESS)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.editingFinished.connect(lambda: self.lineEdit().setModified(False))

    @property
    def is_being_written(self) -> bool:
        return is_being_written(self, self.lineEdit())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        draw_spin_arrows(self, option)
