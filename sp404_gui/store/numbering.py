"""Which file is which sample, when the list of samples is damaged.

A sample that has any result keeps its number: its matches, its paid answers and its checkpoints go by it. Numbers have no holes, so a
number that is lost goes to a sample without any result, the last ones first; where there is none, it stays as a sample that is known
to be lost, and says so. What cannot be named any more is found again by the next scan of the folders.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from sp404_gui.domain.sample import Sample
from sp404_gui.store.layout import sample_id
from sp404_gui.store.salvage import Evidence, Line

_BELIEVABLE = 1000

Claim = tuple[int, str]


class _Witness(Enum):
    """Who says that a number is a file."""

    ORDERLY_LINE = auto()
    LINE = auto()
    RESULT = auto()
    CHECKPOINT = auto()
    FAILURE = auto()


_WEIGHTS = {_Witness.ORDERLY_LINE: 4, _Witness.RESULT: 3, _Witness.CHECKPOINT: 2, _Witness.LINE: 2, _Witness.FAILURE: 1}
"""A line in its place counts more than a result alone, and less than a result and a checkpoint together."""

_ONLY_LISTED = {_Witness.ORDERLY_LINE, _Witness.LINE}


@dataclass(slots=True)
class Numbering:
    """Paths by number, from 1 without a hole.

    Attributes:
        paths: Path of each sample; of a lost one, a name that no file has.
        lost: Numbers of samples whose file is not known any more.
        given_anew: Numbers that another sample has now than the one they were lost with.
        twins: Numbers under which a file was listed once more, with the number that it has.
    """

    paths: dict[int, str] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)
    given_anew: set[int] = field(default_factory=set)
    twins: dict[int, int] = field(default_factory=dict)

    def samples(self, root: str, evidence: Evidence) -> list[Sample]:
        """The samples in order, with the size and time that a line knows of them, else 0."""
        lines = sorted(evidence.lines, key=lambda line: self.paths.get(line.number) == line.path)
        sizes = {line.path: (line.size_bytes, line.mtime_ns) for line in lines}
        by_number = {line.number: (line.size_bytes, line.mtime_ns) for line in lines}
        ordered = sorted(self.paths.items())
        return [Sample(sample_id(n), root, path, *sizes.get(path, by_number.get(n, (0, 0)))) for n, path in ordered]


def numbered(evidence: Evidence) -> Numbering:
    """The samples that all the evidence together points to."""
    claims = _claims(evidence)
    numbering = Numbering(_settled(claims))
    numbering.twins = _twins(claims, numbering.paths)
    kept = {n for n, path in numbering.paths.items() if claims[n, path] - _ONLY_LISTED}
    kept |= _noted(evidence, _believable(claims), numbering.paths)
    _close_holes(numbering, kept, _spare(evidence, numbering.paths))
    numbering.lost = [number for number in numbering.lost if number not in numbering.twins]
    return numbering


def _noted(evidence: Evidence, believable: int, paths: Collection[int]) -> set[int]:
    """Numbers of which the user said something; one that stands in a damaged file alone is believed no higher than all others reach."""
    sure = {n for n in (*evidence.said, *evidence.named) if n <= believable}
    highest = max((*paths, *sure), default=0)
    return sure | {n for n in evidence.edits if n <= highest}


def _close_holes(numbering: Numbering, kept: set[int], spare: list[str]) -> None:
    """The numbers in `kept` have results or edits; samples above all of them have none, and may move."""
    paths = numbering.paths
    bound = max(kept, default=0)
    movable = sorted(n for n in paths if n > bound)
    names = {*paths.values(), *spare}
    hole, last = 1, max([bound, *movable[-1:]])
    while hole <= last or spare:
        if hole not in paths:
            free = hole not in kept
            if free and spare:
                paths[hole] = spare.pop(0)
                numbering.given_anew.add(hole)
            elif free and movable and movable[-1] > hole:
                paths[hole] = paths.pop(movable.pop())
                numbering.given_anew.add(hole)
                last = max([bound, hole, *movable[-1:]])
            else:
                paths[hole] = _nameless(hole, names)
                numbering.lost.append(hole)
        hole += 1


def _claims(evidence: Evidence) -> Mapping[Claim, set[_Witness]]:
    claims: dict[Claim, set[_Witness]] = {}
    for claim, witness in _said(evidence):
        claims.setdefault(claim, set()).add(witness)
    return claims


def _said(evidence: Evidence) -> Iterator[tuple[Claim, _Witness]]:
    for line in evidence.lines:
        yield (line.number, line.path), _Witness.ORDERLY_LINE if line.position == line.number else _Witness.LINE
    for testimony in evidence.testimonies:
        yield (testimony.number, testimony.record.path), _Witness.RESULT if testimony.rank == 0 else _Witness.CHECKPOINT
    for number, path in evidence.failures:
        yield (number, path), _Witness.FAILURE


def _settled(claims: Mapping[Claim, set[_Witness]]) -> dict[int, str]:
    """One path for each number and one number for each path, the best attested first."""
    believable = _believable(claims)
    paths: dict[int, str] = {}
    taken: set[str] = set()
    for (number, path), witnesses in sorted(claims.items(), key=lambda item: (-sum(map(_WEIGHTS.__getitem__, item[1])), item[0])):
        if number in paths or path in taken or (len(witnesses) == 1 and number > believable):
            continue
        paths[number] = path
        taken.add(path)
    return paths


def _twins(claims: Mapping[Claim, set[_Witness]], paths: Mapping[int, str]) -> dict[int, int]:
    """Numbers that all witnesses give to a file which has another one: a line in its place and a result at least."""
    named: dict[int, set[str]] = {}
    for number, path in claims:
        named.setdefault(number, set()).add(path)
    homes = {path: number for number, path in paths.items()}
    both = {_Witness.ORDERLY_LINE, _Witness.RESULT}
    lonely = [(n, path) for (n, path), said in claims.items() if n not in paths and len(named[n]) == 1 and both <= said]
    return {n: homes[path] for n, path in lonely if path in homes}


def _believable(claims: Mapping[Claim, set[_Witness]]) -> int:
    """The highest number that a single witness is believed."""
    return 2 * len(claims) + _BELIEVABLE


def _spare(evidence: Evidence, paths: Mapping[int, str]) -> list[str]:
    """Files that a line names under a number that went to another; a line in its place that was outvoted is damaged and does not count."""
    taken = set(paths.values())
    lines: list[Line] = sorted(evidence.lines, key=lambda line: (line.position or line.number, line.number))
    doubtful = [line.path for line in lines if line.path not in taken and line.position != line.number]
    return list(dict.fromkeys(doubtful))


def _nameless(number: int, names: Collection[str]) -> str:
    """A name that none of these is; those that it gives itself differ by the number."""
    name = f"lost-{sample_id(number)}"
    while name in names:
        name += "-"
    return name
