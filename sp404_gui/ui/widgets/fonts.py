"""Fonts made from a widget's own."""

from PySide6.QtGui import QFont


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The same font, larger or smaller, with figures of equal width.

    Args:
        font: To begin with.
        factor: Of its size.
        bold: Whether it is bold.
    """
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(font.pointSizeF() * factor)
    else:
        other.setPixelSize(round(font.pixelSize() * factor))
    other.setBold(bold)
    other.setFeature(QFont.Tag("tnum"), 1)
    return other
