"""The collections: each with its state and how far it is."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.job import Counts, JobStatus
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.namesakes import Placed, told_apart
from sp404_gui.ui.panels.side_row import SideRow
from sp404_gui.ui.panels.side_section import SideSection
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.dropped import local_paths, take_copy
from sp404_gui.ui.wording import number, percent, plain_tooltip

_RING = 0.62
_DOT = 0.5
_FULL_TURN = 360 * 16
_TOP = 90 * 16


class CollectionLike(Placed, Protocol):
    """What is shown of a collection: `engine.jobs.reading.CollectionInfo` has it."""

    @property
    def status(self) -> JobStatus:
        """State of its job."""

    @property
    def counts(self) -> Counts:
        """Its numbers."""

    @property
    def reason(self) -> str:
        """Why it stopped; empty while all is well."""

    @property
    def damaged(self) -> str | None:
        """Why it cannot be used; None when it can."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a collection stands, in a glance.

    Attributes:
        mark: "ring" (at work), "dashed" (begun or new), "dot" (finished) or "alert".
        share: How much of it is settled, 0-1.
        word: The state, in words.
        detail: What stands at the right.
        color: Name of the colour of mark and detail.
    """

    mark: str
    share: float
    word: str
    detail: str
    color: str = "dim"


class CollectionRow(SideRow):
    """One collection. Folders can be dropped on it.

    Args:
        place: Absolute path of the job folder.
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        menu_wanted: Carries the place on the screen.
        dropped: Carries the absolute paths, a list; an object, since Qt's own strings hold not every path.
    """

    menu_wanted = Signal(QPoint)
    dropped = Signal(object)

    def __init__(self, place: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self.place = place
        self._standing = Standing("dashed", 0.0, "", "")
        self._dragged_over = False
        self.setAcceptDrops(True)

    def show_collection(self, info: CollectionLike, apart: str = "", *, watched: bool = False) -> None:
        """Show another state.

        Args:
            info: The state.
            apart: The folder that tells it from another one of its name; empty where there is none.
            watched: Whether its folders are watched while it is open.
        """
        standing, name = self._stands(info), full_name(info, apart)
        sentence = in_window(info.damaged or info.reason or "")
        watches = self.tr("watches its folders while it is open") if watched else ""
        spoken = ", ".join(filter(None, (name, standing.word, standing.detail, watches)))
        self.show_line(name, standing.detail, spoken, "eye" if watched else "")
        self.setToolTip(plain_tooltip("\n".join(filter(None, (name, standing.word, sentence, watches)))))
        if standing != self._standing:
            self._standing = standing
            self.update()

    def ground(self) -> str:
        """The collection that is open is no filter: its ground is quiet."""
        return "raised"

    def detail_color(self) -> str:
        """As the state."""
        return self._standing.color

    def paint_mark(self, painter: QPainter, room: QRectF) -> None:
        """Paint a ring that fills, a dot, or a warning."""
        standing, color = self._standing, self._theme.color(self._standing.color)
        if standing.mark == "alert":
            self.paint_icon(painter, room, "alert", standing.color)
            return
        if standing.mark == "dot":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(room.center()), room.width() * _DOT / 2, room.width() * _DOT / 2)
            return
        ring = QRectF(0, 0, room.width() * _RING, room.width() * _RING)
        ring.moveCenter(room.center())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = standing.mark == "dashed" and not standing.share
        painter.setPen(QPen(self._theme.color("dim" if dashed else "track"), 2, Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine))
        painter.drawEllipse(ring)
        painter.setPen(QPen(color, 2))
        painter.drawArc(ring, _TOP, -round(_FULL_TURN * standing.share))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and a frame while something is dragged over it."""
        super().paintEvent(event)
        if self._dragged_over:
            with QPainter(self) as painter:
                painter.setPen(QPen(self._theme.color("accent"), 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by mouse or keyboard."""
        self.menu_wanted.emit(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if not self.isEnabled() or not local_paths(event.mimeData().urls()):
            return
        take_copy(event)
        self._drag(over=True)

    def dragLeaveEvent(self, _: QDragLeaveEvent) -> None:
        """They went on."""
        self._drag(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the paths over; the work begins later."""
        self._drag(over=False)
        take_copy(event)
        self.dropped.emit(local_paths(event.mimeData().urls()))

    def _drag(self, *, over: bool) -> None:
        self._dragged_over = over
        self.update()

    def _stands(self, info: CollectionLike) -> Standing:
        counts, status = info.counts, info.status
        share = (counts.total - counts.pending) / counts.total if counts.total else 0.0
        if info.damaged is not None:
            return Standing("alert", share, self.tr("damaged"), self.tr("damaged"), "failed")
        words: Mapping[JobStatus, Standing] = {
            JobStatus.CREATED: Standing("dashed", share, self.tr("not started"), number(counts.total) if counts.total else self.tr("new")),
            JobStatus.RUNNING: Standing("ring", share, self.tr("at work"), percent(share), "accent"),
            JobStatus.PAUSED: Standing("dashed", share, self.tr("paused"), self.tr("paused")),
            JobStatus.INTERRUPTED: Standing("dashed", share, self.tr("interrupted"), percent(share)),
            JobStatus.DONE: Standing("dot", 1.0, self.tr("finished"), number(counts.total)),
            JobStatus.DONE_WITH_FAILURES: Standing(
                "dot", 1.0, self.tr("finished, %1 failed").replace("%1", number(counts.failed)), number(counts.total)
            ),
            JobStatus.STOPPED: Standing("alert", share, self.tr("stopped"), self.tr("stopped"), "warning"),
            JobStatus.FATAL: Standing("alert", share, self.tr("stopped by an error"), self.tr("stopped"), "failed"),
        }
        return words[status]


def full_name(info: CollectionLike, apart: str) -> str:
    """A collection's name, with the folder that tells it from another one of its name."""
    return f"{info.name} – {apart}" if apart else info.name


class CollectionSection(SideSection):
    """All collections.

    Args:
        title: The heading.
        theme: Where the colours come from.
        icons: Where the icons come from.

    Attributes:
        chosen: Carries the place of a collection, an object as above.
        menu_wanted: Carries the place of a collection, and a place on the screen.
        folders_dropped: Carries the place of a collection, and absolute paths.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)
    folders_dropped = Signal(object, object)

    def __init__(self, title: str, theme: Theme, icons: Icons) -> None:
        super().__init__(title)
        self._theme = theme
        self._icons = icons
        self._rows: dict[str, CollectionRow] = {}

    def show_collections(self, infos: Sequence[CollectionLike], current: str, watched: Container[str] = ()) -> None:
        """Show these collections; rows that are there already are kept.

        Args:
            infos: In order.
            current: Place of the one that is open; empty for none.
            watched: Places of those whose folders are watched while they are open.
        """
        rows = {info.place: self._rows.get(info.place) or self._row(info.place) for info in infos}
        if list(rows) != list(self._rows):
            self.put(list(rows.values()))
        self._rows = rows
        apart = told_apart(infos)
        for info in infos:
            rows[info.place].show_collection(info, apart.get(info.place, ""), watched=info.place in watched)
            rows[info.place].setChecked(info.place == current)

    def _row(self, place: str) -> CollectionRow:
        row = CollectionRow(place, self._theme, self._icons)
        row.clicked.connect(lambda: self.chosen.emit(place))
        row.menu_wanted.connect(lambda point: self.menu_wanted.emit(place, point))
        row.dropped.connect(lambda paths: self.folders_dropped.emit(place, paths))
        return row
