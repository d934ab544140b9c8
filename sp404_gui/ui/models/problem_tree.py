"""The list of troubles for a tree view: a line for each category, its troubles below."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.moments import local_moment
from sp404_gui.ui.models.problems import Problem
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import number, plain_tooltip, plural

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_ICONS = {
    ErrorCategory.FATAL: ("alert", "failed"),
    ErrorCategory.SKIPPABLE: ("skip", "warning"),
    ErrorCategory.PARTIAL: ("info", "warning"),
    ErrorCategory.RECOVERABLE: ("retry", "dim"),
}
_MOST_STEPS = 100
_ROLE = Qt.ItemDataRole


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProblemTree", text)


def category_title(category: ErrorCategory) -> tuple[str, str]:
    """Name of a category, and what it means for the user."""
    return {
        ErrorCategory.FATAL: (_tr("Fatal"), _tr("The job stopped and kept everything. Mend the cause, then start again.")),
        ErrorCategory.SKIPPABLE: (_tr("Skippable"), _tr("These samples cannot be used as they are. The others are not affected.")),
        ErrorCategory.PARTIAL: (_tr("Partial"), _tr("Left out of an answer, or answered wrongly. Asked again, alone.")),
        ErrorCategory.RECOVERABLE: (_tr("Recoverable"), _tr("Rate limits, timeouts, failing servers. Tried again by itself.")),
    }[category]


class ProblemTree(QAbstractItemModel):
    """Two levels: categories, and troubles.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: Its owner.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._groups: list[tuple[ErrorCategory, list[Problem]]] = []
        self._titles = (self.tr("Reason"), self.tr("Sample"), self.tr("Tries"), self.tr("Time"))

    def show_groups(self, groups: Mapping[ErrorCategory, Sequence[Problem]]) -> None:
        """Show the troubles of now; rows that stay are left where they are, so that selection and scroll position stay too."""
        if [category for category, _ in self._groups] != list(groups) or not all(
            self._merge(row, new) for row, new in enumerate(groups.values())
        ):
            self.beginResetModel()
            self._groups = [(category, list(problems)) for category, problems in groups.items()]
            self.endResetModel()

    def problem(self, index: Index) -> Problem | None:
        """The trouble of a row; None for a category."""
        group = self._group_of(index)
        return None if group is None else self._groups[group][1][index.row()]

    def problems(self, group: int) -> Sequence[Problem]:
        """All troubles below a category's row."""
        return self._groups[group][1]

    def rowCount(self, parent: Index = _TOP) -> int:
        """Categories, or the troubles below one."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()][1]) if self._group_of(parent) is None and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _TOP) -> int:
        """Reason, sample, tries, time."""
        del parent
        return len(self._titles)

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        """Where a row is found: a trouble carries the number of its category, counted from one. A view asks for all rows when one comes."""
        if parent.internalId() or parent.column() > 0:
            return QModelIndex()
        group = parent.row()
        rows: Sequence[object] = self._groups if group < 0 else self._groups[group][1]
        there = 0 <= row < len(rows) and 0 <= column < len(self._titles)
        return self.createIndex(row, column, group + 1) if there else QModelIndex()

    def parent(self, index: Index = _TOP) -> QModelIndex:  # type: ignore[override]  # QObject's own takes no index
        """The category of a trouble."""
        group = self._group_of(index)
        return QModelIndex() if group is None else self.createIndex(group, 0, 0)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        """Titles of the columns."""
        return self._titles[section] if role == _ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Texts, icons and colours."""
        problem = self.problem(index)
        if problem is None:
            return self._of_group(index, role)
        if role == _ROLE.ForegroundRole:
            return None if problem.is_open or problem.category is ErrorCategory.FATAL else self._theme.color("dim")
        text = self._text(problem, index.column())
        state = _tr("Failed.") if problem.is_open else _tr("Passed.")
        texts = {
            _ROLE.DisplayRole: text,
            _ROLE.ToolTipRole: plain_tooltip(text),
            _ROLE.AccessibleTextRole: text if index.column() else f"{text} {state}",
        }
        return texts.get(_ROLE(role))

    def _of_group(self, index: Index, role: int) -> Any:
        if not index.isValid() or index.column():
            return None
        category, problems = self._groups[index.row()]
        title, meaning = category_title(category)
        match role:
            case _ROLE.DisplayRole | _ROLE.AccessibleTextRole:
                return f"{title} · {number(len(problems))}   {meaning}"
            case _ROLE.DecorationRole:
                return self._icons.icon(*_ICONS[category])
        return None

    @staticmethod
    def _text(problem: Problem, column: int) -> str:
        match column:
            case 0:
                return printable(in_window(problem.message))
            case 1 if not problem.path:
                return plural(len(problem.ids), "%Ln sample", "%Ln samples") if problem.ids else "–"
            case 1:
                return printable(problem.path)
            case 2:
                return f"{number(problem.attempts)}×"
        return local_moment(problem.at)

    @staticmethod
    def _group_of(index: Index) -> int | None:
        """Row of the category above an index; None where it is a category itself, or nothing."""
        return index.internalId() - 1 if index.isValid() and index.internalId() else None

    def _merge(self, group: int, new: Sequence[Problem]) -> bool:
        """Bring a category up to date row by row; False where that would take more than showing all anew."""
        rows = self._groups[group][1]
        above = _alike(rows, new)
        below = _alike(rows[above:][::-1], new[above:][::-1])
        old, late = rows[above : len(rows) - below], new[above : len(new) - below]
        old_keys, new_keys = {p.key for p in old}, {p.key for p in late}
        gone = [row for row, p in enumerate(old, above) if p.key not in new_keys]
        come = [row for row, p in enumerate(late, above) if p.key not in old_keys]
        stayed = [p.key for p in old if p.key in new_keys]
        if len(gone) + len(come) > _MOST_STEPS or stayed != [p.key for p in late if p.key in old_keys]:
            return False
        parent = self.index(group, 0)
        for row in reversed(gone):
            self.beginRemoveRows(parent, row, row)
            del rows[row]
            self.endRemoveRows()
        for row in come:
            self.beginInsertRows(parent, row, row)
            rows.insert(row, new[row])
            self.endInsertRows()
        self._update(parent, above, late)
        return True

    def _update(self, parent: QModelIndex, first: int, new: Sequence[Problem]) -> None:
        rows = self._groups[parent.row()][1]
        for row, problem in enumerate(new, first):
            before, rows[row] = rows[row], problem
            if before is not problem and before != problem:
                self.dataChanged.emit(self.index(row, 0, parent), self.index(row, len(self._titles) - 1, parent))
        self.dataChanged.emit(parent, parent)


def _alike(some: Sequence[Problem], others: Sequence[Problem]) -> int:
    """How many are the same at the beginning of both."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((place for place, (one, other) in pairs if one is not other), min(len(some), len(others)))
