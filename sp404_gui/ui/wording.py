"""How numbers, times and states are put into words."""

import html
import os
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.domain.text import printable
from sp404_gui.domain.vibe import VibeSource

_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86_400
_THOUSAND = 1000
_MINUS = "−"


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)


def category_word(category: Category | None) -> str:
    """Name of a family of sounds."""
    words = {Category.DRUMS: _tr("Drums"), Category.MELODIC: _tr("Melodic"), Category.VOCALS: _tr("Vocals"), Category.FX: _tr("FX")}
    return words[category] if category is not None else "–"


def kind_word(kind: Kind | None) -> str:
    """One-shot or loop."""
    words = {Kind.ONE_SHOT: _tr("One-shot"), Kind.LOOP: _tr("Loop")}
    return words[kind] if kind is not None else "–"


def kind_in_line(kind: Kind) -> str:
    """The same within a line of words."""
    return {Kind.ONE_SHOT: _tr("one-shot"), Kind.LOOP: _tr("loop")}[kind]


def status_word(status: SampleStatus) -> str:
    """State of a sample, as a word."""
    words = {
        SampleStatus.PENDING: _tr("Waiting"),
        SampleStatus.DONE: _tr("Analysed"),
        SampleStatus.FAILED: _tr("Failed"),
        SampleStatus.SKIPPED: _tr("Skipped"),
    }
    return words[status]


def new_word() -> str:
    """What is said of a sample that came by itself and was not looked at yet."""
    return _tr("new")


def stage_word(stage: str) -> str:
    """Name of a stage; a user's own has the name that he gave it."""
    words = {
        "local_features": _tr("Measuring"),
        "vibe_analysis": _tr("Description"),
        "groove_detection": _tr("Groove"),
        "compatibility": _tr("Comparison"),
    }
    return words.get(stage, stage.replace("_", " "))


def source_word(source: VibeSource) -> str:
    """Where a description comes from, as a word."""
    return {VibeSource.ASKED: _tr("Asked"), VibeSource.LENT: _tr("Lent"), VibeSource.LOCAL: _tr("Local")}[source]


def status_icon(status: SampleStatus) -> str:
    """Name of the icon that says the same."""
    return {"pending": "clock", "done": "check", "failed": "alert", "skipped": "skip"}[status.value]


def status_color(status: SampleStatus) -> str:
    """Name of the colour in the palette."""
    return {"pending": "waiting", "done": "ok", "failed": "failed", "skipped": "dim"}[status.value]


def length(seconds: float) -> str:
    """Length of a sound: minutes, seconds and tenths; milliseconds below a second, where most one-shots are."""
    if 0 <= seconds < 1:
        return _tr("%1 ms").replace("%1", str(round(seconds * 1000)))
    minutes, rest = divmod(max(0.0, seconds), _MINUTE_S)
    tenths = int(rest * 10) / 10
    return f"{int(minutes)}:{decimals(tenths, 1).rjust(4, '0')}"


def moment(seconds: float) -> str:
    """A place in a sound, in minutes, seconds and milliseconds: "0:00.084"."""
    minutes, rest_ms = divmod(max(0, round(seconds * 1000)), _MINUTE_S * 1000)
    return f"{minutes}:{decimals(rest_ms / 1000, 3).rjust(6, '0')}"


def duration(seconds: float) -> str:
    """A span of working time, in the two largest units."""
    whole = max(0, round(seconds))
    if whole < _MINUTE_S:
        return _tr("%1 s").replace("%1", str(whole))
    if whole < _HOUR_S:
        return _tr("%1 m %2 s").replace("%1", str(whole // _MINUTE_S)).replace("%2", str(whole % _MINUTE_S))
    if whole < _DAY_S:
        return _tr("%1 h %2 m").replace("%1", str(whole // _HOUR_S)).replace("%2", str(whole % _HOUR_S // _MINUTE_S))
    return _tr("%1 d %2 h").replace("%1", str(whole // _DAY_S)).replace("%2", str(whole % _DAY_S // _HOUR_S))


def clock_time(moment: datetime) -> str:
    """A time of day in the user's own zone and way of writing."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute, local.second), QLocale.FormatType.ShortFormat)


def plural(count: int, one: str, many: str) -> str:
    """A sentence for a number of things, in as many forms as the user's language has.

    Args:
        count: How many.
        one: English for one of them, written out, as the extraction of strings reads it here; "%Ln" stands for the number.
        many: English for several.
    """
    said = QCoreApplication.translate("plural", many, None, count)
    untranslated = said == many.replace("%Ln", number(count))
    return one.replace("%Ln", number(count)) if untranslated and count == 1 else said


def forms(one: str, many: str) -> tuple[str, str]:
    """Two forms for `plural`, where they stand apart from the number."""
    return one, many


def number(value: int) -> str:
    """A whole number, grouped as the user's language does."""
    return QLocale().toString(value)


def decimals(value: float, digits: int) -> str:
    """A number with so many digits behind the point, or what the user's language has for it, and a real minus sign."""
    return QLocale().toString(value, "f", digits).replace("-", _MINUS)


def dollars(value: float) -> str:
    """An amount of money, as the user's language writes it."""
    return _tr("$%1").replace("%1", decimals(value, 2))


def tempo(bpm: float) -> str:
    """A tempo, as it is read."""
    return _tr("%1 BPM").replace("%1", decimals(bpm, 1))


def stars(rating: int) -> str:
    """A rating of 1-5, as it is read."""
    return plural(rating, "%Ln star", "%Ln stars")


def favorite_word() -> str:
    """What a favorite is called."""
    return _tr("Favorite")


def percent(share: float, digits: int = 0) -> str:
    """A share of 0-1 in percent."""
    return f"{decimals(100 * share, digits)} %"


def bytes_text(count: int) -> str:
    """A size on disk."""
    size = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if size < _THOUSAND:
            return f"{decimals(size, 0 if unit in {'B', 'kB'} else 1)} {unit}"
        size /= _THOUSAND
    return f"{decimals(size, 1)} TB"


def file_stem(path: str) -> str:
    """A sample's name for people: the file name without its extension, fit to be shown."""
    return printable(os.path.splitext(os.path.basename(path))[0])


def plain_tooltip(text: str) -> str:
    """Data as a tooltip: Qt guesses whether a tooltip is HTML, so this one is, with everything in it escaped."""
    return f"<qt>{html.escape(printable(text))}</qt>" if text else ""
