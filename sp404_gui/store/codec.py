"""Between the program's dataclasses and JSON. Every byte that is read passes a validator here."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from sp404_gui.domain.features import Measurement
from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import Sample, SampleRecord


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
        Unreadable: Not JSON, nested too deep, or with NaN or infinity.
    """
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise Unreadable(str(error)) from error


def plain(value: Any) -> Any:
    """A dataclass as a dict of JSON's own kinds, without the fields that are None."""
    return _adapter(type(value)).dump_python(value, mode="json", exclude_none=True, warnings=False)


def path_fields(path: str) -> dict[str, str]:
    """A path for JSON: readable, and with its raw bytes beside it where those are not UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogateescape")
        return {"path": raw.decode("utf-8", "replace"), "path_bytes": base64.b64encode(raw).decode("ascii")}
    return {"path": path}


def path_of(row: Mapping[str, Any]) -> str:
    """The lossless path of a JSON row that `path_fields` wrote.

    Raises:
        Unreadable: There is no path.
    """
    if "path_bytes" in row:
        try:
            return base64.b64decode(row["path_bytes"], validate=True).decode("utf-8", "surrogateescape")
        except (binascii.Error, TypeError, ValueError) as error:
            raise Unreadable(f"path_bytes is not base64: {error}") from error
    path = row.get("path")
    if not isinstance(path, str) or not path:
        raise Unreadable("path is missing")
    return path


def record_to_dict(record: SampleRecord) -> dict[str, Any]:
    """The JSON object of a sample, as results and exports have it."""
    content = _adapter(SampleRecord).dump_python(record, mode="json", exclude=_LEFT_OUT, exclude_none=True, warnings=False)
    return {"id": record.id, **path_fields(record.path), **content}


def record_from_dict(row: Mapping[str, Any], sample: Sample) -> SampleRecord:
    """The record that `record_to_dict` wrote for this sample.

    Raises:
        Unreadable: A field is missing or of another shape, or the row speaks of another sample.
    """
    if not isinstance(row, dict) or row.get("id") != sample.id:
        raise Unreadable(f"it is not the result of {sample.id}")
    known = {name: row[name] for name in _RECORD_FIELDS if name in row}
    return _validate(SampleRecord, {"sample": sample, **known})


def manifest_from_dict(row: Mapping[str, Any]) -> Manifest:
    """The manifest of a job.

    Raises:
        Unreadable: A field is missing or of another shape.
    """
    return _validate(Manifest, row)


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


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _validate(kind: type, value: object) -> Any:
    try:
        return _adapter(kind).validate_python(value)
    except (ValidationError, RecursionError) as error:
        raise Unreadable(_first_problem(error)) from error


def _first_problem(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(p) for p in first['loc'])}: {first['msg']}"


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {_scrub(k): _scrub(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scrub(v) for v in value]
    return value
