"""Finding the files of collections that hold the same sound."""

import asyncio
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sp404_gui.config.paths import cache_file
from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Member, Sameness
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.choices import settled
from sp404_gui.engine.duplicates.files import Glance, glance, hash_of, is_as_measured, size_of
from sp404_gui.engine.duplicates.grouping import alike, group_of, near_groups
from sp404_gui.engine.duplicates.ties import Report, find_ties
from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.engine.threads import to_the_end
from sp404_gui.store.cache import DiskCache, ResultCache
from sp404_gui.store.gently import gently

_EQUAL = frozenset({Sameness.EXACT, Sameness.AUDIO})
_READING = 0.3
"""Share of the work that reading bytes is, where all files have to be read and their waves are compared after it."""


def members_of(place: str) -> Iterator[Member]:
    """The samples of a collection that are still in it. Blocks.

    Raises:
        Sp404Error: The job folder cannot be used.
    """
    for records in read_records(place):
        yield from (Member(place, record) for record in records if not record.user.removed)


async def find_duplicates(
    members: Sequence[Member],
    kinds: Collection[Sameness],
    report: Report,
    workers: int | None = None,
    cache: ResultCache | None = None,
) -> Duplicates:
    """Find groups of files that are the same. Cancelling gives it up, and ends its processes. Each file is in one group at most.

    Args:
        members: The files.
        kinds: What counts as the same.
        report: Hears the share that is done, 0 to 1, on the event loop.
        workers: Processes that compare waves; None: one a processor.
        cache: Where comparisons of waves are remembered, so that the next search is soon done.

    Raises:
        FatalError: Worker processes cannot be kept alive.
    """
    glances = await asyncio.to_thread(lambda: [glance(member) for member in gently(members)])
    unread = await asyncio.to_thread(_to_be_read, members, glances, kinds)
    reading = _READING * len(unread) / max(1, len(members)) if Sameness.NEAR in kinds else 1.0
    hashes = await _read(members, unread, lambda share: report(reading * share))
    search = await asyncio.to_thread(_Search.of, members, glances, hashes)
    groups = await asyncio.to_thread(search.equal_groups, kinds)
    unreadable = 0
    if Sameness.NEAR in kinds:
        ties, unreadable = await find_ties(
            search.standing(), lambda share: report(reading + (1 - reading) * share), workers or os.cpu_count() or 1, cache
        )
        groups = search.with_near(groups, ties)
    return Duplicates(tuple(groups), len(search.members), search.unmeasured, search.changed, unreadable)


def _to_be_read(members: Sequence[Member], glances: Sequence[Glance], kinds: Collection[Sameness]) -> list[int]:
    """Numbers of the files whose bytes have to be read: those in doubt; and what is not measured and has another one's length."""
    there = [number for number, found in enumerate(glances) if found.identity is not None]
    doubtful = [number for number in there if glances[number].in_doubt]
    if not _EQUAL & set(kinds):
        return doubtful
    sizes = alike((number, str(size_of(members[number]))) for number in there)
    return doubtful + [number for group in sizes for number in group if not _is_hashed(members[number])]


def _is_hashed(member: Member) -> bool:
    return member.record.features is not None and bool(member.record.features.content_hash)


