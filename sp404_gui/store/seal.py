"""A checksum at the end of a JSON object: a disk that changes a bit is noticed, even where what it leaves is JSON."""

import zlib

NAME = "crc32"
_START = f',"{NAME}":"'.encode()
_LENGTH = len(_START) + 8 + len(b'"}')


def sealed(content: bytes) -> bytes:
    """The bytes of a JSON object with the checksum (CRC-32 as of ISO 3309, eight hexadecimal digits) of what stands before it."""
    return b'%b%b%08x"}' % (content[:-1], _START, zlib.crc32(content[:-1]))


def has_seal(content: bytes) -> bool:
    """Whether a checksum stands at the end; not so where another program wrote the object anew."""
    return content[-_LENGTH:].startswith(_START)


def is_broken(content: bytes) -> bool:
    """Whether it was changed since it was sealed."""
    content = content.rstrip()
    return has_seal(content) and content[-10:-2] != b"%08x" % zlib.crc32(content[:-_LENGTH])
