"""What the list says when no sample passes the filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sp404_gui.ui.widgets.labels import PlainLabel


class NothingFound(QWidget):
    """A sentence and the way out, over the middle of a list.

    Args:
        parent: The viewport that it covers.

    Attributes:
        reset_wanted: The user wants all samples back.
    """

    reset_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        reset = QPushButton(self.tr("Reset filter"), self)
        reset.setAccessibleName(self.tr("Reset filter"))
        reset.setCursor(Qt.CursorShape.PointingHandCursor)
        reset.clicked.connect(self.reset_wanted)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(PlainLabel(self.tr("No sample matches"), "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(reset, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.hide()
