"""Regions beside each other, with edges that can be moved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Split(QSplitter):
    """Parts beside or below each other; one of them takes what a larger window brings.

    Args:
        orientation: Beside or below.
        parts: The parts.
        stretch: Which of them takes the room that is left.
    """

    def __init__(self, orientation: Qt.Orientation, parts: Sequence[QWidget], *, stretch: int) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, int(place == stretch))


class Regions(Split):
    """Three regions beside each other; the outer ones keep their shares of the width until the user moves an edge.

    Args:
        parts: From the left.
        left: Share of the width, and the narrowest and widest that the region is, in pixels.
        right: The same.

    Attributes:
        moved: Whether the user moved an edge.
    """

    def __init__(self, parts: Sequence[QWidget], left: tuple[float, int, int], right: tuple[float, int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal, parts, stretch=1)
        self._shares = left, right
        self.moved = False
        self.splitterMoved.connect(self._edge_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        if not self.moved:
            width = event.size().width()
            left, right = (round(min(widest, max(least, share * width))) for share, least, widest in self._shares)
            self.setSizes([left, width - left - right, right])

    def _edge_moved(self) -> None:
        self.moved = True
