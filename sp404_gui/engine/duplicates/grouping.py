"""From pairs that are the same to groups with one file to keep."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sp404_gui.domain.duplicate import DuplicateGroup, Member, Sameness
from sp404_gui.engine.duplicates.merits import in_order

Ties = Mapping[tuple[int, int], float]
"""How much later the sound begins in the first than in the second, in seconds, by their numbers; the smaller number first."""


def alike(keys: Iterable[tuple[int, str | None]]) -> list[list[int]]:
    """Numbers that have one key in common, two or more of each; None is no key."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in keys:
        if key:
            groups[key].append(number)
    return [group for group in groups.values() if len(group) > 1]


def group_of(members: Sequence[Member], sameness: Sameness) -> DuplicateGroup:
    """A group of files all of which are the same."""
    ordered, merit = in_order(members)
    return DuplicateGroup(sameness, tuple(ordered), merit)


def near_groups(members: Mapping[int, Member], ties: Ties) -> list[DuplicateGroup]:
    """Groups of files of which each was found to be like the one to keep: likeness is not handed on from one to the next.

    Args:
        members: By number.
        ties: Pairs that were found alike.
    """
    beside: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), later in ties.items():
        beside[one][other], beside[other][one] = later, -later
    groups = []
    for number in _by_merit(members, beside):
        friends = {other: later for other, later in beside[number].items() if number in beside[other]}
        if not friends:
            continue
        others = [replace(members[other], later_s=-later) for other, later in friends.items()]
        ordered, merit = in_order([members[number], *others])
        groups.append(DuplicateGroup(Sameness.NEAR, tuple(ordered), merit))
        for taken in (number, *friends):
            beside[taken] = {}
    return groups


def _by_merit(members: Mapping[int, Member], beside: Mapping[int, object]) -> list[int]:
    """The numbers that have ties, the best to keep first."""
    numbers = {id(members[number].record): number for number in beside}
    ordered = in_order([members[number] for number in beside])[0] if len(beside) > 1 else []
    return [numbers[id(member.record)] for member in ordered]
