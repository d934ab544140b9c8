"""The list under the filter field: what may come next, and the filters used before."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sp404_gui.domain.text import printable
from sp404_gui.ui.search.suggestions import Suggestion
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import number

_SUGGESTION = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_WIDTH = 40
"""In characters of average width."""
_STEPS: Mapping[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class _Line(QStyledItemDelegate):
    """Paints a suggestion, and its count or example at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a line with air."""
        return QSize(0, round(option.fontMetrics.height() * 1.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one line."""
        color = self._theme.color
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, color("accent_soft" if chosen else "hover"))
        if chosen:
            painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), color("accent"))
        room = option.rect.adjusted(10, 0, -10, 0)
        detail = index.data(_DETAIL)
        painter.setPen(color("dim"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        room.setRight(room.right() - option.fontMetrics.horizontalAdvance(detail) - 12)
        painter.setPen(color("text"))
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class SuggestionList(QListView):
    """Floats over the window under a field, which keeps the keyboard and passes the keys on.

    Args:
        field: The field that it serves.
        theme: Where the colours come from.

    Attributes:
        taken: Carries the `Suggestion` that was chosen.
    """

    taken = Signal(object)

    def __init__(self, field: QLineEdit, theme: Theme) -> None:
        super().__init__(field)
        self._field = field
        self._theme = theme
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Line(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Suggestions"))
        self.clicked.connect(self._take)
        self.hide()

    def offer(self, suggestions: Sequence[Suggestion], at: QPoint) -> None:
        """Show suggestions, or hide when there are none.

        Args:
            suggestions: Best first.
            at: Its upper left corner, in the field.
        """
        self._lines.clear()
        for suggestion in suggestions:
            line = QStandardItem(printable(suggestion.text))
            detail = number(suggestion.count) if suggestion.count is not None else suggestion.example
            line.setData(suggestion, _SUGGESTION)
            line.setData(detail, _DETAIL)
            line.setData(f"{line.text()} {detail}", Qt.ItemDataRole.AccessibleTextRole)
            self._lines.appendRow(line)
        if suggestions:
            self._place(at)
        self.setVisible(bool(suggestions))

    def handle(self, key: int) -> bool:
        """Use a key that the field got: arrows choose, Return and Tab take what is chosen, Escape hides.

        Returns:
            Whether the key was for the list.
        """
        if self.isHidden():
            return False
        chosen = self.currentIndex()
        if key in _STEPS:
            rows = self._lines.rowCount()
            row = chosen.row() if chosen.isValid() else -1 if _STEPS[key] > 0 else rows
            self.setCurrentIndex(self._lines.index(min(max(row + _STEPS[key], 0), rows - 1), 0))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _TAKING and chosen.isValid():
            self._take(chosen)
        else:
            return False
        return True

    def _place(self, at: QPoint) -> None:
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
            self._theme.dress(self)
        edge = 2 * self.frameWidth() + 2
        width = min(self.fontMetrics().averageCharWidth() * _WIDTH, window.width())
        height = self.sizeHintForRow(0) * self._lines.rowCount() + edge
        corner = self._field.mapTo(window, at)
        self.setGeometry(min(corner.x(), window.width() - width), corner.y(), width, min(height, window.height() - corner.y()))
        self.raise_()

    def _take(self, index: QModelIndex) -> None:
        suggestion = index.data(_SUGGESTION)
        self.hide()
        self.taken.emit(suggestion)
