"""The user's own words on samples: category, rating, favourite, tags and note, edited in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector.category_box import CategoryBox
from sp404_gui.ui.panels.inspector.changes import Held
from sp404_gui.ui.panels.inspector.note import NoteField
from sp404_gui.ui.panels.inspector.sound_choice import SoundChoice
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.stars import Stars
from sp404_gui.ui.widgets.tag_editor import TagEditor

_STARS_IN = 6
"""Pixels by which the stars are set in: the fields above and below them begin with more room for their edge."""


class Editing(QWidget):
    """The fields; they show what is held and say what the user wants.

    Args:
        theme: Where the colours come from.
        icons: Draws stars and heart.
        parent: The widget around it.

    Attributes:
        category_chosen: A `Category`, or None for what was measured.
        sound_chosen: A subcategory, or None for what was measured.
        rated: Stars, 0-5.
        favored: Whether among the favourites.
        tag_added: One tag more.
        tag_removed: One tag less.
        note_written: Another note.
    """

    category_chosen = Signal(object)
    sound_chosen = Signal(object)
    rated = Signal(int)
    favored = Signal(bool)
    tag_added = Signal(object)
    tag_removed = Signal(object)
    note_written = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._category = CategoryBox(theme, icons, self)
        self._sound = SoundChoice(theme, icons, self)
        self._stars = Stars(theme, icons, self)
        self._heart = QToolButton(self)
        self._some_favored = False
        self._tags = TagEditor(theme, self)
        self._note = NoteField(theme, self)
        self._set_up_heart()
        self._arrange()
        self._category.chosen.connect(self.category_chosen)
        self._sound.chosen.connect(self.sound_chosen)
        self._stars.rated.connect(self.rated)
        self._heart.clicked.connect(self.favored)
        self._tags.tag_added.connect(self.tag_added)
        self._tags.tag_removed.connect(self.tag_removed)
        self._note.written.connect(self.note_written)
        theme.changed.connect(self._dress)

    def show_held(self, held: Held) -> None:
        """Show what is held; what is being typed stays."""
        self._category.show_category(held)
        self._sound.show_sound(held)
        self._stars.set_rating(held.rating, mixed="rating" in held.mixed)
        self._heart.setChecked(held.favorite)
        self._some_favored = "favorite" in held.mixed
        self._dress()
        self._tags.set_tags(held.tags, held.partial)
        self._note.set_note(held.note, mixed="note" in held.mixed)

    def commit(self) -> None:
        """Take over what is being typed."""
        self._tags.commit()
        self._note.commit()

    def _set_up_heart(self) -> None:
        self._heart.setProperty("role", "quiet")
        self._heart.setCheckable(True)
        self._heart.setAccessibleName(self.tr("Favorite"))
        self._heart.setStyleSheet("QToolButton { padding: 2px; min-height: 0; }")
        self._heart.toggled.connect(self._dress)
        self._dress()

    def _arrange(self) -> None:
        what, line = QHBoxLayout(), QHBoxLayout()
        for row in (what, line):
            row.setSpacing(8)
        what.addWidget(self._category)
        what.addWidget(self._sound)
        what.addStretch(1)
        line.setContentsMargins(_STARS_IN, 0, 0, 0)
        line.addWidget(self._stars)
        line.addWidget(self._heart)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(what)
        column.addLayout(line)
        column.addWidget(self._tags)
        column.addWidget(self._note)

    def _dress(self) -> None:
        on, some = self._heart.isChecked(), self._some_favored
        name, color = ("heart-filled", "accent") if on else ("heart-filled", "dim") if some else ("heart", "dim")
        self._heart.setIcon(self._icons.icon(name, color))
        words = self.tr("Some are favorites: a click makes all of them favorites") if some and not on else self.tr("Favorite (F)")
        self._heart.setToolTip(words)
        self._heart.setAccessibleDescription(words)
