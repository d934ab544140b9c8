"""Files that hold the same sound."""

from dataclasses import dataclass
from enum import StrEnum

from sp404_gui.domain.sample import SampleRecord


class Sameness(StrEnum):
    """In what two files are the same, the strictest first."""

    EXACT = "exact"
    AUDIO = "audio"
    NEAR = "near"


class Merit(StrEnum):
    """Why one of several is the one to keep, in the order in which it counts."""

    USER = "user"
    LOSSLESS = "lossless"
    RATE = "rate"
    DEPTH = "depth"
    CHANNELS = "channels"
    LENGTH = "length"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a group.

    Attributes:
        place: The job folder of its collection.
        record: What is known of it.
        later_s: How much later its sound begins in it than in the one to keep, in seconds.
    """

    place: str
    record: SampleRecord
    later_s: float = 0.0

    @property
    def file(self) -> str:
        """Absolute path."""
        return self.record.sample.file


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Two or more files of one sound.

    Attributes:
        sameness: In what all of them are the same as the one to keep.
        members: The one to keep first.
        merit: Why that one.
    """

    sameness: Sameness
    members: tuple[Member, ...]
    merit: Merit


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What a search found.

    Attributes:
        groups: The groups, the strictest kind first.
        searched: How many files were compared.
        unmeasured: How many of them are not measured: only their bytes were compared.
        changed: How many files are gone, or are no longer what was measured: they were left out.
        unreadable: How many could not be decoded when waves were compared.
    """

    groups: tuple[DuplicateGroup, ...] = ()
    searched: int = 0
    unmeasured: int = 0
    changed: int = 0
    unreadable: int = 0
