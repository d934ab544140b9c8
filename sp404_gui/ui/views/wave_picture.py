"""What a wave view shows, drawn once and kept: while it plays, only the playhead moves over it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from sp404_gui.domain.features import Category
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views import wave_drawing as drawing
from sp404_gui.ui.views.wave_span import Span, beat_length_s

_RULER_POINTS = 0.78


@dataclass(frozen=True, slots=True, kw_only=True)
class Music:
    """What is known of a sound beside its outline.

    Attributes:
        category: Decides the colour.
        bpm: Tempo, where known.
        beats: Whole beats in the loop, where known.
        onsets_s: Times of its onsets in seconds.
    """

    category: Category | None = None
    bpm: float | None = None
    beats: int | None = None
    onsets_s: tuple[float, ...] = ()


@dataclass(slots=True)
class WavePicture:
    """The two pictures of a sound: as it waits, and as it was played.

    Attributes:
        theme: Where the colours come from.
        outline: Shape (columns,), 0-1; empty without a sound.
        music: What else is known.
    """

    theme: Theme
    outline: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
    music: Music = field(default_factory=Music)
    _drawn_for: tuple[Span, QSize, float] | None = None
    _waiting: QPixmap = field(default_factory=QPixmap)
    _played: QPixmap = field(default_factory=QPixmap)

    def forget(self) -> None:
        """Draw anew at the next need."""
        self._drawn_for = None

    def paint(self, painter: QPainter, room: QRect, played: int, span: Span, canvas: drawing.Canvas, font: QFont) -> None:
        """Paint a part of the pictures, played up to a pixel.

        Args:
            painter: Of the view.
            room: The part.
            played: Logical pixels from the left that were played.
            span: What the view shows.
            canvas: Its size.
            font: Its font.
        """
        if self._drawn_for != (span, canvas.size, canvas.ratio):
            self._draw(span, canvas, font)
            self._drawn_for = (span, canvas.size, canvas.ratio)
        for picture, part in (
            (self._played, room.intersected(QRect(0, 0, played, canvas.size.height()))),
            (self._waiting, room.intersected(QRect(played, 0, canvas.size.width() - played, canvas.size.height()))),
        ):
            if not part.isEmpty():
                source = QRectF(part.x() * canvas.ratio, part.y() * canvas.ratio, part.width() * canvas.ratio, part.height() * canvas.ratio)
                painter.drawPixmap(QRectF(part), picture, source)

    def _draw(self, span: Span, canvas: drawing.Canvas, font: QFont) -> None:
        scenery = self._scenery(span, canvas, font)
        shape = drawing.mask(self.outline, span, canvas)
        self._waiting = _laid_over(scenery, drawing.painted(shape, self.theme.category(self.music.category), canvas))
        played = drawing.played_color(self.theme, self.music.category)
        self._played = _laid_over(scenery, drawing.painted(shape, played, canvas))

    def _scenery(self, span: Span, canvas: drawing.Canvas, font: QFont) -> QPixmap:
        pixmap = canvas.pixmap(QColor(self.theme.color("field")))
        if not span.total_s:
            return pixmap
        with QPainter(pixmap) as painter:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() * _RULER_POINTS)
            if (beat_s := beat_length_s(span.total_s, self.music.bpm, self.music.beats)) is not None:
                drawing.draw_beats(painter, self.theme, span, canvas, beat_s)
            drawing.draw_onsets(painter, self.theme, span, canvas, self.music.onsets_s)
            drawing.draw_ruler(painter, self.theme, span, canvas, small)
        return pixmap


def _laid_over(below: QPixmap, above: QPixmap) -> QPixmap:
    both = QPixmap(below)
    with QPainter(both) as painter:
        painter.drawPixmap(0, 0, above)
    return both
