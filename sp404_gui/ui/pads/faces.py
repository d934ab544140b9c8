"""What a pad shows of the sample that lies on it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.kit import Pad, Place
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.ui.models.tones import short_key
from sp404_gui.ui.phrases import proposal_in_window
from sp404_gui.ui.wording import category_word, decimals, file_stem, kind_in_line, length, plural

KEYS = "1234QWERASDFZXCV"
"""The key of each pad, as they lie on the keyboard."""
_BEATS_A_BAR = 4
_TUNED_DRUM = "tom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a pad shows.

    Attributes:
        place: Which pad it is.
        key: The key that plays it.
        sample: Id of its sample; empty where it is free.
        name: Of the sample, fit to be shown.
        about: What the sample is, in few words.
        category: Its family; None where it is not known.
        waveform: Its outline, as in `LocalFeatures.waveform`; empty where not measured.
        is_here: Whether the collection has the sample.
        locked: Whether filling leaves it as it is.
        choke: Its choke group, 0 for none.
        why: Why it was proposed; empty where the user chose it.
    """

    place: Place
    key: str
    sample: str = ""
    name: str = ""
    about: str = ""
    category: Category | None = None
    waveform: str = ""
    is_here: bool = True
    locked: bool = False
    choke: int = 0
    why: str = ""

    @property
    def color(self) -> str:
        """Name of its colour in the palette."""
        return self.category.value if self.category is not None else "unknown"

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        pad = _tr("Pad %1").replace("%1", self.place.label)
        if not self.sample:
            return _tr("%1, free, key %2").replace("%1", pad).replace("%2", self.key)
        marks = [_tr("locked")] if self.locked else []
        key = _tr("key %1").replace("%1", self.key)
        return ", ".join(filter(None, (pad, self.name, category_word(self.category), self.about, *marks, key)))


def face_of(place: Place, pad: Pad | None, record: SampleRecord | None) -> Face:
    """The face of a pad.

    Args:
        place: Which pad it is.
        pad: What lies on it.
        record: The sample that lies on it, where the collection has it.
    """
    key = KEYS[place.pad - 1]
    if pad is None:
        return Face(place=place, key=key)
    if record is None or record.user.removed:
        here = Face(place=place, key=key, sample=pad.sample, name=printable(pad.sample), locked=pad.locked, choke=pad.choke)
        return replace(here, about=_tr("no longer in the collection"), is_here=False)
    category = record.known("category")
    return Face(
        place=place,
        key=key,
        sample=pad.sample,
        name=file_stem(record.path),
        about=" · ".join(filter(None, (_about(record), _tr("chokes %1").replace("%1", str(pad.choke)) if pad.choke else ""))),
        category=category if isinstance(category, Category) else None,
        waveform=(record.features.waveform if record.features is not None else None) or "",
        locked=pad.locked,
        choke=pad.choke,
        why=reason_of(pad),
    )


def reason_of(pad: Pad | None) -> str:
    """Why a sample was proposed for a pad, in the user's language; empty where it was not."""
    return printable(proposal_in_window(pad.why)) if pad is not None else ""


def tempo_text(bpm: float) -> str:
    """A tempo, as "90 BPM"."""
    return _tr("%1 BPM").replace("%1", decimals(bpm, 0 if round(bpm, 1).is_integer() else 1))


def _about(record: SampleRecord) -> str:
    if record.features is None:
        return _tr("not measured yet")
    if record.known("kind") is not Kind.LOOP:
        return _pitch(record) or (kind_in_line(Kind.ONE_SHOT) if record.known("kind") is Kind.ONE_SHOT else length(_seconds(record)))
    bpm, key = record.known("bpm"), record.known("key")
    tempo = tempo_text(bpm) if isinstance(bpm, float) and bpm > 0 else ""
    if isinstance(key, str) and key:
        return " · ".join(filter(None, (printable(short_key(key)), tempo)))
    return " · ".join(filter(None, (tempo, _bars(record)))) or length(_seconds(record))


def _pitch(record: SampleRecord) -> str:
    """Of a single sound that one would play a melody with."""
    if record.known("category") is Category.DRUMS and record.known("subcategory") != _TUNED_DRUM:
        return ""
    key, root = record.known("key"), record.known("root_note")
    return printable(short_key(str(key)) if key else str(root or ""))


def _bars(record: SampleRecord) -> str:
    beats = record.features.beats if record.features is not None else None
    if not beats or beats % _BEATS_A_BAR:
        return ""
    bars = beats // _BEATS_A_BAR
    return plural(bars, "%Ln bar", "%Ln bars")


def _seconds(record: SampleRecord) -> float:
    return record.features.duration_s if record.features is not None else 0.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("pads", text)
