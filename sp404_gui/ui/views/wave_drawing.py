"""Pictures of a sound: the bars of its outline, and the grid behind them."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPixmap

from sp404_gui.domain.features import Category
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.wave_span import Span, ruler_step
from sp404_gui.ui.wording import moment

_BAR = 2
"""Logical pixels from one bar to the next; a bar takes half of them."""
_GAP_ALPHA = 0.42
_MARKS_APART = 110
_BEATS_APART = 7
_BAR_BEATS = 4
_LIGHTER = 0.45
_WHOLE_MS = 1000
_STRONG_ALPHA = 110
_REGION_ALPHA = 46


class Envelope(Protocol):
    """The outline of a whole file: the lowest and the highest value of each of many columns of time."""

    @property
    def low(self) -> NDArray[np.int8]:
        """Shape (columns,), -127 to 0."""

    @property
    def high(self) -> NDArray[np.int8]:
        """Shape (columns,), 0 to 127."""

    @property
    def duration_s(self) -> float:
        """Length of the file in seconds."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn on.

    Attributes:
        size: In logical pixels.
        ratio: Device pixels a logical pixel.
        foot: Logical pixels at the bottom that belong to the ruler.
    """

    size: QSize
    ratio: float
    foot: int

    def pixmap(self, fill: QColor) -> QPixmap:
        """An empty picture of that size."""
        pixmap = QPixmap(round(self.size.width() * self.ratio), round(self.size.height() * self.ratio))
        pixmap.fill(fill)
        pixmap.setDevicePixelRatio(self.ratio)
        return pixmap


def levels(wave: Envelope) -> NDArray[np.float32]:
    """How far each column reaches from zero, as a share of the loudest one: a quiet sound is drawn as large as a loud one.

    Returns:
        Shape (columns,), 0-1.
    """
    reach = np.maximum(wave.high.astype(np.float32), -wave.low.astype(np.float32))
    loudest = float(reach.max(initial=0.0))
    return np.asarray(reach / loudest if loudest else reach, np.float32)


def bars(outline: NDArray[np.float32], span: Span, count: int) -> NDArray[np.float32]:
    """The heights of so many bars over a stretch: the highest column of each, or between two columns where there are fewer.

    Args:
        outline: Shape (columns,), over the whole sound.
        span: The stretch.
        count: Number of bars, at least 1.

    Returns:
        Shape (count,).
    """
    if not len(outline) or not span.total_s:
        return np.zeros(count, np.float32)
    edges = np.linspace(span.start_s, span.stop_s, count + 1) / span.total_s * len(outline)
    if edges[1] - edges[0] < 1:
        return np.interp(edges[:-1], np.arange(len(outline)) + 0.5, outline).astype(np.float32)
    starts = np.minimum(edges[:-1].astype(np.intp), len(outline) - 1)
    return np.maximum.reduceat(outline[: max(1, int(np.ceil(edges[-1])))], starts).astype(np.float32)


def mask(outline: NDArray[np.float32], span: Span, canvas: Canvas) -> QImage:
    """The mirrored bars as an alpha channel, in device pixels, smooth at their ends."""
    width, height = round(canvas.size.width() * canvas.ratio), round(canvas.size.height() * canvas.ratio)
    step = max(_BAR, round(_BAR * canvas.ratio))
    heights = bars(outline, span, max(1, -(-width // step)))
    middle = (height - canvas.foot * canvas.ratio) / 2
    half = np.maximum(heights * np.float32(middle - 4 * canvas.ratio), np.float32(0.5 * canvas.ratio))
    reach = np.abs(np.arange(height, dtype=np.float32) + np.float32(0.5 - middle))
    cover = np.clip(half[None, :] - reach[:, None] + np.float32(0.5), np.float32(0), np.float32(1))
    alpha = np.empty((height, len(half), step), np.uint8)
    alpha[:, :, : (step + 1) // 2] = (255 * cover)[:, :, None]
    alpha[:, :, (step + 1) // 2 :] = (255 * _GAP_ALPHA * cover)[:, :, None]
    data = np.ascontiguousarray(alpha.reshape(height, -1)[:, :width])
    return QImage(data.tobytes(), width, height, width, QImage.Format.Format_Alpha8).copy()


def painted(shape: QImage, color: QColor, canvas: Canvas) -> QPixmap:
    """A mask filled with a colour, to be laid over anything."""
    pixmap = canvas.pixmap(QColor(Qt.GlobalColor.transparent))
    with QPainter(pixmap) as painter:
        image = shape.copy()
        image.setDevicePixelRatio(canvas.ratio)
        painter.drawImage(QPointF(0, 0), image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(QRectF(0, 0, canvas.size.width(), canvas.size.height()), color)
    return pixmap


def played_color(theme: Theme, category: Category | None) -> QColor:
    """The colour of what was heard already: the palette's own for drums, for the others theirs, nearer to the text's."""
    if category is Category.DRUMS:
        return theme.color("wave_played")
    color, text = theme.category(category), theme.color("text")
    return QColor(*(round(c + (t - c) * _LIGHTER) for c, t in zip(_rgb(color), _rgb(text), strict=True)))


def draw_ruler(painter: QPainter, theme: Theme, span: Span, canvas: Canvas, font: QFont) -> None:
    """Draw quiet marks of time along the bottom."""
    width, bottom = canvas.size.width(), canvas.size.height()
    step = ruler_step(span.length_s, width, _MARKS_APART)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    for index in range(int(span.start_s / step), int(span.stop_s / step) + 1):
        x = span.x(index * step, width)
        if x >= 0:
            painter.setPen(theme.color("line"))
            painter.drawLine(QLineF(x, bottom - canvas.foot, x, bottom - canvas.foot + 4))
            painter.setPen(theme.color("dim"))
            text = _mark(index * step, step)
            if x + 4 + metrics.horizontalAdvance(text) < width:
                painter.drawText(QPointF(x + 4, bottom - metrics.descent() - 2), text)


def draw_beats(painter: QPainter, theme: Theme, span: Span, canvas: Canvas, beat_s: float) -> None:
    """Draw a line at each beat, stronger at each fourth; where they would crowd, fewer."""
    width, height = canvas.size.width(), canvas.size.height() - canvas.foot
    each = 1
    while beat_s * each / span.length_s * width < _BEATS_APART:
        each *= _BAR_BEATS
    for beat in range(int(span.start_s / beat_s) // each * each, int(span.stop_s / beat_s) + 1, each):
        is_strong = beat % (each * _BAR_BEATS) == 0
        color = QColor(theme.color("dim" if is_strong else "line"))
        color.setAlpha(_STRONG_ALPHA if is_strong else 255)
        painter.setPen(color)
        x = span.x(beat * beat_s, width)
        painter.drawLine(QLineF(x, 0, x, height))


def draw_onsets(painter: QPainter, theme: Theme, span: Span, canvas: Canvas, onsets_s: tuple[float, ...]) -> None:
    """Draw a short mark at the top for each onset."""
    painter.setPen(theme.color("dim"))
    for onset in onsets_s:
        if span.holds(onset):
            x = span.x(onset, canvas.size.width())
            painter.drawLine(QLineF(x, 0, x, 4))


def draw_region(painter: QPainter, theme: Theme, span: Span, canvas: Canvas, region: tuple[float, float]) -> None:
    """Tint the part that is looped, with a handle at each end."""
    left, right = (span.x(moment, canvas.size.width()) for moment in region)
    height, accent = canvas.size.height() - canvas.foot, theme.color("accent")
    tint = QColor(accent)
    tint.setAlpha(_REGION_ALPHA)
    painter.fillRect(QRectF(left, 0, right - left, height), tint)
    for edge in (left, right - 1):
        painter.fillRect(QRectF(edge, 0, 1, height), accent)
        painter.fillRect(QRectF(edge - 2, 0, 5, 5), accent)


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _mark(moment_s: float, step_s: float) -> str:
    text = moment(moment_s)
    return text if step_s * _WHOLE_MS % 100 else text[: -4 if step_s >= 1 else -2]
