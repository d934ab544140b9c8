"""What the list is compared with, and what of it matters."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from sp404_gui.engine.matching.similar import USUAL, Respect
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.chip import Chip
from sp404_gui.ui.widgets.flow import FlowLayout
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.wording import plain_tooltip

_STEPS = 100
_LONGEST_NAME = 24
_WIDTH_EM, _HEIGHT_EM = 2.8, 1.6
_SETTLE_MS = 30


class SimilarBar(QWidget):
    """A chip with the sample's name, which a click takes away, and a slider for each respect. Passive.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.

    Attributes:
        weights_changed: Carries what matters now, by `Respect`.
        cleared: The comparison is to end.
    """

    weights_changed = Signal(dict)
    cleared = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip: Chip | None = None
        self._sliders = {respect: QSlider(Qt.Orientation.Horizontal) for respect in Respect}
        self._usual = IconButton(theme, icons, "undo", self.tr("What matters, as at first"))
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(lambda: self.weights_changed.emit(self.weights))
        self._usual.clicked.connect(lambda: self.set_weights(USUAL))
        self.setAccessibleName(self.tr("Similar"))
        self._flow = FlowLayout(self, 10)
        self._flow.setContentsMargins(14, 6, 10, 6)
        self._head = PlainLabel(self.tr("Like"), "dim")
        self._height = round(_HEIGHT_EM * self.fontMetrics().height())
        self._fill()
        self.set_weights(USUAL)
        self.hide()

    @property
    def weights(self) -> dict[Respect, float]:
        """How much each respect matters, 0-1."""
        return {respect: slider.value() / _STEPS for respect, slider in self._sliders.items()}

    def set_weights(self, weights: Mapping[Respect, float]) -> None:
        """Let other respects matter."""
        for respect, slider in self._sliders.items():
            slider.setValue(round(_STEPS * weights.get(respect, 0.0)))

    def show_target(self, name: str) -> None:
        """Say what the list is compared with.

        Args:
            name: Data, shown as it is.
        """
        chip = Chip(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…", self._theme, closable=True)
        chip.setToolTip(plain_tooltip(self.tr("No longer compare with %1").replace("%1", name)))
        chip.clicked.connect(self.cleared)
        if self._chip is not None:
            self._first.layout().removeWidget(self._chip)  # type: ignore[union-attr]  # it was made with one
            self._chip.hide()
            self._chip.deleteLater()
        self._chip = chip
        self._first.layout().addWidget(chip)  # type: ignore[union-attr]
        self.show()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and its lower edge."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("panel"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

    def _fill(self) -> None:
        words = {
            Respect.TIMBRE: (self.tr("Timbre"), self.tr("what it sounds like")),
            Respect.PITCH: (self.tr("Pitch"), self.tr("key, root note and height")),
            Respect.RHYTHM: (self.tr("Rhythm"), self.tr("loop or one-shot, tempo, how many strokes")),
            Respect.ENVELOPE: (self.tr("Envelope"), self.tr("attack, tail and length")),
            Respect.LOUDNESS: (self.tr("Loudness"), self.tr("level, and how far peaks stand out")),
        }
        self._first = _row(self._head, height=self._height)
        self._flow.addWidget(self._first)
        for respect, slider in self._sliders.items():
            name, meaning = words[respect]
            slider.setRange(0, _STEPS)
            slider.setPageStep(_STEPS // 5)
            slider.setFixedWidth(round(_WIDTH_EM * self.fontMetrics().height()))
            slider.setAccessibleName(self.tr("%1 matters").replace("%1", name))
            slider.setAccessibleDescription(meaning)
            slider.setToolTip(plain_tooltip(self.tr("How much it matters: %1").replace("%1", meaning)))
            slider.valueChanged.connect(lambda _: self._settle.start())
            last = (self._usual,) if respect is list(self._sliders)[-1] else ()  # never in a line of its own
            self._flow.addWidget(_row(PlainLabel(name, "dim"), slider, *last, height=self._height))


def _row(*parts: QWidget, height: int) -> QWidget:
    group = QWidget()
    group.setFixedHeight(height)
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part)
    return group
