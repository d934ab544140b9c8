"""The sidebar: collections above, searches below them, then facets."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.facets import FacetCounts
from sp404_gui.ui.panels.collections import CollectionLike, CollectionSection
from sp404_gui.ui.panels.facets import FacetSection, VibeSection
from sp404_gui.ui.panels.searches import SearchSection
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.scrolled import Scrolled

_STATES = (SampleStatus.DONE, SampleStatus.PENDING, SampleStatus.SKIPPED, SampleStatus.FAILED)
_WIDTH = 24
"""In characters of average width."""


class Sidebar(Scrolled):
    """Passive: shows what it is told, and says what was clicked.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        collection_chosen: Carries the place of a collection; an object, since Qt's own strings hold not every path.
        collection_menu: Carries the place of a collection, and a place on the screen.
        folders_dropped: Carries the place of a collection, and absolute paths.
        facet_toggled: Carries a field of the filter language and a value.
        searches: The searches that are kept; it says itself what is wanted of them.
    """

    collection_chosen = Signal(object)
    collection_menu = Signal(object, QPoint)
    folders_dropped = Signal(object, object)
    facet_toggled = Signal(str, str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        body = QWidget()
        super().__init__(body, parent)
        self._collections = CollectionSection(self.tr("Collections"), theme, icons)
        self.searches = SearchSection(self.tr("Searches"), theme, icons)
        self._facets = (
            FacetSection("category", self.tr("Category"), tuple(Category), theme, icons),
            FacetSection("kind", self.tr("Kind"), tuple(Kind), theme, icons),
            FacetSection("status", self.tr("Status"), _STATES, theme, icons),
            VibeSection(self.tr("Vibe"), theme),
        )
        self._collections.chosen.connect(self.collection_chosen)
        self._collections.menu_wanted.connect(self.collection_menu)
        self._collections.folders_dropped.connect(self.folders_dropped)
        for section in self._facets:
            section.toggled.connect(self.facet_toggled)
        self._lay_out(body)

    def show_collections(self, infos: Sequence[CollectionLike], current: str = "", watched: Container[str] = ()) -> None:
        """Show all collections.

        Args:
            infos: In order.
            current: Place of the one that is open; empty for none.
            watched: Places of those whose folders are watched while they are open.
        """
        self._collections.show_collections(infos, current, watched)

    def show_counts(self, counts: FacetCounts) -> None:
        """Show how many samples there are of each value."""
        for section in self._facets:
            section.show_counts(counts)

    def show_active(self, text: str) -> None:
        """Mark what a filter asks for.

        Args:
            text: The filter.
        """
        for section in self._facets:
            section.show_active(text)

    def sizeHint(self) -> QSize:
        """Wide enough for the names of most collections."""
        return QSize(self.fontMetrics().averageCharWidth() * _WIDTH + 40, super().sizeHint().height())

    def _lay_out(self, body: QWidget) -> None:
        layout = QVBoxLayout(body)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(16)
        for section in (self._collections, self.searches, *self._facets):
            layout.addWidget(section)
            section.entered.connect(self.ensureWidgetVisible)
        layout.addStretch(1)
        self.setAccessibleName(self.tr("Collections and facets"))
