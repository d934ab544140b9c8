"""The samples that go with the one that is shown."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.domain.features import Category
from sp404_gui.domain.match import Match
from sp404_gui.domain.text import printable
from sp404_gui.ui import wording
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.phrases import each_in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.icon_button import IconButton

_METER = (56, 5)
_INDENT = 18
_HEIGHT_EM = 2.05


class MatchRow(QAbstractButton):
    """One of them: a click plays it, T plays it with the selected one, a double click or Enter goes to it.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.

    Attributes:
        opened: The user wants to go to it.
        together_wanted: The user wants to hear it with the selected one.
    """

    opened = Signal()
    together_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score = 0.0
        self._category: Category | None = None
        self._why = ""
        self.id = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_match(self, match: Match, category: Category | None) -> None:
        """Show another sample; `category` colours its meter."""
        why = each_in_window(match.why)
        self.id, self._score, self._category, self._why = match.id, match.score, category, why
        name = wording.file_stem(match.path)
        share = wording.percent(match.score)
        self.setAccessibleName(self.tr("%1, fits %2").replace("%2", share).replace("%1", name))
        self.setAccessibleDescription(printable(why))
        self.setText(name.replace("&", "&&"))
        self.setToolTip(wording.plain_tooltip(f"{name} – {share}" + (f": {why}" if why else "")))
        self.update()

    @property
    def name(self) -> str:
        """Its name for people."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(120, round(self.fontMetrics().height() * _HEIGHT_EM))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint triangle, name and meter."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            color = self._theme.color
            painter.fillRect(0, self.height() - 1, self.width(), 1, color("raised"))
            if self.underMouse() or self.hasFocus():
                painter.setPen(color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(color("hover"))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -1.5), 4, 4)
            self._paint_triangle(painter)
            room = self.rect().adjusted(_INDENT, 0, -_METER[0] - 12, -1)
            painter.setPen(color("text"))
            name = self.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            self._paint_meter(painter)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to it; the list around it moves between the rows."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_T:
            self.together_wanted.emit()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stand out under the mouse."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stand back."""
        super().leaveEvent(event)
        self.update()

    def _paint_triangle(self, painter: QPainter) -> None:
        edge = self.fontMetrics().height() * 0.68
        top = (self.height() - 1 - edge) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("text"))
        painter.drawPolygon(QPolygonF([QPointF(1, top), QPointF(1 + edge, top + edge / 2), QPointF(1, top + edge)]))

    def _paint_meter(self, painter: QPainter) -> None:
        wide, thick = _METER
        room = QRectF(self.width() - wide, (self.height() - thick) / 2, wide, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, paint in ((1.0, self._theme.color("track")), (self._score, self._color())):
            painter.setBrush(paint)
            part = QRectF(room)
            part.setWidth(max(thick, wide * min(1.0, max(0.0, share))))
            painter.drawRoundedRect(part, thick / 2, thick / 2)

    def _color(self) -> QColor:
        return self._theme.category(self._category) if self._category is not None else self._theme.fill("accent")


class MatchList(QWidget):
    """The rows, best first.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.

    Attributes:
        chosen: Id of the sample to play.
        opened: Id of the sample to go to.
        together_wanted: Id of the sample to play with the selected one.
    """

    chosen = Signal(str)
    opened = Signal(str)
    together_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._rows: list[MatchRow] = []
        self._both: list[IconButton] = []
        self._shown: tuple[tuple[Match, Category | None], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def names(self) -> list[str]:
        """The names that are shown."""
        return [row.name for row in self._rows[: len(self._shown)]]

    def show_matches(self, matches: Sequence[Match], categories: Mapping[str, Category | None]) -> None:
        """Show other samples."""
        shown = tuple((match, categories.get(match.id)) for match in matches)
        if shown == self._shown:
            return
        while len(self._rows) < len(shown):
            self._add_row()
        for row, (match, category) in zip(self._rows, shown, strict=False):
            row.show_match(match, category)
        self._shown = shown
        for index, (row, both) in enumerate(zip(self._rows, self._both, strict=True)):
            row.setVisible(index < len(shown))
            both.setVisible(index < len(shown))

    def show_together(self, sample_id: str) -> None:
        """Mark the one that is heard with the selected one; an empty id: none."""
        for row, both in zip(self._rows, self._both, strict=True):
            both.setChecked(bool(sample_id) and row.id == sample_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move between the rows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        rows = self._rows[: len(self._shown)]
        focused = next((index for index, row in enumerate(rows) if row.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if focused is None or step is None:
            super().keyPressEvent(event)
            return
        rows[max(0, min(len(rows) - 1, focused + step))].setFocus(Qt.FocusReason.TabFocusReason)

    def _add_row(self) -> None:
        row = MatchRow(self._theme, self)
        row.clicked.connect(lambda: self.chosen.emit(row.id))
        row.opened.connect(lambda: self.opened.emit(row.id))
        both = IconButton(self._theme, self._icons, "loop", self.tr("Play both together, in time (T)"))
        both.setCheckable(True)
        both.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # T on the row does the same
        for button in (row.together_wanted, both.clicked):
            button.connect(lambda: self.together_wanted.emit(row.id))
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(row, 1)
        line.addWidget(both)
        self._column.addLayout(line)
        self._rows.append(row)
        self._both.append(both)
