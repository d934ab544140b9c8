"""Whatever JSON objects a model's text holds: fenced, chatty, cut off or nested wrongly."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

_MAX_CHARS = 256 * 1024
_MAX_FAILED_STARTS = 500
_MAX_READ_IN_VAIN = 8 * _MAX_CHARS
"""Characters: each bracket that is never closed costs a reading to the end of the text."""
_START = re.compile(r"[{\[]")


def item_objects(content: str) -> list[dict[str, Any]]:
    """Return the sample objects of an answer in their order, each with a text `id`.

    Accepts `{"samples": […]}`, a bare array, a single object, objects keyed by id, any of these inside prose or a code fence, and the whole
    objects of an answer that was cut off. NaN, infinite and absurdly long numbers become None. Text after the first 256 Ki characters is
    not read.
    """
    text = content.rpartition("</think>")[2][:_MAX_CHARS]
    return [item for value in _values(text) for item in _items(value)]


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _short(digits: str) -> int | None:
    return int(digits) if len(digits) < 20 else None  # noqa: PLR2004 - as many digits as 64 bits hold


_DECODER = json.JSONDecoder(parse_float=_finite, parse_int=_short, parse_constant=lambda _: None, strict=False)


def _values(text: str) -> Iterator[Any]:
    """Every outermost JSON array or object; where one is broken, the whole ones inside it."""
    position, failed, in_vain = 0, 0, 0
    while failed < _MAX_FAILED_STARTS and in_vain < _MAX_READ_IN_VAIN and (start := _START.search(text, position)):
        try:
            value, position = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError) as error:
            position = start.end()
            failed += 1
            in_vain += (error.pos if isinstance(error, json.JSONDecodeError) else len(text)) - start.start()
        else:
            yield value


def _items(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [item for item in value if _has_id(item)]
    inner = value.get("samples")
    if isinstance(inner, list | dict) and (found := _items(inner)):
        return found
    if _has_id(value):
        return [value]
    lists = [part for part in value.values() if isinstance(part, list)]
    if lists:
        return [item for part in lists for item in part if _has_id(item)]
    return [{**part, "id": name} for name, part in value.items() if isinstance(part, dict)]


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)
