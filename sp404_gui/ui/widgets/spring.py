"""A button that opens what it leads to while something is dragged over it, so that it can be dropped there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton


class Spring(QObject):
    """Makes a button act when a drag comes over it; nothing is dropped on the button itself.

    Args:
        button: The button; it owns this.
        format: What the drag has to carry.
        act: What the button does.
    """

    def __init__(self, button: QAbstractButton, format: str, act: Callable[[], object]) -> None:  # noqa: A002 - Qt's own word
        super().__init__(button)
        self._format = format
        self._act = act
        button.setAcceptDrops(True)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act as soon as the drag is there."""
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter and event.mimeData().hasFormat(self._format):
            event.accept()
            self._act()
            return True
        return super().eventFilter(watched, event)
