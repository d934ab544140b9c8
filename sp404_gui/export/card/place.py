"""Where a card's files go: the IMPORT folder of an SP-404MKII's card, or a folder as it is. It only looks; all functions block."""

import os
import shutil
from collections.abc import Mapping
from itertools import pairwise

from sp404_gui.domain.card import CardPlace
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.text import printable

_IMPORT, _ROLAND = "import", "roland"
_OLDER = frozenset({"sp-404sx", "sp-404a", "sp-404"})
_OWN_FILES = frozenset({"padconf.bin", "pad_info.bin"})
_OWN_FOLDERS = frozenset({"smpl", "ptn"})
_CLUSTER = 1 << 15
"""What FAT32 gives out at a time on a card of 16 to 32 GB."""


def look_at(folder: str) -> CardPlace:
    """What a folder is: a card of the sampler, or a folder that is taken as it is.

    An IMPORT folder is found in it, in its ROLAND folder, or in the card around it where the folder itself is one of the two. One that
    is a link does not count: nothing is written out of the card.

    Args:
        folder: The card, or any folder; one that does not exist is made where the folder around it does.

    Raises:
        UsageError: It belongs to an SP-404SX or SP-404A, holds the unit's own files, is no folder, or may not be written to.
    """
    root = os.path.realpath(os.path.abspath(os.path.expanduser(folder)))
    missing = not os.path.lexists(root)
    around = os.path.dirname(root) if missing else root
    if not os.path.isdir(around):
        raise UsageError(_no_folder(root, around, missing=missing))
    _refuse_older(root)
    _refuse_own(root)
    base = _import_folder(root) or root
    if not os.access(around if missing else base, os.W_OK):
        raise UsageError(f"{printable(base)} may not be written to. Take the card's write protection off, or choose another folder.")
    return CardPlace(
        root=root,
        base=base,
        is_card=base != root or os.path.basename(root).lower() == _IMPORT,
        missing=missing,
        free_bytes=_free_bytes(root, around),
        cluster_bytes=_CLUSTER,
    )


def names_in(folder: str) -> Mapping[str, str]:
    """What is in a folder: each name as FAT32 compares it, and as it is; empty where there is no such folder."""
    try:
        return {name.lower(): name for name in os.listdir(folder)}
    except OSError:
        return {}


def _free_bytes(root: str, around: str) -> int:
    try:
        return shutil.disk_usage(around).free
    except OSError as error:  # the card was pulled out meanwhile
        raise UsageError(_no_folder(root, around, missing=True)) from error


def _no_folder(root: str, around: str, *, missing: bool) -> str:
    if missing:
        return f"There is no folder {printable(around)}. Put the card in, or name a folder that exists."
    return f"{printable(root)} is not a folder. Name the card, or a folder."


def _import_folder(root: str) -> str | None:
    if os.path.basename(root).lower() == _IMPORT:
        return root
    roland = _below(root, _ROLAND)
    return _below(root, _IMPORT) or (_below(roland, _IMPORT) if roland is not None else None)


def _below(folder: str, name: str) -> str | None:
    """The real folder of this name in whatever case; None where there is none, or only a link."""
    found = names_in(folder).get(name)
    path = os.path.join(folder, found) if found is not None else ""
    return path if path and os.path.isdir(path) and not _is_link(path) else None


def _is_link(path: str) -> bool:
    return os.path.islink(path) or (hasattr(os.path, "isjunction") and os.path.isjunction(path))


def _refuse_older(root: str) -> None:
    """The older units' cards hold ROLAND/SP-404SX; the user may have named any folder of it."""
    parts = [part.lower() for part in root.split(os.sep)]
    inside = any(parent == _ROLAND and part in _OLDER for parent, part in pairwise(parts))
    roland = root if parts[-1] == _ROLAND else _below(root, _ROLAND)
    if inside or (roland is not None and _OLDER & set(names_in(roland))):
        raise UsageError(
            f"{printable(root)} is a card of an SP-404SX or SP-404A, which takes other files than the SP-404MKII. "
            "Put in a card that was formatted on an SP-404MKII; this one was left as it is."
        )


def _refuse_own(root: str) -> None:
    """The unit's projects are its own."""
    if os.path.basename(root).lower() in _OWN_FOLDERS or _OWN_FILES & set(names_in(root)):
        raise UsageError(f"{printable(root)} holds the sampler's own project files, which are never touched. Name the card itself.")
