"""The files of one group, side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from sp404_gui.domain.duplicate import DuplicateGroup
from sp404_gui.ui.dialogs.duplicates.card import MemberCard
from sp404_gui.ui.dialogs.duplicates.choice import shown
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme


class SideBySide(QScrollArea):
    """Cards that scroll to the side where they have no room.

    Args:
        theme: Its colours.
        icons: Its icons.

    Attributes:
        cards: One for each file.
        kept_changed: The user chose whether the nth file stays.
        hear_wanted: The user wants to hear the nth file.
    """

    kept_changed = Signal(int, bool)
    hear_wanted = Signal(int)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self.cards: list[MemberCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_group(self, group: DuplicateGroup | None) -> None:
        """Show the files of a group, as many as there are letters, or none."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        members = shown(group).members if group is not None else ()
        self.cards = [MemberCard(self._theme, self._icons, member, place) for place, member in enumerate(members)]
        for place, card in enumerate(self.cards):
            card.kept_changed.connect(lambda kept, place=place: self.kept_changed.emit(place, kept))
            card.hear_wanted.connect(lambda place=place: self.hear_wanted.emit(place))
            layout.addWidget(card, 1)
        self.setWidget(row)

    def show_heard(self, place: int | None) -> None:
        """Mark the file that is heard."""
        for other, card in enumerate(self.cards):
            card.show_heard(heard=other == place)
        if place is not None:
            self.ensureWidgetVisible(self.cards[place])
