"""What the layers below say, in the window's words and the user's language: they speak English, and to the command's users of options."""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication, QLocale

from sp404_gui.config.paths import resource

WAYS_OUT = (
    ("that --error-threshold allows", "that the settings allow"),
    (
        "mend the cause and resume, or wait through outages with --overnight",
        "mend the cause and press Continue, or switch on Overnight in the plan",
    ),
    ("set OPENROUTER_API_KEY, or run `sp404-batch key set`, or use --provider offline", "set one in the settings, or work offline"),
    ("set one with `sp404-batch key set`", "set one in the settings"),
    ("set it again with `sp404-batch key set`", "set it again in the settings"),
    ("check it with `sp404-batch key test`", "test it in the settings"),
    ("choose another with --model", "choose another in the plan"),
    ("choose another model with --model", "choose another model in the plan"),
    ("Resume with a higher --max-calls to go on", "Raise “Most calls” in the plan to go on"),
    ("Resume with a higher --max-cost to go on", "Raise “Most money” in the plan to go on"),
    ("Choose another name with --name", "Choose another name"),
    ("Choose another with --cache-dir", "Choose another place for collections in the settings"),
    ("Choose another folder with --cache-dir", "Choose another place for collections in the settings"),
    (" (`resume --root`, or in the window)", ""),
    ("name it: --provider", "press Continue and look at its plan:"),
)
"""What is said of options, and what the window's users have for the same."""
_REMEMBERED = 2_000
_DEEPEST = 3
_TELLING = 6
"""Letters that a template needs, to be known again whatever stands in its places."""
_PLACE = re.compile(r"%(\d)")
_PROPOSED = re.compile(r"As ([a-z -]+): (.*)\.", re.DOTALL)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?:]) (?=[A-Z0-9])")
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+\.\d+")


def in_window(sentence: str) -> str:
    """A sentence of the layers below, with the window's own ways out, in its language; what nobody knows stays as it is."""
    return _translated(reworded(sentence), 0)


def each_in_window(sentence: str) -> str:
    """The same for what is said in parts with commas between."""
    return ", ".join(map(in_window, sentence.split(", ")))


def proposal_in_window(why: str) -> str:
    """Why a sample lies on a pad, with the name of its part; what another version said stays as it is."""
    found = _PROPOSED.fullmatch(why)
    if found is None:
        return why
    said = each_in_window(found[2])
    return QCoreApplication.translate("engine", "As %1: %2.").replace("%1", _part(found[1])).replace("%2", said)


def _part(name: str) -> str:
    """A part of a kit, as `engine.kits.roles` calls it."""
    parts = {
        "kick": _tr("kick"),
        "snare": _tr("snare"),
        "hi-hat": _tr("hi-hat"),
        "rim or clap": _tr("rim or clap"),
        "drum loop": _tr("drum loop"),
        "percussion loop": _tr("percussion loop"),
        "tom or percussion": _tr("tom or percussion"),
        "cymbal": _tr("cymbal"),
        "bass": _tr("bass"),
        "chords": _tr("chords"),
        "strings": _tr("strings"),
        "lead": _tr("lead"),
        "voice": _tr("voice"),
        "second voice": _tr("second voice"),
        "texture": _tr("texture"),
        "accent": _tr("accent"),
    }
    return parts.get(name, name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("part of a kit", text)


def reworded(sentence: str) -> str:
    """A sentence with the window's own ways out, in English."""
    for said, meant in WAYS_OUT:
        sentence = sentence.replace(said, meant)
    return sentence


def _translated(text: str, depth: int) -> str:
    """What stands in a sentence may be a sentence, too: a cause, or what a server said."""
    core = text.strip()
    if not core or depth > _DEEPEST:
        return text
    found = _match(core)
    if found is None:
        parts = _BETWEEN_SENTENCES.split(core)
        said = " ".join(_translated(part, depth + 1) for part in parts) if len(parts) > 1 else _piece(core, depth)
    elif (frame := QCoreApplication.translate("engine", found[0])) == found[0]:
        return text
    else:
        said = _PLACE.sub(lambda place: _translated(found[1][int(place[1]) - 1], depth + 1), frame)
    return text.replace(core, said)


def _piece(text: str, depth: int) -> str:
    """What is no sentence by itself may be one without its full stop, or a number."""
    return f"{_translated(text[:-1], depth + 1)}." if text.endswith(".") and not text.endswith("..") else _written_here(text)


def _written_here(value: str) -> str:
    """A number as the user's language writes it; anything else as it is."""
    if not _NUMBER.fullmatch(value):
        return value
    digits = len(value.partition(".")[2])
    return QLocale().toString(float(value.replace(",", "")), "f", digits)


@lru_cache(_REMEMBERED)
def _match(sentence: str) -> tuple[str, tuple[str, ...]] | None:
    """The template that a sentence was made from, and what stands in its places."""
    for template, own in _templates():
        if all(part in sentence for part in own) and (found := _pattern(template).fullmatch(sentence)) is not None:
            return template, found.groups()
    return None


@cache
def _templates() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every sentence that is known and the parts that are its own, the one with the most words of its own first."""
    known = json.loads(resource("translations", "sentences.json").read_text("utf-8"))
    return tuple((template, tuple(_PLACE.split(template)[::2])) for template in sorted(known, key=own_letters, reverse=True))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Made when it may fit: to make all of them takes several frames."""
    return re.compile("".join(_parts(template)), re.DOTALL)


def _parts(template: str) -> Iterator[str]:
    """A template with few letters would fit anything: its places hold numbers alone."""
    anything = r"(.*?)" if own_letters(template) >= _TELLING else r"([$\d.,]+)"
    for place, part in enumerate(_PLACE.split(template)):
        yield anything if place % 2 else re.escape(part)


def own_letters(template: str) -> int:
    """How many letters of a template are its own."""
    return sum(map(str.isalpha, _PLACE.sub("", template)))
