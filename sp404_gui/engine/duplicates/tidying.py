"""Moving superfluous files to the trash: each only while the file that stays in its stead is there, unchanged, and another one."""

import os
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from sp404_gui.domain.duplicate import DuplicateGroup, Member, Sameness
from sp404_gui.domain.errors import NotRegularFile, SourceUnavailable, Sp404Error
from sp404_gui.domain.sample import UserEdits
from sp404_gui.domain.text import printable
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.duplicates.files import hash_of, identity_of
from sp404_gui.engine.duplicates.returning import TRASHED
from sp404_gui.engine.jobs.edits import one_by_one
from sp404_gui.library.trash import move_to_trash
from sp404_gui.store import layout
from sp404_gui.store.atomic import write_errors_named
from sp404_gui.store.codec import path_fields
from sp404_gui.store.edits import read_edits, write_edits
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock


@dataclass(frozen=True, slots=True)
class Superfluous:
    """A file that may go.

    Attributes:
        member: The file.
        keeper: The file that stays in its stead.
        sameness: In what they are the same.
    """

    member: Member
    keeper: Member
    sameness: Sameness


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one file.

    Attributes:
        superfluous: The file.
        at: When it was moved, ISO 8601; empty where it was not.
        reason: Why it was not; empty where it was.
    """

    superfluous: Superfluous
    at: str = ""
    reason: str = ""


def superfluous_of(group: DuplicateGroup, kept: Sequence[Member]) -> list[Superfluous]:
    """The files of a group that go when some are kept; none where none is kept: the last of a sound always stays.

    Args:
        group: The group.
        kept: Those of its members that stay, the first of them in the stead of all others.
    """
    files = {member.file for member in kept}
    return [Superfluous(member, kept[0], group.sameness) for member in group.members if kept and member.file not in files]


def tidy(superfluous: Sequence[Superfluous], clock: Clock) -> Generator[Moved]:
    """Move files to the trash, and say of each what became of it. Blocks.

    The audit trail of its collection has each file before it is moved and after; its row is marked as removed.

    Args:
        superfluous: The files; what is to be kept for one of them is never moved itself.
        clock: Source of time.

    Raises:
        JobLocked: A process works on one of the collections. Nothing of that collection was moved.
        FatalError: A job folder takes no more.
    """
    kept = {one.keeper.file for one in superfluous}
    for place in dict.fromkeys(one.member.place for one in superfluous):
        folder = JobFolder.open(place)
        with JobLock(folder.path), one_by_one(folder, clock):
            said = _said(folder)
            for one in superfluous:
                if one.member.place == place:
                    user = said.get(one.member.record.id, one.member.record.user)
                    yield _moved(folder, one, user, kept, clock)


def _said(folder: JobFolder) -> Mapping[str, UserEdits]:
    """What the user says by now: there may be more of it than at the time of the search."""
    with write_errors_named(folder.at(layout.LOG)):
        return read_edits(folder.journal)


def _moved(folder: JobFolder, one: Superfluous, user: UserEdits, kept: set[str], clock: Clock) -> Moved:
    try:
        _require_safe(one, kept)
        at = timestamp(clock)
        facts = _facts(one)
        folder.journal.write(TRASHED, at, durable=True, state="moving", **facts)
        try:
            move_to_trash(one.member.file)
        except Sp404Error as error:
            folder.journal.write(TRASHED, timestamp(clock), durable=True, state="kept", reason=str(error), **facts)
            raise
    except Sp404Error as error:
        return Moved(one, reason=str(error))
    folder.journal.write(TRASHED, timestamp(clock), durable=True, state="moved", **facts)
    write_edits(folder.journal, {one.member.record.id: replace(user, removed=True)}, timestamp(clock))
    return Moved(one, at=at)


def _require_safe(one: Superfluous, kept: set[str]) -> None:
    """Both files are what was measured, and two.

    Raises:
        NotRegularFile: They are two names of one file, or it stays for another one.
        SourceUnavailable: One of them is gone, or is another by now.
    """
    name = printable(os.path.basename(one.member.file))
    ours, theirs = identity_of(one.member), identity_of(one.keeper)
    if one.member.file in kept or ours == theirs or os.path.realpath(one.member.file) == os.path.realpath(one.keeper.file):
        raise NotRegularFile(f"{name} is the same file as the one to keep, by another name: it stays.")
    if ours is None or not _has_its_content(one.member):
        raise SourceUnavailable(f"{name} has changed since it was measured, or is gone: it stays as it is. Search again.")
    if theirs is None or not _has_its_content(one.keeper):
        keeper = printable(os.path.basename(one.keeper.file))
        raise SourceUnavailable(f"{keeper}, which was to be kept, has changed or is gone: {name} stays. Search again.")
    if one.sameness is Sameness.EXACT and hash_of(one.member.file) != hash_of(one.keeper.file):
        raise SourceUnavailable(f"{name} is no longer the same as the file to keep: it stays. Search again.")


def _has_its_content(member: Member) -> bool:
    """Whether a file holds the bytes that were measured; one that was not measured, whatever it holds can be read."""
    known = member.record.features.content_hash if member.record.features is not None else None
    found = hash_of(member.file)
    return found is not None and known in {None, found}


def _facts(one: Superfluous) -> Mapping[str, object]:
    record = one.member.record
    known = record.features.content_hash if record.features is not None else None
    return {
        "id": record.id,
        **path_fields(one.member.file),
        "size_bytes": record.sample.size_bytes,
        "content_hash": known,
        "sameness": str(one.sameness),
        "kept": path_fields(one.keeper.file),
    }
