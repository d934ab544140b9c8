"""What the user keeps of each group."""

from collections.abc import Sequence
from dataclasses import replace

from sp404_gui.domain.duplicate import DuplicateGroup
from sp404_gui.engine.duplicates.tidying import Superfluous, superfluous_of

SHOWN = 26
"""Files of one group that are shown, each with a letter. What is not shown stays."""


def shown(group: DuplicateGroup) -> DuplicateGroup:
    """What of a group is shown, and may go."""
    return replace(group, members=group.members[:SHOWN])


class Keeping:
    """Which files of each group stay; at first the proposed one. What is not shown always stays.

    Attributes:
        groups: The groups.
    """

    def __init__(self, groups: Sequence[DuplicateGroup] = ()) -> None:
        self.groups = list(groups)
        self._kept: list[set[int]] = [{0} for _ in groups]
        self._opened: set[int] = set()

    @property
    def unopened(self) -> int:
        """Of how many groups something goes that nobody looked at."""
        return sum(len(kept) < len(shown(self.groups[n]).members) for n, kept in enumerate(self._kept) if n not in self._opened)

    def open(self, group: int) -> None:
        """The user looks at a group."""
        self._opened.add(group)

    def is_kept(self, group: int, member: int) -> bool:
        """Whether a file stays."""
        return member in self._kept[group]

    def keep(self, group: int, member: int, *, keep: bool) -> bool:
        """Let a file stay or go; whether that was done: the last one stays."""
        if keep:
            self._kept[group].add(member)
        elif self._kept[group] == {member}:
            return False
        else:
            self._kept[group].discard(member)
        return True

    def keep_all(self, group: int) -> None:
        """Let all files of a group stay."""
        self._kept[group] = set(range(len(shown(self.groups[group]).members)))

    def superfluous(self) -> list[Superfluous]:
        """All files that go."""
        found: list[Superfluous] = []
        for group, kept in zip(map(shown, self.groups), self._kept, strict=True):
            found += superfluous_of(group, [group.members[place] for place in sorted(kept)])
        return found
