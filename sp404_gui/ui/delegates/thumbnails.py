"""Pictures of waveforms: bars about a middle line, on whole device pixels."""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPixmap

_PITCH = 2.6
_THICK = 1.6
_LEVELS = 256
_LOUDNESS_CURVE = 0.7  # quiet sounds would be a flat line
_MOST_STROKES = 24
"""Twice the colours of a theme, for one height: a window whose size changes would keep those of every height."""


class Thumbnails:
    """Paints envelopes. A bar is one of 256 strokes, which are made once for a height and a colour."""

    def __init__(self) -> None:
        self._strokes: dict[tuple[int, int], NDArray[np.uint32]] = {}

    def paint(self, waveform: str, color: QColor, width: int, height: int, ratio: float) -> QPixmap:
        """Paint an envelope.

        Args:
            waveform: As in `LocalFeatures.waveform`; what is no base64 gives an empty picture.
            color: Of the bars.
            width: In logical pixels.
            height: In logical pixels.
            ratio: Device pixels a logical pixel.
        """
        wide, tall = max(1, round(width * ratio)), max(1, round(height * ratio))
        pitch, thick = max(2, round(_PITCH * ratio)), max(1, round(_THICK * ratio))
        count, levels = -(-wide // pitch), _levels(waveform)
        pixels = np.zeros((tall, count, pitch), np.uint32)
        if len(levels):
            loudest = np.maximum.reduceat(levels, np.arange(count) * len(levels) // count)
            pixels[:, :, :thick] = self._strokes_of(tall, color.rgba(), max(1, round(ratio)))[:, loudest, np.newaxis]
        image = QImage(pixels.data, wide, tall, 4 * count * pitch, QImage.Format.Format_ARGB32_Premultiplied)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _strokes_of(self, height: int, color: int, least: int) -> NDArray[np.uint32]:
        """The stroke of each level, shape (height, 256): opaque colour about the middle, no shorter than `least` pixels."""
        key = (height, color)
        if key not in self._strokes:
            if len(self._strokes) >= _MOST_STROKES:
                self._strokes.clear()
            lengths = np.maximum(height * (np.arange(_LEVELS) / (_LEVELS - 1)) ** _LOUDNESS_CURVE, least + height % 2)
            off_middle = np.abs(2 * np.arange(height) - height + 1)[:, np.newaxis]
            self._strokes[key] = np.where(off_middle <= lengths, np.uint32(color), np.uint32(0))
        return self._strokes[key]


def _levels(waveform: str) -> NDArray[np.uint8]:
    try:
        return np.frombuffer(base64.b64decode(waveform, validate=True), np.uint8)
    except (binascii.Error, ValueError):
        return np.empty(0, np.uint8)
