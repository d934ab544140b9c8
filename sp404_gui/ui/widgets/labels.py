"""Labels that show text as it is: never markup, never a link."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


class PlainLabel(QLabel):
    """A label for any text.

    Args:
        text: Shown as it is.
        role: How the stylesheet shows it, as "dim" or "title".
        parent: The widget around it.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Show it another way."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A label of one line that shortens what does not fit, and tells all of it to a screen reader.

    Args:
        text: Shown as it is.
        role: How the stylesheet shows it.
        parent: The widget around it.
        elide: Where it is shortened: names in the middle, sentences at the end.
    """

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__(text, role, parent)
        self._elide = elide
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """A few characters wide."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setAccessibleName(text)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint what fits."""
        with QPainter(self) as painter:
            option = QStyleOption()
            option.initFrom(self)
            room = self.contentsRect()
            text = self.fontMetrics().elidedText(self.text(), self._elide, room.width())
            self.style().drawItemText(
                painter,
                room,
                int(self.alignment()),
                option.palette,
                bool(option.state & QStyle.StateFlag.State_Enabled),
                text,
                self.foregroundRole(),
            )


class SectionLabel(PlainLabel):
    """The heading of a section: small, spaced capitals.

    Args:
        text: Shown as it is.
        parent: The widget around it.
        above: Pixels of free room over it, where what stands before it is as near as what it heads.
    """

    def __init__(self, text: str, parent: QWidget | None = None, *, above: int = 0) -> None:
        super().__init__(text, "section", parent)
        self.setContentsMargins(0, above, 0, 0)
        font = QFont(self.font())
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 109)
        self.setFont(font)
