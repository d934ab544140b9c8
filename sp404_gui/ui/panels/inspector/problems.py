"""Why a sample was skipped or failed, and the way out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.domain.sample import SampleError, SampleRecord, SampleStatus
from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.wording import plain_tooltip, plural, stage_word


class Problems(QWidget):
    """Says what went wrong with samples, and offers to try again.

    Args:
        theme: Where the colours come from.
        icons: Draws the signs.
        parent: The widget around it.

    Attributes:
        retry_wanted: The user wants the failed ones among what is shown tried again.
    """

    retry_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._look = ("alert", "failed")
        self._sign = PlainLabel(parent=self)
        self._sentence = PlainLabel(parent=self)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._details = PlainLabel(role="dim", parent=self)
        self._details.setWordWrap(True)
        self._details.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lines = QVBoxLayout()
        self._retry = QPushButton(self.tr("Retry"), self)
        self._retry.setStyleSheet("QPushButton { padding: 1px 9px; min-height: 1.2em; }")
        self._retry.clicked.connect(self.retry_wanted)
        self._arrange()
        theme.changed.connect(self._dress)

    def show_record(self, record: SampleRecord) -> None:
        """Show what stands in the way of one sample; nothing where nothing does."""
        last = record.errors[-1] if record.errors else None
        if record.status is SampleStatus.SKIPPED:
            self._show(
                ("skip", "dim"), self.tr("Skipped: %1").replace("%1", in_window(record.skip_reason or self._words(last))), "", retry=False
            )
        elif record.status is SampleStatus.FAILED:
            details = self._attempts(last) if last else ""
            self._show(("alert", "failed"), self._words(last), details, retry=True, tip=_history(record.errors))
        elif record.features is not None and record.features.damage is not None:
            self._show(("alert", "warning"), in_window(record.features.damage), "", retry=False)
        elif record.errors:
            sentence = plural(len(record.errors), "%Ln problem on the way, solved", "%Ln problems on the way, solved")
            self._show(("info", "dim"), sentence, "", retry=False, tip=_history(record.errors))
        else:
            self.hide()

    def show_failed(self, failed: int, selected: int) -> None:
        """Show how many of several samples failed; nothing where none did."""
        if not failed:
            self.hide()
            return
        sentence = self.tr("%1 of %2 failed").replace("%1", str(failed)).replace("%2", str(selected))
        self._show(("alert", "failed"), sentence, "", retry=True)

    def _show(self, look: tuple[str, str], sentence: str, details: str, *, retry: bool, tip: str = "") -> None:
        self._look = look
        self._dress()
        self._sentence.setText(printable(sentence))
        self._sentence.set_role(look[1])
        self._sentence.setToolTip(plain_tooltip(tip))
        self._details.setText(printable(details))
        self._details.setVisible(bool(details))
        self._retry.setVisible(retry)
        self._retry.setAccessibleName(self.tr("Try again"))
        beside = (self._retry.sizeHint().height() - self.fontMetrics().height()) // 2 if retry else 0
        self._lines.setContentsMargins(0, max(1, beside), 0, 0)
        self._sign.setContentsMargins(0, max(0, beside - 1), 0, 0)
        self.show()

    def _words(self, error: SampleError | None) -> str:
        return in_window(error.message) if error is not None else self.tr("No reason was given.")

    def _attempts(self, error: SampleError) -> str:
        tries = plural(error.attempts, "%Ln try", "%Ln tries")
        return f"{stage_word(error.stage)} · {tries}"

    def _dress(self) -> None:
        name, color = self._look
        edge = self.fontMetrics().height() + 2
        self._sign.setPixmap(self._icons.pixmap(name, edge, self.devicePixelRatioF(), color))

    def _arrange(self) -> None:
        words = self._lines
        words.setSpacing(3)
        words.addWidget(self._sentence)
        words.addWidget(self._details)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(7)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)


def _history(errors: Sequence[SampleError]) -> str:
    few = 5
    return " · ".join(f"{stage_word(error.stage)}: {in_window(error.message)}" for error in errors[-few:])
