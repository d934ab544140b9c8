"""A bit that a disk changed is noticed, even where what it leaves is JSON."""

import json
from contextlib import suppress

import pytest

from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus, UserEdits
from sp404_gui.store import codec
from sp404_gui.store.seal import sealed

CONTENT = {"id": "sample_000001", "status": "done", "features": {"bpm": 93.0, "key": "A minor"}}


def test_what_was_sealed_reads_as_it_was_and_any_json_reader_takes_it() -> None:
    data = sealed(codec.encode(CONTENT))
    assert codec.decode(data) == CONTENT
    assert codec.decode(data + b"\n") == CONTENT
    assert json.loads(data) == CONTENT


def test_no_flipped_bit_changes_what_is_read() -> None:
    data = sealed(codec.encode(CONTENT))
    for place in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        try:
            read = codec.decode(bytes(flipped))
        except codec.Unreadable:
            continue
        assert read == CONTENT, bytes(flipped)


def test_no_flipped_bit_changes_a_result_that_a_job_takes_up() -> None:
    sample = Sample("sample_000001", "/samples", "a.wav", 1, 1)
    record = SampleRecord(sample=sample, status=SampleStatus.DONE, user=UserEdits(rating=3, corrected={"bpm": 93.0}))
    data = sealed(codec.encode_record(record))
    for place in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        with suppress(codec.Unreadable):
            assert codec.record_from_json(bytes(flipped), sample, with_matches=True) == record, bytes(flipped)


def test_what_another_program_wrote_anew_counts_as_it_is() -> None:
    content = json.loads(sealed(codec.encode(CONTENT)))
    content["features"]["bpm"] = 120.0
    assert codec.decode(json.dumps(content).encode())["features"]["bpm"] == 120.0


def test_a_changed_number_is_refused_with_a_reason() -> None:
    data = sealed(codec.encode(CONTENT)).replace(b"93.0", b"39.0")
    with pytest.raises(codec.Unreadable, match="changed since it was written"):
        codec.decode(data)
