"""Between the program's dataclasses and JSON. Every byte that is read passes a validator here."""

import base64
import binascii
import math
import sys
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from sp404_gui.domain.features import Measurement
from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.store.seal import is_broken

T = TypeVar("T")

MOST_BYTES = 64 << 20
"""Of one JSON value: more than any this program writes, and in memory it is many times as large."""

_PATH_ERRORS = sys.getfilesystemencodeerrors()
_SHAPES = bytes(0x30 if byte in b"0123456789" else 0x65 if byte in b"eE" else 0x2B if byte in b"+" else 0x20 for byte in range(256))
_LARGE = (b"0e000", b"0e+000", b"0" * 300)
_DIGITS = b"0123456789.-"
_LONGEST_NUMBER = 400
_BEFORE_A_NUMBER = frozenset(b"[:, \t\r\n")
_DOUBLE_BITS = 1024
_RECURSION, _TOO_DEEP = "recursion limit", "it is nested too deep"


class Unreadable(ValueError):
    """The bytes are no JSON of the expected shape; the message says where and why."""


def encode(value: object) -> bytes:
    """JSON bytes of anything made of dicts, lists, text and numbers; one line, no NaN, text forced to valid UTF-8.

    Args:
        value: What `plain` returns, or similar.
    """
    try:
        return to_json(value, inf_nan_mode="null")
    except ValueError:
        return to_json(_scrub(value), inf_nan_mode="null")


def decode(data: bytes) -> Any:
    """The value of JSON bytes.

    Raises:
        Unreadable: Not JSON, changed since it was sealed, nested too deep, too large, or with NaN, infinity or a number that is too large.
    """
    check_size(len(data))
    if is_broken(data):
        raise Unreadable("it was changed since it was written")
    try:
        value = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise Unreadable(_TOO_DEEP if _RECURSION in str(error) else str(error)) from error
    if _has_large_number(data) and _overflows(value):  # 1e999 passes as infinity
        raise Unreadable("a number is too large")
    return value


def check_size(size: int) -> None:
    """See to it that one value of so many bytes can be taken into memory.

    Raises:
        Unreadable: It is too large to be one of this program's.
    """
    if size > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES >> 20} MB")


def plain(value: Any) -> Any:
    """A dataclass as a dict of JSON's own kinds, without the fields that are None."""
    return _adapter(type(value)).dump_python(value, mode="json", exclude_none=True, warnings=False)


