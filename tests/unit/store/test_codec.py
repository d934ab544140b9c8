import math
import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.store import codec
from sp404_gui.store.codec import Unreadable
from tests.unit.store import story

SAMPLE = story.samples()[2]
RECORD = story.matched(story.edited(story.described(story.measured(SAMPLE))))


def row() -> dict[str, Any]:
    found: dict[str, Any] = codec.decode(codec.encode(codec.record_to_dict(RECORD)))
    return found


def test_a_record_comes_back_and_unknown_fields_are_passed_over() -> None:
    known = row()
    assert codec.record_from_dict(known, SAMPLE) == RECORD
    known["wonder"], known["features"]["sparkle"] = 1, {"of": "tomorrow"}
    assert codec.record_from_dict(known, SAMPLE) == RECORD


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("duration_s", "1.5"),
        ("duration_s", "nan"),
        ("duration_s", None),
        ("duration_s", True),
        ("channels", 2.5),
        ("is_silent", 1),
        ("is_silent", "yes"),
        ("kind", "riff"),
        ("format", 7),
        ("onsets_s", 3),
        ("onsets_s", ["1"]),
        ("unmeasured", {"bpm": 1}),
    ],
)
def test_a_value_of_another_kind_is_refused_and_named(field: str, value: object) -> None:
    edited = row()
    edited["features"][field] = value
    with pytest.raises(Unreadable, match=rf"features\.{field}"):
        codec.record_from_dict(edited, SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        b"NaN",
        b"[Infinity]",
        b"1e999",
        b'{"a": [-1e999]}',
        b'{"a": {"b": ' + b"9" * 400 + b"}}",
        b"[" * 10_000,
        b'"\xff"',
        b'"\\ud800"',
        b"",
        b"{} {}",
    ],
)
def test_what_is_no_finite_json_is_refused(text: bytes) -> None:
    with pytest.raises(Unreadable):
        codec.decode(text)


def test_both_ways_of_writing_a_record_are_one() -> None:
    odd = replace(RECORD, extra={"own": [math.nan, {"text": "caf\udce9", "number": math.inf}]}, user=UserEdits(note="caf\udce9"))
    for record in (RECORD, odd, replace(RECORD, extra=odd.extra), SampleRecord(sample=SAMPLE), replace(RECORD, extra={"a": math.nan})):
        assert codec.decode(codec.encode_record(record)) == codec.decode(codec.encode(codec.record_to_dict(record)))


CHANGES = (
    (b"", b""),
    (b'"path":', b'"wonder":{"of":"tomorrow"},"path":'),
    (b'"id":"sample_000003"', b'"id":"sample_000004"'),
    (b'"duration_s":0.5', b'"duration_s":1e999'),
    (b'"duration_s":0.5', b'"duration_s": 1E+4000'),
    (b'"duration_s":0.5', b'"duration_s":' + b"9" * 400),
    (b'"duration_s":0.5', b'"duration_s":NaN'),
    (b'"duration_s":0.5', b'"duration_s":-Infinity'),
    (b'"duration_s":0.5', b'"duration_s":"0.5"'),
    (b'"dusty"', b'"Infinity 1e999"'),
    (b'"extra":{}', b'"extra":{"own":[1e999]}'),
    (b'"extra":{}', b'"extra":{"own":[12e100, "7e999"]}'),
    (b'"score":0.5', b'"score":"much"'),
    (b'"status":"done"', b'"status":"failed"'),
    (b"}", b""),
)


@pytest.mark.parametrize("with_matches", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_both_ways_of_reading_a_record_are_one(change: tuple[bytes, bytes], *, with_matches: bool) -> None:
    data = codec.encode_record(RECORD).replace(*change, 1)
    assert not change[0] or data != codec.encode_record(RECORD)

    def by_row() -> SampleRecord:
        known = codec.decode(data)
        return codec.record_from_dict(known if with_matches else {k: v for k, v in known.items() if k != "matches"}, SAMPLE)

    try:
        expected: SampleRecord | None = by_row()
    except Unreadable:
        expected = None
    if expected is None:
        with pytest.raises(Unreadable):
            codec.record_from_json(data, SAMPLE, with_matches=with_matches)
    else:
        assert codec.record_from_json(data, SAMPLE, with_matches=with_matches) == expected


def test_text_that_looks_like_a_large_number_is_text() -> None:
    assert codec.decode(b'{"note": "1e999", "size": 1e300}') == {"note": "1e999", "size": 1e300}


def test_what_is_not_a_number_is_written_as_absent() -> None:
    assert codec.decode(codec.encode({"a": math.nan, "b": [math.inf], "c": "caf\udce9"})) == {"a": None, "b": [None], "c": "caf?"}


def test_rows_that_would_break_a_job_are_refused() -> None:
    changes: dict[str, Any]
    for changes in ({"id": "sample_000009"}, {"status": "failed"}, {"status": "finished"}, {"errors": [{}]}, {"user": {"rating": "5"}}):
        with pytest.raises(Unreadable):
            codec.record_from_dict({**row(), **changes}, SAMPLE)
    other: Any
    for other in ([], None, "row"):
        with pytest.raises(Unreadable):
            codec.record_from_dict(other, SAMPLE)


@given(st.binary(min_size=1, max_size=40).filter(lambda name: b"\0" not in name))
@pytest.mark.skipif(os.name == "nt", reason="there, names are no bytes")
def test_any_file_name_comes_back_byte_for_byte(name: bytes) -> None:
    path = os.fsdecode(name)
    line = codec.encode(codec.path_fields(path))
    assert b"\n" not in line
    assert os.fsencode(codec.path_of(codec.decode(line))) == name


def test_a_path_that_is_none_is_refused() -> None:
    nothing: dict[str, Any]
    for nothing in ({}, {"path": ""}, {"path": 7}, {"path": "a\0b"}, {"path_bytes": "é"}, {"path_bytes": 7}, {"path_bytes": ""}):
        with pytest.raises(Unreadable):
            codec.path_of(nothing)


def test_a_manifest_keeps_places_that_are_not_utf_8() -> None:
    manifest = replace(story.manifest(), folders=(story.ROOT, "/plain", os.fsdecode(b"/\xff\xfe")))
    for value in (manifest, replace(manifest, root="/plain", folders=("/plain",))):
        assert codec.manifest_from_dict(codec.decode(codec.encode(codec.manifest_to_dict(value)))) == value
    facts = codec.decode(codec.encode({"event": "started", "at": story.NOW, "total": 7, **codec.job_facts(manifest)}))
    assert codec.manifest_from_facts(facts) == manifest
    damaged: dict[str, Any]
    for damaged in ({"raw_places": 7}, {"raw_places": []}, {"raw_places": ["x"]}, {"root": None}, {"options": {"batch_size": "5"}}):
        with pytest.raises(Unreadable):
            codec.manifest_from_dict({**codec.manifest_to_dict(manifest), **damaged})
