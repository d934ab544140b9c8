"""What the single files of a job folder hold: from their bytes to rows, and back."""

import os
import zlib
from typing import Any

from sp404_gui.domain.sample import Sample
from sp404_gui.store import codec, layout
from sp404_gui.store.files import open_file
from sp404_gui.store.seal import sealed

_MAX_RESULT_BYTES = 16 << 20
_GZIP = 16 + zlib.MAX_WBITS


def content_of(path: str) -> bytes:
    """The content of a file that is one value.

    Raises:
        OSError: It is not there or cannot be read.
        Unreadable: It is too large to be one of this program's.
    """
    with open_file(path) as stream:
        codec.check_size(os.fstat(stream.fileno()).st_size)
        return stream.read()


def sample_line(sample: Sample) -> bytes:
    """A sample's line in samples.jsonl, without its newline."""
    place = codec.path_fields(sample.path)
    return sealed(codec.encode({"id": sample.id, **place, "size_bytes": sample.size_bytes, "mtime_ns": sample.mtime_ns}))


def sample_of(line: bytes, root: str, number: int) -> Sample:
    """The sample in the nth line of samples.jsonl.

    Raises:
        Unreadable: It is damaged, or describes another sample.
    """
    row = codec.decode(line)
    if not isinstance(row, dict) or row.get("id") != layout.sample_id(number):
        raise codec.Unreadable(f"it should describe {layout.sample_id(number)}")
    size, changed = row.get("size_bytes"), row.get("mtime_ns")
    if type(size) is not int or type(changed) is not int:
        raise codec.Unreadable("size_bytes and mtime_ns must be whole numbers")
    return Sample(layout.sample_id(number), root, codec.path_of(row), size, changed)


def checkpoint_rows(data: bytes) -> list[dict[str, Any]]:
    """The records in a checkpoint, as JSON objects.

    Raises:
        Unreadable: It is damaged.
    """
    content = codec.decode(data)
    rows = content.get("records") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise codec.Unreadable("it holds no records")
    return [row for row in rows if isinstance(row, dict)]


def unpacked(data: bytes) -> bytes:
    """The content of a compressed result.

    Raises:
        Unreadable: It is damaged, or too large.
    """
    try:
        unpacker = zlib.decompressobj(wbits=_GZIP)
        content = unpacker.decompress(data, _MAX_RESULT_BYTES)
    except zlib.error as error:
        raise codec.Unreadable(str(error)) from error
    if not unpacker.eof:
        raise codec.Unreadable("it is cut short, or too large")
    return content