def path_fields(path: str) -> dict[str, str]:
    """A path for JSON: readable, and with its raw bytes beside it where those are not UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", _PATH_ERRORS)
        return {"path": raw.decode("utf-8", "replace"), "path_bytes": base64.b64encode(raw).decode("ascii")}
    return {"path": path}


def path_of(row: Mapping[str, Any]) -> str:
    """The lossless path of a JSON row that `path_fields` wrote.

    Raises:
        Unreadable: There is no path.
    """
    path = _raw_path(row["path_bytes"]) if "path_bytes" in row else row.get("path")
    if not isinstance(path, str) or not path or "\0" in path:
        raise Unreadable("path is missing")
    return path


def _raw_path(text: object) -> str:
    try:
        return base64.b64decode(cast("str", text), validate=True).decode("utf-8", _PATH_ERRORS)
    except (binascii.Error, TypeError, ValueError) as error:
        raise Unreadable(f"path_bytes is not base64: {error}") from error


def record_to_dict(record: SampleRecord) -> dict[str, Any]:
    """The JSON object of a sample, as results and exports have it."""
    content = _adapter(SampleRecord).dump_python(record, mode="json", exclude=_LEFT_OUT, exclude_none=True, warnings=False)
    return {"id": record.id, **path_fields(record.path), **content}


def encode_record(record: SampleRecord) -> bytes:
    """The JSON bytes of what `record_to_dict` returns, three times as fast."""
    try:
        content = _adapter(SampleRecord).dump_json(record, exclude=_LEFT_OUT, exclude_none=True, warnings=False)
    except ValueError:  # text that is not valid: the slow way mends it
        return encode(record_to_dict(record))
    return encode({"id": record.id, **path_fields(record.path)})[:-1] + b"," + content[1:]


def record_from_dict(row: Mapping[str, Any], sample: Sample) -> SampleRecord:
    """The record that `record_to_dict` wrote for this sample; fields that this version does not know are passed over.

    Raises:
        Unreadable: A field is missing or of another shape, or the row speaks of another sample.
    """
    if not isinstance(row, dict) or row.get("id") != sample.id:
        raise Unreadable(f"it is not the result of {sample.id}")
    known = {name: row[name] for name in _RECORD_FIELDS if name in row}
    return _failed_for_a_reason(replace(_validate(SampleRecord, {"sample": _ANY_SAMPLE, **known}), sample=sample))


def _failed_for_a_reason(record: SampleRecord) -> SampleRecord:
    if record.status is SampleStatus.FAILED and not record.errors:
        raise Unreadable("it failed, but no error says why")
    return record


def record_from_json(data: bytes, sample: Sample, *, with_matches: bool) -> SampleRecord:
    """The record in the bytes that `encode_record` wrote for this sample, twice as fast as by way of its row.

    Args:
        data: The content of a result.
        sample: The sample.
        with_matches: Whether the matches are wanted.

    Raises:
        Unreadable: As `decode` and `record_from_dict`.
    """
    own = data.startswith(b'{"id":"%s","path":' % sample.id.encode())
    if own and not (is_broken(data) or b"NaN" in data or b"Infinity" in data or _has_large_number(data)):
        with suppress(Unreadable):
            record = _validate_json(SampleRecord, _ANY_SAMPLE_JSON + data[1:])
            return _failed_for_a_reason(replace(record, sample=sample, matches=record.matches if with_matches else None))
    row = decode(data)
    if isinstance(row, dict) and not with_matches:
        row.pop("matches", None)
    return record_from_dict(row, sample)


def manifest_to_dict(manifest: Manifest) -> dict[str, Any]:
    """The JSON object of a manifest, its paths lossless."""
    return {**plain(manifest), **_places(manifest)}


def manifest_from_dict(row: Mapping[str, Any]) -> Manifest:
    """The manifest that `manifest_to_dict` wrote; one that names no folders is about its root.

    Raises:
        Unreadable: A field is missing or of another shape.
    """
    manifest = _validate(Manifest, row)
    if "raw_places" in row:
        try:
            root, *folders = map(path_of, row["raw_places"])
        except (TypeError, ValueError, AttributeError) as error:
            raise Unreadable(f"raw_places: {error}") from error
        manifest = replace(manifest, root=root, folders=tuple(folders))
    return manifest if manifest.folders or not manifest.root else replace(manifest, folders=(manifest.root,))


def job_facts(manifest: Manifest) -> dict[str, Any]:
    """What cannot be found again if the manifest is lost, for the audit trail; `manifest_from_facts` reads it."""
    known = plain(manifest)
    return {name: known[name] for name in ("schema", "name", "created_at", "program", "options")} | _places(manifest)


def manifest_from_facts(facts: Mapping[str, Any]) -> Manifest:
    """A manifest with what `job_facts` noted, and everything else as in a new job.

    Raises:
        Unreadable: A fact is missing or of another shape.
    """
    return manifest_from_dict({"updated_at": facts.get("created_at"), **{k: v for k, v in facts.items() if k in _FACTS}})


def _places(manifest: Manifest) -> dict[str, Any]:
    places = [path_fields(path) for path in (manifest.root, *manifest.folders)]
    readable = [place["path"] for place in places]
    raw = {"raw_places": places} if any("path_bytes" in place for place in places) else {}
    return {"root": readable[0], "folders": readable[1:], **raw}


def measurement_from_json(data: bytes) -> Measurement:
    """A cached measurement.

    Raises:
        Unreadable: Not what this version writes.
    """
    return _validate(Measurement, decode(data))


def value_from_dict(kind: type, row: Any) -> Any:
    """A dataclass of the given kind.

    Raises:
        Unreadable: A field is missing or of another shape.
    """
    return _validate(kind, row)


_LEFT_OUT = {"sample"}
_RECORD_FIELDS = tuple(f.name for f in fields(SampleRecord) if f.name != "sample")
_FACTS = frozenset({"schema", "name", "created_at", "program", "options", "root", "folders", "raw_places"})
_ANY_SAMPLE = {"id": "", "root": "", "path": "", "size_bytes": 0, "mtime_ns": 0}
_ANY_SAMPLE_JSON = to_json({"sample": _ANY_SAMPLE})[:-1] + b","


def _adapter(kind: type) -> TypeAdapter[Any]:
    return _made_adapter(cast("Hashable", kind))


@cache
def _made_adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _validate(kind: type[T], value: object) -> T:
    try:
        data = to_json(value)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    return _validate_json(kind, data)


def _validate_json(kind: type[T], data: bytes) -> T:
    """Strict as JSON is read: "1.5" is no number, 1 is no truth, and "nan" nothing at all."""
    try:
        return cast("T", _adapter(kind).validate_json(data, strict=True))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_first_problem(error)) from error


def _first_problem(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(p) for p in first['loc'])}: {first['msg']}"


def _has_large_number(data: bytes) -> bool:
    """Whether it may hold one; hashes hold such digits, too, but inside quotes."""
    shapes = data.translate(_SHAPES)
    for shape in _LARGE:
        at = shapes.find(shape)
        while at >= 0:
            before = data[max(0, at - _LONGEST_NUMBER) : at].rstrip(_DIGITS)
            if not before or before[-1] in _BEFORE_A_NUMBER:
                return True
            at = shapes.find(shape, at + len(shape))
    return False


def _overflows(value: Any) -> bool:
    if isinstance(value, float):
        return math.isinf(value)
    if isinstance(value, int):
        return value.bit_length() > _DOUBLE_BITS
    if isinstance(value, (dict, list)):
        return any(map(_overflows, value.values() if isinstance(value, dict) else value))
    return False


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {_scrub(k): _scrub(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scrub(v) for v in value]
    return value
