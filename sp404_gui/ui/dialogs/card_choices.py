"""What can be chosen of a card: where, which samples, how they are called and prepared."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sp404_gui.domain.card import Recipe
from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.fields import Choice, Line, Number
from sp404_gui.ui.dialogs.folder_line import FolderLine
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.wording import number

_QUIETEST, _LOUDEST = -40.0, -5.0
_USUAL_LUFS = -16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWish:
    """What the user wants on a card.

    Attributes:
        folder: The card or a folder, absolute.
        which: "shown", "selected", "favorites" or "kit".
        title: What the whole is called.
        by_words: Whether files are named by their sound.
        recipe: How they are prepared.
    """

    folder: str
    which: str
    title: str
    by_words: bool
    recipe: Recipe


class CardChoices(QWidget):
    """The choices of a card.

    Args:
        parent: The widget around it.

    Attributes:
        changed: The user chose otherwise.
        faulty: Carries what is wrong with what was typed, "" when it is in order.
    """

    changed = Signal()
    faulty = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = FolderLine()
        self.folder.setAccessibleName(self.tr("Card or folder"))
        self.which = Choice()
        self.which.setAccessibleName(self.tr("Samples"))
        self.title = Line("", lambda text: "" if text.strip() else self.tr("Give it a name."))
        self.title.setAccessibleName(self.tr("Name of its folder"))
        self.names = Choice([(False, self.tr("after the samples' files")), (True, self.tr("by how they sound"))])
        self.names.setAccessibleName(self.tr("File names"))
        self.levelled = Switch(self.tr("Bring all to"))
        self.level = Number(_QUIETEST, _LOUDEST, step=1, decimals=1, unit="LUFS")
        self.level.setAccessibleName(self.tr("Loudness"))
        self.level.show_value(_USUAL_LUFS)
        self.level.setEnabled(False)
        self.levelled.toggled.connect(self.level.setEnabled)
        self.trim = Switch(self.tr("Cut silence at the ends of one-shots"))
        self._lay_out()
        for control in (self.folder, self.which, self.title, self.names, self.levelled, self.level, self.trim):
            control.edited.connect(lambda _: self.changed.emit())
        for line in (self.folder.line, self.title):
            line.judged.connect(self.faulty)

    @property
    def wish(self) -> CardWish:
        """What is chosen now."""
        level = self.level.chosen if self.levelled.isChecked() else None
        return CardWish(
            folder=self.folder.path,
            which=str(self.which.value),
            title=self.title.text().strip(),
            by_words=bool(self.names.value),
            recipe=Recipe(level_lufs=None if level is None else float(level), trim=self.trim.isChecked()),
        )

    def show_samples(self, title: str, counts: dict[str, int]) -> None:
        """Offer samples.

        Args:
            title: What the whole is called.
            counts: How many each choice of `CardWish.which` stands for, the best first.
        """
        words = {
            "kit": self.tr("those of the kit"),
            "selected": self.tr("selected in the list"),
            "shown": self.tr("all that the list shows"),
            "favorites": self.tr("favorites"),
        }
        with QSignalBlocker(self):
            self.which.show_options([(which, f"{words[which]} · {number(count)}") for which, count in counts.items()])
            self.title.show_value(printable(title))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        loudness = QWidget()
        row = QHBoxLayout(loudness)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.levelled)
        row.addWidget(self.level)
        row.addStretch(1)
        grid.addWidget(self._caption(self.tr("Card or folder"), self.folder), 0, 0)
        grid.addWidget(self.folder, 0, 1, 1, 3)
        for place, (text, control) in enumerate(
            (
                (self.tr("Samples"), self.which),
                (self.tr("Name of its folder"), self.title),
                (self.tr("File names"), self.names),
                (self.tr("Loudness"), loudness),
            )
        ):
            grid.addWidget(self._caption(text, control), 1 + place // 2, 2 * (place % 2))
            grid.addWidget(control, 1 + place // 2, 2 * (place % 2) + 1)
        grid.addWidget(self.trim, 3, 1, 1, 3)

    @staticmethod
    def _caption(text: str, control: QWidget) -> PlainLabel:
        caption = PlainLabel(text, "dim")
        caption.setBuddy(control)
        return caption
