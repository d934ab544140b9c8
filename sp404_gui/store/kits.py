"""The kits of a job, `kits.json` in its folder: written as a whole, sealed, and read only when every word of it is sound."""

import os
import stat
from typing import Any

from sp404_gui.domain.errors import JobFolderDamaged, NewerSchema
from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.domain.text import printable
from sp404_gui.store import codec, layout
from sp404_gui.store.atomic import write_atomic
from sp404_gui.store.attic import Attic
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.seal import sealed

_MOST_BYTES = 32 << 20
"""More than all kits of a collection with the longest names and reasons take."""


def read_kits(folder: JobFolder) -> Kits:
    """The kits of a job; none where nobody has made any. Blocks.

    Raises:
        JobFolderDamaged: They cannot be understood.
        NewerSchema: A newer version wrote them.
    """
    try:
        return kits_of(read_file(folder), folder.path)
    except FileNotFoundError:
        return Kits()
    except (OSError, codec.Unreadable) as error:
        raise folder.damaged(layout.KITS, error) from error


def write_kits(folder: JobFolder, kits: Kits) -> None:
    """Replace the kits of a job, durably; damaged ones are kept in the folder `damaged`. The caller holds its lock. Blocks.

    Raises:
        NewerSchema: A newer version wrote those that are there; they stay.
        DiskFull: The disk takes no more; what was there is still there.
    """
    try:
        read_kits(folder)
    except JobFolderDamaged:
        Attic(folder.path).keep(layout.KITS)
    write_atomic(folder.at(layout.KITS), sealed(codec.encode(_rows(kits))))


def read_file(folder: JobFolder) -> bytes:
    """The content of the file.

    Raises:
        OSError: It is not there or cannot be read.
        Unreadable: It is no plain file, or too large to be one of this program's.
    """
    about = os.lstat(folder.at(layout.KITS))
    if not stat.S_ISREG(about.st_mode):
        raise codec.Unreadable("it is no plain file")
    if about.st_size > _MOST_BYTES:
        raise codec.Unreadable(f"it is larger than {_MOST_BYTES >> 20} MB")
    return folder.read(layout.KITS)


def kits_of(data: bytes, place: str) -> Kits:
    """The kits in the bytes of a file.

    Args:
        data: The content.
        place: The job folder, for what is said of it.

    Raises:
        Unreadable: Anything in it is not as this version writes it.
        NewerSchema: A newer version wrote it.
    """
    row = codec.decode(data)
    schema = row.get("schema") if isinstance(row, dict) else None
    if type(schema) is not int or schema < 1 or not isinstance(row.get("kits"), list):
        raise codec.Unreadable("it holds no kits")
    if schema > layout.SCHEMA:
        raise NewerSchema(
            f"The kits of the job {printable(place)} were written by a newer version (schema {schema}, this one knows {layout.SCHEMA}). "
            "Update sp404-batch; they are left as they are."
        )
    current = row.get("current", 0)
    try:
        return Kits(kits=tuple(map(_kit, row["kits"])), current=current if type(current) is int else -1)
    except ValueError as error:
        raise codec.Unreadable(str(error)) from error


def _kit(row: Any) -> Kit:
    if not isinstance(row, dict) or not isinstance(row.get("pads"), dict) or not isinstance(row.get("name"), str):
        raise codec.Unreadable("a kit has no name or no pads")
    return Kit(name=row["name"], pads=dict(sorted((Place.of_label(label), pad_of(pad)) for label, pad in row["pads"].items())))


def pad_of(row: Any) -> Pad:
    """What a JSON object says of a pad.

    Raises:
        Unreadable: A field is missing or of another shape.
    """
    pad: Pad = codec.value_from_dict(Pad, row)
    if layout.sample_number(pad.sample) is None:
        raise codec.Unreadable("a pad names no sample")
    return pad


def _rows(kits: Kits) -> dict[str, Any]:
    rows = [{"name": kit.name, "pads": {place.label: codec.plain(pad) for place, pad in sorted(kit.pads.items())}} for kit in kits.kits]
    return {"schema": layout.SCHEMA, "current": kits.current, "kits": rows}
