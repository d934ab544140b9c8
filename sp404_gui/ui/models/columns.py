"""The columns of the list, as data."""

import dataclasses
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.text import printable
from sp404_gui.domain.vibe import VibeSource
from sp404_gui.ui import wording
from sp404_gui.ui.models.tones import short_key
from sp404_gui.ui.phrases import in_window

ABSENT = "–"
"""What stands in a cell whose value is not known."""

ToText = Callable[[SampleRecord], str]


class Look(StrEnum):
    """How a cell is painted."""

    WAVE = "wave"
    NAME = "name"
    TEXT = "text"
    QUIET = "quiet"
    CATEGORY = "category"
    NUMBER = "number"
    METER = "meter"
    CHIPS = "chips"
    TAGS = "tags"
    STATUS = "status"
    STARS = "stars"
    HEART = "heart"


BEST_FIRST = frozenset({Look.STARS, Look.HEART})
"""Columns whose first click on the header puts the highest first."""


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        id: Its name in saved states.
        title: What its header says.
        to_text: The value of a record in words: for display, screen readers and copies.
        field: What `SampleStore.sort_keys` sorts it by.
        width: In average characters.
        look: How its cells are painted.
        visible: Whether it is shown unless the user says otherwise.
        features: Names in `LocalFeatures` whose reason for being absent explains an empty cell.
        sought: Words of the vibe that a filter looks for, folded, each with the word that it is only like, or nothing.
        is_new: Whether a sample, named by its id, came by itself and was not looked at yet.
    """

    id: str
    title: str
    to_text: ToText
    field: str
    width: float
    look: Look = Look.TEXT
    visible: bool = True
    features: tuple[str, ...] = ()
    sought: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_new: Callable[[str], bool] = _never


def list_columns(distance_of: Callable[[str], float | None] = lambda _: None) -> tuple[Column, ...]:
    """All columns in their first order, in the language of the program.

    Args:
        distance_of: How far a sample, named by its id, is from the one that all are compared with; None where that is not known.
    """

    def distance(record: SampleRecord) -> str:
        value = distance_of(record.id)
        return ABSENT if value is None else wording.decimals(value, 2)

    return (*_first_columns(), *_more_columns(), _hidden("distance", _tr("Distance"), distance, Look.NUMBER))


def _tr(text: str) -> str:
    return QCoreApplication.translate("columns", text)


def _first_columns() -> tuple[Column, ...]:
    energy = {"low": _tr("Low"), "medium": _tr("Medium"), "high": _tr("High")}
    return (
        Column(id="waveform", title=_tr("Waveform"), to_text=_nothing, field="length", width=17, look=Look.WAVE),
        Column(id="name", title=_tr("Name"), to_text=_name, field="name", width=27, look=Look.NAME),
        Column(id="category", title=_tr("Category"), to_text=_category(), field="category", width=_category_width(), look=Look.CATEGORY),
        Column(id="bpm", title=_tr("BPM"), to_text=_bpm, field="bpm", width=9, look=Look.NUMBER, features=("bpm",)),
        Column(id="key", title=_tr("Key"), to_text=_key, field="tone", width=8, features=("key", "root_note")),
        Column(id="length", title=_tr("Length"), to_text=_length, field="length", width=9.5, look=Look.QUIET),
        Column(
            id="energy",
            title=_tr("Energy"),
            to_text=lambda r: energy[r.vibe.energy] if r.vibe is not None else ABSENT,
            field="energy",
            width=9,
            look=Look.METER,
        ),
        Column(id="vibe", title=_tr("Vibe"), to_text=_vibe(), field="vibe", width=18, look=Look.CHIPS),
        Column(id="status", title=_tr("Status"), to_text=_status(), field="status", width=8, look=Look.STATUS),
    )


def _more_columns() -> tuple[Column, ...]:
    sources = {source: wording.source_word(source) for source in VibeSource}
    yes = _tr("Favorite")
    return (
        _hidden("subcategory", _tr("Kind of sound"), lambda r: _words(r.known("subcategory")), width=17),
        _hidden("kind", _tr("Kind"), _kind(), width=13),
        _hidden(
            "loudness", _tr("Loudness"), _measured("loudness_lufs", "{:z.1f} LUFS"), Look.NUMBER, width=16, features=("loudness_lufs",)
        ),
        _hidden("peak", _tr("Peak"), _measured("peak_dbfs", "{:z.1f} dBFS"), Look.NUMBER, width=15, features=("peak_dbfs",)),
        _hidden(
            "truepeak", _tr("True peak"), _measured("true_peak_dbtp", "{:z.1f} dBTP"), Look.NUMBER, width=15, features=("true_peak_dbtp",)
        ),
        _hidden(
            "brightness", _tr("Brightness"), _measured("spectral_centroid_hz", "{:.0f} Hz"), Look.NUMBER, features=("spectral_centroid_hz",)
        ),
        _hidden("tail", _tr("Tail"), _measured("tail_ms", "{:.0f} ms"), Look.NUMBER, features=("tail_ms",)),
        _hidden("rating", _tr("Rating"), _stars, Look.STARS, width=13),
        _hidden("favorite", _tr("Favorite"), lambda r: yes if r.user.favorite else "", Look.HEART, width=12.5),
        _hidden("tags", _tr("Tags"), lambda r: ", ".join(map(printable, r.user.tags)), Look.TAGS, width=22),
        _hidden("source", _tr("Source"), lambda r: sources[r.vibe.source] if r.vibe is not None else ABSENT, width=10),
        _hidden("path", _tr("Path"), lambda r: _shown(r.path), Look.QUIET, width=44),
        _hidden("size", _tr("Size"), lambda r: wording.bytes_text(r.sample.size_bytes), Look.NUMBER),
        _hidden("rate", _tr("Rate"), _measured("sample_rate_hz", "{:g} kHz", 1000), Look.NUMBER),
        _hidden("added", _tr("Added"), _number_of, Look.NUMBER, width=10),
    )


def _hidden(
    field: str, title: str, to_text: ToText, look: Look = Look.TEXT, *, width: float = 13, features: tuple[str, ...] = ()
) -> Column:
    return Column(id=field, title=title, to_text=to_text, field=field, width=width, look=look, visible=False, features=features)


def _shown(text: str) -> str:
    """The text itself where it is fit to be shown, as nearly all are."""
    return text if text.isprintable() else printable(text)


def _name(record: SampleRecord) -> str:
    return _shown(os.path.splitext(os.path.basename(record.sample.path))[0])


def _nothing(_: SampleRecord) -> str:
    return ""


def _words(value: object) -> str:
    return printable(str(value).replace("_", " ")) if value else ABSENT


def _category() -> ToText:
    words = {category: wording.category_word(category) for category in (None, *Category)}
    return lambda record: words.get(category_of(record), ABSENT)


def _category_width() -> float:
    """Room for the longest word, and the mark before it."""
    return max(11.5, 4.5 + max(len(wording.category_word(category)) for category in Category))


def _kind() -> ToText:
    words = {kind: wording.kind_word(kind) for kind in Kind}
    return lambda record: next((word for kind, word in words.items() if kind is record.known("kind")), ABSENT)


def _status() -> ToText:
    words = {status: wording.status_word(status) for status in SampleStatus}
    return lambda record: words[record.status]


def _vibe() -> ToText:
    waiting = _tr("waiting…")

    def to_text(record: SampleRecord) -> str:
        if record.vibe is not None:
            return ", ".join(vibe_words(record))
        if record.status is SampleStatus.FAILED and record.errors:
            return printable(in_window(record.errors[-1].message))
        return waiting if record.status is SampleStatus.PENDING else printable(in_window(record.skip_reason or ABSENT))

    return to_text


def _bpm(record: SampleRecord) -> str:
    bpm = record.known("bpm")
    return wording.decimals(bpm, 1) if isinstance(bpm, int | float) else ABSENT


def _key(record: SampleRecord) -> str:
    key = record.known("key")
    return _shown(short_key(str(key)) if key else str(record.known("root_note") or ABSENT))


def _length(record: SampleRecord) -> str:
    return wording.length(record.features.duration_s) if record.features is not None else ABSENT


def _number_of(record: SampleRecord) -> str:
    return record.id.rpartition("_")[2].lstrip("0")


def _measured(name: str, form: str, scale: float = 1) -> ToText:
    def to_text(record: SampleRecord) -> str:
        value: float | None = getattr(record.features, name, None)
        return ABSENT if value is None else form.format(value / scale).replace("-", "−").replace(".", QLocale().decimalPoint())

    return to_text


def _stars(record: SampleRecord) -> str:
    return _tr("%1 of 5").replace("%1", str(record.user.rating)) if record.user.rating else ""


def vibe_words(record: SampleRecord) -> tuple[str, ...]:
    """Mood and texture of a sample, each word once, fit to be shown."""
    if record.vibe is None:
        return ()
    return tuple(map(_shown, dict.fromkeys((*record.vibe.mood, *record.vibe.descriptors))))


def category_of(record: SampleRecord) -> Category | None:
    """The family of a sample, as corrected or measured."""
    category = record.known("category")
    return category if isinstance(category, Category) else None


def why_absent(column: Column, features: LocalFeatures | None) -> str:
    """The reasons why a measured value is not there, as sentences; empty where there is nothing to say."""
    unmeasured = features.unmeasured if features is not None else {}
    return " ".join(in_window(unmeasured[name]) for name in column.features if name in unmeasured)
