"""The map under mouse and keys."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sp404_gui.ui.map.choosing import enclosed, nearest_entry, next_entry
from sp404_gui.ui.map.drawing import MapDrawing, Marks
from sp404_gui.ui.map.points import Points
from sp404_gui.ui.map.sight import Sight
from sp404_gui.ui.theme import Theme

_DRAG = 5
_LASSO_STEP = 3
_NOTCH = 120.0
_WHEEL, _KEY_ZOOM = 1.25, 1.4
_REST_MS = 130
_KEYS = Qt.Key
_BY_TAB = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
_STEPS = {_KEYS.Key_Left: (-1, 0), _KEYS.Key_Right: (1, 0), _KEYS.Key_Up: (0, -1), _KEYS.Key_Down: (0, 1)}
_BUTTONS = Qt.MouseButton
_MODIFIERS = Qt.KeyboardModifier


class MapView(QWidget):
    """Points that can be looked at, walked through and chosen.

    Args:
        theme: Where the colours come from.
        name_of: The name of a point, given its entry.
        parent: The widget around it.

    Attributes:
        picked: Carries the entries that are selected now, and the current one; -1 where that stays as it is.
        rested: The mouse rests on a point: carries its entry, or -1 when it has left it.
        activated: A double click on a point: carries its entry.
        menu_wanted: Carries a global place.
    """

    picked = Signal(object, int)
    rested = Signal(int)
    activated = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, name_of: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = Points()
        self.sight = Sight()
        self.marks = Marks()
        self._drawing = MapDrawing(theme, name_of)
        self._pressed: QPointF | None = None
        self._dragged = self._may_pan = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self.rested.emit(self.marks.hovered))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._recolor)

    def show_points(self, points: Points, *, anew: bool) -> None:
        """Show other points; `anew` where they lie elsewhere, so that all are to be seen."""
        self.points = points
        self.marks.hovered = -1
        self._drawing.take_points(points)
        self.sight.take_bounds(points.at)
        if anew:
            self.sight.show_all()
        self._moved()

    def show_marks(self, current: int, chosen: NDArray[np.bool_], linked: NDArray[np.intp]) -> None:
        """Show what is current, selected and linked, as entries of the points."""
        self.marks.current, self.marks.chosen, self.marks.linked = current, chosen, linked
        self._drawing.forget()
        self.update()

    def see(self, entry: int) -> None:
        """Bring a point into sight."""
        if self.sight.bring(self.points.at[entry]):
            self._moved()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Come closer or go back, about a pixel; about the current sample or the middle without one."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        if at is None and self.marks.current >= 0:
            spot = QPointF(*self.sight.on_screen(self.points.at[self.marks.current][None])[0].tolist())
            at = spot if self.rect().contains(spot.toPoint()) else None
        at = at or middle
        self.sight.zoom_by(factor, at.x(), at.y())
        self._moved()

    def zoom_step(self, steps: int) -> None:
        """As a key does."""
        self.zoom(_KEY_ZOOM**steps)

    def show_all(self) -> None:
        """See the whole map."""
        self.sight.show_all()
        self._moved()

    def sizeHint(self) -> QSize:
        """Large."""
        return QSize(900, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map."""
        del event
        with QPainter(self) as painter:
            self._drawing.paint(painter, QRectF(self.rect()), self.devicePixelRatioF(), self.sight, self.marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map in sight."""
        super().resizeEvent(event)
        self.sight.take_size(self.width(), self.height())
        self._moved()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        turned = event.angleDelta().y() / _NOTCH
        if turned:
            self.zoom(_WHEEL**turned, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the nearest point in their direction; plus, minus and Home change the sight; Ctrl+A selects all."""
        key = event.key()
        plain = not event.modifiers() & ~_MODIFIERS.KeypadModifier
        if key in _STEPS and plain:
            self._step(*_STEPS[_KEYS(key)])
        elif key in {_KEYS.Key_Plus, _KEYS.Key_Equal}:
            self.zoom_step(1)
        elif key in {_KEYS.Key_Minus, _KEYS.Key_Underscore}:
            self.zoom_step(-1)
        elif key == _KEYS.Key_Home:
            self.show_all()
        elif key == _KEYS.Key_A and event.modifiers() == _MODIFIERS.ControlModifier:
            self.picked.emit(np.flatnonzero(self.points.shown), -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag pans, with Shift it draws a lasso; a right click chooses what it is on."""
        if event.button() is _BUTTONS.LeftButton:
            self._pressed, self._dragged = event.position(), False
            self._may_pan = not event.modifiers() & _MODIFIERS.ShiftModifier
        elif event.button() is _BUTTONS.RightButton and (entry := self.entry_at(event.position())) >= 0 and not self._is_chosen(entry):
            self.picked.emit(np.array([entry]), entry)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, draw, or see what is under the mouse."""
        if self._pressed is None:
            self._hover(self.entry_at(event.position()))
            return
        by = event.position() - self._pressed
        if not self._dragged and by.manhattanLength() < _DRAG:
            return
        self._dragged = True
        if self._may_pan:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.sight.pan(by.x(), by.y())
            self._pressed = event.position()
            self._moved()
        else:
            self._draw_lasso(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses; a lasso chooses what is in it."""
        if event.button() is not _BUTTONS.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self.unsetCursor()
        if self.marks.lasso.size():
            self._close_lasso(more=bool(event.modifiers() & _MODIFIERS.ControlModifier))
        elif not self._dragged and (entry := self.entry_at(event.position())) >= 0:
            self._click(entry, more=bool(event.modifiers() & _MODIFIERS.ControlModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Play."""
        if event.button() is _BUTTONS.LeftButton and (entry := self.entry_at(event.position())) >= 0:
            self.activated.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or at the current sample."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse or self.marks.current < 0:
            self.menu_wanted.emit(event.globalPos())
        else:
            spot = self.sight.on_screen(self.points.at[self.marks.current][None])[0]
            self.menu_wanted.emit(self.mapToGlobal(QPointF(*spot.tolist()).toPoint()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse may already be on a point."""
        self._hover(self.entry_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def event(self, event: QEvent) -> bool:
        """Show whether the keyboard came here with the Tab key; whoever points knows where they are."""
        if isinstance(event, QFocusEvent):
            self.marks.has_focus = event.gotFocus() and event.reason() in _BY_TAB
            self.update()
        return super().event(event)

    def entry_at(self, spot: QPointF) -> int:
        """The shown point nearest to a pixel; -1 where none is near."""
        return nearest_entry(self.points, self.sight.on_screen(self.points.at), spot)

    def _is_chosen(self, entry: int) -> bool:
        return len(self.marks.chosen) == len(self.points) and bool(self.marks.chosen[entry])

    def _hover(self, entry: int) -> None:
        if entry != self.marks.hovered:
            self.marks.hovered = entry
            self._rest.start()
            self.update()

    def _click(self, entry: int, *, more: bool) -> None:
        if not more:
            self.picked.emit(np.array([entry]), entry)
            return
        chosen = self.marks.chosen.copy()
        chosen[entry] = not chosen[entry]
        self.picked.emit(np.flatnonzero(chosen), entry if chosen[entry] else -1)

    def _step(self, across: int, down: int) -> None:
        """Go on in a direction; to the middle of the window where nothing is current yet."""
        if self.marks.current >= 0:
            entry = next_entry(self.points, self.marks.current, across, down)
        else:
            away = np.abs(self.sight.on_screen(self.points.at) - (self.width() / 2, self.height() / 2)).sum(1)
            entry = int(np.where(self.points.shown, away, np.inf).argmin()) if self.points.shown.any() else -1
        if entry >= 0:
            self.picked.emit(np.array([entry]), entry)

    def _draw_lasso(self, spot: QPointF) -> None:
        lasso = self.marks.lasso
        if not lasso.size() and self._pressed is not None:
            lasso.append(self._pressed)
        if (spot - lasso.at(lasso.size() - 1)).manhattanLength() >= _LASSO_STEP:
            lasso.append(spot)
            self.update()

    def _close_lasso(self, *, more: bool) -> None:
        """Select the shown points in the lasso, with those that are selected already if more are wanted."""
        inside = enclosed(self.points, self.sight.on_screen(self.points.at), self.marks.lasso, self.size())
        self.marks.lasso = QPolygonF()
        if more and len(self.marks.chosen) == len(inside):
            inside |= self.marks.chosen
        entries = np.flatnonzero(inside)
        self.update()
        if len(entries):
            self.picked.emit(entries, int(entries[0]) if self.marks.current not in entries else -1)

    def _moved(self) -> None:
        self._drawing.forget()
        self.update()

    def _recolor(self) -> None:
        self._drawing.recolor()
        self.update()
