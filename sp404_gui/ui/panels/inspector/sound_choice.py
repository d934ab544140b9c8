"""The choice of what kind of sound a sample is."""

from itertools import chain

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.features import SOUNDS, Category
from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector.changes import Held
from sp404_gui.ui.panels.inspector.correction_box import CorrectionBox
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import category_word

_LETTERS = 8
"""Of the longest words the rest may be cut off."""


class SoundChoice(CorrectionBox):
    """The subcategory: one of the category's or, where that is not one, of all; or as measured.

    Args:
        theme: Where the colours come from.
        icons: Draws the arrow.
        parent: The widget around it.

    Attributes:
        chosen: The user chose a subcategory, or None for what was measured.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self._held: Held | None = None
        self._sounds: tuple[str, ...] = ()
        self.setAccessibleName(self.tr("Kind of sound"))
        self.setMinimumContentsLength(_LETTERS)
        self.activated.connect(lambda index: self.chosen.emit(self._sounds[index] if index < len(self._sounds) else None))
        self._dress()

    def show_sound(self, held: Held) -> None:
        """Show what holds; a correction can be taken back."""
        if held == self._held:
            return
        self._held = held
        known = SOUNDS[held.category] if held.category is not None else tuple(chain.from_iterable(SOUNDS.values()))
        self._sounds = known if held.sound in {"", *known} else (*known, held.sound)
        self.clear()
        self.addItems([_word(sound) for sound in self._sounds])
        self.addItem(self.tr("As measured"))
        self.setCurrentIndex(self._sounds.index(held.sound) if held.sound else -1)
        self.setPlaceholderText(self.tr("Different") if "sound" in held.mixed else "–")
        self.setToolTip(self.tr("Kind of sound: choose another one to correct it"))


def _word(sound: str) -> str:
    if sound == Category.FX.value:
        return category_word(Category.FX)
    return printable(sound.replace("_", " ")).capitalize()
