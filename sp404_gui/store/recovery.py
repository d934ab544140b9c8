"""Which record each sample has, from everything that the files of its job folder say."""

from collections.abc import Iterable
from dataclasses import replace

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits
from sp404_gui.store import layout
from sp404_gui.store.numbering import Numbering
from sp404_gui.store.salvage import Evidence, Testimony

_NO_EDITS = UserEdits()
_LOST = "The list of samples was damaged, and nothing names this sample's file any more. Where it is still there, it joins the job anew."


class Recovery:
    """Chooses among the records of a sample: its own file, else a copy, else the newest checkpoint. Files are told apart by path.

    Args:
        evidence: What was read.
        numbering: Which path is which sample.
    """

    def __init__(self, evidence: Evidence, numbering: Numbering) -> None:
        self._numbering = numbering
        self._lost = set(numbering.lost)
        self._edits = evidence.edits
        self._said = evidence.said
        self._by_path: dict[str, list[Testimony]] = {}
        self._of_unknown_path: dict[int, list[Testimony]] = {}
        known = set(numbering.paths.values())
        for testimony in sorted(evidence.testimonies, key=lambda t: (t.rank, t.source)):
            if testimony.record.path in known:
                self._by_path.setdefault(testimony.record.path, []).append(testimony)
            else:
                self._of_unknown_path.setdefault(testimony.number, []).append(testimony)

    def at_home(self, sample: Sample) -> Testimony | None:
        """What the sample's own file says, when that stands in its place and is sound."""
        said = self._by_path.get(sample.path, ())
        return next((t for t in said if t.rank == 0 and layout.sample_id(t.number) == sample.id), None)

    def record(self, sample: Sample, now: str) -> SampleRecord | None:
        """The best record of a sample that has none in its place; None when it has to be done again from the start.

        Args:
            sample: The sample.
            now: The time, ISO 8601, for the error of one whose file is not known any more.
        """
        number = layout.sample_number(sample.id) or 0
        said = self._by_path.get(sample.path, [])
        edits = self._edits_of(number, said)
        if number in self._lost:
            return SampleRecord(sample=sample, status=SampleStatus.FAILED, user=edits, errors=(_lost_error(now),))
        if said:
            return replace(_without_lost_matches(said[0].record), sample=sample, user=edits)
        return SampleRecord(sample=sample, user=edits) if edits != _NO_EDITS else None

    def _edits_of(self, number: int, said: Iterable[Testimony]) -> UserEdits:
        if number in self._said:
            return self._said[number]
        others = [] if number in self._numbering.given_anew else self._of_unknown_path.get(number, [])
        all_edits = [testimony.record.user for testimony in (*said, *others)]
        if number in self._edits:
            all_edits.append(self._edits[number])
        return next((edits for edits in all_edits if edits != _NO_EDITS), _NO_EDITS)


def _without_lost_matches(record: SampleRecord) -> SampleRecord:
    if record.matches is not None:
        return record
    return replace(record, stages=tuple(stage for stage in record.stages if stage != layout.MATCHING))


def _lost_error(now: str) -> SampleError:
    return SampleError(category=ErrorCategory.SKIPPABLE, kind="job_folder", message=_LOST, stage="rebuild", attempts=1, at=now)
