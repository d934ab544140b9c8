"""The sampler's card: what the SP-404MKII takes, what is to be written for it, and what became of it."""

import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sp404_gui.domain.kit import PLACES
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable

RATE_HZ = 48_000
BITS = 16
SHORTEST_S = 0.1
LONGEST_S = {1: 32 * 60.0, 2: 16 * 60.0}
"""By number of channels."""
PADS = len(PLACES)
"""In a project."""
LONGEST_NAME = 23
NAME_CHARACTERS = frozenset(string.ascii_letters + string.digits + " _!&()+,-.=@[]{}")
SLOWEST_BPM, FASTEST_BPM = 40.0, 200.0
HEADER_BYTES = 44
"""Of a WAV file with nothing but its sound."""
LARGEST_FILE = (1 << 32) - 1
"""On FAT32."""


class Change(StrEnum):
    """What becomes of a sample on its way to the card."""

    RATE = "rate"
    BITS = "bits"
    FOLDED = "folded"
    PADDED = "padded"
    TRIMMED = "trimmed"
    LEVELLED = "levelled"
    TURNED_DOWN = "turned_down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a sound is prepared.

    Attributes:
        level_lufs: The loudness that it is brought to, as near as its peaks allow; None leaves the level as it is.
        trim: Whether silence at its ends is cut.
    """

    level_lufs: float | None = None
    trim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What came of a sound.

    Attributes:
        frames: Frames, at 48 kHz.
        channels: 1 or 2.
        size_bytes: Size of the WAV file.
        digest: BLAKE3 of the WAV file, hex.
        changes: What really happened to it.
    """

    frames: int
    channels: int
    size_bytes: int
    digest: str
    changes: tuple[Change, ...] = ()


def pad_tempo(bpm: float | None) -> float | None:
    """A tempo as a pad can have it: halved or doubled until it lies in 40 to 200 BPM; None where there is none."""
    if bpm is None or not 1 <= bpm < 1e4:  # noqa: PLR2004 - no tempo of a sound
        return None
    while bpm > FASTEST_BPM:
        bpm /= 2
    while bpm < SLOWEST_BPM:
        bpm *= 2
    return round(bpm, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    """A file for the card.

    Attributes:
        folder: Name of its folder beneath the plan's base.
        pad: The pad that it is meant for, as "A01".
        name: Its name, as "A01 kick dusty.wav".
        record: The sample.
        recipe: How it is prepared.
        changes: What becomes of it, as far as the measurements tell.
        duration_s: Length on the card in seconds; less where silence is cut.
        size_bytes: Size on the card at most.
        there: Whether a file of this name is there already; it is compared, and stays as it is.
        choke: Its choke group in the kit, 1 to 8; 0 is none.
        in_the_way: Name of another sound in its folder that is for the same pad; "" where there is none.
    """

    folder: str
    pad: str
    name: str
    record: SampleRecord
    recipe: Recipe
    changes: tuple[Change, ...]
    duration_s: float
    size_bytes: int
    there: bool = False
    choke: int = 0
    in_the_way: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sample that is not written.

    Attributes:
        record: The sample.
        reason: Why, as a sentence.
        lost: Whether its sound is missing on the card, which the user has to hear of: it was to be written.
    """

    record: SampleRecord
    reason: str
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlace:
    """Where a card is, or what is taken for one.

    Attributes:
        root: What the user named, absolute; pad sheets go there.
        base: Where the folders of sounds go: the IMPORT folder, or the root itself.
        is_card: Whether an IMPORT folder was found.
        missing: Whether the root is yet to be made.
        free_bytes: Room that is left.
        cluster_bytes: What the disk gives out at a time.
    """

    root: str
    base: str
    is_card: bool
    missing: bool
    free_bytes: int
    cluster_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlan:
    """What is to be written.

    Attributes:
        title: What the whole is called: the kit or the collection.
        place: Where to.
        folders: Names of the folders beneath the place's base, in order: one for each 160 pads.
        files: The files, in the order of the pads.
        left_out: Samples that are not written.
        needed_bytes: Room that the new files take at most.
        others: Sounds that lie in its folders and are for none of its pads, as "kit/B01 hat.wav".
    """

    title: str
    place: CardPlace
    folders: tuple[str, ...]
    files: tuple[CardFile, ...]
    left_out: tuple[LeftOut, ...] = ()
    needed_bytes: int = 0
    others: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether there is room for it."""
        return self.needed_bytes <= self.place.free_bytes

    @property
    def writable(self) -> bool:
        """Whether there is something to write, room for it, and nothing in the way."""
        return bool(self.files) and self.fits and not self.obstacle

    @property
    def obstacle(self) -> str:
        """Why nothing may be written, as a sentence; "" where nothing is in the way. Two files for one pad move all pads after them."""
        paths = [f"{file.folder}/{file.in_the_way}" for file in self.files if file.in_the_way]
        if not paths:
            return ""
        first, more = printable(paths[0]), len(paths) - 1
        said = (
            f"{first} and {more} more are there already, and their pads would get a second file."
            if more
            else f"{first} is there already, and its pad would get a second file."
        )
        return (
            f"{said} The sampler's import would take both, and the pads after them would be wrong. "
            "Choose another name with --name, or take away what is there."
        )

    @property
    def company(self) -> str:
        """What comes along in the import without being of the plan, as a sentence; "" where nothing does."""
        if not self.others:
            return ""
        first, more = printable(self.others[0]), len(self.others) - 1
        if more:
            return f"{first} and {more} more lie there already and stay: the sampler's import takes them along."
        return f"{first} lies there already and stays: the sampler's import takes it along."

    def without(self, lost: Sequence["FileFailed"]) -> "CardPlan":
        """The plan of what was really written: without the files that failed."""
        names = {(one.file.folder, one.file.name) for one in lost}
        return replace(
            self,
            files=tuple(file for file in self.files if (file.folder, file.name) not in names),
            left_out=(*self.left_out, *(LeftOut(one.file.record, one.reason) for one in lost)),
        )


@dataclass(frozen=True, slots=True)
class FileWritten:
    """A file is on the card, and was read back."""

    file: CardFile
    converted: Converted

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has become of the sample: silence that was not there was not cut, what would be clipped was turned down."""
        found = {*self.converted.changes, *({Change.RATE, Change.BITS} & set(self.file.changes))}
        return tuple(change for change in Change if change in found)


@dataclass(frozen=True, slots=True)
class FileKept:
    """A file was there already, whole and with the same content."""

    file: CardFile


@dataclass(frozen=True, slots=True)
class FileFailed:
    """A file could not be written; why, as a sentence."""

    file: CardFile
    reason: str


CardEvent = FileWritten | FileKept | FileFailed
