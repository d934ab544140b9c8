"""One file of a group: its wave, what it is, and whether it stays."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.features import Category
from sp404_gui.ui.delegates.thumbnails import Thumbnails
from sp404_gui.ui.dialogs.duplicates import words
from sp404_gui.ui.dialogs.frame import Card
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.icon_button import IconButton
from sp404_gui.ui.widgets.labels import ElidedLabel, PlainLabel
from sp404_gui.ui.wording import file_stem

_WAVE_LINES = 4.5
_NARROWEST = 250
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Thumbnail(QWidget):
    """The outline of a sound, as the list shows it, and where it is heard.

    Args:
        theme: Its colours.
        member: The file.
    """

    def __init__(self, theme: Theme, member: Member) -> None:
        super().__init__()
        self._theme = theme
        self._thumbnails = Thumbnails()
        found = member.record.features
        category = member.record.known("category")
        self._waveform = (found.waveform if found is not None else None) or ""
        self._category = category if isinstance(category, Category) else None
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_position(self, share: float | None) -> None:
        """Show what is heard, as a share of the whole; None: nothing is."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, a few lines high."""
        return QSize(_NARROWEST, round(self.fontMetrics().height() * _WAVE_LINES))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline and the playhead."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("field"))
            color = self._theme.category(self._category)
            picture = self._thumbnails.paint(self._waveform, color, self.width() - 12, self.height() - 12, self.devicePixelRatioF())
            painter.drawPixmap(6, 6, picture)
            if self._share is not None:
                place = 6 + self._share * (self.width() - 12)
                painter.fillRect(QRectF(place, 0, 1.5, self.height()), self._theme.color("text"))


class MemberCard(Card):
    """One file beside the others of its group.

    Args:
        theme: Its colours.
        icons: Its icons.
        member: The file.
        place: Its place in the group, from 0.

    Attributes:
        keep: Whether it stays.
        kept_changed: The user chose this bool: whether it stays.
        hear_wanted: The user wants to hear it.
    """

    kept_changed = Signal(object)
    hear_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, member: Member, place: int) -> None:
        super().__init__(theme)
        self.member = member
        letter = _LETTERS[place] if place < len(_LETTERS) else str(place + 1)
        name = file_stem(member.record.sample.path)
        self.wave = Thumbnail(theme, member)
        self._letter = PlainLabel(letter, "dim")
        self.hear = IconButton(theme, icons, "play", self.tr("Hear %1: %2").replace("%1", letter).replace("%2", name))
        self.hear.clicked.connect(self.hear_wanted)
        self.keep = Switch(self.tr("Keep"))
        self.keep.setAccessibleName(self.tr("Keep %1: %2").replace("%1", letter).replace("%2", name))
        self.keep.edited.connect(self.kept_changed)
        self._fate = PlainLabel("", "dim")
        self._fate.setWordWrap(True)
        self.setMinimumWidth(_NARROWEST)
        self._lay_out(name)

    def show_kept(self, *, kept: bool, why: str) -> None:
        """Show whether it stays, and what there is to say about that."""
        self.keep.show_value(kept)
        self._fate.setText(why if kept else self.tr("Goes to the trash"))
        self._fate.set_role("ok" if kept else "warning")

    def show_heard(self, *, heard: bool) -> None:
        """Show whether it is the one that is heard."""
        self._letter.set_role("accent" if heard else "dim")
        if not heard:
            self.wave.show_position(None)

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(self._letter)
        head.addWidget(ElidedLabel(name), 1)
        head.addWidget(self.hear)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.wave)
        lines = (words.facts_line(self.member), words.size_line(self.member), words.user_line(self.member))
        for text in filter(None, lines):
            column.addWidget(ElidedLabel(text, elide=Qt.TextElideMode.ElideRight))
        column.addWidget(ElidedLabel(words.folder_line(self.member), "dim"))
        column.addStretch(1)
        column.addWidget(self.keep)
        column.addWidget(self._fate)
