"""The 16 pads of a bank, under mouse and keys."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from sp404_gui.domain.kit import BANKS, PADS_IN_BANK, Place, places_in
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.pads.drawing import PadDrawing
from sp404_gui.ui.pads.faces import KEYS, Face, face_of
from sp404_gui.ui.pads.pad import PadButton
from sp404_gui.ui.theme import Theme

_ACROSS = 4
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_PLAY = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_CONTROL = Qt.KeyboardModifier.ControlModifier
_IGNORED = Qt.KeyboardModifier.KeypadModifier


class PadGrid(QWidget):
    """Four rows of four pads; one of them is the current one.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        struck: A pad was pressed, by mouse or key: carries its place.
        current_changed: The user went to another pad: carries its place.
        swap_wanted: Carries the places of two pads that are to change places.
        dropped: Carries a place and a `Load`.
        menu_wanted: Carries a global place; it is about the current pad.
        pads: The pads.
    """

    struck = Signal(object)
    current_changed = Signal(object)
    swap_wanted = Signal(object, object)
    dropped = Signal(object, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = PadDrawing(theme, icons)
        self.pads = [PadButton(self._drawing) for _ in range(PADS_IN_BANK)]
        self._current = 0
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for number, pad in enumerate(self.pads):
            grid.addWidget(pad, number // _ACROSS, number % _ACROSS)
            pad.pressed.connect(lambda number=number: self._strike(number))
            pad.dropped.connect(lambda load, number=number: self.dropped.emit(self.pads[number].face.place, load))
            pad.menu_wanted.connect(lambda place, number=number: self._open_menu(number, place))
            theme.changed.connect(pad.update)
        self.setFocusProxy(self.pads[0])
        self.show_faces([(face_of(place, None, None), "") for place in places_in(BANKS[0])])
        self._mark()

    @property
    def current(self) -> Place:
        """The current pad."""
        return self.pads[self._current].face.place

    def show_faces(self, faces: Sequence[tuple[Face, str]]) -> None:
        """Show what lies on the pads.

        Args:
            faces: The 16 faces in order, each with the absolute path of its file.
        """
        for pad, (face, file) in zip(self.pads, faces, strict=True):
            pad.show_face(face, file)

    def show_sounding(self, places: Collection[Place]) -> None:
        """Light the pads that are heard."""
        for pad in self.pads:
            pad.show_lit(on=pad.face.place in places)

    def go_to(self, number: int, *, tell: bool = True) -> None:
        """Make a pad the current one.

        Args:
            number: 0 to 15.
            tell: Whether it is the user who goes there.
        """
        had_focus = self.pads[self._current].hasFocus()
        changed, self._current = number != self._current, number
        self._mark()
        self.setFocusProxy(self.pads[number])
        if had_focus:
            self.pads[number].setFocus(Qt.FocusReason.OtherFocusReason)
        if tell and changed:
            self.current_changed.emit(self.current)

    def use_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it means anything."""
        control = event.modifiers() == _CONTROL
        if event.modifiers() & ~_IGNORED and not control:
            return False
        key = event.key()
        if key in _STEPS:
            self._step(*_STEPS[Qt.Key(key)], swap=control)
        elif control:
            return False
        elif key in _PLAY:
            self._play(self._current, event)
        elif (number := KEYS.find(event.text().upper())) >= 0 and event.text():
            self._play(number, event)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys play, arrows walk."""
        if not self.use_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Outlines of another size are of no use any more."""
        super().resizeEvent(event)
        self._drawing.forget()

    def _play(self, number: int, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._strike(number)

    def _strike(self, number: int) -> None:
        self.struck.emit(self.pads[number].face.place)  # heard first, then shown
        self.go_to(number)

    def _step(self, across: int, down: int, *, swap: bool) -> None:
        column, row = self._current % _ACROSS + across, self._current // _ACROSS + down
        if not (0 <= column < _ACROSS and 0 <= row < PADS_IN_BANK // _ACROSS):
            return
        number = row * _ACROSS + column
        if swap:
            self.swap_wanted.emit(self.current, self.pads[number].face.place)
        self.go_to(number)

    def _open_menu(self, number: int, place: QPoint) -> None:
        self.go_to(number)
        self.menu_wanted.emit(place)

    def _mark(self) -> None:
        for number, pad in enumerate(self.pads):
            pad.show_current(on=number == self._current)
