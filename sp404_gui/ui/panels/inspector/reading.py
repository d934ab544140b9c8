"""What the inspector says of one sample: a record in, words out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sp404_gui.audio.groove import measure_groove
from sp404_gui.domain.features import Category, Kind, LocalFeatures, Witness
from sp404_gui.domain.groove import Groove, Humanization, TimingFeel
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.ui import wording
from sp404_gui.ui.panels.inspector.facts import Fact
from sp404_gui.ui.panels.inspector.units import decibels, decimal, frequency, milliseconds, rate_text, seconds
from sp404_gui.ui.phrases import in_window


def _tr(text: str) -> str:
    return QCoreApplication.translate("inspector", text)


def subtitle(record: SampleRecord) -> str:
    """What kind of sound in what kind of file, as "Kick · one-shot · 48 kHz 24-bit stereo"."""
    features = record.features
    if features is None:
        return _tr("Not measured yet")
    kind = record.known("kind")
    words = [
        _sound_words(record),
        wording.kind_in_line(kind) if isinstance(kind, Kind) else "",
        _file_words(features),
    ]
    shown = printable(" · ".join(word for word in words if word))
    return shown[:1].upper() + shown[1:]


def _sound_words(record: SampleRecord) -> str:
    """What sounds; what is only called by the name of its category is written as that is."""
    word, category = str(record.known("subcategory") or ""), record.known("category")
    if isinstance(category, Category) and word == category.value:
        return wording.category_word(category)
    return word.replace("_", " ")


def _file_words(features: LocalFeatures) -> str:
    few = {1: _tr("mono"), 2: _tr("stereo")}
    channels = few.get(features.channels) or _tr("%1 channels").replace("%1", str(features.channels))
    depth = _tr("%1-bit").replace("%1", str(features.bit_depth)) if features.bit_depth else features.format
    return f"{rate_text(features.sample_rate_hz)} {depth} {channels}"


def source_of(vibe: Vibe) -> tuple[str, str]:
    """Where a description comes from and how sure it is, and the same as a sentence."""
    words = {
        VibeSource.ASKED: (_tr("asked"), _tr("Described by a model")),
        VibeSource.LENT: (_tr("lent"), _tr("Lent by an alike sample until this one is asked")),
        VibeSource.LOCAL: (_tr("local"), _tr("Derived from the measurements alone")),
    }
    word, sentence = words[vibe.source]
    model = f": {vibe.model}" if vibe.model else ""
    return f"{word} · {wording.percent(vibe.confidence)}", sentence + model


def vibe_facts(vibe: Vibe) -> list[Fact]:
    """The description, without the moods, which are shown as chips."""
    lines = [
        (_tr("Era"), vibe.era),
        (_tr("Genre"), vibe.genre),
        (_tr("Energy"), energy_word(vibe.energy)),
        (_tr("Best use"), vibe.best_use),
        (_tr("Texture"), ", ".join(vibe.descriptors)),
        (_tr("Pairs with"), ", ".join(vibe.compatibility_tags)),
        (_tr("Also"), ", ".join(word for words in vibe.extra.values() for word in words)),
    ]
    return [Fact(name, value) for name, value in lines if value]


def energy_word(energy: Energy) -> str:
    """Low, medium or high."""
    return {Energy.LOW: _tr("low"), Energy.MEDIUM: _tr("medium"), Energy.HIGH: _tr("high")}[energy]


@dataclass(frozen=True, slots=True)
class _Line:
    """A measurement in the inspector: `kinds` are those that it belongs to even where it is absent."""

    field: str
    name: str
    words: Callable[[SampleRecord, object], str]
    kinds: tuple[Kind, ...] = (Kind.ONE_SHOT, Kind.LOOP)


def measured_facts(record: SampleRecord) -> tuple[list[Fact], list[Fact]]:
    """The main measurements, and those that wait behind "More", with the reasons of what is absent."""
    features = record.features
    if features is None:
        return [], []
    kind = record.known("kind")
    main: list[Fact] = []
    more: list[Fact] = []
    for line in _main_lines():
        fact = _fact(record, features, line)
        (more if fact.absent and kind not in line.kinds else main).append(fact)
    more += [_fact(record, features, line) for line in _more_lines()]
    more += [fact for name, value in record.extra.items() for fact in _of_plugin(name.replace("_", " "), value)]
    return main, [*(fact for fact in more if not fact.absent), *(fact for fact in more if fact.absent)]


def _main_lines() -> list[_Line]:
    return [
        _Line("root_note", _tr("Root"), _root, (Kind.ONE_SHOT,)),
        _Line("key", _tr("Key"), lambda _, value: str(value), (Kind.LOOP,)),
        _Line("bpm", _tr("BPM"), _tempo, (Kind.LOOP,)),
        _Line("duration_s", _tr("Length"), lambda _, value: seconds(value)),
        _Line("loudness_lufs", _tr("Loudness"), lambda _, value: decibels(value, "LUFS")),
        _Line("peak_dbfs", _tr("Peak"), _peak),
        _Line("spectral_centroid_hz", _tr("Brightness"), lambda _, value: frequency(value)),
        _Line("tail_ms", _tr("Tail"), lambda _, value: milliseconds(value)),
    ]


def _more_lines() -> list[_Line]:
    return [
        _Line("true_peak_dbtp", _tr("True peak"), lambda _, value: decibels(value, "dBTP")),
        _Line("attack_ms", _tr("Attack"), lambda _, value: milliseconds(value)),
        _Line("spectral_rolloff_hz", _tr("Roll-off"), lambda _, value: frequency(value)),
        _Line("spectral_bandwidth_hz", _tr("Bandwidth"), lambda _, value: frequency(value)),
        _Line("spectral_flatness", _tr("Noisiness"), lambda _, value: _share(value)),
        _Line("low_ratio", _tr("Lows"), lambda _, value: _share(value)),
        _Line("high_ratio", _tr("Highs"), lambda _, value: _share(value)),
        _Line("onset_rate_hz", _tr("Onsets"), lambda _, value: _tr("%1 a second").replace("%1", decimal(value, 1))),
        _Line("format", _tr("Format"), lambda _, value: str(value)),
        _Line("file_size_bytes", _tr("Size"), lambda _, value: wording.bytes_text(int(str(value)))),
    ]


def _fact(record: SampleRecord, features: LocalFeatures, line: _Line) -> Fact:
    measured, value = getattr(features, line.field, None), record.known(line.field)
    if value is None:
        return Fact(line.name, in_window(features.unmeasured.get(line.field, "")) or _tr("Not measured"), absent=True)
    if value != measured:
        before = _tr("measured: %1").replace("%1", line.words(record, measured)) if measured is not None else _tr("not measured")
        return Fact(line.name, str(value), _tr("Your own word; %1").replace("%1", before))
    return Fact(line.name, line.words(record, value), _trust(features, line.field))


def _of_plugin(name: str, value: object) -> list[Fact]:
    """What a stage of the user's own says: a line for each part of it, or why there is nothing."""
    if not isinstance(value, Mapping):
        return [Fact(name, str(value))]
    if why := value.get("reason") or value.get("error"):
        return [Fact(name, str(why), absent=True)]
    return [Fact(f"{name}: {part}".replace("_", " "), str(said)) for part, said in value.items()]


