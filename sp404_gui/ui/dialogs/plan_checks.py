"""The checklist of a plan: one line a check, its state as a colour, an icon and a word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.engine.checks.check import BUDGET, DISK, FILES, MODEL, PROVIDER, Check
from sp404_gui.ui.dialogs.plan_figures import NAMES_EM
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel

_ICONS = {"ok": "check", "warning": "alert", "failed": "close"}


class PlanChecks(QWidget):
    """What was looked at before the first call.

    Args:
        theme: Its colours.
        icons: Its icons.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._checks: tuple[Check, ...] = ()
        self._lines: list[tuple[PlainLabel, PlainLabel, PlainLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(1, round((NAMES_EM - 1) * self.fontMetrics().height()))
        theme.changed.connect(self._paint_icons)

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is shown."""
        return self._checks

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show other checks."""
        self._checks = tuple(checks)
        while len(self._lines) < len(checks):
            self._add_line()
        for place, (icon, name, sentence) in enumerate(self._lines):
            shown = place < len(checks)
            for label in (icon, name, sentence):
                label.setVisible(shown)
            if shown:
                name.setText(self._name(checks[place]))
                sentence.setText(printable(checks[place].sentence))
                sentence.set_role("" if checks[place].state == "ok" else checks[place].state)
        self._paint_icons()

    def _name(self, check: Check) -> str:
        names = {FILES: self.tr("Files"), DISK: self.tr("Disk space"), PROVIDER: self.tr("Provider"), MODEL: self.tr("Model")}
        return {**names, BUDGET: self.tr("Budget")}.get(check.name, printable(check.name))

    def _add_line(self) -> None:
        line = PlainLabel(), PlainLabel("", "dim"), PlainLabel()
        line[2].setWordWrap(True)
        for column, label in enumerate(line):
            self._grid.addWidget(
                label, len(self._lines), column, Qt.AlignmentFlag.AlignTop if column < len(line) - 1 else Qt.AlignmentFlag(0)
            )
        self._lines.append(line)

    def _paint_icons(self) -> None:
        words = {"ok": self.tr("in order"), "warning": self.tr("warning"), "failed": self.tr("failed")}
        for check, (icon, _, _) in zip(self._checks, self._lines, strict=False):
            icon.setPixmap(self._icons.pixmap(_ICONS[check.state], self.fontMetrics().height(), self.devicePixelRatio(), check.state))
            icon.setAccessibleName(words[check.state])
