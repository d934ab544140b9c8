"""Which files a job folder holds, by what their place says they are. Nothing is opened."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from sp404_gui.store import layout

_FOLDERS = (layout.CHECKPOINTS, layout.RESULTS, os.path.dirname(layout.ERRORS))
_OF_THE_SYSTEM = frozenset({"Thumbs.db", "desktop.ini"})
_TEMPORARY = ".tmp"
_PACKED = ".gz"


class Role(Enum):
    """What a file is, going by its place and name."""

    MANIFEST = auto()
    SAMPLES = auto()
    LOG = auto()
    ERRORS = auto()
    KITS = auto()
    CHECKPOINT = auto()
    RESULT = auto()
    LEFTOVER = auto()
    STRANGER = auto()


_SINGLE = {
    layout.MANIFEST: Role.MANIFEST,
    layout.SAMPLES: Role.SAMPLES,
    layout.LOG: Role.LOG,
    layout.ERRORS: Role.ERRORS,
    layout.KITS: Role.KITS,
}
"""Files of which there is one."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a job folder.

    Attributes:
        relative: Path inside the folder.
        role: What it should be.
        number: Of the sample or checkpoint, as its name says.
        wrong: Why it is no plain file or folder in a plain folder, as a sentence; empty when it is.
        readable: Whether it, or what it points to, is a regular file.
        inside: The linked folder that it was found in; empty in a plain folder.
    """

    relative: str
    role: Role
    number: int | None = None
    wrong: str = ""
    readable: bool = True
    inside: str = ""

    @property
    def in_place(self) -> bool:
        """Whether it is a plain file where it belongs."""
        return not self.wrong and not self.inside and self.role not in (Role.LEFTOVER, Role.STRANGER)


def inventory(folder: str) -> Iterator[Found]:
    """Everything that a job folder holds of a job, and what else lies between; hidden files and the user's own at the top excepted."""
    for relative in _SINGLE:
        for name in (relative, relative + _TEMPORARY):
            if os.path.lexists(os.path.join(folder, name)):
                yield _found(folder, name)
    for relative in _FOLDERS:
        yield from _inside(folder, relative, deeper=relative == layout.RESULTS)


def _inside(folder: str, relative: str, *, deeper: bool, linked: str = "") -> Iterator[Found]:
    path = os.path.join(folder, relative)
    if not os.path.lexists(path):
        return
    if not linked and (os.path.islink(path) or not os.path.isdir(path)):
        linked = relative
        yield Found(relative, Role.STRANGER, wrong=_kind(path, "folder"), readable=os.path.isfile(path))
    if not os.path.isdir(path):
        return
    for name in sorted(os.listdir(path)):
        inner = os.path.join(relative, name)
        if name.startswith(".") or name in _OF_THE_SYSTEM or inner in _SINGLE or inner.removesuffix(_TEMPORARY) in _SINGLE:
            continue
        if deeper and os.path.isdir(os.path.join(path, name)):
            yield from _inside(folder, inner, deeper=False, linked=linked)
        else:
            yield _found(folder, inner, linked)


def _found(folder: str, relative: str, linked: str = "") -> Found:
    path = os.path.join(folder, relative)
    role, number = _role(relative)
    plain = stat.S_ISREG(os.lstat(path).st_mode)
    wrong = "" if plain else _kind(path, "file")
    return Found(relative, role, number, wrong, readable=os.path.isfile(path), inside=linked)


def _role(relative: str) -> tuple[Role, int | None]:
    if relative.endswith(_TEMPORARY):
        return Role.LEFTOVER, _role(relative.removesuffix(_TEMPORARY))[1]
    if relative in _SINGLE:
        return _SINGLE[relative], None
    folder, name = os.path.split(relative)
    checkpoint = layout.checkpoint_number(name)
    if folder == layout.CHECKPOINTS and checkpoint is not None:
        return Role.CHECKPOINT, checkpoint
    sample = layout.sample_number(name.removesuffix(_PACKED).removesuffix(".json"))
    if sample is not None and relative.removesuffix(_PACKED) == layout.result_path(layout.sample_id(sample)):
        return Role.RESULT, sample
    return Role.STRANGER, sample


def _kind(path: str, expected: str) -> str:
    return "It is a symbolic link." if os.path.islink(path) else f"It is no ordinary {expected}."
