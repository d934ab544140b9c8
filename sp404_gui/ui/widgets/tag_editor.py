"""A person's own words for samples: chips that can be removed, and a field for more."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.chip import Chip
from sp404_gui.ui.widgets.flow import FlowLayout
from sp404_gui.ui.widgets.quiet_field import quiet_field
from sp404_gui.ui.wording import plain_tooltip

_LONGEST = 64
_SHOWN = 24
"""Characters of a tag on its chip; the tooltip has all of them."""


def tags_of(text: str) -> list[str]:
    """The tags in what was typed: separated by commas, without needless spaces, at most 64 characters each."""
    return [tag for part in text.split(",") if (tag := " ".join(part.split())[:_LONGEST])]


class TagEditor(QWidget):
    """Tags as chips.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.

    Attributes:
        tag_added: The user wants a tag, a str, on all that is shown; an object, since Qt's own strings hold not every text.
        tag_removed: The user wants a tag gone, as above.
    """

    tag_added = Signal(object)
    tag_removed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags: tuple[str, ...] = ()
        self._partial: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, spacing=4)
        self._field = _TagField(theme, self)
        self._flow.addWidget(self._field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._field.written.connect(self._add)
        self._field.took_back.connect(self._take_back)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that are shown as held."""
        return self._tags

    def set_tags(self, tags: Iterable[str], partial: Iterable[str] = ()) -> None:
        """Show tags; what is being typed stays.

        Args:
            tags: Held by all that is shown.
            partial: Held by some; a click on them gives them to all.
        """
        tags, partial = tuple(tags), tuple(partial)
        if (tags, partial) != (self._tags, self._partial):
            self._tags, self._partial = tags, partial
            self._rebuild()

    def sizeHint(self) -> QSize:
        """One line, in which a few tags have room."""
        return QSize(200, self._field.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow; how high it is then depends on the tags."""
        return QSize(60, self._field.sizeHint().height())

    def commit(self) -> None:
        """Take what is typed as done."""
        self._field.commit()

    def _rebuild(self) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._flow.removeWidget(self._field)
        self._flow.clear()
        self._chips = [self._held(tag) for tag in self._tags] + [self._offered(tag) for tag in self._partial]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self._field)
        self._flow.setEnabled(False)  # with each chip that is shown, Qt would lay out all that is around it
        before: QWidget = self._field
        for widget in (*self._chips, self._field):  # the field comes last, so that the chips stand where it stood
            widget.show()
            if before is not widget:
                QWidget.setTabOrder(before, widget)
            before = widget
        self._flow.setEnabled(True)
        self.updateGeometry()
        if had_focus:
            self._field.setFocus()

    def _held(self, tag: str) -> Chip:
        chip = Chip(_short(tag), self._theme, closable=True, parent=self)
        chip.setAccessibleName(self.tr("Remove %1").replace("%1", printable(tag)))
        chip.setToolTip(plain_tooltip(tag))
        chip.clicked.connect(lambda: self.tag_removed.emit(tag))
        return chip

    def _offered(self, tag: str) -> Chip:
        chip = Chip(f"{_short(tag)} +", self._theme, parent=self)
        chip.setAccessibleName(self.tr("Give %1 to all").replace("%1", printable(tag)))
        chip.setToolTip(self.tr("Some of the selected samples have this tag. Click to give it to all."))
        chip.clicked.connect(lambda: self.tag_added.emit(tag))
        return chip

    def _add(self, text: str) -> None:
        known = {tag.casefold() for tag in self._tags}
        for tag in tags_of(text):
            if tag.casefold() not in known:
                known.add(tag.casefold())
                self.tag_added.emit(tag)

    def _take_back(self) -> None:
        if self._tags:
            self.tag_removed.emit(self._tags[-1])


def _short(tag: str) -> str:
    return tag if len(tag) <= _SHOWN else f"{tag[: _SHOWN - 1]}…"


class _TagField(QLineEdit):
    """Where a tag is typed; Enter, a comma or leaving the field takes it."""

    written = Signal(str)
    took_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(self.tr("+ tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self.setToolTip(self.tr("Enter or a comma adds the tag; Backspace in the empty field takes the last one back."))
        self.setMaxLength(4 * _LONGEST)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self.updateGeometry)
        self.returnPressed.connect(self.commit)
        theme.changed.connect(self._dress)
        self._dress()

    def commit(self) -> None:
        """Take what is typed."""
        text = self.text()
        self.clear()
        if text.strip():
            self.written.emit(text)

    def sizeHint(self) -> QSize:
        """As wide as what is typed, as high as a chip."""
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(self.text()), metrics.horizontalAdvance(self.placeholderText()))
        return QSize(min(widest, 14 * metrics.height()) + 2 * metrics.height(), round(metrics.height() * 1.55))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes what is typed; a context menu does not leave it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in an empty field takes the last tag back, Escape forgets what is typed."""
        if event.key() == Qt.Key.Key_Backspace and not self.text() and not event.isAutoRepeat():
            self.took_back.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        if "," in text:
            whole, _, rest = text.rpartition(",")
            self.setText(rest.lstrip())
            self.written.emit(whole)

    def _dress(self) -> None:
        self.setStyleSheet(quiet_field("QLineEdit", self._theme.palette, padding="0 5px"))
