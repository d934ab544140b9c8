"""The filter field: what is typed becomes a query, wrong terms are marked, suggestions come as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sp404_gui.ui.announcing import announce
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.facets import FacetCounts
from sp404_gui.ui.search.query import Query, parse
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.search.suggestions import Counted, Suggestion, suggest
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.dropped import local_paths, take_copy
from sp404_gui.ui.widgets.fault_marks import FaultMarks
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.suggestion_list import SuggestionList
from sp404_gui.ui.wording import number, plain_tooltip

_PAUSE_MS = 60
_MOST_RECENT = 12
_Keys = Qt.Key


class FilterField(QLineEdit):
    """A field for the filter language.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        query_changed: Carries the `Query`, shortly after typing, when it asks for something else than before.
        file_dropped: Carries the absolute path of a file that was dropped here: the user looks for what sounds like it. An object,
            since Qt's own strings hold not every path.
        save_wanted: The filter is to be kept under a name.
        left: Return or Escape says that the work here is done; the list may have the keyboard.
    """

    query_changed = Signal(object)
    file_dropped = Signal(object)
    save_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = Query()
        self._speech: Speech | None = None
        self._counted: Counted = {}
        self._recent: list[str] = []
        self._suggestions = SuggestionList(self, theme)
        self._marks = FaultMarks(self, theme)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._past = IconButton(theme, icons, "search", self.tr("Recent filters"))
        self._total = 0
        self._meant = PlainLabel("", "dim")
        self._count = PlainLabel("", "dim")
        self._unsaid = False
        self._alert = IconButton(theme, icons, "alert", self.tr("Not understood"))
        self._save = IconButton(theme, icons, "star", self.tr("Save this search (Ctrl+D)"))
        self._clear = IconButton(theme, icons, "close", self.tr("Clear the filter"))
        self.setAccessibleName(self.tr("Filter"))
        self.setPlaceholderText(self.tr("Filter: words, bpm:85-95, key:Am, vibe:dusty, -vinyl"))
        self._lay_out()
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.settle)
        self._suggestions.taken.connect(self._take)
        self._clear.clicked.connect(self.clear_filter)
        self._save.clicked.connect(self.save_wanted)
        self._past.clicked.connect(self._offer_recent)
        self._alert.clicked.connect(self._marks.select_first)
        self._refresh()

    @property
    def query(self) -> Query:
        """The filter as it was understood last."""
        return self._query

    @property
    def recent(self) -> list[str]:
        """Filters that were used, the newest first."""
        return list(self._recent)

    def set_recent(self, filters: Sequence[str]) -> None:
        """Take up the filters of an earlier session."""
        self._recent = list(filters)[:_MOST_RECENT]

    def set_values(self, counts: FacetCounts) -> None:
        """Know the values that suggestions offer, with their counts."""
        self._counted = counts.values

    def set_speech(self, speech: Speech) -> None:
        """Know which words stand in the collection, so that mistyped ones are understood."""
        self._speech = speech
        self.settle()

    def set_text(self, text: str) -> None:
        """Put in another filter, at once."""
        self.setText(text)
        self.settle()

    def clear_filter(self) -> None:
        """Let everything through again, and remember what was asked."""
        self.remember()
        self.set_text("")

    def show_count(self, shown: int, total: int) -> None:
        """Say how many samples the filter lets through."""
        self._total = total
        sentence = self.tr("%1 of %2").replace("%2", number(total)).replace("%1", number(shown))
        self._count.setText(sentence if not self._query.is_empty else "")
        if self._unsaid:
            self._unsaid = False
            announce(self, self._count.text())
        self._refresh()

    def show_alike(self, exact: int, alike: int) -> None:
        """Say how many of the samples are what was typed, and how many are only like it."""
        sentence = self.tr("%1 exact, %2 alike of %3").replace("%3", number(self._total))
        self._count.setText(sentence.replace("%2", number(alike)).replace("%1", number(exact)))
        self._refresh()

    def settle(self) -> None:
        """Understand what is there now, without waiting for a pause in typing."""
        self._pause.stop()
        query = parse(self.text(), self._speech)
        changed, self._query = query != self._query, query
        self._marks.show_faults(query.faults, query.remarks)
        if changed:
            if query.is_empty:
                self._count.setText("")
            self._unsaid = True
            self.query_changed.emit(query)
        self._refresh()

    def remember(self) -> None:
        """Put the filter at the head of the recent ones, if it asks for anything."""
        text = self.text().strip()
        if parse(text).is_empty or self._recent[:1] == [text]:
            return
        self._recent = [text, *(other for other in self._recent if other != text)][:_MOST_RECENT]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes a suggestion that is chosen; else it goes on to the next widget."""
        return (forward and self._suggestions.handle(_Keys.Key_Tab)) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, Return goes on, Down opens suggestions; the list of suggestions comes first."""
        key = event.key()
        if self._suggestions.handle(key):
            return
        if key == _Keys.Key_Escape and self.text():
            self.clear_filter()
        elif key in {_Keys.Key_Return, _Keys.Key_Enter, _Keys.Key_Escape}:
            self._finish()
        elif key == _Keys.Key_Down:
            (self._typed if self.text().strip() else self._offer_recent)()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here, as text may."""
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As above."""
        self._welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a file's address and return at once."""
        if paths := local_paths(event.mimeData().urls()):
            take_copy(event)
            QTimer.singleShot(0, self, lambda: self.file_dropped.emit(paths[0]))
        else:
            super().dropEvent(event)

    def _welcome(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if local_paths(event.mimeData().urls()):
            take_copy(event)
        elif isinstance(event, QDragEnterEvent):
            super().dragEnterEvent(event)
        else:
            super().dragMoveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A filter that is left was meant."""
        super().focusOutEvent(event)
        self._suggestions.hide()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.remember()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self._past)
        row.addStretch(1)
        for widget in (self._meant, self._count, self._alert, self._save, self._clear):
            row.addWidget(widget)
        for button in (self._past, self._alert, self._save, self._clear):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Down, the marks, Ctrl+D and Escape do the same
            button.setCursor(Qt.CursorShape.ArrowCursor)

    def _refresh(self) -> None:
        """Show what there is to show at the ends of the field, and leave it room."""
        self._alert.setVisible(bool(self._query.faults))
        self._alert.setToolTip(plain_tooltip("\n".join(fault.sentence for fault in self._query.faults)))
        self._save.setVisible(not self._query.is_empty)
        self._clear.setVisible(bool(self.text()))
        self._meant.setText("".join(f"{remark.brief}   " for remark in self._query.remarks))
        left, typed = self._past.sizeHint().width() - 4, self.fontMetrics().horizontalAdvance(self.text())
        ends = [widget for widget in (self._count, self._alert, self._save, self._clear) if not widget.isHidden()]
        right = sum(widget.sizeHint().width() for widget in ends)
        room = self.width() - left - typed - right
        self._meant.setVisible(bool(self._query.remarks) and self._meant.sizeHint().width() < room)  # the mark says it as well
        right += self._meant.sizeHint().width() if not self._meant.isHidden() else 0
        self.setTextMargins(left, 0, right, 0)

    def _typed(self) -> None:
        self._suggestions.offer(
            suggest(self.text(), self.cursorPosition(), self._counted), QPoint(self.cursorRect().left(), self.height() + 2)
        )

    def _offer_recent(self) -> None:
        everything = len(self.text())
        self._suggestions.offer(
            [Suggestion(text, 0, everything) for text in self._recent if text != self.text()], QPoint(0, self.height() + 2)
        )

    def _take(self, suggestion: Suggestion) -> None:
        text, cursor = suggestion.taken(self.text())
        self.setText(text)
        self.setCursorPosition(cursor)
        self.setFocus()
        self.settle()
        if text[:cursor].endswith(":"):
            self._typed()

    def _finish(self) -> None:
        self._suggestions.hide()
        self.settle()
        self.remember()
        self.left.emit()
