"""Which record each sample has, from everything that the files of its job folder say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import Vibe, VibeSource
from sp404_gui.store import layout
from sp404_gui.store.numbering import Numbering
from sp404_gui.store.salvage import Evidence, Testimony

_NO_EDITS = UserEdits()
_TWICE = "listed twice"
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
        home = next((t for t in said if t.rank == 0 and layout.sample_id(t.number) == sample.id), None)
        if home is not None and (twins := self._twins_of(home.number)):
            joined = self._joined(home.record, home.number, twins)
            return home if joined == home.record else None
        return home

    def record(self, sample: Sample, now: str) -> SampleRecord | None:
        """The best record of a sample that has none in its place; None when it has to be done again from the start.

        Args:
            sample: The sample.
            now: The time, ISO 8601, for the error of one whose file is not known any more.
        """
        number = layout.sample_number(sample.id) or 0
        said = self._by_path.get(sample.path, [])
        edits = self._edits_of(number, said)
        if number in self._numbering.twins:
            return self._second(sample, number)
        if number in self._lost:
            return SampleRecord(sample=sample, status=SampleStatus.FAILED, user=edits, errors=(_lost_error(now),))
        if said:
            record = replace(_without_lost_matches(said[0].record), sample=sample, user=edits)
            return self._joined(record, number, self._twins_of(number))
        return SampleRecord(sample=sample, user=edits) if edits != _NO_EDITS else None

    def _second(self, sample: Sample, number: int) -> SampleRecord:
        """What is left of a sample that was listed twice: nothing is to be done for it any more."""
        path = self._numbering.paths[self._numbering.twins[number]]
        stages = next(_without_lost_matches(t.record).stages for t in self._by_path[path] if t.number == number)
        removed = UserEdits(removed=True)
        return SampleRecord(sample=sample, status=SampleStatus.SKIPPED, skip_reason=_TWICE, user=removed, stages=stages)

    def edits_of_twins(self) -> dict[int, UserEdits]:
        """What holds of samples that were listed twice: the first has the edits of both, the second is out of the collection."""
        said: dict[int, UserEdits] = {}
        for number, home in self._numbering.twins.items():
            if self._numbering.paths.get(number) not in self._by_path and number not in self._numbering.given_anew:
                said[number] = UserEdits(removed=True)
            said[home] = self._user_of(home, self._twins_of(home))
        return said

    def _twins_of(self, number: int) -> list[int]:
        return [twin for twin, home in self._numbering.twins.items() if home == number]

    def _joined(self, record: SampleRecord, number: int, twins: Sequence[int]) -> SampleRecord:
        """A sample with what its twins have and it has not: what the user said, and a model's own answer."""
        if not twins:
            return record
        vibes = [t.record.vibe for t in self._by_path.get(record.path, ()) if t.number in twins and _is_asked(t.record.vibe)]
        vibe = record.vibe if _is_asked(record.vibe) or not vibes else vibes[0]
        return replace(record, user=self._user_of(number, twins), vibe=vibe)

    def _user_of(self, number: int, twins: Sequence[int]) -> UserEdits:
        said = self._by_path.get(self._numbering.paths.get(number, ""), ())
        first, *others = (self._edits_of(n, [t for t in said if t.number == n]) for n in (number, *twins))
        for other in others:
            first = _both(first, other)
        return first

    def _edits_of(self, number: int, said: Iterable[Testimony]) -> UserEdits:
        if number in self._said:
            return self._said[number]
        others = [] if number in self._numbering.given_anew else self._of_unknown_path.get(number, [])
        all_edits = [testimony.record.user for testimony in (*said, *others)]
        if number in self._edits:
            all_edits.append(self._edits[number])
        return next((edits for edits in all_edits if edits != _NO_EDITS), _NO_EDITS)


def _both(one: UserEdits, other: UserEdits) -> UserEdits:
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return UserEdits(
        favorite=one.favorite or other.favorite,
        rating=other.rating if one.rating is None else one.rating,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        note="\n".join(notes),
        corrected={**other.corrected, **one.corrected},
        removed=one.removed and other.removed,
    )


def _is_asked(vibe: Vibe | None) -> bool:
    return vibe is not None and vibe.source is VibeSource.ASKED


def _without_lost_matches(record: SampleRecord) -> SampleRecord:
    if record.matches is not None:
        return record
    return replace(record, stages=tuple(stage for stage in record.stages if stage != layout.MATCHING))


def _lost_error(now: str) -> SampleError:
    return SampleError(category=ErrorCategory.SKIPPABLE, kind="job_folder", message=_LOST, stage="rebuild", attempts=1, at=now)
