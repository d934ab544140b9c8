"""What a job would take: its four figures large, and the details under them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.outlook.estimate import Estimate
from sp404_gui.ui.dialogs.frame import Card
from sp404_gui.ui.dialogs.plan_words import details, headline
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import ElidedLabel, PlainLabel, SectionLabel

_FIGURES = 4
_LARGE = 1.6
NAMES_EM = 7.0
"""Width of the column of names, in heights of the text."""


class Figure(Card):
    """A number, large, over what it counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.value = PlainLabel("–")
        self.caption = ElidedLabel(" ", "dim")
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _LARGE)
        font.setWeight(QFont.Weight.DemiBold)
        self.value.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(0)
        box.addWidget(self.value)
        box.addWidget(self.caption)

    def show_figure(self, value: str, caption: str) -> None:
        """Show a number and what it counts."""
        self.value.setText(value)
        self.caption.setText(caption)


class PlanFigures(QWidget):
    """The figures of a plan.

    Args:
        theme: Its colours.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = [Figure(theme) for _ in range(_FIGURES)]
        self._section = SectionLabel(self.tr("What happens"))
        self._section.hide()
        self._details = QGridLayout()
        self._details.setHorizontalSpacing(16)
        self._details.setVerticalSpacing(6)
        self._details.setColumnStretch(1, 1)
        self._details.setColumnMinimumWidth(0, round(NAMES_EM * self.fontMetrics().height()))
        self._rows: list[tuple[PlainLabel, PlainLabel]] = []
        tiles = QGridLayout()
        tiles.setSpacing(8)
        for place, figure in enumerate(self._figures):
            tiles.addWidget(figure, place // 2, place % 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(tiles)
        box.addSpacing(6)
        box.addWidget(self._section)
        box.addLayout(self._details)

    def show_plan(self, estimate: Estimate, options: JobOptions) -> None:
        """Show what a job with these options would take."""
        for figure, (value, caption) in zip(self._figures, headline(estimate), strict=True):
            figure.show_figure(value, caption)
        rows = details(estimate, options)
        while len(self._rows) < len(rows):
            self._add_row()
        self._section.show()
        for place, (name, text) in enumerate(self._rows):
            name.setVisible(place < len(rows))
            text.setVisible(place < len(rows))
            if place < len(rows):
                name.setText(rows[place][0])
                text.setText(rows[place][1])

    def _add_row(self) -> None:
        name, text = PlainLabel("", "dim"), PlainLabel()
        text.setWordWrap(True)
        self._details.addWidget(name, len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
        self._details.addWidget(text, len(self._rows), 1)
        self._rows.append((name, text))
