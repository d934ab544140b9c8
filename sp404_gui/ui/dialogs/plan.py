"""The plan: what a job would take and what leaves this machine, before the first call; one click starts it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.text import printable
from sp404_gui.engine.checks.checklist import Check
from sp404_gui.engine.outlook.estimate import Estimate
from sp404_gui.ui.dialogs.frame import Card, DialogFrame, push_button
from sp404_gui.ui.dialogs.plan_checks import PlanChecks
from sp404_gui.ui.dialogs.plan_figures import PlanFigures
from sp404_gui.ui.dialogs.plan_options import PlanOptions
from sp404_gui.ui.dialogs.plan_words import leaves, nothing_to_do
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel
from sp404_gui.ui.widgets.scrolled import Scrolled

_NARROW, _PLAN = 118, 62
"""Average characters of width that plan and choices need beside each other, and those that the plan needs of them."""


class PlanDialog(DialogFrame):
    """Shows a plan and its checklist. Whoever opens it estimates and checks when `options_changed` says so.

    Args:
        theme: Its colours.
        icons: Its icons.
        parent: The window that it belongs to.

    Attributes:
        start_wanted: The user starts the job with these JobOptions; the dialog has closed itself.
        options_changed: The user changed these JobOptions: what is shown no longer holds, the dialog waits for `show_estimate`.
        settings_wanted: The user wants to set up a key or a provider.
    """

    start_wanted = Signal(object)
    options_changed = Signal(object)
    settings_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Plan"), parent)
        self._estimate: Estimate | None = None
        self.figures = PlanFigures(theme)
        self.choices = PlanOptions()
        self.checklist = PlanChecks(theme, icons)
        self._checks_title = SectionLabel(self.tr("Checklist"))
        self._checks_title.hide()
        self._leaves = PlainLabel()
        self._leaves.setWordWrap(True)
        self._leaving = Card(theme, "accent_soft", "accent")
        self._leaving.hide()
        self._sentence = PlainLabel()
        self._sentence.setWordWrap(True)
        self.body.addWidget(self._columns(), 1)
        self._fill_foot()
        self.choices.changed.connect(self._options_chosen)
        self.choices.incomplete.connect(lambda: self.show_busy(self.tr("Write the server's address: nothing starts without it.")))
        self.fit(158, 43)

    @property
    def options(self) -> JobOptions:
        """What is chosen now."""
        return self.choices.options

    def show_job(self, name: str, options: JobOptions) -> None:
        """Begin with a collection of this name and with these options; its estimate is awaited."""
        self.heading.setText(printable(name))
        self.choices.show_options(options)
        self.checklist.show_checks(())
        self.show_busy()

    def show_busy(self, sentence: str = "") -> None:
        """Show that the estimate is being made, or another sentence."""
        self._estimate = None
        self.figures.setEnabled(False)
        self._say(sentence or self.tr("Looking at the files and the provider…"), "dim")
        self._settle()

    def show_estimate(self, estimate: Estimate, checks: Sequence[Check] = ()) -> None:
        """Show what a job with the chosen options would take, and what was checked."""
        self._estimate = estimate
        self.figures.setEnabled(True)
        self.figures.show_plan(estimate, self.options)
        self._leaves.setText(leaves(estimate, self.options))
        self._leaving.show()
        self.show_checks(checks)
        offered = estimate.overnight and bool(estimate.asked) and not self.options.overnight
        night = self.tr("This takes a while: switch on Overnight, and it waits through outages.") if offered else ""
        self._say(nothing_to_do(estimate, self.options) or night, "dim")

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was checked."""
        self.checklist.show_checks(checks)
        self._checks_title.setVisible(bool(checks))
        self._settle()

    def show_failure(self, sentence: str) -> None:
        """Say why there is no estimate."""
        self._estimate = None
        self._say(printable(sentence), "failed")
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the plan, the choices stand below it."""
        super().resizeEvent(event)
        character = self.fontMetrics().averageCharWidth()
        narrow = self.width() < max(_NARROW * character, self._choices_side.minimumSizeHint().width() + _PLAN * character)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _columns(self) -> Scrolled:
        left, right = QWidget(), QWidget()
        plan = QVBoxLayout(left)
        plan.setContentsMargins(0, 0, 12, 0)
        plan.setSpacing(14)
        plan.addWidget(self.figures)
        plan.addSpacing(4)
        plan.addWidget(self._checks_title)
        plan.addWidget(self.checklist)
        plan.addStretch()
        chosen = QVBoxLayout(right)
        chosen.setContentsMargins(0, 0, 12, 0)
        chosen.setSpacing(10)
        chosen.addWidget(SectionLabel(self.tr("Choices")))
        chosen.addWidget(self.choices)
        keys = push_button(self.tr("Keys and providers…"), "quiet")
        keys.clicked.connect(self.settings_wanted)
        chosen.addWidget(keys, 0, Qt.AlignmentFlag.AlignLeft)
        chosen.addWidget(self._leaving)
        chosen.addStretch()
        inside = QVBoxLayout(self._leaving)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(SectionLabel(self.tr("What leaves this machine")))
        inside.addWidget(self._leaves)
        both = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(12)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(right)
        self._choices_side = right
        return Scrolled(both)

    def _fill_foot(self) -> None:
        self.add_to_foot(self._sentence, 1)
        self.cancel = self.add_button(self.tr("Not now"))
        self.start = self.add_button(self.tr("Start"), "primary", default=True)
        self.start.setMinimumWidth(self.fontMetrics().averageCharWidth() * 20)
        self.cancel.clicked.connect(self.reject)
        self.start.clicked.connect(self._started)

    def _options_chosen(self, options: JobOptions) -> None:
        self.show_busy()
        self.options_changed.emit(options)

    def _settle(self) -> None:
        """Whether it may start, and how sure the user should be."""
        failed = any(check.state == "failed" for check in self.checklist.checks)
        text = self.tr("Start anyway") if failed else self.tr("Start")
        self.start.setText(text)
        self.start.setAccessibleName(text)
        self.start.setEnabled(self._estimate is not None and self.choices.is_complete)

    def _say(self, sentence: str, role: str) -> None:
        self._sentence.set_role(role)
        self._sentence.setText(sentence)

    def _started(self) -> None:
        self.accept()
        self.start_wanted.emit(self.options)
