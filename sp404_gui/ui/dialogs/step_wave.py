"""A waveform over the first steps: it fills as they are done."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.ui.theme import Theme

_HEIGHT = 3.4
"""In heights of the text."""
_PITCH, _THICK = 4.0, 2.0
_HITS = 3
_DECAY = 3.2
_RIPPLE = 11.0
_QUIETEST = 0.06


class StepWave(QWidget):
    """One decaying hit for each step; those that are reached are in the accent's colour. The words beside it say the same.

    Args:
        theme: Its colours.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, step: int) -> None:
        """Fill it up to a step, counted from 0, that one included."""
        self._step = step
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the dialog makes it."""
        return QSize(200, round(self.fontMetrics().height() * _HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        del event
        count = max(_HITS, int(self.width() / _PITCH))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for bar in range(count):
                hit, moment = divmod(bar / count * _HITS, 1.0)
                painter.setBrush(self._theme.fill("accent") if hit <= self._step else self._theme.color("track"))
                height = self.height() * max(_QUIETEST, _level(moment))
                painter.drawRoundedRect(QRectF(bar * _PITCH, (self.height() - height) / 2, _THICK, height), _THICK / 2, _THICK / 2)


def _level(moment: float) -> float:
    """How loud a hit is, at a share of its time."""
    return math.exp(-_DECAY * moment) * (0.72 + 0.28 * math.cos(2 * math.pi * _RIPPLE * moment))
