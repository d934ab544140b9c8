"""The strip at the foot of the window: how far the job is, what it waits for, what went wrong."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from sp404_gui.domain.events import Progressed
from sp404_gui.domain.job import Counts
from sp404_gui.ui.announcing import announce
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.strip_figures import STATES, StripState, figures, problems, settled, share
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.figure_line import FigureLine
from sp404_gui.ui.widgets.fonts import scaled
from sp404_gui.ui.widgets.meter import Meter
from sp404_gui.ui.wording import percent

_HEIGHT_EM = 2.8
_SMALLER = 0.92
_BAR_SHARE = 0.18
_BAR_ROOM = (90, 260)
_PROBLEM_SHARE = 0.3
_ENDS = {"finished", "failed"}
_BAR_COLORS = {"paused": "dim", "elsewhere": "dim", "finished": "ok", "failed": "failed"}


class StatusStrip(QWidget):
    """Bar, figures, a sentence, and the problems as a button.

    Args:
        theme: Where the colours come from.
        icons: Draws the signs.
        parent: The widget around it.

    Attributes:
        problems_wanted: The user wants the list of problems.
    """

    problems_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: StripState = "empty"
        self._words = ("", "")
        self._bar = Meter(theme, self)
        self._line = FigureLine(theme, icons, self)
        self._problems = QPushButton(self)
        self._problems.setProperty("role", "quiet")
        self._problems.clicked.connect(self.problems_wanted)
        self.setAccessibleName(self.tr("Progress"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_state("empty", None, "")

    def show_state(self, state: str, progress: Progressed | None = None, waiting: str = "") -> None:
        """Show how far the job is.

        Args:
            state: One of `STATES`.
            progress: The numbers, once there are some.
            waiting: A sentence to end with, as "Waits until 02:00 (daily allowance)"; the usual one of the state when empty.

        Raises:
            ValueError: `state` is unknown.
        """
        known = next((name for name in STATES if name == state), None)
        if known is None:
            raise ValueError(f"There is no state {state!r}.")
        before, self._state = self._state, known
        self._show_bar(progress)
        shown = figures(known, progress, waiting)
        self._line.set_figures(shown)
        self._show_problems(progress.counts if progress is not None else None)
        if known in _ENDS and before not in {*_ENDS, "empty"}:
            announce(self, ", ".join(figure.text for figure in shown))

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(800, round(_HEIGHT_EM * self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bar and problems take less of a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("panel"))
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def _show_bar(self, progress: Progressed | None) -> None:
        self._bar.set_value(share(progress), self._theme.fill(_BAR_COLORS.get(self._state, "accent")))
        self._bar.setVisible(progress is not None and self._state not in {"empty", "listing"})
        if progress is not None:
            done, total = settled(progress.counts), progress.counts.total
            words = self.tr("%1 of %2 samples, %3").replace("%1", str(done)).replace("%2", str(total))
            self._bar.setAccessibleName(words.replace("%3", percent(share(progress))))

    def _show_problems(self, counts: Counts | None) -> None:
        self._words = problems(counts) if counts is not None else ("", "")
        self._problems.setVisible(bool(self._words[0]))
        self._problems.setAccessibleName(self.tr("Problems: %1").replace("%1", self._words[0]))
        self._problems.setToolTip(self.tr("Show the list of problems: %1").replace("%1", self._words[0]))
        self._fit()

    def _fit(self) -> None:
        narrowest, widest = _BAR_ROOM
        self._bar.setFixedWidth(max(narrowest, min(widest, round(self.width() * _BAR_SHARE))))
        room = self.width() * _PROBLEM_SHARE
        fits = self._problems.fontMetrics().horizontalAdvance(self._words[0]) <= room
        text = self._words[0] if fits else self._words[1]
        if self._problems.text() != text:
            self._problems.setText(text)

    def _dress(self) -> None:
        self._problems.setStyleSheet(f"QPushButton {{ color: {self._theme.palette.warning}; }}")
        self._bar.set_value(self._bar.value, self._theme.fill(_BAR_COLORS.get(self._state, "accent")))
        self.update()

    def _arrange(self) -> None:
        self._problems.setFont(scaled(self.font(), _SMALLER))
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 1, 8, 0)
        line.setSpacing(18)
        line.addWidget(self._bar)
        line.addWidget(self._line, 1)
        line.addWidget(self._problems)
