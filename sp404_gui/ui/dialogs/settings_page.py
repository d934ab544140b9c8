"""What all pages of the settings are: rows that show a setting each, and tell at once when the user changes it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.config.settings import Settings
from sp404_gui.ui.dialogs.fields import Field
from sp404_gui.ui.dialogs.folder_line import FolderLine
from sp404_gui.ui.dialogs.form import Form, Row
from sp404_gui.ui.dialogs.sound_box import SoundBox
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.scrolled import Scrolled

Control = Field | FolderLine | SoundBox

_ENVIRONMENT = "SP404_"

NOT_YET = object()
"""What `taken` gives back for a choice that is not complete, so that nobody is told of it."""


class SettingsPage(QWidget):
    """A page of settings.

    Args:
        title: Its name in the list of pages.
        icon: Name of its icon.
        about: A sentence over the settings.

    Attributes:
        edited: The user changed these settings: a dict of name to value, None where nothing is set any more.
        form: Where its rows are.
    """

    edited = Signal(dict)

    def __init__(self, title: str, icon: str, about: str = "") -> None:
        super().__init__()
        self.title = title
        self.icon = icon
        self.form = Form()
        self._fields: dict[str, Control] = {}
        self._rows: dict[str, Row] = {}
        self._shown: dict[str, Callable[[object], object]] = {}
        self._other_rows: list[Row] = []
        content = QWidget()
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(0, 0, 12, 0)
        self.content.setSpacing(12)
        if about:
            sentence = PlainLabel(about, "dim")
            sentence.setWordWrap(True)
            self.content.addWidget(sentence)
        self.content.addWidget(self.form)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scrolled(content))

    @property
    def names(self) -> tuple[str, ...]:
        """The settings on this page."""
        return tuple(self._fields)

    def show_settings(self, settings: Settings, origin: Mapping[str, str]) -> None:
        """Show what is set. What the environment sets cannot be changed here, and says so.

        Args:
            settings: The values.
            origin: Setting to who decided it, as `ResolvedSettings` has it.
        """
        for name, field in self._fields.items():
            field.show_value(self._shown[name](getattr(settings, name)))
            decided_by = origin.get(name, "")
            fixed = decided_by.startswith(_ENVIRONMENT)
            self._rows[name].show_origin(self.tr("Set by %1 in the environment.").replace("%1", decided_by) if fixed else "")

    def show_fault(self, name: str, sentence: str) -> None:
        """Say why a setting was not taken."""
        if name in self._rows:
            self._rows[name].show_fault(sentence)

    def mark(self, words: str) -> int:
        """Mark the rows that these words, in small letters, are about; how many there are, the page's own title counted."""
        rows = [*self._rows.values(), *self._other_rows]
        hits = 0
        for row in rows:
            hit = bool(words) and row.has(words)
            row.mark(hit=hit)
            hits += hit
        return hits + (bool(words) and words in self.title.casefold())

    def bind(
        self,
        name: str,
        title: str,
        field: Control,
        hint: str = "",
        *,
        shown: Callable[[object], object] = lambda value: value,
        taken: Callable[[object], object] = lambda value: value,
    ) -> Row:
        """Add a setting.

        Args:
            name: Field of `Settings`.
            title: Its name for people.
            field: The control.
            hint: What there is to know about it.
            shown: From the setting's value to the control's.
            taken: The other way round.
        """
        row = self._rows[name] = self.form.add(title, field, hint)
        self._fields[name] = field
        self._shown[name] = shown

        def tell(value: object) -> None:
            if (setting := taken(value)) is not NOT_YET:
                self.edited.emit({name: setting})

        field.edited.connect(tell)
        return row

    def reset(self) -> None:
        """Bring back the defaults of this page."""
        self.edited.emit(dict.fromkeys(self._fields))

    def add_other(self, title: str, control: QWidget, hint: str = "") -> Row:
        """Add a row that is no setting, found by the search as well."""
        row = self.form.add(title, control, hint)
        self._other_rows.append(row)
        return row

    def row(self, name: str) -> Row:
        """The row of a setting."""
        return self._rows[name]
