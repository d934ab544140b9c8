"""The rows of a card's plan: each file with its name on the card, what becomes of it, and how far it is; then what is left out."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sp404_gui.domain.card import CardEvent, CardFile, CardPlan, FileFailed, FileKept
from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.card_words import change_text
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import plain_tooltip

_ROLE = Qt.ItemDataRole
_TOP = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_Row = tuple[str, str, str, str]
"""Name on the card, file, what becomes of it, state."""

_TONES = {"blocked": "failed", "there": "dim", "written": "ok", "kept": "ok", "failed": "failed", "out": "warning"}
_ICONS = {"blocked": "alert", "written": "check", "kept": "check", "failed": "alert", "out": "skip"}


class CardRows(QAbstractTableModel):
    """A plan as a table.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: Qt's owner.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._rows: list[_Row] = []
        self._places: dict[tuple[str, str], int] = {}
        self._titles = (_tr("On the card"), _tr("Sample"), _tr("What becomes of it"))

    def show_plan(self, plan: CardPlan | None) -> None:
        """Show another plan, or none."""
        self.beginResetModel()
        files = plan.files if plan is not None else ()
        several = plan is not None and len(plan.folders) > 1
        self._rows = [
            (
                printable(f"{file.name}  ·  {file.folder}" if several else file.name),
                printable(file.record.path),
                *_becomes(file),
            )
            for file in files
        ]
        self._places = {(file.folder, file.name): row for row, file in enumerate(files)}
        for left in plan.left_out if plan is not None else ():
            self._rows.append((_tr("left out"), printable(left.record.path), printable(in_window(left.reason)), "out"))
        self.endResetModel()

    def mark(self, event: CardEvent) -> int:
        """Show what became of a file; its row."""
        row = self._places[event.file.folder, event.file.name]
        name, path, said, _ = self._rows[row]
        if isinstance(event, FileFailed):
            self._rows[row] = (name, path, printable(in_window(event.reason)), "failed")
        elif isinstance(event, FileKept):
            self._rows[row] = (name, path, said, "kept")
        else:
            self._rows[row] = (name, path, change_text(replace(event.file, changes=event.changes)), "written")
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._titles) - 1))
        return row

    def rowCount(self, parent: Index = _TOP) -> int:
        """A row a sample."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Name, sample, what becomes of it."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Titles of the columns."""
        return self._titles[section] if role == _ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Texts, icons and colours; a state is said as a word, too."""
        row, column = self._rows[index.row()], index.column()
        state = row[3]
        texts = {
            _ROLE.DisplayRole: row[column],
            _ROLE.ToolTipRole: plain_tooltip(row[column]),
            _ROLE.AccessibleTextRole: row[column] if column else f"{row[0]} {self._state_word(state)}".strip(),
        }
        if role == _ROLE.ForegroundRole:
            tone = "dim" if column == 1 else _TONES.get(state, "") if column or state in {"failed", "out"} else ""
            return self._theme.color(tone) if tone else None
        if role == _ROLE.DecorationRole:
            return self._icons.icon(_ICONS[state], _TONES[state]) if column == 0 and state in _ICONS else None
        return texts.get(_ROLE(role))

    @staticmethod
    def _state_word(state: str) -> str:
        words = {
            "there": _tr("there already"),
            "written": _tr("written"),
            "kept": _tr("there already"),
            "failed": _tr("failed"),
            "out": "",
        }
        return words.get(state, "")


def _becomes(file: CardFile) -> tuple[str, str]:
    """What becomes of a file of the plan, and its state."""
    if file.in_the_way:
        return _tr("in the way: %1").replace("%1", printable(file.in_the_way)), "blocked"
    return (_tr("there already: compared, never replaced"), "there") if file.there else (change_text(file), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("card", text)
