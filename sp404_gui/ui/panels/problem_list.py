"""The troubles of a job as a tree: categories, unfolded, and what went wrong below each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.ui.delegates.roomy import RoomyDelegate
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.problem_tree import ProblemTree
from sp404_gui.ui.models.problems import Problem
from sp404_gui.ui.theme import Theme

_WIDTHS = {1: (28, 0.24), 2: (8, 0.1), 3: (19, 0.23)}
"""Column to the characters that it takes, and the largest share of the width; the first one takes the rest."""


class ProblemList(QTreeView):
    """Shows troubles; what is selected, folded and in sight stays so while they change.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        picked: Another selection.
        opened: A trouble was double-clicked, or Enter pressed on it: the id of its sample.
        copy_wanted: The keys for copying were pressed.
    """

    picked = Signal()
    opened = Signal(str)
    copy_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ProblemTree(theme, icons, self)
        self._folded: set[ErrorCategory] = set()
        self.setModel(self._rows)
        self._rows.modelReset.connect(self._show_folds)
        self.setAccessibleName(self.tr("Problems"))
        self.setProperty("role", "framed")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._size_columns()
        self.selectionModel().selectionChanged.connect(self.picked)
        self.collapsed.connect(self._fold)
        self.expanded.connect(self._unfold)
        self.activated.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_groups(self, groups: Mapping[ErrorCategory, Sequence[Problem]]) -> None:
        """Show the troubles of now, by category."""
        selected = {problem.key for problem in self.selected()}
        self._rows.show_groups(groups)
        if selected and not self.selectionModel().hasSelection():
            self._select(selected)

    def selected(self) -> list[Problem]:
        """The selected troubles; a selected category stands for all of its own."""
        found: dict[tuple[str, ...], Problem] = {}
        for index in self.selectionModel().selectedRows():
            problem = self._rows.problem(index)
            for one in [problem] if problem is not None else self._rows.problems(index.row()):
                found[one.key] = one
        return list(found.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the reasons room where there is little."""
        super().resizeEvent(event)
        self._size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; Qt's own copying would take one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _size_columns(self) -> None:
        header, character = self.header(), self.fontMetrics().averageCharWidth()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionsMovable(False)
        for column, (characters, share) in _WIDTHS.items():
            width = min(characters * character, round(share * self.viewport().width()))
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))

    def _select(self, keys: set[tuple[str, ...]]) -> None:
        flags = self.selectionModel().SelectionFlag
        for group in range(self._rows.rowCount()):
            for row, problem in enumerate(self._rows.problems(group)):
                if problem.key in keys:
                    self.selectionModel().select(self._rows.index(row, 0, self._rows.index(group, 0)), flags.Select | flags.Rows)

    def _show_folds(self) -> None:
        for row in range(self._rows.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
            self.setExpanded(self._rows.index(row, 0), self._rows.problems(row)[0].category not in self._folded)

    def _fold(self, index: QModelIndex) -> None:
        self._folded.add(self._rows.problems(index.row())[0].category)

    def _unfold(self, index: QModelIndex) -> None:
        self._folded.discard(self._rows.problems(index.row())[0].category)

    def _open(self, index: QModelIndex) -> None:
        problem = self._rows.problem(index)
        if problem is not None and problem.is_open:
            self.opened.emit(problem.ids[0])
