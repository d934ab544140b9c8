"""The settings: a page a topic, a search over all of them; what is changed counts at once."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from sp404_gui.config.settings import Settings
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.dialogs.rows import RoomyRows
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.dialogs.settings_pages import SettingsPages
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel

_LIST = """
QListWidget { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QListWidget:focus { border-color: palette(highlight); }
"""
_ROOM = 14


class SettingsDialog(DialogFrame):
    """Shows what is set, and tells at once when the user changes it. Whoever opens it keeps the changes and shows them again.

    Args:
        theme: Its colours.
        icons: Its icons.
        pages: What it is filled with, one by one with `take_in`.
        parent: The window that it belongs to.

    Attributes:
        changed: The user changed these settings: a dict of name to value, None to bring a default back.
        pages: All pages, in order.
    """

    changed = Signal(dict)

    def __init__(self, theme: Theme, icons: Icons, pages: SettingsPages, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Settings"), parent)
        self._icons = icons
        self.pages = pages
        self._search = QLineEdit()
        self._list = QListWidget()
        self._stack = QStackedWidget()
        self._page_title = PlainLabel("", "title")
        self._lay_out()
        self._fill_foot()
        self._search.textChanged.connect(self._find)
        self._list.currentRowChanged.connect(self._turn)
        theme.changed.connect(self._paint_icons)

    def take_in(self, page: SettingsPage) -> None:
        """Put the next page into its place: each is dressed anew there, and all at once would keep the window from three frames."""
        self._list.addItem(QListWidgetItem(self._icons.icon(page.icon, "dim"), page.title))
        self._stack.addWidget(page)
        page.edited.connect(self.changed)

    def begin(self) -> None:
        """Open the first page, once all are there."""
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + 32)
        self._search.setFixedWidth(self._list.width())
        self._list.setCurrentRow(0)
        self.fit(150, 42)

    @property
    def page(self) -> SettingsPage:
        """The page that is open."""
        return self.pages[self._stack.currentIndex()]

    def show_settings(self, settings: Settings, origin: Mapping[str, str]) -> None:
        """Show what is set.

        Args:
            settings: The values.
            origin: Setting to who decided it, as `ResolvedSettings` has it; what the environment decides cannot be changed here.
        """
        for page in self.pages:
            page.show_settings(settings, origin)

    def show_page(self, page: SettingsPage) -> None:
        """Open a page."""
        self._list.setCurrentRow(self.pages.index(page))

    def show_fault(self, name: str, sentence: str) -> None:
        """Say why a setting was not taken."""
        for page in self.pages:
            page.show_fault(name, sentence)

    def _lay_out(self) -> None:
        self._search.setPlaceholderText(self.tr("Search settings"))
        self._search.setAccessibleName(self.tr("Search settings"))
        self._search.setClearButtonEnabled(True)
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setIconSize(QSize(16, 16))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setStyleSheet(_LIST)
        self._list.setItemDelegate(RoomyRows(_ROOM, self._list))
        side = QVBoxLayout()
        side.addWidget(self._search)
        side.addWidget(self._list, 1)
        opened = QVBoxLayout()
        opened.setContentsMargins(16, 0, 0, 0)
        opened.setSpacing(12)
        opened.addWidget(self._page_title)
        opened.addWidget(self._stack, 1)
        columns = QHBoxLayout()
        columns.addLayout(side)
        columns.addLayout(opened, 1)
        self.body.addLayout(columns, 1)

    def _fill_foot(self) -> None:
        self._reset = self.add_button(self.tr("Reset this page"), "quiet")
        self.add_foot_space()
        close = self.add_button(self.tr("Close"), default=True)
        self._reset.clicked.connect(self._reset_page)
        close.clicked.connect(self.accept)

    def _reset_page(self) -> None:
        self.page.reset()

    def _turn(self, row: int) -> None:
        if row >= 0:
            self._stack.setCurrentIndex(row)
            self._page_title.setText(self.pages[row].title)

    def _find(self, text: str) -> None:
        """Leave the pages that have what is looked for, and open the first of them."""
        words = text.strip().casefold()
        hits = [page.mark(words) for page in self.pages]
        for row, found in enumerate(hits):
            self._list.item(row).setHidden(bool(words) and not found)
        current = self._list.currentRow()
        if words and any(hits) and not hits[current]:
            self._list.setCurrentRow(next(row for row, found in enumerate(hits) if found))

    def _paint_icons(self) -> None:
        for row, page in zip(range(self._list.count()), self.pages, strict=False):  # while they are taken in, some are missing
            self._list.item(row).setIcon(self._icons.icon(page.icon, "dim"))
