"""The audit trail of a job as a table: when, what, and the rest in a sentence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sp404_gui.domain.text import printable
from sp404_gui.ui.models.moments import local_moment
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import plain_tooltip, plural

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_ROLE = Qt.ItemDataRole
_MOST = 5000
_LONGEST = 400
_UNTOLD = {
    "at",
    "event",
    "ids",
    "hashes",
    "keys",
    "results",
    "body",
    "options",
    "schema",
    "message",
    "reason",
    "attempt",
    "batch",
    "stage",
    "status",
    "strategy",
    "matches",
    "name",
    "root",
    "created_at",
    "scan_complete",
}
"""Facts that are told in words, or that are too large to be told."""
_NAMES = frozenset({"stage", "status", "strategy"})
"""Facts whose values are names of the program's own; what others say is shown as it is."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditTable", text)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An entry in words.

    Attributes:
        at: ISO 8601.
        event: What happened, as the log calls it.
        detail: The rest; plain, short.
    """

    at: str
    event: str
    detail: str

    def holds(self, text: str) -> bool:
        """Whether a case-folded text stands in it."""
        return text in self.event.casefold() or text in self.detail.casefold() or text in self.at


NameOf = Callable[[str], str]
"""The name of a sample, given its id."""


def told(entry: Mapping[str, Any], name_of: NameOf = str) -> AuditRow:
    """An entry of the audit trail in words; the bodies of answers are left out, and what a job is, for the window shows that."""
    parts = [_part(entry, name) for name in ("batch", "attempt", "stage", "status", "strategy", "message", "reason")]
    parts.append(_count(entry, name_of))
    rest = {name: value for name, value in entry.items() if name not in _UNTOLD and isinstance(value, str | int | float)}
    parts += [f"{name.replace('_', ' ')} {value}" for name, value in rest.items()]
    detail = printable(" · ".join(part for part in parts if part))
    return AuditRow(str(entry.get("at", "")), printable(str(entry.get("event", ""))), detail[:_LONGEST])


def _part(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if value is None or (name == "attempt" and value == 1):
        return ""
    word = str(value).replace("_", " ") if name in _NAMES else str(value)
    return {"batch": _tr("batch %1"), "attempt": _tr("try %1")}.get(name, "%1").replace("%1", word)


def _count(entry: Mapping[str, Any], name_of: NameOf) -> str:
    samples = entry.get("ids") or entry.get("hashes") or entry.get("edits") or ()
    count = len(samples) if isinstance(samples, list | dict) else 0
    if not count:
        return ""
    return name_of(str(next(iter(samples)))) if count == 1 else plural(count, "%Ln sample", "%Ln samples")


class AuditTable(QAbstractTableModel):
    """The newest entries, those that hold a text.

    Args:
        theme: Where the colours come from.
        parent: Its owner.

    Attributes:
        name_of: How a single sample is called in an entry.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name_of: NameOf = str
        self._all: list[AuditRow] = []
        self._shown: list[AuditRow] = []
        self._text = ""
        self._titles = (self.tr("Time"), self.tr("Event"), self.tr("Detail"))

    def append(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Add entries, oldest first; of more than 5,000 the oldest go."""
        new = [told(entry, self.name_of) for entry in entries][-_MOST:]
        surplus = len(self._all) + len(new) - _MOST
        if surplus > 0:
            self._drop(self._all[:surplus])
            del self._all[:surplus]
        self._all += new
        fitting = [row for row in new if row.holds(self._text)]
        if fitting:
            first = len(self._shown)
            self.beginInsertRows(_TOP, first, first + len(fitting) - 1)
            self._shown += fitting
            self.endInsertRows()

    def set_filter(self, text: str) -> None:
        """Show those that hold a text, in any case."""
        self.beginResetModel()
        self._text = text.strip().casefold()
        self._shown = [row for row in self._all if row.holds(self._text)]
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing: another job follows."""
        self.beginResetModel()
        self._all, self._shown = [], []
        self.endResetModel()

    def row(self, index: int) -> AuditRow:
        """The entry of a row."""
        return self._shown[index]

    def rowCount(self, parent: Index = _TOP) -> int:
        """Entries shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Time, event, detail."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Titles of the columns."""
        return self._titles[section] if role == _ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Texts and colours."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == _ROLE.ForegroundRole:
            return self._theme.color("warning" if row.event == "retry" else "dim" if index.column() == 0 else "text")
        if role not in {_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole}:
            return None
        text = (local_moment(row.at), row.event, row.detail)[index.column()]
        return plain_tooltip(text) if role == _ROLE.ToolTipRole else text

    def _drop(self, rows: list[AuditRow]) -> None:
        count = sum(row.holds(self._text) for row in rows)
        if count:
            self.beginRemoveRows(_TOP, 0, count - 1)
            del self._shown[:count]
            self.endRemoveRows()