async def _read(members: Sequence[Member], numbers: Sequence[int], report: Report) -> dict[int, str | None]:
    """The hashes of files, one after the other: what is given up ends after the file that is being read."""
    hashes: dict[int, str | None] = {}
    told = 0
    for number in numbers:
        hashes[number] = await asyncio.to_thread(hash_of, members[number].file)
        if (percent := 100 * len(hashes) // len(numbers)) > told:
            told = percent
            report(len(hashes) / len(numbers))
    return hashes


async def find_remembered(members: Sequence[Member], kinds: Collection[Sameness], report: Report) -> Duplicates:
    """The same, with the comparisons of earlier searches at hand: in the cache file that the settings name, where it can be used."""
    cache = await asyncio.to_thread(_cache)
    try:
        return await find_duplicates(members, kinds, report, cache=cache)
    finally:
        if cache is not None:
            await to_the_end(cache.close)


def _cache() -> DiskCache | None:
    try:
        return DiskCache(cache_file(settled().settings.cache, os.environ))
    except Sp404Error:
        return None


@dataclass(slots=True)
class _Search:
    """The files that are compared.

    Attributes:
        members: By number.
        changed: How many were left out.
        unmeasured: How many are not measured.
        hashes: Number to the hash of the file's bytes, as far as it is known.
        copies: Number to that of the one that stands for all its copies.
    """

    members: dict[int, Member]
    changed: int = 0
    unmeasured: int = 0
    hashes: dict[int, str] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, members: Sequence[Member], glances: Sequence[Glance], read: Mapping[int, str | None]) -> "_Search":
        """Leave out what is gone or other than it was measured, and further names of one file.

        Args:
            members: The files.
            glances: Of each, what a look at it told.
            read: Hashes of those that were read, by number.
        """
        seen: set[tuple[int, int]] = set()
        search = cls({})
        for number, (member, found) in enumerate(zip(members, glances, strict=True)):
            if found.identity is None or (found.in_doubt and not is_as_measured(member, read[number])):
                search.changed += 1
            elif found.identity not in seen:
                seen.add(found.identity)
                search._take(number, member, read.get(number))
        return search

    def _take(self, number: int, member: Member, read: str | None) -> None:
        features = member.record.features
        self.members[number] = member
        self.unmeasured += features is None
        if hashed := (features.content_hash if features is not None else None) or read:
            self.hashes[number] = hashed

    def equal_groups(self, kinds: Collection[Sameness]) -> list[DuplicateGroup]:
        """Groups of the same bytes, or of the same audio, which the same bytes are as well."""
        if not _EQUAL & set(kinds):
            return []
        hashes = self.hashes
        audio = {number: found.audio_hash for number, member in self.members.items() if (found := member.record.features) is not None}
        groups = []
        for numbers in self._joined(hashes, audio if Sameness.AUDIO in kinds else {}):
            is_exact = len({hashes.get(number) for number in numbers}) == 1
            group = group_of([self.members[number] for number in numbers], Sameness.EXACT if is_exact else Sameness.AUDIO)
            keeper = next(number for number in numbers if self.members[number] is group.members[0])
            self.copies.update(dict.fromkeys(numbers, keeper))
            groups.append(group)
        return sorted(groups, key=_rank)

    def _joined(self, hashes: Mapping[int, str], audio: Mapping[int, str | None]) -> list[list[int]]:
        """Numbers whose bytes or whose audio are the same."""
        first = {number: group[0] for group in alike(audio.items()) for number in group}
        for group in alike(hashes.items()):
            stands = next((first[number] for number in group if number in first), group[0])
            first.update(dict.fromkeys(group, stands))
        return alike((number, str(stands)) for number, stands in sorted(first.items()))

    def standing(self) -> dict[int, Member]:
        """What is measured, one file for all its copies."""
        return {n: m for n, m in self.members.items() if m.record.features is not None and self.copies.get(n, n) == n}

    def with_near(self, groups: Sequence[DuplicateGroup], ties: Mapping[tuple[int, int], float]) -> list[DuplicateGroup]:
        """All groups; one of near-duplicates takes in the copies of its members."""
        of_file = {group.members[0].file: group for group in groups}
        joined = []
        for group in near_groups(self.members, ties):
            copies = [
                replace(copy, later_s=member.later_s)
                for member in group.members
                if (own := of_file.pop(member.file, None)) is not None
                for copy in own.members[1:]
            ]
            joined.append(DuplicateGroup(Sameness.NEAR, (*group.members, *copies), group.merit))
        return sorted([*of_file.values(), *joined], key=_rank)


def _rank(group: DuplicateGroup) -> tuple[int, str]:
    return list(Sameness).index(group.sameness), group.members[0].file
