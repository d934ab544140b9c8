"""One tab stop for a group of buttons; the arrow keys move inside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Roving(QObject):
    """Moves the keyboard focus among buttons. A mouse click leaves the focus where it is.

    Attributes:
        entered: Carries the button that has the keyboard now.
    """

    entered = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buttons: list[QAbstractButton] = []

    def rove(self, buttons: Sequence[QAbstractButton]) -> None:
        """Take charge of these buttons and no others."""
        stop = next((button for button in buttons if button in self._buttons and button.focusPolicy() != Qt.FocusPolicy.NoFocus), None)
        for button in set(buttons) - set(self._buttons):
            button.installEventFilter(self)
        self._buttons = list(buttons)
        self._stop_at(stop or next(iter(buttons), None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys go to the next button, Return presses."""
        if not isinstance(watched, QAbstractButton) or watched not in self._buttons:
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._stop_at(watched)
            self.entered.emit(watched)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return not event.modifiers() & Qt.KeyboardModifier.AltModifier and self._use(watched, event.key())
        return False

    def _use(self, button: QAbstractButton, key: int) -> bool:
        if key in _PRESSING:
            button.click()
        elif key in _STEPS:
            place = self._buttons.index(button) + _STEPS[key]
            if 0 <= place < len(self._buttons):
                self._stop_at(self._buttons[place])
                self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _stop_at(self, stop: QAbstractButton | None) -> None:
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is stop else Qt.FocusPolicy.NoFocus)
