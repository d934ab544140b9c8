"""Content that scrolls up and down, and is never cut at the side."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """A widget that scrolls up and down where there is no room for it; it asks for the width that its content needs.

    Args:
        content: The widget.
        parent: The widget around it.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """As wide as its content needs."""
        return QSize(
            self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), super().minimumSizeHint().height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words in the content may need another width; Qt's scroll area tells nobody of that."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._content:
            self.updateGeometry()
        return super().eventFilter(watched, event)
