"""All keys, by what they are for; made from the actions themselves, so that it cannot differ from what they do."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel
from sp404_gui.ui.widgets.scrolled import Scrolled

_COLUMNS = 2
_ABOVE_KEY, _BESIDE_KEY, _GAP, _ROUND = 2, 8, 4, 8

Entry = QAction | tuple[str, str]
"""An action, or what a key does and the key, for what no action does."""


class ShortcutsDialog(DialogFrame):
    """The overview of keys.

    Args:
        theme: Its colours.
        parent: The window that it belongs to.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Keyboard"), parent)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a key or what it does"))
        self.filter.setAccessibleName(self.tr("Find a key or what it does"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._find)
        self._nothing = PlainLabel(self.tr("No key does that."), "dim")
        self._nothing.hide()
        self._groups: list[_Group] = []
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(28)
        self._columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        for column in self._columns:
            column.setSpacing(16)
            columns.addLayout(column, 1)
            column.addStretch()
        self.body.addWidget(self.filter)
        self.body.addWidget(self._nothing)
        self.body.addWidget(Scrolled(content), 1)
        self.add_foot_space()
        self.add_button(self.tr("Close"), default=True).clicked.connect(self.accept)
        self.fit(140, 52)

    def show_groups(self, groups: Mapping[str, Sequence[Entry]]) -> None:
        """Show these keys instead of those before.

        Args:
            groups: Heading to entries; actions without a key are left out.
        """
        for group in self._groups:
            group.deleteLater()
        self._groups = []
        heights = [0] * _COLUMNS
        for heading, entries in groups.items():
            rows = [row for row in map(_row, entries) if row[1]]
            if rows:
                group = _Group(self.theme, heading, rows)
                column = heights.index(min(heights))
                heights[column] += len(rows) + 2
                self._columns[column].insertWidget(self._columns[column].count() - 1, group)
                self._groups.append(group)
        self._find(self.filter.text())

    def _find(self, text: str) -> None:
        found = [group.find_words(text.casefold().split()) for group in self._groups]
        self._nothing.setVisible(not any(found))


class _Group(QWidget):
    """Keys of one kind."""

    def __init__(self, theme: Theme, heading: str, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        super().__init__()
        self._rows: list[tuple[str, PlainLabel, _KeyCaps]] = []
        self._shown = [True] * len(rows)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(SectionLabel(heading), 0, 0, 1, 2)
        for line, (what, keys) in enumerate(rows, 1):
            label, caps = PlainLabel(what), _KeyCaps(theme, keys)
            label.setWordWrap(True)
            label.setAccessibleName(f"{what}: {', '.join(keys)}")
            grid.addWidget(label, line, 0)
            grid.addWidget(caps, line, 1, Qt.AlignmentFlag.AlignRight)
            self._rows.append((f"{what} {' '.join(keys)}".casefold(), label, caps))

    def find_words(self, words: Sequence[str]) -> bool:
        """Leave the rows that have all of these words; whether there is one."""
        for line, (text, label, caps) in enumerate(self._rows):
            found = all(word in text for word in words)
            if found is not self._shown[line]:  # Qt lays all out anew for each that is shown, also for one that was
                self._shown[line] = found
                label.setVisible(found)
                caps.setVisible(found)
        any_found = any(self._shown)
        self.setVisible(any_found)
        return any_found


class _KeyCaps(QWidget):
    """Keys, each drawn as the cap of one: widgets of their own would be most of what the dialog is made of."""

    def __init__(self, theme: Theme, keys: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for all of them, side by side."""
        widths = self._widths()
        return QSize(sum(widths) + _GAP * (len(widths) - 1), self.fontMetrics().height() + 2 * _ABOVE_KEY)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        del event
        left = 0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for key, width in zip(self._keys, self._widths(), strict=True):
                cap = QRectF(left, 0, width, self.height())
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("chip"))
                painter.drawRoundedRect(cap, _ROUND, _ROUND)
                painter.setPen(self._theme.color("text"))
                painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
                left += width + _GAP

    def _widths(self) -> list[int]:
        return [self.fontMetrics().horizontalAdvance(key) + 2 * _BESIDE_KEY for key in self._keys]


def _row(entry: Entry) -> tuple[str, tuple[str, ...]]:
    if isinstance(entry, tuple):
        return entry[0], tuple(key for key in entry[1].split(" / ") if key)
    native = QKeySequence.SequenceFormat.NativeText
    return entry.text().replace("&", "").rstrip("…"), tuple(keys.toString(native) for keys in entry.shortcuts())
