"""Finding the files of collections that hold the same sound."""

import asyncio
import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sp404_gui.config.paths import cache_file
from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Member, Sameness
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.choices import settled
from sp404_gui.engine.duplicates.grouping import alike, group_of, near_groups
from sp404_gui.engine.duplicates.ties import Report, find_ties
from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.engine.threads import gently, to_the_end
from sp404_gui.library.identity import content_hash, open_regular
from sp404_gui.store.cache import DiskCache, ResultCache


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
    search = await asyncio.to_thread(_Search.of, members)
    groups = await asyncio.to_thread(search.equal_groups, kinds)
    unreadable = 0
    if Sameness.NEAR in kinds:
        ties, unreadable = await find_ties(search.standing(), report, workers or os.cpu_count() or 1, cache)
        groups = search.with_near(groups, ties)
    return Duplicates(tuple(groups), len(search.members), search.unmeasured, search.changed, unreadable)


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
        copies: Number to that of the one that stands for all its copies.
    """

    members: dict[int, Member]
    changed: int = 0
    unmeasured: int = 0
    copies: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, members: Sequence[Member]) -> "_Search":
        """Leave out what is gone or other than it was measured, and further names of one file."""
        seen: set[tuple[int, int]] = set()
        search = cls({})
        for number, member in enumerate(gently(members)):
            if (identity := identity_of(member)) is None:
                search.changed += 1
            elif identity not in seen:
                seen.add(identity)
                search.members[number] = member
                search.unmeasured += member.record.features is None
        return search

    def equal_groups(self, kinds: Collection[Sameness]) -> list[DuplicateGroup]:
        """Groups of the same bytes, or of the same audio, which the same bytes are as well."""
        if not {Sameness.EXACT, Sameness.AUDIO} & set(kinds):
            return []
        hashes = self._content_hashes()
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

    def _content_hashes(self) -> dict[int, str]:
        """What is measured tells its hash; of the others, only files of one length are read."""
        known = {n: found.content_hash for n, m in self.members.items() if (found := m.record.features) is not None and found.content_hash}
        sizes = alike((number, str(_size_of(member))) for number, member in self.members.items())
        for number in gently([number for group in sizes for number in group if number not in known]):
            if (hashed := hash_of(self.members[number].file)) is not None:
                known[number] = hashed
        return known

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


def identity_of(member: Member) -> tuple[int, int] | None:
    """What tells a file from others, whatever it is called; None where it is gone, or is not what was measured. Blocks."""
    try:
        info = os.stat(member.file)
    except (OSError, ValueError):
        return None
    is_same = stat.S_ISREG(info.st_mode) and _is_as_known(member, info)
    return (info.st_dev, info.st_ino) if is_same else None


def _is_as_known(member: Member, info: os.stat_result) -> bool:
    """A time alone tells little: copies have new ones, and what was measured again is not listed again. Its bytes decide then."""
    sample, features = member.record.sample, member.record.features
    if (info.st_size, info.st_mtime_ns) == (sample.size_bytes, sample.mtime_ns):
        return True
    if features is None or features.content_hash is None or features.file_size_bytes not in {None, info.st_size}:
        return False
    return hash_of(member.file) == features.content_hash


def _size_of(member: Member) -> int:
    """A file that was measured again may have another length than when it was listed."""
    features = member.record.features
    return features.file_size_bytes if features is not None and features.file_size_bytes is not None else member.record.sample.size_bytes


def hash_of(file: str) -> str | None:
    """The hash of a file's bytes; None where it cannot be read. Blocks."""
    try:
        descriptor = open_regular(file)
        try:
            return content_hash(descriptor)
        finally:
            os.close(descriptor)
    except (Sp404Error, OSError):
        return None


def _rank(group: DuplicateGroup) -> tuple[int, str]:
    return list(Sameness).index(group.sameness), group.members[0].file
