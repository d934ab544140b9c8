"""Settings: the models that are asked, chosen from the provider's list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem

from sp404_gui.config.settings import Settings
from sp404_gui.domain.text import printable
from sp404_gui.llm.account import ModelInfo
from sp404_gui.ui.dialogs.fields import Line
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.dialogs.rows import RoomyRows
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.wording import decimals, number, plain_tooltip

_ID = Qt.ItemDataRole.UserRole
_MILLION = 1e6
_ROOM = 8


class ModelsPage(SettingsPage):
    """Models, fallbacks in order.

    Attributes:
        list_wanted: Fetch the provider's list of models.
    """

    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Models"), "list", self.tr("The first model is asked; the others step in, in order, when it does not answer.")
        )
        self._models: tuple[ModelInfo, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.line = Line(self.tr("the provider's own choice"))
        self.bind("models", self.tr("Asked"), self.line, self.tr("Names separated by commas."), taken=words_of)
        self.fetch = push_button(self.tr("Fetch the list"))
        self.fetch.clicked.connect(self.list_wanted)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter models"))
        self.filter.setAccessibleName(self.tr("Filter models"))
        self.filter.setClearButtonEnabled(True)
        self.free = Switch(self.tr("Free only"))
        self.table = _table(
            self.tr("Models of the provider"), (self.tr("Model"), self.tr("Context"), self.tr("$ a million tokens"), self.tr("Schema"))
        )
        self.ask = push_button(self.tr("Ask this one"))
        self.add = push_button(self.tr("Add as fallback"))
        self._state = PlainLabel("", "dim")
        self._state.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._settle()
        self._say(self.tr("Fetch the list to choose from what the provider offers."), "dim")

    def show_settings(self, settings: Settings, origin: Mapping[str, str]) -> None:
        """Show what is set."""
        super().show_settings(settings, origin)
        self._chosen = settings.models
        self._settle()

    def show_busy(self) -> None:
        """Show that the list is being fetched."""
        self.fetch.setEnabled(False)
        self._say(self.tr("Asking the provider…"), "dim")

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """Show the provider's list."""
        self._models = tuple(models)
        self.fetch.setEnabled(True)
        self._fill()

    def show_failure(self, sentence: str) -> None:
        """Say why there is no list."""
        self.fetch.setEnabled(True)
        self._say(printable(sentence), "failed")

    def _lay_out(self) -> None:
        search = QHBoxLayout()
        search.addWidget(self.filter, 1)
        search.addWidget(self.free)
        search.addWidget(self.fetch)
        below = QHBoxLayout()
        below.addWidget(self._state, 1)
        below.addWidget(self.add)
        below.addWidget(self.ask)
        self.content.addLayout(search)
        self.content.addWidget(self.table, 1)
        self.content.addLayout(below)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._fill)
        self.free.edited.connect(self._fill)
        self.table.itemSelectionChanged.connect(self._settle)
        self.table.itemActivated.connect(self._ask)
        self.ask.clicked.connect(self._ask)
        self.add.clicked.connect(self._add)

    def _fill(self) -> None:
        words = self.filter.text().casefold().split()
        free = self.free.isChecked()
        shown = [m for m in self._models if (not free or is_free(m)) and all(w in f"{m.id} {m.name}".casefold() for w in words)]
        self.table.clear()
        self.table.addTopLevelItems([self._item(model) for model in shown])
        if self._models:
            self._say(self.tr("%1 of %2 models").replace("%1", number(len(shown))).replace("%2", number(len(self._models))), "dim")
        self._settle()

    def _item(self, model: ModelInfo) -> QTreeWidgetItem:
        schema = {True: self.tr("yes"), False: self.tr("no"), None: ""}[model.supports_schema]
        context = "" if model.context_tokens is None else number(model.context_tokens)
        item = QTreeWidgetItem([printable(model.id), context, self._price(model), schema])
        item.setData(0, _ID, model.id)
        item.setToolTip(0, plain_tooltip(model.name))
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _price(self, model: ModelInfo) -> str:
        if is_free(model):
            return self.tr("free")
        if model.prompt_usd is None or model.completion_usd is None:
            return ""
        return f"{decimals(model.prompt_usd * _MILLION, 2)} / {decimals(model.completion_usd * _MILLION, 2)}"

    def _selected(self) -> str:
        items = self.table.selectedItems()
        return str(items[0].data(0, _ID)) if items else ""

    def _settle(self) -> None:
        model = self._selected()
        open_to_change = self.line.isEnabled()
        self.ask.setEnabled(bool(model) and open_to_change)
        self.add.setEnabled(bool(model) and model not in self._chosen and open_to_change)

    def _ask(self) -> None:
        model = self._selected()
        if model and self.line.isEnabled():
            self.edited.emit({"models": (model, *(other for other in self._chosen[1:] if other != model))})

    def _add(self) -> None:
        self.edited.emit({"models": (*self._chosen, self._selected())})

    def _say(self, text: str, role: str) -> None:
        self._state.set_role(role)
        self._state.setText(text)


def words_of(text: object) -> tuple[str, ...] | None:
    """The names in a text with commas; None where there are none."""
    return tuple(word.strip() for word in str(text).split(",") if word.strip()) or None


def is_free(model: ModelInfo) -> bool:
    """Whether asking it costs nothing."""
    return model.prompt_usd == 0 and model.completion_usd == 0


def _table(name: str, headings: Sequence[str]) -> QTreeWidget:
    table = QTreeWidget()
    table.setAccessibleName(name)
    table.setHeaderLabels(list(headings))
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setItemDelegate(RoomyRows(_ROOM, table))
    table.setAllColumnsShowFocus(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setMinimumHeight(table.fontMetrics().height() * 10)
    header = table.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, len(headings)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table
