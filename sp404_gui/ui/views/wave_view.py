"""The waveform of the selected sound, to look at and to point into."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.wave_drawing import Envelope
from sp404_gui.ui.views.wave_picture import Music
from sp404_gui.ui.views.wave_span import Span
from sp404_gui.ui.views.wave_surface import WaveSurface

__all__ = ["Envelope", "Music", "WaveView"]

_EDGE = 5
_CLICK = 4
_ZOOM_A_NOTCH = 1.25
_NOTCH = 120.0
_SCROLL_A_NOTCH = 0.1
_PAGE = 0.9
_STEP = 0.02


class _Press(NamedTuple):
    """A mouse button that is held: what for, where it went down, and the moment that stays where it is."""

    purpose: str
    x: float
    anchor_s: float


class WaveView(WaveSurface):
    """A large waveform that one points into.

    A click or a drag seeks, Shift and a drag mark a loop, the wheel zooms at the pointer, a wheel that goes sideways scrolls (as do
    Shift and the wheel, and the middle button), a double click shows all. With the keyboard: Left, Right, Home and End seek, + and -
    zoom, 0 shows all, Page Up and Page Down scroll, [ and ] put an end of the loop to the playhead, Backspace takes the loop away.

    Args:
        theme: Where the colours come from.
        parent: The widget around it.

    Attributes:
        seek_wanted: A moment in seconds.
        region_changed: Start and stop of the loop that was marked, in seconds.
        region_cleared: The loop was taken away.
    """

    seek_wanted = Signal(float)
    region_changed = Signal(float, float)
    region_cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._press: _Press | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the list
        self.setMouseTracking(True)
        self.valueChanged.connect(self._moved_by_reader)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to seek, to mark a loop, to move one of its ends, or to scroll."""
        if self.is_empty:
            return
        x, moment = event.position().x(), self._moment(event.position())
        if event.button() == Qt.MouseButton.MiddleButton:
            self._press = _Press("scroll", x, moment)
        elif event.button() == Qt.MouseButton.LeftButton:
            other_end = self._other_end(x)
            if other_end is not None:
                self._press = _Press("mark", x, other_end)
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._press = _Press("mark", x, moment)
            else:
                self._press = _Press("seek", x, moment)
                self.seek_wanted.emit(moment)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        x, moment = event.position().x(), self._moment(event.position())
        if self._press is None:
            at_end = self._other_end(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if at_end else Qt.CursorShape.ArrowCursor)
        elif self._press.purpose == "scroll":
            self.look_at(self.span.scrolled(self._press.anchor_s - moment))
        elif self._press.purpose == "seek":
            self.seek_wanted.emit(moment)
        elif abs(x - self._press.x) >= _CLICK:
            self.set_region((min(moment, self._press.anchor_s), max(moment, self._press.anchor_s)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Have the loop that was marked; Shift and a click without a drag take it away."""
        press, self._press = self._press, None
        if press is None or press.purpose != "mark":
            return
        if abs(event.position().x() - press.x) >= _CLICK:
            self._announce(self.region)
        elif self._other_end(press.x) is None:
            self._announce(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all."""
        del event
        self.look_at(Span.whole(self.span.total_s))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, or scroll."""
        turned = event.angleDelta()
        aside = turned.x() or (turned.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if aside:
            self.look_at(self.span.scrolled(-aside / _NOTCH * _SCROLL_A_NOTCH * self.span.length_s))
        else:
            self.look_at(self.span.zoomed(_ZOOM_A_NOTCH ** (turned.y() / _NOTCH), self._moment(event.position())))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Seek, zoom, scroll and mark with the keyboard."""
        if self.is_empty or not (self._seek_by_key(event.key()) or self._look_by_key(event.key()) or self._mark_by_key(event.key())):
            event.ignore()

    def _moved_by_reader(self, value_ms: int) -> None:
        """A screen reader moves sliders without keys; what was only told to it is no wish."""
        if value_ms != round(self.position_s * 1000):
            self.seek_wanted.emit(value_ms / 1000)

    def _seek_by_key(self, key: int) -> bool:
        keys = Qt.Key
        step = _STEP * self.span.length_s
        places = {
            keys.Key_Left: self.position_s - step,
            keys.Key_Right: self.position_s + step,
            keys.Key_Home: 0.0,
            keys.Key_End: self.span.total_s,
        }
        if (place := places.get(keys(key))) is None:
            return False
        self.seek_wanted.emit(min(self.span.total_s, max(0.0, place)))
        return True

    def _look_by_key(self, key: int) -> bool:
        keys, page = Qt.Key, _PAGE * self.span.length_s
        if key in {keys.Key_Plus, keys.Key_Equal}:
            self.look_at(self.span.zoomed(_ZOOM_A_NOTCH, self.position_s))
        elif key == keys.Key_Minus:
            self.look_at(self.span.zoomed(1 / _ZOOM_A_NOTCH, self.position_s))
        elif key == keys.Key_0:
            self.look_at(Span.whole(self.span.total_s))
        elif key in {keys.Key_PageUp, keys.Key_PageDown}:
            self.look_at(self.span.scrolled(page if key == keys.Key_PageDown else -page))
        else:
            return False
        return True

    def _mark_by_key(self, key: int) -> bool:
        start, stop = self.region or (0.0, self.span.total_s)
        if key == Qt.Key.Key_BracketLeft:
            start = self.position_s
        elif key == Qt.Key.Key_BracketRight:
            stop = self.position_s
        elif key != Qt.Key.Key_Backspace:
            return False
        self._announce((start, stop) if start < stop and key != Qt.Key.Key_Backspace else None)
        return True

    def _announce(self, region: tuple[float, float] | None) -> None:
        self.set_region(region)
        if region is None:
            self.region_cleared.emit()
        else:
            self.region_changed.emit(*region)

    def _other_end(self, x: float) -> float | None:
        """The far end of the loop when the near one is under the pointer."""
        if self.region is None:
            return None
        start, stop = self.region
        for near, far in ((start, stop), (stop, start)):
            if abs(self.span.x(near, self.width()) - x) <= _EDGE:
                return far
        return None

    def _moment(self, point: QPointF) -> float:
        return self.span.moment_s(point.x(), self.width())
