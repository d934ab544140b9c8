"""The note on a sample: a field that grows with its text and never loses what is being typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.quiet_field import quiet_field

_MOST_LINES = 8
_AROUND = 6


class NoteField(QPlainTextEdit):
    """Free text, taken over when the field is left or with Ctrl+Enter; Escape brings the former text back.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.

    Attributes:
        written: The user changed the note to this.
    """

    written = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._held = ""
        self._shown = ""
        self.setAccessibleName(self.tr("Note"))
        self.setToolTip(self.tr("Taken over when you leave the field, or with Ctrl+Enter; Escape brings the former text back."))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().setDocumentMargin(1)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_note("")
        self._fit()

    def set_note(self, text: str, *, mixed: bool = False) -> None:
        """Show a note, unless another one is being typed.

        Args:
            text: The note as it is held.
            mixed: Whether several samples differ in it.
        """
        self.setPlaceholderText(self.tr("Different notes: typing replaces them") if mixed else self.tr("Add a note"))
        if not self.is_pending and text != self._held:
            self._held = text
            self.setPlainText(text)
            self._shown = self.toPlainText()  # Qt cannot hold every text: what it made of it is no edit

    @property
    def is_pending(self) -> bool:
        """Whether there is text that was not taken over yet."""
        return self.toPlainText() != self._shown

    def commit(self) -> None:
        """Take over what is typed."""
        if self.is_pending:
            self._held = self._shown = self.toPlainText()
            self.written.emit(self._held)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes the text over; a context menu does not leave it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes over, Escape goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_pending:
            self.setPlainText(self._held)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps another way."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(120, self._height())

    def minimumSizeHint(self) -> QSize:
        """The same, but it may become narrow."""
        return QSize(60, self._height())

    def _fit(self) -> None:
        if self.height() != self._height():
            self.updateGeometry()

    def _height(self) -> int:
        lines = max(1, min(_MOST_LINES, round(self.document().size().height())))
        return lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + _AROUND

    def _dress(self) -> None:
        self.setStyleSheet(quiet_field("QPlainTextEdit", self._theme.palette, padding="1px 6px"))
