"""Regions beside each other, with edges that can be moved."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget


class Edge(QSplitterHandle):
    """A line between two parts."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.palette().mid())


class Split(QSplitter):
    """Parts beside or below each other; one of them takes what a larger window brings.

    Args:
        orientation: Beside or below.
        parts: The parts.
        stretch: Which of them takes the room that is left.
    """

    def __init__(self, orientation: Qt.Orientation, parts: Sequence[QWidget], *, stretch: int) -> None:
        super().__init__(orientation)
        self._kept: list[int] = []
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, int(place == stretch))

    def createHandle(self) -> QSplitterHandle:
        """A line that can be moved."""
        return Edge(self.orientation(), self)

    def showEvent(self, event: QShowEvent) -> None:
        """Restore the sizes: before, neither the room nor what the parts need was known."""
        super().showEvent(event)
        if self._kept:
            self.setSizes(self._kept)
            self._kept = []

    def restore(self, sizes: Sequence[object]) -> bool:
        """Give the parts, once they are shown, the sizes that they had, unless these are none.

        Args:
            sizes: In pixels, as a file has them.

        Returns:
            Whether they could be given.
        """
        whole = [size for size in sizes if isinstance(size, int) and size >= 0]
        if len(whole) != self.count() or len(whole) != len(sizes):
            return False
        self._kept = whole
        return True


class Regions(Split):
    """Three regions beside each other; the outer ones keep their shares of the width until the user moves an edge.

    Where there is no room for all three, the last one goes: Qt would lay it over the one before.

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
        self._parts = tuple(parts)
        self.moved = False
        self.splitterMoved.connect(self._edge_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, once: to lay out all regions takes long."""
        self._make_room()
        if self.moved:
            super().resizeEvent(event)
            return
        width = event.size().width()
        left, right = (round(min(widest, max(least, share * width))) for share, least, widest in self._shares)
        self.setSizes([left, width - left - right, right])

    def event(self, event: QEvent) -> bool:
        """Look again at the room when a region needs another one."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def restore(self, sizes: Sequence[object]) -> bool:
        """As the base does it; what was kept had been moved by the user."""
        restored = super().restore(sizes)
        self.moved |= restored
        return restored

    def _make_room(self) -> None:
        """Show the last region where all have room."""
        least = (max(part.minimumWidth(), part.minimumSizeHint().width()) for part in self._parts)
        self._parts[-1].setVisible(self.width() >= sum(least) + (len(self._parts) - 1) * self.handleWidth())

    def _edge_moved(self) -> None:
        self.moved = True
