"""All sources of the corpus, in the order in which they are built: those that need others come last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.corpus import sequencer, speech, studio
from tools.corpus.effects import EFFECTS
from tools.corpus.files import collect
from tools.corpus.instruments import INSTRUMENTS
from tools.corpus.model import Candidate, Source
from tools.corpus.soundfonts import SOUNDFONTS, Soundfont, render
from tools.corpus.voices import VOICES


@dataclass(frozen=True, slots=True)
class Builder:
    """What makes the candidates of one source.

    Attributes:
        name: Of the source.
        packages: What is fetched first.
        build: Takes the output folder and what was built before.
    """

    name: str
    packages: tuple[str, ...]
    build: Callable[[str, Sequence[Candidate]], list[Candidate]]


def _of_files(source: Source) -> Builder:
    return Builder(source.name, source.packages, lambda folder, _before: collect(source, folder))


def _of_soundfont(font: Soundfont) -> Builder:
    return Builder(font.name, (font.package,), lambda folder, before: render(font, folder, before))


BUILDERS = (
    *map(_of_files, (*VOICES, *EFFECTS, *INSTRUMENTS)),
    *map(_of_soundfont, SOUNDFONTS),
    Builder("espeak-ng", ("espeak-ng",), speech.espeak),
    Builder("flite", ("flite", "libflite1"), speech.flite),
    Builder("festival", ("festival", "festvox-kallpc16k", "festvox-us-slt-hts"), speech.festival),
    Builder("drum-synthesis", (), studio.drums),
    Builder("tone-synthesis", (), studio.tones),
    Builder("vowel-synthesis", (), studio.vowels),
    Builder("effect-synthesis", (), studio.effects),
    Builder("own-sequencer", (), sequencer.sequence),
)
