"""What covers the window while files are dragged over it, and says what a drop would do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.dropped import local_paths, take_copy

_VEIL_ALPHA = 225
_MARGIN = 28
_ICON = 44


class DropOverlay(QWidget):
    """Shows itself over a window while files from elsewhere are dragged over it: one zone for a new collection, one to add to the open one.

    Args:
        window: What it covers; it begins to accept drops.
        theme: Where the colours come from.
        icons: Where the icons come from.

    Attributes:
        dropped: The absolute paths, and whether they are for the open collection. It comes after the drop has returned. The paths are an
            object (a list of str), since Qt's own strings hold not every one.
    """

    dropped = Signal(object, bool)

    def __init__(self, window: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._icons = icons
        self._current: str | None = None
        self._free: list[QWidget] = []
        self._room = QRect()
        self._hot = 0
        self._waiting: Sequence[QUrl] = ()
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Drop area"))
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def set_current(self, name: str | None) -> None:
        """Offer to add to the open collection, or not.

        Args:
            name: Of the collection; None when none is open that can be added to.
        """
        self._current = name
        self.update()

    def leave_free(self, widget: QWidget) -> None:
        """Never cover a part of the window that takes drops itself."""
        self._free.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come when a drag enters the window, go when it leaves."""
        if watched is self._window:
            if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
                return self._welcome(event)
            if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and self.isVisible():
                self.dropEvent(event)  # no move came between the drag and the drop
                return True
            if event.type() == QEvent.Type.DragLeave:
                self.hide()
            elif event.type() == QEvent.Type.Resize and self.isVisible():
                self._cover()
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Stay while the drag is over it."""
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light the zone under the pointer."""
        hot = self._zone_at(event.position().toPoint().x())
        if hot != self._hot:
            self._hot = hot
            self.update()
        take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go."""
        event.accept()
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the addresses and return at once; what they mean is worked out afterwards."""
        self._hot = self._zone_at(event.position().toPoint().x())
        self._waiting = event.mimeData().urls()
        take_copy(event)
        self.hide()
        QTimer.singleShot(0, self._tell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the zones."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(self._theme.color("background"))
            veil.setAlpha(_VEIL_ALPHA)
            painter.fillRect(self.rect(), veil)
            for zone, (room, title, icon) in enumerate(self._zones()):
                self._paint_zone(painter, room, title, icon, hot=zone == self._hot)

    def _paint_zone(self, painter: QPainter, room: QRect, title: str, icon: str, *, hot: bool) -> None:
        painter.setPen(QPen(self._theme.fill("accent" if hot else "dim"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.color("accent_soft" if hot else "background"))
        painter.drawRoundedRect(QRectF(room), 14, 14)
        color = "accent" if hot else "text"
        middle = room.center()
        painter.drawPixmap(middle.x() - _ICON // 2, middle.y() - _ICON, self._icons.pixmap(icon, _ICON, self.devicePixelRatioF(), color))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(hot)
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, room.width() - 2 * _MARGIN)
        painter.drawText(room.adjusted(0, room.height() // 2 + 10, 0, 0), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

    def _zones(self) -> list[tuple[QRect, str, str]]:
        room = self._room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        new = self.tr("Drop to make a new collection")
        if self._current is None:
            return [(room, new, "drop")]
        half = (room.width() - _MARGIN) // 2
        add = self.tr("Add to “%1”").replace("%1", printable(self._current))
        right = QRect(room.left() + half + _MARGIN, room.top(), half, room.height())
        return [(QRect(room.left(), room.top(), half, room.height()), new, "drop"), (right, add, "add")]

    def _zone_at(self, x: int) -> int:
        return int(self._current is not None and x > self._room.center().x())

    def _welcome(self, event: QDragEnterEvent) -> bool:
        if event.source() is not None or not any(url.isLocalFile() for url in event.mimeData().urls()):
            return False
        take_copy(event)
        self._cover()
        self._hot = self._zone_at(event.position().toPoint().x())
        self.show()
        self.raise_()
        return True

    def _cover(self) -> None:
        """Cover all but what is left free; the zones stand where all of them is seen: beside what is at the left, below what is not."""
        self.setGeometry(self._window.rect())
        region, self._room = QRegion(self.rect()), self.rect()
        for widget in self._free:
            if widget.isVisible():
                free = QRect(widget.mapTo(self._window, widget.rect().topLeft()), widget.size())
                region -= QRegion(free)
                if free.left() <= self._room.left():
                    self._room.setLeft(free.right() + 1)
                else:
                    self._room.setTop(free.bottom() + 1)
        self.setMask(region)

    def _tell(self) -> None:
        urls, self._waiting = self._waiting, ()
        if paths := local_paths(urls):
            self.dropped.emit(paths, bool(self._hot))
