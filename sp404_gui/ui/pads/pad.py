"""One pad: a button that plays, can be dragged, and takes what is dropped."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from sp404_gui.domain.kit import Place
from sp404_gui.ui.models.carrying import files_in
from sp404_gui.ui.pads.carrying import PAD, Load, brings, load_of
from sp404_gui.ui.pads.drawing import MARGIN, Marks, PadDrawing
from sp404_gui.ui.pads.faces import Face
from sp404_gui.ui.widgets.dropped import take_copy
from sp404_gui.ui.wording import plain_tooltip

_LEAST = (72, 66)


class PadButton(QAbstractButton):
    """Shows a face. A press plays at once, not first when it is let go; what is dragged from it carries its file.

    Args:
        drawing: Paints it.
        parent: The widget around it.

    Attributes:
        dropped: Carries a `Load`.
        menu_wanted: Carries a global place.
        file: Absolute path of its sample's file, for drags; empty where there is none.
    """

    dropped = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, drawing: PadDrawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._face = Face(place=Place("A", 1), key="1")
        self._nothing = self.tr("drop a sample")
        self._is_current = self._is_lit = self._is_hot = False
        self._pressed_at: QPoint | None = None
        self.file = ""
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(*(edge + 2 * MARGIN for edge in _LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def face(self) -> Face:
        """What it shows."""
        return self._face

    def show_face(self, face: Face, file: str) -> None:
        """Show another face.

        Args:
            face: What is to be seen.
            file: Absolute path of the sample's file; empty where there is none.
        """
        self.file = file
        if face != self._face or not self.accessibleName():
            self._face = face
            self.setAccessibleName(face.spoken)
            self.setAccessibleDescription(face.why)
            self.setToolTip(plain_tooltip("\n".join(filter(None, (face.name, face.about, face.why)))))
            self.update()

    def show_current(self, *, on: bool) -> None:
        """Mark it as the current one, which the Tab key leads to."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        if on != self._is_current:
            self._is_current = on
            self.update()

    def show_lit(self, *, on: bool) -> None:
        """Show that it is heard."""
        if on != self._is_lit:
            self._is_lit = on
            self.update()

    def sizeHint(self) -> QSize:
        """As in the picture."""
        return QSize(212, 148)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face."""
        del event
        with QPainter(self) as painter:
            marks = Marks(self._is_current, self.hasFocus(), self._is_lit or self.isDown(), self._is_hot)
            self._drawing.paint(painter, QRectF(self.rect()), self._face, self._nothing, marks)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play, and perhaps begin a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the pad."""
        start = self._pressed_at
        far = start is not None and (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and self._face.sample and event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed_at = None
            self.setDown(False)
            self._drag()
        else:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are for the grid around it."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """As above."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or in the middle."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome pads, samples and files."""
        if brings(event.mimeData()):
            take_copy(event)
            self._set_hot(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """As before."""
        del event
        self._set_hot(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it, and return at once."""
        self._set_hot(on=False)
        source = event.source()
        load = load_of(event.mimeData(), ours=isinstance(source, QWidget) and source.window() is self.window())
        take_copy(event)
        if load != Load():
            self.dropped.emit(load)

    def _set_hot(self, *, on: bool) -> None:
        self._is_hot = on
        self.update()

    def _drag(self) -> None:
        data = files_in([self.file] if self.file else [])
        data.setData(PAD, self._face.place.label.encode("ascii"))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab(self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)))
        drag.setHotSpot(self.mapFromGlobal(self.cursor().pos()) - QPoint(MARGIN, MARGIN))
        drag.exec(Qt.DropAction.CopyAction)  # a file manager that may move takes the user's own file away
