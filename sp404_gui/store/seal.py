"""A checksum behind each JSON object: a disk that changes a bit is noticed, even where what it leaves is JSON.

It is written as blanks, which JSON allows behind a value (RFC 8259, section 2): readers pass over it, and no name is added to the files.
"""

import zlib

LENGTH = 32
_BITS = bytes.maketrans(b"01", b" \t")


def sealed(content: bytes) -> bytes:
    """The bytes of a JSON object with their CRC-32 (ISO 3309) behind them: 32 bits, the highest first, a tabulator for each that is set."""
    return content + _seal(content)


def is_broken(content: bytes) -> bool:
    """Whether it was changed since it was sealed; never so where there is no seal, as when another program wrote the object anew."""
    content = content.rstrip(b"\r\n")
    body = content.rstrip(b" \t\r")
    return len(body) < len(content) and content[len(body) :] != _seal(body)


def _seal(content: bytes) -> bytes:
    return format(zlib.crc32(content), "032b").encode().translate(_BITS)
