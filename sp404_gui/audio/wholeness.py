"""Whether all of a file could be decoded: what it says of its length, against what came."""

import os
import struct

from sp404_gui.audio.decode import DecodedAudio

_SLACK_S = 0.05
"""Encoders and decoders differ by a frame or two of theirs over where a sound begins and ends."""
_TELLING = frozenset({"FLAC", "MP3"})
"""Formats whose header tells a length that the decoder passes on; of others it makes one up from what is there."""
_UNKNOWN_FRAMES = 1 << 36
"""No FLAC can name so many (RFC 9639); the decoder says more where the header says nothing."""
_FORMS = {b"RIFF": ("<", b"data", 0), b"RIFX": (">", b"data", 0), b"FORM": (">", b"SSND", 8)}
"""Byte order, the chunk that holds the sound, and what stands in it before that: RIFF WAVE, AIFF 1.3."""
_FORM_BYTES, _CHUNK_BYTES, _MOST_CHUNKS = 12, 8, 1_000
_STREAMED_BYTES = 0x7FFF_0000
"""Who writes to a pipe puts a number of about this size, or twice this, where the length should stand."""
_LAST_PAGE_BYTES, _FLAGS_AT, _IS_LAST = 65_307, 5, 0x04
"""The longest page of Ogg (RFC 3533), and the flag of the last one of a stream."""


def damage_of(descriptor: int, audio: DecodedAudio) -> str | None:
    """What is missing of a file that was decoded, as a sentence; None where nothing is, or where nothing tells.

    Args:
        descriptor: Open file descriptor of a regular file; its position changes.
        audio: What was decoded of it.
    """
    claimed_s = _claimed_frames(descriptor, audio) / audio.sample_rate_hz
    if claimed_s - audio.duration_s > _SLACK_S:
        return f"Only {audio.duration_s:.2f} of {claimed_s:.2f} s could be decoded: it is cut short or damaged."
    if audio.format == "OGG" and not _has_last_page(descriptor):
        return "It may be cut short: its last part is missing."
    return None


def _claimed_frames(descriptor: int, audio: DecodedAudio) -> int:
    """How many frames there should be; 0 where nobody knows."""
    if audio.format in _TELLING:
        return audio.expected_frames if audio.expected_frames < _UNKNOWN_FRAMES else 0
    if audio.bit_depth is None:
        return 0
    size = _claimed_bytes(descriptor)
    return size * 8 // (audio.channels * audio.bit_depth) if size < _STREAMED_BYTES else 0


def _claimed_bytes(descriptor: int) -> int:
    """Size of the sound by the header of its chunk."""
    order, wanted, before = _FORMS.get(_read(descriptor, 0, _FORM_BYTES)[:4], ("<", b"", 0))
    position = _FORM_BYTES
    for _ in range(_MOST_CHUNKS if wanted else 0):
        header = _read(descriptor, position, _CHUNK_BYTES)
        if len(header) < _CHUNK_BYTES:
            break
        name, size = struct.unpack(f"{order}4sI", header)
        if name == wanted:
            return max(0, int(size) - before)
        position += _CHUNK_BYTES + size + size % 2
    return 0


def _has_last_page(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    end = _read(descriptor, max(0, size - _LAST_PAGE_BYTES), _LAST_PAGE_BYTES)
    page = end.rfind(b"OggS")
    return 0 <= page < len(end) - _FLAGS_AT and bool(end[page + _FLAGS_AT] & _IS_LAST)


def _read(descriptor: int, position: int, count: int) -> bytes:
    os.lseek(descriptor, position, os.SEEK_SET)
    return os.read(descriptor, count)
