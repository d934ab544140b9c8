"""What several samples have in common: records in, words out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.ui import wording
from sp404_gui.ui.panels.inspector.changes import COMPARED
from sp404_gui.ui.panels.inspector.facts import Fact
from sp404_gui.ui.panels.inspector.reading import energy_word
from sp404_gui.ui.panels.inspector.units import decimal, seconds

_FEW = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("inspector", text)


def many_title(records: Sequence[SampleRecord]) -> str:
    """How many."""
    return _tr("%1 selected").replace("%1", wording.number(len(records)))


def many_subtitle(records: Sequence[SampleRecord]) -> str:
    """Of which families they are."""
    if len(records) > COMPARED:
        return _tr("Common values are shown for up to %1").replace("%1", wording.number(COMPARED))
    counts = Counter(value for record in records if isinstance(value := record.known("category"), Category))
    return " · ".join(f"{count} {wording.category_word(category)}" for category, count in counts.most_common())


def common_words(records: Sequence[SampleRecord]) -> list[str]:
    """The moods that all of them share."""
    if len(records) > COMPARED:
        return []
    moods = [set(record.vibe.mood) if record.vibe else set() for record in records]
    shared = set.intersection(*moods)
    first = records[0].vibe
    return [word for word in first.mood if word in shared] if first is not None else []


def common_facts(records: Sequence[SampleRecord]) -> list[Fact]:
    """Common words and ranges of numbers; lines of which nothing is known are left out."""
    if len(records) > COMPARED:
        return []
    lines = [
        (_tr("Status"), _words(records, lambda record: wording.status_word(record.status))),
        (_tr("Kind"), _words(records, _kind)),
        (_tr("Genre"), _words(records, lambda record: record.vibe.genre if record.vibe else None)),
        (_tr("Era"), _words(records, lambda record: record.vibe.era if record.vibe else None)),
        (_tr("Energy"), _words(records, lambda record: energy_word(record.vibe.energy) if record.vibe else None)),
        (_tr("Key"), _words(records, lambda record: record.known("key"))),
        (_tr("BPM"), _range(records, "bpm", lambda value: decimal(value, 1))),
        (_tr("Length"), _range(records, "duration_s", seconds)),
        (_tr("In all"), _total(records)),
    ]
    return [Fact(name, value) for name, value in lines if value]


def failed_ids(records: Iterable[SampleRecord]) -> list[str]:
    """Those that can be tried again."""
    return [record.id for record in records if record.status is SampleStatus.FAILED]


def _kind(record: SampleRecord) -> str | None:
    kind = record.known("kind")
    return wording.kind_in_line(kind) if isinstance(kind, Kind) else None


def _words(records: Sequence[SampleRecord], word: Callable[[SampleRecord], object]) -> str:
    counts = Counter(str(value) for record in records if (value := word(record)) is not None)
    if len(counts) > _FEW and max(counts.values()) == 1:
        return _tr("%1 different ones").replace("%1", wording.number(len(counts)))
    shown = [f"{text} {count}" if len(counts) > 1 else text for text, count in counts.most_common(_FEW)]
    return ", ".join(shown) + ("…" if len(counts) > _FEW else "")


def _range(records: Sequence[SampleRecord], name: str, words: Callable[[object], str]) -> str:
    values = [value for record in records if isinstance(value := record.known(name), int | float)]
    if not values:
        return ""
    low, high = words(min(values)), words(max(values))
    return low if low == high else f"{low} – {high}"


def _total(records: Sequence[SampleRecord]) -> str:
    lengths = [record.features.duration_s for record in records if record.features is not None]
    return wording.length(sum(lengths)) if len(lengths) > 1 else ""
