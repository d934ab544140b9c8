import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sp404_gui.domain.features import Hints, Kind
from sp404_gui.library.hints import chunk_hints


def chunk(name: bytes, content: bytes, size: int | None = None, order: str = "<") -> bytes:
    return name + struct.pack(f"{order}I", len(content) if size is None else size) + content + b"\0" * (len(content) % 2)


def acid(flags: int = 0, note: int = 60, beats: int = 8, bpm: float = 120.0, order: str = "<") -> bytes:
    return chunk(b"acid", struct.pack(f"{order}IHHfIHHf", flags, note, 0x8000, 0.0, beats, 4, 4, bpm), order=order)


def smpl(note: int, order: str = "<") -> bytes:
    return chunk(b"smpl", struct.pack(f"{order}9I", 0, 0, 22675, note, 0, 0, 0, 0, 0), order=order)


def wav(*chunks: bytes, form: bytes = b"RIFF", order: str = "<") -> bytes:
    content = b"WAVE" + chunk(b"fmt ", struct.pack(f"{order}HHIIHH", 1, 1, 44100, 88200, 2, 16), order=order) + b"".join(chunks)
    return form + struct.pack(f"{order}I", len(content)) + content


def read(tmp_path: Path, content: bytes) -> Hints:
    file = tmp_path / "x.wav"
    file.write_bytes(content)
    descriptor = os.open(file, os.O_RDONLY)
    try:
        hints = chunk_hints(descriptor)
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0
        return hints
    finally:
        os.close(descriptor)


DATA = chunk(b"data", bytes(201))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (wav(DATA, acid()), Hints(kind=Kind.LOOP, bpm=120.0, beats=8)),
        (wav(acid(bpm=87.3), DATA), Hints(kind=Kind.LOOP, bpm=87.3, beats=8)),
        (wav(DATA, acid(flags=2, note=57)), Hints(kind=Kind.LOOP, bpm=120.0, beats=8, root_note="A3")),
        (wav(DATA, acid(flags=3, note=57)), Hints(kind=Kind.ONE_SHOT, root_note="A3")),
        (wav(DATA, acid(flags=1)), Hints(kind=Kind.ONE_SHOT)),
        (wav(DATA, smpl(45)), Hints(root_note="A2")),
        (wav(DATA, smpl(45), acid(flags=2, note=57)), Hints(kind=Kind.LOOP, bpm=120.0, beats=8, root_note="A3")),
        (wav(DATA, acid(order=">"), form=b"RIFX", order=">"), Hints(kind=Kind.LOOP, bpm=120.0, beats=8)),
        (
            wav(chunk(b"ds64", struct.pack("<QQQI", 0, 200, 100, 0)), chunk(b"data", bytes(200), size=0xFFFFFFFF), acid(), form=b"RF64"),
            Hints(kind=Kind.LOOP, bpm=120.0, beats=8),
        ),
    ],
    ids=["after data", "before data", "root", "one-shot with root", "one-shot", "smpl", "acid beats smpl", "big-endian", "RF64"],
)
def test_reads_what_programs_write(tmp_path: Path, content: bytes, expected: Hints) -> None:
    if b"RIFX" in content:
        content = content.replace(DATA, chunk(b"data", bytes(201), order=">"))
    assert read(tmp_path, content) == expected


@pytest.mark.parametrize(
    "content",
    [
        wav(DATA, acid(beats=4, bpm=0.0)),
        wav(DATA, acid(bpm=float("nan"))),
        wav(DATA, acid(bpm=float("inf"))),
        wav(DATA, acid(bpm=1e30)),
        wav(DATA, acid(beats=0)),
        wav(DATA, acid(beats=0xFFFFFFFF)),
        wav(DATA, acid(flags=2, note=65535, beats=0)),
        wav(DATA, smpl(60)),
        wav(DATA, smpl(0xFFFFFFFF)),
        wav(DATA, acid()[:20]),
        wav(DATA, chunk(b"acid", b"\0" * 4)),
        wav(chunk(b"data", bytes(200), size=0xFFFFFFFF), acid()),
        wav(chunk(b"data", bytes(200), size=0), acid()),
        b"",
        b"RIFF",
        b"RIFF\0\0\0\0AVI " + acid(),
        b"fLaC" + bytes(100),
    ],
)
def test_claims_that_cannot_be_are_no_claims(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == Hints()


def test_a_chunk_that_claims_to_be_huge_is_read_by_its_fields_alone(tmp_path: Path) -> None:
    lying = b"acid" + struct.pack("<I", 0xFFFFFFF0) + acid()[8:]
    assert read(tmp_path, wav(DATA, lying)) == Hints(kind=Kind.LOOP, bpm=120.0, beats=8)


def test_a_hundred_thousand_chunks_do_not_hold_it_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = wav(*[chunk(b"JUNK", b"")] * 100_000, acid())
    reads: list[int] = []
    really_read = os.read

    def counted(descriptor: int, count: int) -> bytes:
        reads.append(count)
        return really_read(descriptor, count)

    monkeypatch.setattr(os, "read", counted)
    assert read(tmp_path, content) == Hints()
    assert 0 < len(reads) < 2_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400)
    | st.lists(
        st.binary(max_size=60)
        | st.just(acid())
        | st.just(smpl(45))
        | st.builds(chunk, st.just(b"data"), st.binary(max_size=9), st.integers(0, 2**32 - 1))
    ).map(lambda chunks: wav(*chunks))
)
def test_garbage_neither_raises_nor_leaves_the_range(tmp_path: Path, content: bytes) -> None:
    hints = read(tmp_path, content)
    assert hints.bpm is None or 40 <= hints.bpm <= 300


def test_a_descriptor_that_cannot_be_read_gives_no_hint(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path / "x", os.O_WRONLY | os.O_CREAT)
    try:
        assert chunk_hints(descriptor) == Hints()
    finally:
        os.close(descriptor)
