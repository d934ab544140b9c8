"""The map with what stands over it: what it shows, how far it is, and its buttons."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.map.points import Points, points_of
from sp404_gui.ui.map.view import MapView
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import ElidedLabel, PlainLabel
from sp404_gui.ui.widgets.meter import Meter
from sp404_gui.ui.wording import file_stem, percent, plural

_SOON_MS = 60


class MapPanel(QWidget):
    """Shows the samples of a table where they lie; selection and filter are those of the list.

    Args:
        table: Whose samples are shown, in the light of its filter.
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        picked: Carries the ids of the samples that are to be selected, and the id of the current one; empty where that stays.
        heard: The mouse rests on a sample, and it is to be heard: carries its id.
        activated_id: A double click on a sample.
        context_menu: A menu is wanted at a global point for some samples.
        on_hover_toggled: Whether samples are heard when the mouse rests on them.
        shown: The map came into sight.
    """

    picked = Signal(list, str)
    heard = Signal(str)
    activated_id = Signal(str)
    context_menu = Signal(QPoint, list)
    on_hover_toggled = Signal(bool)
    shown = Signal()

    def __init__(self, table: SampleTable, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._places: NDArray[np.float32] = np.zeros((0, 2), np.float32)
        self._chosen: Sequence[str] = ()
        self._current = ""
        self._links: tuple[str, Sequence[str]] = ("", ())
        self._progress: float | None = None
        self._stale = True
        self.view = MapView(theme, self._name_of)
        self._about = ElidedLabel("", "dim", elide=Qt.TextElideMode.ElideRight)
        self._state = PlainLabel("", "dim")
        self._meter = Meter(theme)
        self.on_hover = IconButton(theme, icons, "speaker", self.tr("Play the sample under the mouse"), self.tr("hover plays"))
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._show_points)
        self._lay_out(theme, icons)
        self._join()

    def set_places(self, places: NDArray[np.float32], *, anew: bool) -> None:
        """Show samples elsewhere.

        Args:
            places: In the order of the store, shape (samples, 2); NaN for those without one.
            anew: Whether those that had a place have another now.
        """
        self._places = places
        self._show_points(anew=anew)

    def set_progress(self, share: float | None) -> None:
        """Say how far the map is; None when it is not being drawn."""
        self._progress = share
        self._describe()

    def set_on_hover(self, *, on: bool) -> None:
        """Show whether samples are heard when the mouse rests on them."""
        self.on_hover.setChecked(on)

    def show_current(self, identifier: str) -> None:
        """Mark the current sample and bring it into sight."""
        self._current = identifier
        self._mark()
        if self.view.marks.current >= 0:
            self.view.see(self.view.marks.current)
        self._tell()

    def show_chosen(self, identifiers: Sequence[str]) -> None:
        """Mark the selected samples."""
        self._chosen = identifiers
        self._mark()

    def show_links(self, identifier: str, others: Sequence[str]) -> None:
        """Draw lines from a sample, while it is current, to those that go with it."""
        self._links = identifier, others
        self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        """It is to be right when it is seen."""
        super().showEvent(event)
        if self._stale:
            self._show_points()
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is under the mouse any more."""
        super().hideEvent(event)
        self.view.marks.hovered = -1

    def _lay_out(self, theme: Theme, icons: Icons) -> None:
        self.setFocusProxy(self.view)
        self.view.setAccessibleName(self.tr("Map"))
        self.on_hover.setCheckable(True)
        self._meter.setFixedWidth(160)
        nearer = IconButton(theme, icons, "add", self.tr("Zoom in (+)"))
        farther = IconButton(theme, icons, "minus", self.tr("Zoom out (−)"))
        whole = IconButton(theme, icons, "map", self.tr("Show the whole map (Home)"))
        nearer.clicked.connect(lambda: self.view.zoom_step(1))
        farther.clicked.connect(lambda: self.view.zoom_step(-1))
        whole.clicked.connect(self.view.show_all)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self._about, 1)
        for button in (self.on_hover, farther, nearer, whole):
            top.addWidget(button)
        over = QVBoxLayout(self.view)
        over.setContentsMargins(14, 8, 8, 14)
        over.addLayout(top)
        over.addStretch(1)
        over.addWidget(self._state, 0, Qt.AlignmentFlag.AlignHCenter)
        over.addWidget(self._meter, 0, Qt.AlignmentFlag.AlignHCenter)
        over.addStretch(1)
        whole_layout = QVBoxLayout(self)
        whole_layout.setContentsMargins(0, 0, 0, 0)
        whole_layout.addWidget(self.view)
        self._describe()

    def _join(self) -> None:
        for changed in (self._table.modelReset, self._table.rowsInserted, self._table.dataChanged):
            changed.connect(self._changed)
        self._table.replaced.connect(self._begin_anew)
        self.on_hover.toggled.connect(self.on_hover_toggled)
        self.view.picked.connect(self._pick)
        self.view.rested.connect(self._rest)
        self.view.activated.connect(lambda entry: self.activated_id.emit(self._id(entry)))
        self.view.menu_wanted.connect(lambda place: self.context_menu.emit(place, list(self._chosen)))

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _begin_anew(self) -> None:
        """Another collection: its samples have no places yet, and what is in sight is none of them."""
        self._places = np.zeros((0, 2), np.float32)
        self._chosen, self._current, self._links = (), "", ("", ())
        self.view.show_points(Points(), anew=True)
        self._mark()

    def _show_points(self, *, anew: bool = False) -> None:
        self._stale = False
        self.view.show_points(points_of(self._table, self._places), anew=anew)
        self._describe()
        self._mark()

    def _mark(self) -> None:
        points, store = self.view.points, self._table.store

        def entries(identifiers: Sequence[str]) -> NDArray[np.intp]:
            places = [place for identifier in identifiers if (place := store.position(identifier)) is not None]
            return points.index_of(np.array(places, np.int64)) if len(points) else np.zeros(0, np.intp)

        current = entries((self._current,))
        chosen = np.zeros(len(points), np.bool_)
        chosen[entries(self._chosen)] = True
        linked = entries(self._links[1]) if self._links[0] == self._current else np.zeros(0, np.intp)
        self.view.show_marks(int(current[0]) if len(current) else -1, chosen, linked)

    def _id(self, entry: int) -> str:
        return self._table.store.records[int(self.view.points.positions[entry])].id

    def _name_of(self, entry: int) -> str:
        return file_stem(self._table.store.records[int(self.view.points.positions[entry])].path)

    def _pick(self, entries: NDArray[np.intp], current: int) -> None:
        records, positions = self._table.store.records, self.view.points.positions
        self.picked.emit([records[place].id for place in positions[entries].tolist()], self._id(current) if current >= 0 else "")

    def _rest(self, entry: int) -> None:
        if entry >= 0 and self.on_hover.isChecked() and self.isVisible():
            self.heard.emit(self._id(entry))

    def _describe(self) -> None:
        points: Points = self.view.points
        count = plural(len(points), "%Ln sample", "%Ln samples")
        hints = self.tr("near means alike · wheel zooms · drag moves · Shift+drag lassoes")
        missing = points.total - len(points)
        waiting = plural(missing, "%Ln without a place yet", "%Ln without a place yet")
        said = (count, waiting, hints) if missing else (count, hints)
        self._about.setText(" · ".join(said) if len(points) else "")
        drawing = self._progress is not None
        share = percent(self._progress or 0.0)
        later, never = self.tr("Samples find their place here once they are measured."), self.tr("There is nothing here yet.")
        nothing = later if points.total else never
        self._state.setText(self.tr("Drawing the map … %1").replace("%1", share) if drawing else nothing)
        self._state.setVisible(drawing or not len(points))
        self._meter.setVisible(drawing)
        self._meter.set_value(self._progress or 0.0)

    def _tell(self) -> None:
        """Let a screen reader know what is current."""
        entry = self.view.marks.current
        keys = self.tr("Arrow keys go to the nearest sample in their direction, plus and minus zoom, Home shows all.")
        self.view.setAccessibleDescription(f"{self._name_of(entry)}. {keys}" if entry >= 0 else keys)
        if self.view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self.view, QAccessible.Event.DescriptionChanged))