def _trust(features: LocalFeatures, field: str) -> str:
    confidence = getattr(features, f"{field}_confidence", None)
    witness = getattr(features, f"{field.removesuffix('_note')}_source", None)
    words = {
        Witness.SIGNAL: _tr("heard in the sound"),
        Witness.HINT: _tr("from the file's name or tags"),
        Witness.BOTH: _tr("heard in the sound, and the file's name or tags agree"),
    }
    sure = _tr("%1 sure").replace("%1", wording.percent(confidence)) if confidence is not None else ""
    return ", ".join(part for part in (sure, words.get(witness, "") if witness else "") if part)


def _root(record: SampleRecord, value: object) -> str:
    hertz = record.features.root_hz if record.features else None
    return f"{value} · {decimal(hertz, 1)} Hz" if hertz is not None else str(value)


def _tempo(record: SampleRecord, value: object) -> str:
    beats = record.features.beats if record.features else None
    return decimal(value, 1) + (" · " + _tr("%1 beats").replace("%1", str(beats)) if beats else "")


def _peak(record: SampleRecord, value: object) -> str:
    clipped = record.features is not None and record.features.is_clipped
    return decibels(value, "dBFS") + (" · " + _tr("clipped") if clipped else "")


def _share(value: object) -> str:
    return wording.percent(float(str(value)))


def timing(record: SampleRecord) -> tuple[tuple[int, float], ...]:
    """How far onsets of a loop are from the straight grid: see `Groove.deviations`. What an earlier version left out is measured anew."""
    groove, features = record.groove, record.features
    if groove is None or not groove.measurable or features is None:
        return ()
    if groove.deviations is None:
        groove = measure_groove(features)
    return groove.deviations or ()


def groove_facts(groove: Groove) -> list[Fact]:
    """The timing of a loop."""
    swing, consistency, density = groove.swing_percent, groove.consistency, groove.onsets_per_beat
    lines = [
        (_tr("Swing"), f"{decimal(swing, 1)} %" if swing is not None else ""),
        (_tr("Feel"), _feel_word(groove.timing_feel, groove.push_pull_ms) if groove.timing_feel else ""),
        (_tr("Timing"), _timing_word(groove.humanization, groove.mean_deviation_ms) if groove.humanization else ""),
        (_tr("Consistency"), wording.percent(consistency) if consistency is not None else ""),
        (_tr("Density"), _tr("%1 onsets a beat").replace("%1", decimal(density, 1)) if density is not None else ""),
    ]
    return [Fact(name, value) for name, value in lines if value]


def _feel_word(feel: TimingFeel, offset_ms: float | None) -> str:
    words = {TimingFeel.BEHIND: _tr("behind the beat"), TimingFeel.ON: _tr("on the beat"), TimingFeel.AHEAD: _tr("ahead of the beat")}
    return words[feel] + (f" · {milliseconds(offset_ms, signed=True)}" if offset_ms is not None else "")


def _timing_word(humanization: Humanization, deviation_ms: float | None) -> str:
    words = {Humanization.MECHANICAL: _tr("mechanical"), Humanization.TIGHT: _tr("tight"), Humanization.LOOSE: _tr("loose")}
    return words[humanization] + (f" · ±{milliseconds(deviation_ms)}" if deviation_ms is not None else "")


def groove_sentence(record: SampleRecord) -> tuple[str, str]:
    """Why there is no groove, short, and the reason in full; empty while it is unknown."""
    reason = in_window(record.groove.reason or "") if record.groove is not None else ""
    if record.known("kind") is Kind.ONE_SHOT:
        return _tr("One-shot: not measurable"), reason
    return reason, ""
