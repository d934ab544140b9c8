"""The window: lays the regions out and joins them. What happens between them stands in `control`."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sp404_gui.engine.pace.hours import NightHours, night_hours
from sp404_gui.ui.actions import Actions, Where
from sp404_gui.ui.audition import Audition
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collecting import QuietCollector
from sp404_gui.ui.control.audition_control import AuditionControl
from sp404_gui.ui.control.card_control import CardControl
from sp404_gui.ui.control.collection_control import CollectionControl
from sp404_gui.ui.control.commands import commands
from sp404_gui.ui.control.dialog_control import DialogControl
from sp404_gui.ui.control.drop_control import DropControl
from sp404_gui.ui.control.duplicate_control import DuplicateControl
from sp404_gui.ui.control.edit_control import EditControl
from sp404_gui.ui.control.file_control import FileControl
from sp404_gui.ui.control.kit_control import KitControl
from sp404_gui.ui.control.list_control import ListControl
from sp404_gui.ui.control.map_control import MapControl
from sp404_gui.ui.control.menus import Menus
from sp404_gui.ui.control.pads_control import PadsControl
from sp404_gui.ui.control.run_control import RunControl
from sp404_gui.ui.control.search_control import SearchControl
from sp404_gui.ui.control.similar_control import SimilarControl
from sp404_gui.ui.map.panel import MapPanel
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.models.sound_rows import SoundRows
from sp404_gui.ui.models.table import SampleTable
from sp404_gui.ui.night import NightWatch
from sp404_gui.ui.pads.panel import PadsPanel
from sp404_gui.ui.panels.empty import EmptyView
from sp404_gui.ui.panels.inspector import Inspector
from sp404_gui.ui.panels.monitor import MonitorPanel
from sp404_gui.ui.panels.problems import ProblemsPanel
from sp404_gui.ui.panels.sidebar import Sidebar
from sp404_gui.ui.panels.similar_bar import SimilarBar
from sp404_gui.ui.panels.status_strip import StatusStrip
from sp404_gui.ui.panels.top_bar import TopBar
from sp404_gui.ui.panels.wave_panel import WavePanel
from sp404_gui.ui.player import Player
from sp404_gui.ui.services import Services
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.views.sample_list import SampleList
from sp404_gui.ui.widgets.drop_overlay import DropOverlay
from sp404_gui.ui.widgets.filter_field import FilterField
from sp404_gui.ui.widgets.notice_bar import NoticeBar
from sp404_gui.ui.widgets.regions import Regions, Split
from sp404_gui.ui.widgets.tab_order import move_focus

if TYPE_CHECKING:
    from sp404_gui.config.settings import Settings

_SIDEBAR = (0.147, 178, 250)
_INSPECTOR = (0.219, 268, 380)
"""Share of the window's width, and the narrowest and widest that it is at first, in pixels."""
_DOWN = (660, 150)
_FIRST_SIZE = (1440, 900)
_SMALLEST = (760, 480)
_NARROWEST_VIEW = 360


