"""A large waveform: what was played, where it is, what is looped."""

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.wave_drawing import Canvas, Envelope, draw_region, levels
from sp404_gui.ui.views.wave_picture import Music, WavePicture
from sp404_gui.ui.views.wave_span import Span
from sp404_gui.ui.wording import moment

_HEAD = 2
_HEAD_ALPHA = 150
_TOLD_EVERY_S = 0.5
_MS = 1000


class WaveSurface(QAbstractSlider):
    """Shows a sound; it does not listen to the mouse. To a screen reader it is a slider, whose value is the moment in milliseconds.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = WavePicture(theme)
        self._wave: Envelope | None = None
        self._span = Span.whole(0.0)
        self._position_s = 0.0
        self._told_s = 0.0
        self._region: tuple[float, float] | None = None
        self._message = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Waveform"))
        theme.changed.connect(self._redraw)

    @property
    def is_empty(self) -> bool:
        """Whether no sound is shown."""
        return self._wave is None

    @property
    def span(self) -> Span:
        """What is in sight."""
        return self._span

    @property
    def position_s(self) -> float:
        """Where the playhead is, in seconds."""
        return self._position_s

    @property
    def region(self) -> tuple[float, float] | None:
        """The part that is looped, if one is marked."""
        return self._region

    def show_wave(self, wave: Envelope | None, music: Music | None = None) -> None:
        """Show a sound, or none.

        Another sound begins at its start, all of it in sight, without a loop; what is new of the same one changes no view.

        Args:
            wave: Its outline.
            music: What else is known of it.
        """
        if wave is not self._wave:
            self._wave = wave
            self._picture.outline = np.empty(0, np.float32) if wave is None else levels(wave)
            self._span = Span.whole(0.0 if wave is None else wave.duration_s)
            self._position_s, self._region, self._message = 0.0, None, ""
            self._tell()
        self._picture.music = music or Music()
        self._redraw()

    def show_message(self, text: str) -> None:
        """Say in place of a waveform why there is none."""
        self._message = text
        self.update()

    def set_position(self, moment_s: float) -> None:
        """Move the playhead; a view that is zoomed in turns the page when it leaves."""
        before = self._head_x()
        self._position_s = min(self._span.total_s, max(0.0, moment_s))
        if not self._span.holds(self._position_s):
            self.look_at(self._span.scrolled(self._position_s - self._span.start_s))
        elif (after := self._head_x()) != before:
            self.update(QRect(min(before, after) - _HEAD, 0, abs(after - before) + 2 * _HEAD, self.height()))
        if abs(self._position_s - self._told_s) >= _TOLD_EVERY_S:
            self._tell()

    def set_region(self, region: tuple[float, float] | None) -> None:
        """Show which part is looped: its start and stop in seconds."""
        self._region = region
        self.update()

    def look_at(self, span: Span) -> None:
        """Bring a stretch of the sound into sight."""
        if span != self._span:
            self._span = span
            self.update()

    def sizeHint(self) -> QSize:
        """Wide, and high enough to see how a sound dies away."""
        return QSize(800, 112)

    def minimumSizeHint(self) -> QSize:
        """Still a waveform."""
        return QSize(120, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that changed, from the kept pictures."""
        head, canvas = self._head_x(), self._canvas()
        with QPainter(self) as painter:
            self._picture.paint(painter, event.rect(), min(self.width(), max(0, head)), self._span, canvas, self.font())
            if self._region is not None:
                draw_region(painter, self._theme, self._span, canvas, self._region)
            if self._message:
                painter.setPen(self._theme.color("dim"))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            elif self._wave is not None:
                color = QColor(self._theme.color("text"))
                color.setAlpha(_HEAD_ALPHA)
                painter.fillRect(head - _HEAD // 2, 0, _HEAD, self.height() - canvas.foot, color)
            self._paint_frame(painter)

    def _paint_frame(self, painter: QPainter) -> None:
        if not self._span.is_whole:
            left = self._span.start_s / self._span.total_s * self.width()
            width = self._span.length_s / self._span.total_s * self.width()
            painter.fillRect(QRectF(left, self.height() - 2, max(8.0, width), 2), self._theme.color("dim"))
        if self.hasFocus():
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._redraw()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew in another size."""
        super().resizeEvent(event)
        self._redraw()

    def _tell(self) -> None:
        self._told_s = self._position_s
        self.setRange(0, round(self._span.total_s * _MS))
        self.setValue(round(self._position_s * _MS))
        if self._wave is None:
            self.setAccessibleDescription(self.tr("No sound is selected."))
        else:
            text = self.tr("At %1 of %2").replace("%1", moment(self._position_s)).replace("%2", moment(self._span.total_s))
            self.setAccessibleDescription(text)

    def _redraw(self) -> None:
        self._picture.forget()
        self.update()

    def _canvas(self) -> Canvas:
        return Canvas(self.size(), self.devicePixelRatioF(), round(self.fontMetrics().height()))

    def _head_x(self) -> int:
        return round(self._span.x(self._position_s, self.width()))
