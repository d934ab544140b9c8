"""What the `acid` and `smpl` chunks of a WAV claim, read with full suspicion: every size and value in the file may lie."""

import contextlib
import math
import os
import struct
from collections.abc import Iterator
from dataclasses import replace

from sp404_gui.domain.features import Hints, Kind

_MAX_CHUNKS = 1_000
_FORM_BYTES, _CHUNK_BYTES, _ACID_BYTES, _SMPL_BYTES = 12, 8, 24, 36
_STREAMED = 0xFFFF_FFFF
_SPACE, _TILDE = 0x20, 0x7E

_BYTE_ORDERS = {b"RIFF": "<", b"RF64": "<", b"BW64": "<", b"RIFX": ">"}
_ONE_SHOT, _ROOT_SET = 0x01, 0x02
_BPM_RANGE = (40.0, 300.0)
_MAX_BEATS, _MAX_NOTE = 4_096, 127
_DEFAULT_UNITY_NOTE = 60
_PITCH_CLASSES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def chunk_hints(descriptor: int) -> Hints:
    """Read tempo, beats, root note and the one-shot flag from a WAV's chunks. Leaves the descriptor at position 0.

    The layout of `acid` is Sonic Foundry's: flags, root note, two unknown fields, beats, metre, tempo. `smpl` is of
    the Multimedia Programming Interface 1.0 (IBM and Microsoft, 1991): its unity note 60 is what programs write who
    know none, and its loops hold a note rather than mark a phrase, so neither is taken as a claim.

    Reads at most 1,000 chunk headers and 36 bytes of each of the two chunks, whatever the file says of itself.

    Args:
        descriptor: An open regular file of any content.

    Returns:
        The claims; empty for anything that is no WAV, or damaged, or cannot be read.
    """
    hints = Hints()
    with contextlib.suppress(OSError):
        order, chunks = _open(descriptor)
        for name, content in chunks:
            if name == b"acid":
                hints = _with_acid(hints, content, order)
            elif name == b"smpl":
                hints = _with_smpl(hints, content, order)
        os.lseek(descriptor, 0, os.SEEK_SET)
    return hints


def _open(descriptor: int) -> tuple[str, Iterator[tuple[bytes, bytes]]]:
    """The byte order of a WAV and its chunks; no chunks for any other file."""
    header = _read(descriptor, 0, _FORM_BYTES)
    order = _BYTE_ORDERS.get(header[:4])
    if order is None or header[8:] != b"WAVE":
        return "<", iter(())
    return order, _chunks(descriptor, order)


def _chunks(descriptor: int, order: str) -> Iterator[tuple[bytes, bytes]]:
    """Name and first bytes of each chunk of interest."""
    end = os.fstat(descriptor).st_size
    position, long_data_bytes = _FORM_BYTES, 0
    for _ in range(_MAX_CHUNKS):
        header = _read(descriptor, position, _CHUNK_BYTES)
        if len(header) < _CHUNK_BYTES or not all(_SPACE <= byte <= _TILDE for byte in header[:4]):
            return
        name, size = struct.unpack(f"{order}4sI", header)
        if name in (b"acid", b"smpl"):
            yield name, _read(descriptor, position + _CHUNK_BYTES, min(size, _SMPL_BYTES))
        elif name == b"ds64":
            long_data_bytes = int.from_bytes(_read(descriptor, position + 2 * _CHUNK_BYTES, _CHUNK_BYTES), "little")
        elif name == b"data" and size == _STREAMED:
            size = long_data_bytes or end
        position += _CHUNK_BYTES + size + size % 2
        if position >= end:
            return


def _read(descriptor: int, position: int, count: int) -> bytes:
    os.lseek(descriptor, position, os.SEEK_SET)
    return os.read(descriptor, count)


def _with_acid(hints: Hints, content: bytes, order: str) -> Hints:
    if len(content) < _ACID_BYTES:
        return hints
    flags, note, _, _, beats, _, _, bpm = struct.unpack(f"{order}IHHfIHHf", content[:_ACID_BYTES])
    root = _note_name(note) if flags & _ROOT_SET else None
    if flags & _ONE_SHOT:
        return replace(hints, kind=Kind.ONE_SHOT, root_note=root or hints.root_note)
    if not (math.isfinite(bpm) and _BPM_RANGE[0] <= bpm <= _BPM_RANGE[1] and 0 < beats <= _MAX_BEATS):
        return replace(hints, root_note=root or hints.root_note)
    return replace(hints, kind=Kind.LOOP, bpm=round(bpm, 3), beats=beats, root_note=root or hints.root_note)


def _with_smpl(hints: Hints, content: bytes, order: str) -> Hints:
    if len(content) < _SMPL_BYTES:
        return hints
    (note,) = struct.unpack(f"{order}I", content[12:16])
    return hints if hints.root_note or note == _DEFAULT_UNITY_NOTE else replace(hints, root_note=_note_name(note))


def _note_name(note: int) -> str | None:
    """Name of a MIDI note, 60 being C4; None outside 0-127."""
    return f"{_PITCH_CLASSES[note % 12]}{note // 12 - 1}" if 0 <= note <= _MAX_NOTE else None
