"""The list of what went wrong, with what can be done about it."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.problems import Problems, as_text
from sp404_gui.ui.panels.problem_list import ProblemList
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.flow import FlowLayout
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.wording import plural

_SIDE, _GAP = 8, 8
_MOST_LIVE = 1000
"""Of more troubles, the list is not brought up to date ten times a second, but now and then: the view goes through all of its rows."""
_SELDOM_MS, _TO_A_MS = 1200, 5
"""The longest that it takes is a twentieth of a second among ten thousand: very many are gone through more seldom."""


class ProblemsPanel(QWidget):
    """Troubles by category; those that failed a sample can be tried again.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        retry_wanted: Ids of the samples to try again, a list of str.
        show_file_wanted: Absolute path of a file to show in its folder; an object, since Qt's own strings hold not every path.
        copy_wanted: Text for the clipboard.
        sample_chosen: Id of a sample to go to in the list.
        settings_wanted: The job stopped for something in the settings.
        close_wanted: The panel is no longer needed.
        counted: How many failed samples and how many troubles of calls there are.
    """

    retry_wanted = Signal(list)
    show_file_wanted = Signal(object)
    copy_wanted = Signal(str)
    sample_chosen = Signal(str)
    settings_wanted = Signal()
    close_wanted = Signal()
    counted = Signal(int, int)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = Problems()
        self._may_retry = True
        self._is_fatal = self._is_late = False
        self._now_and_then = QTimer(self, singleShot=True)
        self._now_and_then.timeout.connect(self._catch_up)
        self._summary = PlainLabel(role="dim")
        self._nothing = PlainLabel(self.tr("Nothing went wrong."), "dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list = ProblemList(theme, icons)
        self._deeds = QWidget()
        self._retry = _button(self.tr("Retry selected"))
        self._retry_all = _button(self.tr("Retry all"))
        self._show_file = _button(self.tr("Show file"))
        self._copy = _button(self.tr("Copy details"))
        self._settings = _button(self.tr("Open settings"))
        self._close = IconButton(theme, icons, "close", self.tr("Close the problems list"))
        self._connect()
        self._lay_out()
        self.setFocusProxy(self._list)
        order = (self._list, self._retry, self._retry_all, self._show_file, self._copy, self._settings, self._close)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._refresh()

    def put(self, records: Iterable[SampleRecord]) -> None:
        """Take records that are new or have changed."""
        if self._problems.put(records):
            self._changed()

    def note_entries(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Take entries of the audit trail, oldest first, each once: they tell of calls that failed and of runs that were stopped."""
        if self._problems.note_entries(entries):
            self._changed()

    def clear(self) -> None:
        """Forget everything: another collection is shown."""
        self._problems.clear()
        self._changed()

    def set_may_retry(self, *, may: bool) -> None:
        """Allow to retry, or not: another process works on the job."""
        self._may_retry = may
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while it was hidden."""
        self._refresh()
        super().showEvent(event)

    def _changed(self) -> None:
        failed, count = self._problems.failed, len(self._problems)
        self.counted.emit(failed, count - failed)
        self._is_late = True
        is_grave = self._problems.was_stopped and not self._is_fatal
        if count <= _MOST_LIVE or is_grave or not self._now_and_then.isActive():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._is_late and self.isVisible():
            self._refresh()
            self._now_and_then.start(_SELDOM_MS + len(self._problems) // _TO_A_MS)

    def _refresh(self) -> None:
        self._is_late = False
        groups = self._problems.groups()
        self._is_fatal = ErrorCategory.FATAL in groups
        self._list.show_groups(groups)
        failed, count = self._problems.failed, len(self._problems)
        for part in (self._list, self._deeds):
            part.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        self._summary.setText(self._summed_up(failed, count - failed))
        self._offer()

    def _summed_up(self, failed: int, passed: int) -> str:
        parts = []
        if failed:
            parts.append(plural(failed, "%Ln sample failed", "%Ln samples failed"))
        if passed:
            parts.append(plural(passed, "%Ln trouble with calls", "%Ln troubles with calls"))
        return " · ".join(parts)

    def _offer(self) -> None:
        selected = self._list.selected()
        self._retry.setEnabled(self._may_retry and any(problem.is_open for problem in selected))
        self._retry_all.setEnabled(self._may_retry and self._problems.failed > 0)
        self._show_file.setEnabled(len(selected) == 1 and bool(selected[0].file))
        self._copy.setEnabled(len(self._problems) > 0)
        self._settings.setVisible(self._is_fatal)

    def _retry_selected(self) -> None:
        failed = set(self._problems.open_ids())  # what is shown may be a moment old: what is done by now is not asked for twice
        self.retry_wanted.emit([i for problem in self._list.selected() if problem.is_open for i in problem.ids if i in failed])

    def _retry_everything(self) -> None:
        self.retry_wanted.emit(self._problems.open_ids())

    def _show_selected(self) -> None:
        self.show_file_wanted.emit(self._list.selected()[0].file)

    def _copy_details(self) -> None:
        everything = [problem for problems in self._problems.groups().values() for problem in problems]
        self.copy_wanted.emit(as_text(self._list.selected() or everything))

    def _connect(self) -> None:
        self._list.picked.connect(self._offer)
        self._list.opened.connect(self.sample_chosen)
        self._list.copy_wanted.connect(self._copy_details)
        self._retry.clicked.connect(self._retry_selected)
        self._retry_all.clicked.connect(self._retry_everything)
        self._show_file.clicked.connect(self._show_selected)
        self._copy.clicked.connect(self._copy_details)
        self._settings.clicked.connect(self.settings_wanted)
        self._close.clicked.connect(self.close_wanted)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), FlowLayout(self._deeds, spacing=_GAP)
        head.addWidget(PlainLabel(self.tr("Problems"), "title"))
        head.addWidget(self._summary)
        head.addStretch(1)
        head.addWidget(self._close)
        for button in (self._retry, self._retry_all, self._show_file, self._copy, self._settings):
            foot.addWidget(button)
        head.setSpacing(_GAP)
        head.setContentsMargins(_SIDE, 8, _SIDE, 6)
        foot.setContentsMargins(_SIDE, 9, _SIDE, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._deeds)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button
