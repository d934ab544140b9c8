"""Whether all of a file could be decoded: what it says of its length, against what came."""

import os
import struct

from sp404_gui.audio.decode import DecodedAudio

_SLACK_S = 0.05
"""Encoders and decoders differ by a frame or two of theirs over where a sound begins and ends."""
_UNKNOWN_FRAMES = 1 << 36
"""No FLAC can name so many (RFC 9639); the decoder says more where the header says nothing."""
_FORMS = {b"RIFF": ("<", b"data", 0), b"RIFX": (">", b"data", 0), b"FORM": (">", b"SSND", 8)}
"""Byte order, the chunk that holds the sound, and what stands in it before that: RIFF WAVE, AIFF 1.3."""
_FORM_BYTES, _CHUNK_BYTES, _MOST_CHUNKS = 12, 8, 1_000
_STREAMED_BYTES = 0x7E00_0000
"""Who writes to a pipe puts a number beyond this where the length should stand."""
_COMMON, _FRAMES_AT = b"COMM", slice(2, 6)
"""The chunk of an AIFF that names its frames; its sound may be compressed, or begin later in its chunk."""
_TAG_BYTES, _FIRST_FRAME_BYTES, _COUNTS = 10, 2_048, (b"Xing", b"Info", b"VBRI")
"""An ID3v2 tag's header, what the first frame of an MP3 has room in, and what stands there where frames were counted."""
_LAST_PAGE_BYTES, _HEAD_BYTES, _FLAGS_AT, _SEGMENTS_AT, _IS_LAST = 65_307, 27, 5, 26, 0x04
"""The longest page of Ogg (RFC 3533), its header without the table of segments, and the flag of the last one of a stream."""


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
    """How many frames there should be; 0 where nobody knows: of most formats the decoder makes a number up from what is there."""
    if audio.format == "FLAC" or (audio.format == "MP3" and _is_counted(descriptor)):
        return audio.expected_frames if audio.expected_frames < _UNKNOWN_FRAMES else 0
    if audio.bit_depth is None:
        return 0
    size, frames = _claims(descriptor)
    by_size = size * 8 // (audio.channels * audio.bit_depth) if size < _STREAMED_BYTES else 0
    return min(by_size, frames) if frames is not None else by_size


def _is_counted(descriptor: int) -> bool:
    """Whether an MP3 tells how long it is; else its size and its first frame are all that its length is guessed from."""
    tag = _read(descriptor, 0, _TAG_BYTES)
    size = sum((byte & 0x7F) << shift for byte, shift in zip(tag[6:], (21, 14, 7, 0), strict=False))
    start = _TAG_BYTES + size if tag.startswith(b"ID3") else 0
    first = _read(descriptor, start, _FIRST_FRAME_BYTES)
    return any(mark in first for mark in _COUNTS)


def _claims(descriptor: int) -> tuple[int, int | None]:
    """Size of the sound by the header of its chunk, and, of an AIFF, how many frames it names."""
    order, wanted, before = _FORMS.get(_read(descriptor, 0, _FORM_BYTES)[:4], ("<", b"", 0))
    position, frames = _FORM_BYTES, None
    for _ in range(_MOST_CHUNKS if wanted else 0):
        header = _read(descriptor, position, _CHUNK_BYTES)
        if len(header) < _CHUNK_BYTES:
            break
        name, size = struct.unpack(f"{order}4sI", header)
        if name == wanted:
            return max(0, int(size) - before), frames
        if name == _COMMON:
            frames = int.from_bytes(_read(descriptor, position + _CHUNK_BYTES, _FRAMES_AT.stop)[_FRAMES_AT], "big")
        position += _CHUNK_BYTES + size + size % 2
    return 0, frames


def _has_last_page(descriptor: int) -> bool:
    """Whether the last page of a stream is there, and whole."""
    size = os.fstat(descriptor).st_size
    end = _read(descriptor, max(0, size - _LAST_PAGE_BYTES), _LAST_PAGE_BYTES)
    page = end[max(0, end.rfind(b"OggS")) :]
    if len(page) < _HEAD_BYTES or not page[_FLAGS_AT] & _IS_LAST:
        return False
    body = _HEAD_BYTES + page[_SEGMENTS_AT]
    return len(page) >= body + sum(page[_HEAD_BYTES:body])


def _read(descriptor: int, position: int, count: int) -> bytes:
    os.lseek(descriptor, position, os.SEEK_SET)
    return os.read(descriptor, count)
