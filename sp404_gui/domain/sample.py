"""A sample of a job, and everything that is known of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.groove import Groove
from sp404_gui.domain.match import Match
from sp404_gui.domain.vibe import Vibe


class SampleStatus(StrEnum):
    """How far a sample has come."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Sample:
    """One audio file of a job.

    Attributes:
        id: Stable within the job, as "sample_000001".
        root: Absolute path of the job's root.
        path: Path relative to the root; bytes that are not UTF-8 are kept as surrogates (os.fsdecode).
        size_bytes: Size when it was scanned.
        mtime_ns: Time of change when it was scanned.
    """

    id: str
    root: str
    path: str
    size_bytes: int
    mtime_ns: int

    @property
    def file(self) -> str:
        """Absolute path of the audio file, as a scan names it."""
        file = os.path.join(self.root, self.path)
        return os.path.normpath(file) if self.path.startswith(os.pardir) else file  # in a folder beside the root, which was added later


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells a file from what it was before, without reading it.

    Attributes:
        size_bytes: Its size.
        mtime_ns: Its time of change.
    """

    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleError:
    """One failure of one sample.

    Attributes:
        category: What happens next: recoverable, partial, fatal or skippable.
        kind: Short word for counting, as "rate_limit".
        message: What happened, as a sentence.
        stage: Which stage met it.
        attempts: How often it was tried.
        at: When, ISO 8601, UTC.
    """

    category: ErrorCategory
    kind: str
    message: str
    stage: str
    attempts: int
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEdits:
    """What the user says of a sample; analysis never touches it.

    Attributes:
        favorite: Whether it is among the user's favourites.
        rating: Stars, 0-5; None where not rated.
        tags: The user's own words.
        note: Free text.
        corrected: Feature name to the user's value, which is shown instead of the measured one.
        removed: Whether it was taken out of the collection; its file stays where it is.
    """

    favorite: bool = False
    rating: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    corrected: Mapping[str, str | float] = field(default_factory=dict)
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRecord:
    """A sample and all results of it so far.

    Attributes:
        sample: The file.
        status: How far it has come.
        skip_reason: Why the model is not asked, when status is skipped.
        features: Local measurements.
        vibe: Description.
        groove: Timing.
        matches: Samples that go with it, best first; None until compatibility has run.
        user: The user's own words.
        errors: Every failure, oldest first.
        extra: Results of the user's own stages, by stage name.
        stages: Names of the stages that are finished for it.
        measured_file: What was measured, or could not be, where that is no longer the file that was scanned; None where it is.
    """

    sample: Sample
    status: SampleStatus = SampleStatus.PENDING
    skip_reason: str | None = None
    features: LocalFeatures | None = None
    vibe: Vibe | None = None
    groove: Groove | None = None
    matches: tuple[Match, ...] | None = None
    user: UserEdits = field(default_factory=UserEdits)
    errors: tuple[SampleError, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    measured_file: FileStamp | None = None

    @property
    def id(self) -> str:
        """Id of the sample."""
        return self.sample.id

    @property
    def path(self) -> str:
        """Path relative to the job's root."""
        return self.sample.path

    def is_of(self, found: FileStamp) -> bool:
        """Whether a file is the one that was measured, as far as size and time tell: one that was put back has those of the scan."""
        known = self.measured_file or FileStamp(self.sample.size_bytes, self.sample.mtime_ns)
        measured_bytes = self.features.file_size_bytes if self.features is not None else None
        return found == known and measured_bytes in {None, found.size_bytes}

    def known(self, name: str) -> object:
        """What holds for a feature: the user's correction, else the measured value, else None.

        Args:
            name: Name of a field of `LocalFeatures`.

        Returns:
            A `Category` or `Kind` for those two, in the correction, too; a correction that is neither does not count.
        """
        measured = getattr(self.features, name, None)
        corrected = self.user.corrected.get(name)
        if corrected is None:
            return measured
        words = _WORDS.get(name)
        return corrected if words is None else words.get(str(corrected), measured)


_WORDS: Mapping[str, Mapping[str, StrEnum]] = {"category": {c.value: c for c in Category}, "kind": {k.value: k for k in Kind}}
"""Features whose values are words of a list, by name."""
