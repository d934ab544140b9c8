"""The onsets of a loop against its grid: a line a bar, a field a sixteenth, each onset where it was played."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sp404_gui.ui import wording
from sp404_gui.ui.panels.inspector.units import milliseconds
from sp404_gui.ui.theme import Theme

_STEPS = 16
_STEPS_A_BEAT = 4
_MOST_BARS = 8
_ON_MS = 2.5
"""Nearer to the grid than this is on it."""
_MOST_OF_THEM = 0.85
_SCALES_MS = (10, 20, 40, 80, 160)
_LINE_EM, _LEGEND_EM = 1.15, 1.5

Deviations = Sequence[tuple[int, float]]


class TimingGrid(QWidget):
    """Shows how early or late onsets are. The middle of a field is the grid; its edges stand for as many ms as the line below says.

    An onset that is early points to the left, a late one to the right, one on the grid is a dot.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._deviations: tuple[tuple[int, float], ...] = ()
        self.setAccessibleName(self.tr("Onsets against the grid"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_deviations(self, deviations: Deviations) -> None:
        """Show other onsets: the sixteenth of each, and ms from it, as in `Groove.deviations`."""
        if tuple(deviations) != self._deviations:
            self._deviations = tuple(deviations)
            self.setAccessibleDescription(self._in_words() if self._deviations else "")
            self.updateGeometry()
            self.update()

    @property
    def bars(self) -> int:
        """How many bars are shown."""
        last = max((step for step, _ in self._deviations), default=0)
        return min(last // _STEPS + 1, _MOST_BARS)

    def sizeHint(self) -> QSize:
        """A line a bar, and the legend."""
        return QSize(120, round((self.bars * _LINE_EM + _LEGEND_EM) * self.fontMetrics().height()))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint grid, onsets and legend."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for bar in range(self.bars):
                self._paint_bar(painter, bar)
            for step, deviation_ms in self._deviations:
                if step // _STEPS < self.bars:
                    self._paint_onset(painter, step, deviation_ms)
            self._paint_legend(painter)

    def event(self, event: QEvent) -> bool:
        """Say what the onset under the mouse does."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            near = [
                (abs(place.x() - event.pos().x()), step, deviation_ms)
                for step, deviation_ms in self._deviations
                if abs((place := self._place(step, deviation_ms)).y() - event.pos().y()) <= self._line() / 2
            ]
            QToolTip.showText(event.globalPos(), wording.plain_tooltip(self._said(*min(near)[1:]) if near else ""), self)
            return True
        return super().event(event)

    def _paint_bar(self, painter: QPainter, bar: int) -> None:
        field, line = self.width() / _STEPS, self._line()
        for step in range(_STEPS):
            room = QRectF(step * field, bar * line, field, line).adjusted(0.5, 1, -0.5, -1)
            painter.fillRect(room, self._theme.color("raised" if step // _STEPS_A_BEAT % 2 == 0 else "chip"))
            middle = QRectF(room.center().x() - 0.5, room.top(), 1, room.height())
            painter.fillRect(middle, self._theme.color("dim" if step % _STEPS_A_BEAT == 0 else "track"))

    def _paint_onset(self, painter: QPainter, step: int, deviation_ms: float) -> None:
        place, size = self._place(step, deviation_ms), self._line() * 0.3
        painter.setPen(Qt.PenStyle.NoPen)
        if abs(deviation_ms) < _ON_MS:
            painter.setBrush(self._theme.color("text"))
            painter.drawEllipse(place, size * 0.75, size * 0.75)
            return
        ahead = -size if deviation_ms < 0 else size
        painter.setBrush(self._theme.color("accent" if deviation_ms > 0 else "melodic"))
        corners = [QPointF(place.x() + ahead, place.y()), *(QPointF(place.x() - ahead * 0.6, place.y() + side) for side in (-size, size))]
        painter.drawPolygon(QPolygonF(corners))

    def _paint_legend(self, painter: QPainter) -> None:
        top = self.bars * self._line()
        room = QRectF(0, top, self.width(), self.height() - top)
        painter.setPen(self._theme.color("dim"))
        scale = self.tr("edge: %1").replace("%1", milliseconds(self._scale_ms))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tr("◂ early  ▸ late"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, scale)

    @property
    def _scale_ms(self) -> float:
        sizes = sorted(abs(deviation_ms) for _, deviation_ms in self._deviations) or [0.0]
        most = sizes[round(_MOST_OF_THEM * (len(sizes) - 1))]  # a single stray onset shall not hide what the others do
        return next((scale for scale in _SCALES_MS if most <= scale), _SCALES_MS[-1])

    def _place(self, step: int, deviation_ms: float) -> QPointF:
        field, line = self.width() / _STEPS, self._line()
        aside = max(-1.0, min(1.0, deviation_ms / self._scale_ms)) * field / 2
        return QPointF((step % _STEPS + 0.5) * field + aside, (step // _STEPS + 0.5) * line)

    def _line(self) -> float:
        return self.fontMetrics().height() * _LINE_EM

    def _said(self, step: int, deviation_ms: float) -> str:
        late, early, on = self.tr("bar %1, step %2: %3 late"), self.tr("bar %1, step %2: %3 early"), self.tr("bar %1, step %2: on the grid")
        sentence = on if abs(deviation_ms) < _ON_MS else late if deviation_ms > 0 else early
        place = sentence.replace("%1", str(step // _STEPS + 1)).replace("%2", str(step % _STEPS + 1))
        return place.replace("%3", milliseconds(abs(deviation_ms)))

    def _in_words(self) -> str:
        earliest, latest = (choose(self._deviations, key=lambda onset: onset[1]) for choose in (min, max))
        sentence = self.tr("Earliest: %1. Latest: %2.")
        onsets = wording.plural(len(self._deviations), "%Ln onset.", "%Ln onsets.")
        return f"{onsets} " + sentence.replace("%1", self._said(*earliest)).replace("%2", self._said(*latest))
