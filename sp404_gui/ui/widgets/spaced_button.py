"""A button whose words keep a distance from its icon."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton

_SPACE = " "


class SpacedButton(QPushButton):
    """Shows a space between icon and words; its text is the words alone. Return presses it while it has the keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it on Return: Qt would press the dialog's default button instead, such as Start while Cancel has the keyboard."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Add the space where there are both; Qt's own distance leaves them almost touching."""
        super().initStyleOption(option)
        if option.text and not option.icon.isNull():
            option.text = _SPACE + option.text
