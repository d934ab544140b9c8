"""The files of a search as they are on the disk now. All functions block."""

import os
import stat
from dataclasses import dataclass

from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.sample import FileStamp
from sp404_gui.library.identity import content_hash, open_regular


@dataclass(frozen=True, slots=True)
class Glance:
    """What a look at a file tells, without reading it.

    Attributes:
        identity: What tells the file from others, whatever it is called; None where it is gone, or surely not what was measured.
        in_doubt: Whether its bytes decide if it is what was measured.
    """

    identity: tuple[int, int] | None
    in_doubt: bool = False


def glance(member: Member) -> Glance:
    """Look at a file. A time alone tells little: copies have new ones."""
    features = member.record.features
    try:
        info = os.stat(member.file)
    except (OSError, ValueError):
        return Glance(None)
    if not stat.S_ISREG(info.st_mode):
        return Glance(None)
    identity = info.st_dev, info.st_ino
    if member.record.is_of(FileStamp(info.st_size, info.st_mtime_ns)):
        return Glance(identity)
    is_other = features is None or features.content_hash is None or features.file_size_bytes not in {None, info.st_size}
    return Glance(None) if is_other else Glance(identity, in_doubt=True)


def identity_of(member: Member) -> tuple[int, int] | None:
    """What tells a file from others; None where it is gone, or is not what was measured."""
    found = glance(member)
    return None if found.in_doubt and not is_as_measured(member, hash_of(member.file)) else found.identity


def is_as_measured(member: Member, hashed: str | None) -> bool:
    """Whether a file with this hash holds what was measured."""
    features = member.record.features
    return features is not None and hashed is not None and hashed == features.content_hash


def size_of(member: Member) -> int:
    """A file's length when it was measured: that may be another one than when it was listed."""
    features = member.record.features
    return features.file_size_bytes if features is not None and features.file_size_bytes is not None else member.record.sample.size_bytes


def hash_of(file: str) -> str | None:
    """The hash of a file's bytes; None where it cannot be read."""
    try:
        descriptor = open_regular(file)
        try:
            return content_hash(descriptor)
        finally:
            os.close(descriptor)
    except (Sp404Error, OSError):
        return None
