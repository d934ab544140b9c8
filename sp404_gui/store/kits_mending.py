"""Damaged kits: what is wrong with them, and what of them can still be read."""

import json
import re
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sp404_gui.domain.errors import JobFolderDamaged, NewerSchema
from sp404_gui.domain.kit import MOST_KITS, Kit, Kits, Place
from sp404_gui.domain.text import printable
from sp404_gui.store import layout
from sp404_gui.store.codec import Unreadable
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import pad_of, read_file, read_kits

_PIECE = re.compile(r'\{\s*"name"\s*:\s*(?=")|"([A-J]\d\d)"\s*:\s*(?=\{)')
"""Before a kit's name, or before what lies on a pad; inside of text, quotes are written otherwise."""
_JSON = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the kits of a job.

    Attributes:
        what: A sentence.
        is_newer: Whether nothing is, but that a newer version wrote them.
    """

    what: str
    is_newer: bool = False


def fault_of_kits(folder: JobFolder, known: Container[str] | None) -> Fault | None:
    """What is wrong with the kits of a job; None when all is well. Blocks.

    Args:
        folder: The job folder.
        known: Ids of the job's samples; None while it grows.
    """
    try:
        kits = read_kits(folder)
    except NewerSchema as error:
        return Fault(str(error).split(". ")[0] + ".", is_newer=True)
    except JobFolderDamaged as error:
        why = error.__cause__
        reason = why.strerror if isinstance(why, OSError) and why.strerror else str(why)
        return Fault(f"It cannot be understood: {printable(reason).rstrip('.')}.")
    if known is None:
        return None
    strangers = (pad.sample for kit in kits.kits for pad in kit.pads.values() if pad.sample not in known)
    stranger = next(strangers, None)
    return None if stranger is None else Fault(f"It speaks of {stranger}, which {layout.SAMPLES} does not name.")


def mended_kits(folder: JobFolder) -> Kits:
    """The kits of a job, or where they are damaged what can still be read of them. Blocks.

    Raises:
        NewerSchema: A newer version wrote them.
    """
    try:
        return read_kits(folder)
    except JobFolderDamaged:
        pass
    try:
        text = read_file(folder).decode("utf-8", "replace")
    except (OSError, Unreadable):
        return Kits()
    mended = Kits()
    for kit in islice(_kits(text), MOST_KITS):
        mended = replace(mended, kits=(*mended.kits, replace(kit, name=mended.free_name(kit.name))))
    return mended


def _kits(text: str) -> Iterator[Kit]:
    kit: Kit | None = None
    for piece in _PIECE.finditer(text):
        with suppress(ValueError, RecursionError):
            value, _ = _JSON.raw_decode(text, piece.end())
            if piece[1] is None:
                if kit is not None:
                    yield kit
                kit = _named(value)
            else:
                kit = (kit or _named("")).with_pads({Place.of_label(piece[1]): pad_of(value)})
    if kit is not None:
        yield kit


def _named(name: Any) -> Kit:
    try:
        return Kit(name=name)
    except (ValueError, AttributeError):
        return Kit(name="Kit")
