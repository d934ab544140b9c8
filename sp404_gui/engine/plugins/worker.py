"""What runs inside a plugin's process: its function over some records, its results as JSON, so that none of its code comes back."""

import asyncio
import inspect
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint
from typing import Any

from sp404_gui.domain.errors import SkippableError
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.engine.measuring.worker import Refusal

ERROR = "error"
"""Under this name a result says that the plugin failed for a sample, and how."""
_LONGEST = 300
_MOST_BYTES = 1 << 16


def try_out(target: str) -> str | Refusal:
    """Load a plugin's function; the name of its module.

    Args:
        target: As "package.module:function".
    """
    try:
        return str(_loaded(target).__module__)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the worker's border: a plugin may raise anything
        return Refusal(SkippableError, _said(error))


def run(target: str, records: Sequence[SampleRecord]) -> bytes | Refusal:
    """Let a plugin's function look at records.

    Args:
        target: As "package.module:function".
        records: What it is given.

    Returns:
        A JSON object: result by sample id.
    """
    try:
        return _run(_loaded(target), records)
    except MemoryError:
        return Refusal(SkippableError, "It needs more memory than it may use.")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as above
        return Refusal(SkippableError, _said(error))


def _run(function: Any, records: Sequence[SampleRecord]) -> bytes:
    from sp404_gui.store.codec import encode  # noqa: PLC0415 - the parent hands this function over, and stays light

    results = asyncio.run(function(records))
    if not isinstance(results, Mapping):
        raise TypeError(f"It returned a {type(results).__name__} instead of results by sample id.")
    return encode({record.id: _storable(results[record.id]) for record in records if results.get(record.id) is not None})


def _storable(value: object) -> object:
    """A result that JSON can hold, or what is wrong with it."""
    from sp404_gui.store.codec import encode  # noqa: PLC0415 - as above

    if isinstance(value, Exception):
        return {ERROR: _said(value)}
    try:
        size = len(encode(value))
    except (ValueError, TypeError):
        return {ERROR: f"Its result is of the type {type(value).__name__}: only dicts, lists, text and numbers can be kept."}
    return value if size <= _MOST_BYTES else {ERROR: f"Its result has {size:,} bytes, more than the {_MOST_BYTES:,} that one may have."}


def _loaded(target: str) -> Any:
    function = EntryPoint(name="", value=target, group="").load()
    if not inspect.iscoroutinefunction(function):
        raise TypeError(f"{target} is no async function")
    return function


def _said(error: BaseException) -> str:
    return printable(f"{type(error).__name__}: {error}"[:_LONGEST])
