"""Which delegate paints which look."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from sp404_gui.ui.delegates.cell import Cell
from sp404_gui.ui.delegates.chips import ChipsCell
from sp404_gui.ui.delegates.marks import CategoryCell, HeartCell, MeterCell, StarsCell, StatusCell
from sp404_gui.ui.delegates.name import NameCell
from sp404_gui.ui.delegates.pixmaps import PixmapCache
from sp404_gui.ui.delegates.wave import WaveCell
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.columns import Look
from sp404_gui.ui.theme import Theme

_WAVES_BYTES = 12_000_000
_WORDS_BYTES = 4_000_000


def delegates(theme: Theme, icons: Icons, parent: QObject) -> Mapping[Look, Cell]:
    """One delegate for every look, with caches of their own.

    Args:
        theme: Where the colours come from.
        icons: Draws icons.
        parent: Qt's owner of the delegates.
    """
    words = PixmapCache(_WORDS_BYTES)
    chips = ChipsCell(theme, words, parent)
    return {
        Look.WAVE: WaveCell(theme, PixmapCache(_WAVES_BYTES), parent),
        Look.NAME: NameCell(theme, parent=parent),
        Look.TEXT: Cell(theme, parent=parent),
        Look.QUIET: Cell(theme, "dim", parent=parent),
        Look.NUMBER: Cell(theme, right=True, parent=parent),
        Look.CATEGORY: CategoryCell(theme, parent=parent),
        Look.METER: MeterCell(theme, words, parent),
        Look.CHIPS: chips,
        Look.TAGS: chips,
        Look.STATUS: StatusCell(theme, icons, parent),
        Look.STARS: StarsCell(theme, icons, parent),
        Look.HEART: HeartCell(theme, icons, parent),
    }
