"""What the builders of the corpus share: labels, sources and rules."""

import re
from dataclasses import dataclass

NOTES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
COLUMNS = (
    "path", "source", "licence", "category", "subtype", "detail", "is_loop", "bpm", "beats", "key", "root", "midi", "label_origin", "real",
    "duration_s", "samplerate", "channels", "bytes",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is known of one sound; empty where nothing is.

    Attributes:
        source: Maker or package; sounds of one source are never split between training and judging.
        licence: SPDX-like name.
        category: drums, melodic, vocals, fx.
        subtype: kick, snare, clap, hat, cymbal, tom, perc, drumloop, bass, keys, ..., vocal, fx.
        detail: What the label was read from.
        is_loop: Whether it repeats seamlessly.
        bpm: Beats a minute of a loop.
        beats: Length of a loop in beats.
        key: "C major" of chords and loops.
        root: Note name.
        midi: MIDI number of a single note.
        origin: name, rendered or synthesised.
    """

    source: str
    licence: str
    category: str
    subtype: str
    detail: str = ""
    is_loop: bool = False
    bpm: str = ""
    beats: str = ""
    key: str = ""
    root: str = ""
    midi: str = ""
    origin: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file that may enter the corpus, if it decodes, is not silent and is unlike all others."""

    path: str
    label: Label


@dataclass(frozen=True, slots=True)
class Rule:
    """Files whose path matches get this kind; an empty kind leaves them out.

    Attributes:
        pattern: Regular expression, searched in PACKAGE/path, in lower case.
        kind: "category:subtype"; "vocals" and "fx" alone stand for their only subtype.
        detail: What the match says; "loop" marks loops.
    """

    pattern: str
    kind: str
    detail: str = ""

    def matches(self, path: str) -> bool:
        """Whether this rule speaks of the file."""
        return re.search(self.pattern, path) is not None

    def family(self) -> tuple[str, str]:
        """Category and subtype."""
        category, _, subtype = self.kind.partition(":")
        return category, subtype or {"vocals": "vocal"}.get(category, category)


@dataclass(frozen=True, slots=True)
class Source:
    """Files of one maker and the rules that label them; the first rule that matches decides, a file that none matches is left out.

    Attributes:
        name: Name of the source.
        packages: Debian packages, "npm:NAME" or "pip:NAME".
        licence: SPDX-like name.
        cap: Sounds at most for each kind and package.
        rules: In the order of their precedence.
        pitched: Whether file names like "As3" tell the note.
    """

    name: str
    packages: tuple[str, ...]
    licence: str
    cap: int
    rules: tuple[Rule, ...]
    pitched: bool = False


def root_of(midi: int) -> str:
    """Note name without octave."""
    return NOTES[midi % 12]
