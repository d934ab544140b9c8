"""The facets: what the samples can be narrowed down by, with live counts."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.facets import FacetCounts
from sp404_gui.ui.panels.side_row import SideRow
from sp404_gui.ui.panels.side_section import SideSection
from sp404_gui.ui.search.facet_terms import asked, has
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.chip import Chip
from sp404_gui.ui.widgets.flow import FlowLayout
from sp404_gui.ui.widgets.fonts import scaled
from sp404_gui.ui.wording import category_word, kind_word, number, plain_tooltip, plural, status_color, status_icon, status_word

_DOT = 0.48
_WORDS = 12
_SMALLER = 0.92

Facet = Category | Kind | SampleStatus


class FacetRow(SideRow):
    """One value of a facet.

    Args:
        value: What it stands for.
        theme: Where the colours come from.
        icons: Where the icons come from.
        parent: The widget around it.
    """

    def __init__(self, value: Facet, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self.value = value
        self._count = 0
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many samples have the value."""
        self._count = count
        word = _word(self.value)
        self.show_line(word, number(count), plural(count, "%1, %Ln sample", "%1, %Ln samples").replace("%1", word))

    def text_color(self) -> str:
        """Failures call for a look."""
        return "failed" if self.value is SampleStatus.FAILED and self._count else super().text_color()

    def paint_mark(self, painter: QPainter, room: QRectF) -> None:
        """Paint a dot in the category's colour, or the icon of the state or kind."""
        if isinstance(self.value, Category):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.category(self.value))
            radius = room.width() * _DOT / 2
            painter.drawEllipse(QPointF(room.center()), radius, radius)
        elif isinstance(self.value, SampleStatus):
            color = status_color(self.value) if self._count else "dim"
            self.paint_icon(painter, room, status_icon(self.value), color)
        else:
            self.paint_icon(painter, room, "loop" if self.value is Kind.LOOP else "wave", "dim")


class FacetSection(SideSection):
    """All values of one field.

    Args:
        field: Name of the field in the filter language.
        title: The heading.
        values: The values, in order.
        theme: Where the colours come from.
        icons: Where the icons come from.

    Attributes:
        toggled: Carries the field and the value that was clicked.
    """

    toggled = Signal(str, str)

    def __init__(self, field: str, title: str, values: Sequence[Facet], theme: Theme, icons: Icons) -> None:
        super().__init__(title)
        self._field = field
        self._rows = [FacetRow(value, theme, icons) for value in values]
        for row in self._rows:
            row.clicked.connect(lambda _=False, value=row.value.value: self.toggled.emit(self._field, value))
        self.put(self._rows)

    def show_counts(self, counts: FacetCounts) -> None:
        """Show how many samples have each value."""
        for row in self._rows:
            row.show_count(counts.of(self._field, row.value.value))

    def show_active(self, text: str) -> None:
        """Mark the values that a filter asks for."""
        for row in self._rows:
            row.setChecked(has(text, self._field, row.value.value))


class VibeSection(SideSection):
    """The most frequent words of the vibe, as chips, and those that the filter asks for.

    Chips keep their places while their words stay among the most frequent, so that nothing jumps about during a job.

    Args:
        title: The heading.
        theme: Where the colours come from.

    Attributes:
        toggled: Carries "vibe" and the word that was clicked.
    """

    toggled = Signal(str, str)

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__(title, FlowLayout(spacing=5))
        self._theme = theme
        self._chips: dict[str, Chip] = {}
        self._frequent: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()

    def show_counts(self, counts: FacetCounts) -> None:
        """Show the words that most samples have."""
        self._frequent = tuple(word for word, _ in counts.feel[:_WORDS])
        self._arrange()
        for word, chip in self._chips.items():
            chip.setToolTip(plain_tooltip(f"{word} · {number(counts.of('vibe', word))}"))

    def show_active(self, text: str) -> None:
        """Mark the words that a filter asks for."""
        self._asked = asked(text, "vibe")
        self._arrange()
        for word, chip in self._chips.items():
            chip.setChecked(has(text, "vibe", word))

    def _arrange(self) -> None:
        wanted = dict.fromkeys((*self._frequent, *self._asked))
        words = [word for word in self._chips if word in wanted]
        words += [word for word in wanted if word not in self._chips]
        if words != list(self._chips):
            self._chips = {word: self._chips.get(word) or self._chip(word) for word in words}
            self.put(list(self._chips.values()))

    def _chip(self, word: str) -> Chip:
        chip = Chip(word, self._theme)
        chip.setFont(scaled(chip.font(), _SMALLER))
        chip.setCheckable(True)
        chip.clicked.connect(lambda on: self._clicked(chip, on=on))
        return chip

    def _clicked(self, chip: Chip, *, on: bool) -> None:
        chip.setChecked(not on)  # the filter decides, and says so
        self.toggled.emit("vibe", chip.word)


def _word(value: Facet) -> str:
    if isinstance(value, Category):
        return category_word(value)
    return kind_word(value) if isinstance(value, Kind) else status_word(value)
