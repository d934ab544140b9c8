"""Names and values in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel
from sp404_gui.ui.wording import plain_tooltip

_NAMES_EM = 6.0
"""Width of the column of names and the gap after it, in heights of the text."""
_GAP = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the inspector.

    Attributes:
        name: What it is.
        value: How much or what; data, shown as it is.
        tip: More of it, or why it is absent.
        absent: Whether `value` says why there is none.
    """

    name: str
    value: str
    tip: str = ""
    absent: bool = False


class FactGrid(QWidget):
    """Shows facts; labels are made once and used again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._rows: list[tuple[PlainLabel, PlainLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(7)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setColumnStretch(1, 1)
        self._measure()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        facts = tuple(facts)
        if facts == self._facts:
            return
        while len(self._rows) < len(facts):
            self._add_row()
        for row, fact in zip(self._rows, facts, strict=False):
            _fill(*row, fact)
        for index, row in enumerate(self._rows):
            if (index < len(facts)) is not (index < len(self._facts)):
                for label in row:
                    label.setVisible(index < len(facts))
        self._facts = facts

    def text_at(self, widget: QWidget | None) -> str:
        """The value whose line a widget belongs to, or nothing."""
        return next((value.text() for name, value in self._rows if widget in {name, value}), "")

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()

    def _measure(self) -> None:
        self._grid.setColumnMinimumWidth(0, round(_NAMES_EM * self.fontMetrics().height()) - _GAP)

    def _add_row(self) -> None:
        name, value = PlainLabel(role="dim", parent=self), PlainLabel(parent=self)
        value.setWordWrap(True)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = len(self._rows)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((name, value))
        name.hide()
        value.hide()


def _fill(name: PlainLabel, value: PlainLabel, fact: Fact) -> None:
    shown = printable(fact.value)
    if name.text() != fact.name:
        name.setText(fact.name)
    if value.text() != shown:
        value.setText(shown)
    value.set_role("dim" if fact.absent else "")
    value.setToolTip(plain_tooltip(fact.tip))
    value.setAccessibleName(f"{fact.name}: {shown}")
    value.setAccessibleDescription(printable(fact.tip))


class Section(QWidget):
    """A heading, a remark at its right, and what stands under it.

    Args:
        title: The heading.
        body: What stands under it.
        corner: What stands at the right of the heading, after the remark.
        parent: The widget around it.
    """

    def __init__(self, title: str, body: QWidget, corner: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remark = PlainLabel(role="section")
        font = self._remark.font()
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        self._remark.setFont(font)
        heading = QHBoxLayout()
        heading.addWidget(SectionLabel(title))
        heading.addStretch(1)
        heading.addWidget(self._remark)
        if corner is not None:
            heading.addWidget(corner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(body)

    def set_remark(self, text: str, tip: str = "") -> None:
        """Say something at the right of the heading."""
        if self._remark.text() != text:
            self._remark.setText(text)
        self._remark.setToolTip(plain_tooltip(tip))
        self._remark.setAccessibleDescription(printable(tip))
