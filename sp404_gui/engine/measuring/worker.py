"""What runs inside a worker process: one file in, one measurement, clip or file for the sampler out."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy, for the parent: its workers need the cores, and have been told

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING, TypeVar

from sp404_gui.domain.clip import Clip
from sp404_gui.domain.errors import SkippableError, SourceUnavailable, Sp404Error, TooLarge
from sp404_gui.domain.features import Measurement
from sp404_gui.library.chunks import chunk_hints
from sp404_gui.library.identity import content_hash as hashed
from sp404_gui.library.identity import open_regular, require_size
from sp404_gui.store.atomic import write_errors_named
from sp404_gui.store.fresh import fresh_file

if TYPE_CHECKING:  # a tenth of what a worker loads, and most convert nothing
    from sp404_gui.domain.card import Converted, Recipe

_NICE = 15
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An expected error, in a form that crosses processes."""

    error: type[Sp404Error]
    message: str


def prepare(address_space_bytes: int, niceness: int = _NICE) -> None:
    """Set up a fresh worker: bounded memory, polite priority, an end when the parent is gone, and no ear for the terminal's Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence_decoders()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform != "win32":
        _be_modest(address_space_bytes, niceness)


def measure_file(file: str, content_hash: str, max_bytes: int) -> Measurement | Refusal:
    """Measure one file.

    Args:
        file: Absolute path, undecodable bytes as surrogates.
        content_hash: BLAKE3 of its bytes, already known.
        max_bytes: Larger files are refused.
    """
    return _about(file, lambda descriptor: _measured(descriptor, content_hash, max_bytes))


def clip_file(file: str, content_hash: str, max_bytes: int) -> Clip | Refusal:
    """Make the clip of one file; arguments as for `measure_file`."""
    return _about(file, lambda descriptor: _clip(descriptor, content_hash, max_bytes))


def convert_file(file: str, content_hash: str, max_bytes: int, recipe: "Recipe", target: str | None) -> "Converted | Refusal":
    """Convert one file for the sampler.

    Args:
        file: As for `measure_file`.
        content_hash: As for `measure_file`.
        max_bytes: As for `measure_file`.
        recipe: What is done to it.
        target: Where it is written: a file of our own, which is made anew and is on the disk when this returns; None only works out what
            would be.
    """
    return _about(file, lambda descriptor: _converted(descriptor, content_hash, max_bytes, recipe, target))


def _about(file: str, work: Callable[[int], _Result]) -> _Result | Refusal:
    try:
        descriptor = open_regular(file)
        try:
            return work(descriptor)
        finally:
            os.close(descriptor)
    except Sp404Error as error:
        return Refusal(type(error), str(error))
    except MemoryError:
        return Refusal(TooLarge, "It needs more memory than one sample may use.")
    except Exception as error:  # noqa: BLE001 - the worker's border: a decoder may raise anything over a broken file
        return Refusal(SkippableError, f"It could not be measured ({type(error).__name__}).")


def _measured(descriptor: int, content_hash: str, max_bytes: int) -> Measurement:
    from sp404_gui.audio.decode import DecodeLimits  # noqa: PLC0415 - the parent hands this function over, and stays light
    from sp404_gui.audio.extract import measure  # noqa: PLC0415 - as above

    size = require_size(descriptor, max_bytes)
    hints = chunk_hints(descriptor)
    os.lseek(descriptor, 0, os.SEEK_SET)
    features = measure(descriptor, DecodeLimits())
    _require_content(descriptor, content_hash)
    return Measurement(features=replace(features, content_hash=content_hash, file_size_bytes=size), chunk_hints=hints)


def _clip(descriptor: int, content_hash: str, max_bytes: int) -> Clip:
    from sp404_gui.audio.clip import clip_of  # noqa: PLC0415 - as above

    require_size(descriptor, max_bytes)
    clip = clip_of(descriptor)
    _require_content(descriptor, content_hash)
    return clip


def _converted(descriptor: int, content_hash: str, max_bytes: int, recipe: "Recipe", target: str | None) -> "Converted":
    from sp404_gui.audio.convert import convert  # noqa: PLC0415 - as above

    require_size(descriptor, max_bytes)
    _require_content(descriptor, content_hash)
    seed = bytes.fromhex(content_hash)
    if target is None:
        return convert(descriptor, recipe, seed, None)
    with write_errors_named(target), fresh_file(target) as stream:
        return convert(descriptor, recipe, seed, stream)


def _require_content(descriptor: int, content_hash: str) -> None:
    """The cache must never hold results of another content."""
    if hashed(descriptor) != content_hash:
        raise SourceUnavailable("It changed while it was read. Resume when it rests.")


if sys.platform != "win32":

    def _be_modest(address_space_bytes: int, niceness: int) -> None:
        import resource  # noqa: PLC0415 - not on Windows

        with suppress(OSError):
            os.nice(niceness)
        with suppress(OSError, ValueError):  # macOS has the limit, and does not always take it
            resource.setrlimit(resource.RLIMIT_AS, (address_space_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _silence_decoders() -> None:
    """Decoders print their opinion of broken files straight to the terminal: they get none."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