class MainWindow(QMainWindow):
    """The main window.

    Args:
        services: Theme, icons, settings and what else the window works with.

    Attributes:
        closed: The user closed it.
    """

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.tasks = Tasks(self)
        self.shelf = Shelf(services.state.recent, self)
        self.collector = QuietCollector(self)
        self._make_parts()
        self._lay_out()
        self._join()
        self._restore()

    def begin(self, settings: "Settings", job: str = "", folders: Sequence[str] = (), complaint: str = "") -> None:
        """Show what was asked for, or what was shown last, once the first frame is painted.

        Args:
            settings: What the user settled.
            job: Job folder to show.
            folders: Folders to make a collection of.
            complaint: What is wrong with the settings file.
        """
        self.services.settings = settings
        self.shelf.jobs_dir = settings.jobs_dir
        if complaint:
            self.notices.say(complaint, "warning")
        self.listening.begin(settings)
        self.collections.begin(job, restore=not folders)
        self.drops.take(folders)
        self.dialogs.greet()

    def take_paths(self, paths: Sequence[str]) -> None:
        """A second start of the program hands its paths over."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.drops.take(paths)

    def show_view(self, name: str) -> None:
        """Show a view by its name."""
        views: dict[str, QWidget] = {"map": self.map, "pads": self.pads, "problems": self.problems, "monitor": self.monitor}
        shown = views.get(name, self.samples) if self.shelf.current is not None else self.empty
        self.views.setCurrentWidget(shown)
        self.bar.show_view(name)
        if shown is not self.empty and not self.field.hasFocus():
            shown.setFocus()
        self.services.state.view = name
        self.collections.view_changed(name)

    def arrange(self, width: int, height: int) -> None:
        """Give the window a size, and its regions their shares of it."""
        self.resize(width, height)
        self.down.setSizes(_DOWN)

    def show_for_picture(self, view: str, text: str, row: int, *, similar: bool) -> None:
        """Filter, select a row, compare with it and show a view, as a picture needs them."""
        self.show_view(view)
        self.field.set_text(text)
        if 0 <= row < self.table.rowCount():
            self.samples.select_id(self.table.record(row).id)
        if similar:
            self.similar.find()

    @property
    def parts(self) -> Sequence[QWidget]:
        """What is to be dressed first: all that is not painted by the program itself stands in one of them, and none in another."""
        views = (self.empty, self.samples, self.map, self.pads, self.problems, self.monitor)
        return (self.bar, self.sidebar, self.notices, self.similar_bar, *views, self.inspector, self.wave, self.strip)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being loaded."""
        return self.tasks.idle

    async def keep_last(self) -> None:
        """Have on disk what the next window shall know, before what goes on is ended."""
        self.collections.memory.stop()
        await self.services.keeper.keep()

    async def shut_down(self) -> None:
        """Save, and end what still goes on, within two seconds."""
        await self.collections.shut_down()
        await self.audition.aclose()
        await self.tasks.close()
        self.collector.close()
        self.dialogs.close()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt names it so
        """Tab goes through the window as it is read."""
        return move_focus(self, forth=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window; saving the job follows."""
        self.similar.clear()
        state = self.services.state
        state.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        state.across = self.across.sizes() if self.across.moved else []
        state.down = self.down.sizes()
        state.columns = self.samples.save_state()
        state.filters = self.field.recent
        self.collections.memory.remember()
        event.accept()
        self.closed.emit()

    def _make_parts(self) -> None:
        theme, icons = self.services.theme, self.services.icons
        self.field = FilterField(theme, icons)
        self.bar = TopBar(theme, icons, self.field)
        self.sidebar = Sidebar(theme, icons)
        self.similar_bar = SimilarBar(theme, icons)
        self.table = SampleTable(list_columns(self._distance_of), self)
        self.samples = SampleList(self.table, theme, icons)
        self.map = MapPanel(self.table, theme, icons)
        self.pads = PadsPanel(theme, icons)
        self.empty = EmptyView(theme, icons)
        self.problems = ProblemsPanel(theme, icons)
        self.monitor = MonitorPanel(theme, icons)
        self.inspector = Inspector(theme, icons)
        self.wave = WavePanel(theme, icons)
        self.strip = StatusStrip(theme, icons)
        self.notices = NoticeBar(theme, icons)
        self.overlay = DropOverlay(self, theme, icons)
        self.overlay.leave_free(self.sidebar)
        self.overlay.leave_free(self.pads.grid)
        self.player = Player(self)
        self.audition = Audition(self.services.listener, self.player, self)

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        for view in (self.empty, self.samples, self.map, self.pads, self.problems, self.monitor):
            self.views.addWidget(view)
        middle = _column(self.notices, self.similar_bar, self.views)
        middle.setMinimumWidth(_NARROWEST_VIEW)
        self.across = Regions((self.sidebar, middle, self.inspector), _SIDEBAR, _INSPECTOR)
        self.down = Split(Qt.Orientation.Vertical, (self.across, self.wave), stretch=0)
        self.setCentralWidget(_column(self.bar, self.down, self.strip, stretch=1))
        self.setWindowTitle("SP-404 Batch")
        self.setMinimumSize(*_SMALLEST)

    def _join(self) -> None:
        theme, icons = self.services.theme, self.services.icons
        self.listing = ListControl(self.field, self.sidebar, self.table, self.samples)
        self.searches = SearchControl(self)
        rows = SoundRows()
        self.similar = SimilarControl(self, rows)
        self.drops = DropControl(self.shelf, self.tasks, self)
        self.edits = EditControl(self.shelf, self.tasks, self.samples.selected_ids, self)
        self.runs = RunControl(self.shelf, self.tasks, self.bar, theme, icons, self)
        self.listening = AuditionControl(self.audition, self.wave, self.samples, self.table, self.services.state)
        self.night = NightWatch(self.shelf, self._night_hours, lambda: datetime.now().astimezone(), self)
        self.files = FileControl(self)
        self.dialogs = DialogControl(self)
        self.cards = CardControl(self)
        self.mapping = MapControl(self, rows)
        self.kits = KitControl(self)
        self.padding = PadsControl(self)
        self.duplicates = DuplicateControl(self)
        self.collections = CollectionControl(self)
        both = self.samples, self.map
        sounds = *both, self.wave
        keys = {Where.LIST: (self.samples,), Where.SAMPLES: both, Where.LISTS: sounds, Where.SOUNDS: (*sounds, self.pads)}
        keys[Where.PADS] = (self.pads,)
        self.actions_ = Actions(self, keys, icons, commands(self))
        self.menus = Menus(self)
        for said in (self.shelf.noticed, self.edits.said, self.runs.said, self.listening.said, self.similar.said, self.kits.said):
            said.connect(self.notices.say)
        self.runs.settings_wanted.connect(self.dialogs.settings)
        self.runs.add_wanted.connect(self.files.choose_folder)
        self.listening.settled.connect(lambda changes: self.dialogs.keep(**changes))
        theme.changed.connect(self.actions_.recolor)
        self.tasks.failed.connect(self.dialogs.report)
        self.bar.view_chosen.connect(self.show_view)
        self.overlay.dropped.connect(lambda paths, add: self.drops.take(paths, add=add))

    def _distance_of(self, identifier: str) -> float | None:
        return self.similar.distance_of(identifier)

    def _night_hours(self) -> NightHours | None:
        settings = self.services.settings
        return night_hours(settings.overnight_from, settings.overnight_to)

    def _restore(self) -> None:
        state = self.services.state
        self.arrange(*_FIRST_SIZE)
        if state.geometry:
            self.restoreGeometry(QByteArray.fromBase64(state.geometry.encode()))
        self.across.restore(state.across)
        self.down.restore(state.down)
        self.samples.restore_state(state.columns)
        self.runs.show_stage()
        self.field.set_recent([text for text in state.filters if isinstance(text, str)])


def _column(*parts: QWidget, stretch: int = -1) -> QWidget:
    """Parts below each other; one of them takes the room that is left."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for place, part in enumerate(parts):
        layout.addWidget(part, 1 if place == stretch % len(parts) else 0)
    return column
