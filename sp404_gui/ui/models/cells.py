"""What a cell of the list holds for each role: text for people and screen readers, values for the delegates."""

from collections.abc import Callable, Mapping
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt

from sp404_gui.domain.features import Kind
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.ui import wording
from sp404_gui.ui.models.columns import ABSENT, Column, Look, category_of, vibe_words, why_absent
from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.models.row import ENERGY_LEVELS
from sp404_gui.ui.phrases import in_window


class Role(IntEnum):
    """Values that delegates paint, beside the text of the display role. Qt makes plain text of text enums, so they are that here.

    Attributes:
        ID: Sample id, str.
        WAVE: Envelope as in `LocalFeatures.waveform`, str; empty while not measured.
        CATEGORY: Name of the category's colour in the palette, str.
        LEVEL: Energy 0-1, float; None while not known.
        CHIPS: Words of the column, tuple of str; those that the filter looks for come first.
        LIKE: Words of the column that are only like one that the filter looks for: that one by the word, a dict of str.
        STATUS: Value of a `SampleStatus`, str.
        STARS: Rating 0-5, int.
        FAVORITE: bool.
        NEW: Whether the sample came by itself and was not looked at yet, bool.
    """

    ID = Qt.ItemDataRole.UserRole + 1
    WAVE = Qt.ItemDataRole.UserRole + 2
    CATEGORY = Qt.ItemDataRole.UserRole + 3
    LEVEL = Qt.ItemDataRole.UserRole + 4
    CHIPS = Qt.ItemDataRole.UserRole + 5
    STATUS = Qt.ItemDataRole.UserRole + 6
    STARS = Qt.ItemDataRole.UserRole + 7
    FAVORITE = Qt.ItemDataRole.UserRole + 8
    LIKE = Qt.ItemDataRole.UserRole + 9
    NEW = Qt.ItemDataRole.UserRole + 10


Reader = Callable[[SampleRecord, Column], object]


def tooltip(record: SampleRecord, column: Column) -> str:
    """The whole value where it may be cut, the reason where there is none, and where a description comes from."""
    text = column.to_text(record)
    reason = why_absent(column, record.features)
    if column.look is Look.CHIPS and record.vibe is not None:
        reason = f"({wording.source_word(record.vibe.source)}, {wording.percent(record.vibe.confidence)})" + _likenesses(record, column)
    if column.look is Look.STATUS:
        reason = in_window(record.skip_reason or (record.errors[-1].message if record.errors else ""))
    if column.is_new(record.id):
        reason = QCoreApplication.translate("columns", "(new: found while the folders were watched)")
    return wording.plain_tooltip(" ".join(filter(None, (text, reason))))


def accessible(record: SampleRecord, column: Column) -> str:
    """What a screen reader says: of a name, all that there is to know at a glance; else the header, then the value in words."""
    if column.id == "name":
        return sentence(record, column)
    text = column.to_text(record) or wording.category_word(category_of(record))
    return f"{column.title}: {text}" + _likenesses(record, column)


def sentence(record: SampleRecord, name: Column) -> str:
    """A row in words: its name and what is known of it, the most telling first."""
    known = (
        wording.new_word() if name.is_new(record.id) else "",
        wording.category_word(category_of(record)),
        wording.kind_word(kind) if isinstance(kind := record.known("kind"), Kind) else "",
        wording.length(record.features.duration_s) if record.features is not None else "",
        wording.tempo(bpm) if isinstance(bpm := record.known("bpm"), int | float) else "",
        printable(str(record.known("key") or record.known("root_note") or "")),
        *vibe_words(record),
        wording.status_word(record.status),
        wording.stars(record.user.rating) if record.user.rating else "",
        wording.favorite_word() if record.user.favorite else "",
    )
    return ", ".join([name.to_text(record), *(word for word in known if word not in {"", ABSENT})])


def chips(record: SampleRecord, column: Column) -> tuple[str, ...]:
    """The words of a cell that shows chips, fit to be shown; those that are looked for first, era, genre and use too if they are."""
    if column.look is Look.TAGS:
        return tuple(map(printable, record.user.tags))
    words = vibe_words(record)
    if not column.sought or record.vibe is None:
        return words
    facts = (record.vibe.era, record.vibe.genre, record.vibe.best_use)
    every = (*words, *(printable(fact) for fact in facts if fact and fold(fact) in column.sought))
    likes = [column.sought.get(fold(word)) for word in every]
    ranks = {word: 2 if like is None else 1 if like else 0 for word, like in zip(every, likes, strict=True)}
    return tuple(sorted(ranks, key=ranks.__getitem__))


def likenesses(record: SampleRecord, column: Column) -> dict[str, str]:
    """The words of a cell that are only like a word that is looked for, each with that word."""
    if not column.sought or column.look is not Look.CHIPS:
        return {}
    return {word: like for word in chips(record, column) if (like := column.sought.get(fold(word)))}


def _likenesses(record: SampleRecord, column: Column) -> str:
    sentence = QCoreApplication.translate("columns", "%1: like %2")
    return "".join("\n" + sentence.replace("%2", like).replace("%1", word) for word, like in likenesses(record, column).items())


def _alignment(_: SampleRecord, column: Column) -> Qt.AlignmentFlag:
    return alignment(column)


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Numbers stand at the right, so that their digits line up."""
    side = Qt.AlignmentFlag.AlignRight if column.look is Look.NUMBER else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


READERS: Mapping[int, Reader] = {
    Qt.ItemDataRole.DisplayRole: lambda record, column: column.to_text(record),
    Qt.ItemDataRole.ToolTipRole: tooltip,
    Qt.ItemDataRole.AccessibleTextRole: accessible,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Role.ID: lambda record, _: record.id,
    Role.WAVE: lambda record, _: (record.features.waveform if record.features is not None else None) or "",
    Role.CATEGORY: lambda record, _: category.value if (category := category_of(record)) is not None else "unknown",
    Role.LEVEL: lambda record, _: ENERGY_LEVELS[record.vibe.energy] if record.vibe is not None else None,
    Role.CHIPS: chips,
    Role.LIKE: likenesses,
    Role.STATUS: lambda record, _: record.status.value,
    Role.STARS: lambda record, _: record.user.rating or 0,
    Role.FAVORITE: lambda record, _: record.user.favorite,
    Role.NEW: lambda record, column: column.is_new(record.id),
}
"""How each role is read from a record and the column."""
