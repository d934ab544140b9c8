"""Maps that were drawn before, one small file a collection in the cache folder: what is lost is drawn again."""

import hashlib
import json
import logging
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sp404_gui.domain.errors import FatalError
from sp404_gui.store.atomic import write_atomic

_LOG = logging.getLogger(__name__)
_VERSION = 1
_DIGITS = 3
Place = tuple[str, float, float]
"""The sample's embedding in short, and where it lies."""


@dataclass(frozen=True, slots=True)
class KeptMap:
    """A map.

    Attributes:
        laid: How many samples there were when all of them were laid out together.
        places: By sample id.
    """

    laid: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)


def map_file(maps_dir: str, place: str) -> str:
    """Where the map of the collection in a job folder is kept."""
    name = hashlib.blake2b(os.fsencode(os.path.abspath(place)), digest_size=12).hexdigest()
    return os.path.join(maps_dir, f"{name}.json")


def short(embedding: str) -> str:
    """What tells one embedding from another."""
    return hashlib.blake2b(embedding.encode("utf-8", "replace"), digest_size=6).hexdigest()


def read_map(file: str) -> KeptMap:
    """The map in a file; an empty one where there is none, or where it cannot be understood. Blocks."""
    try:
        with open(file, "rb") as stream:
            content = json.load(stream)
        if content["version"] != _VERSION:
            return KeptMap()
        places = {str(i): (str(of), float(x), float(y)) for i, (of, x, y) in content["places"].items()}
        return KeptMap(int(content["laid"]), {i: place for i, place in places.items() if abs(place[1]) + abs(place[2]) < float("inf")})
    except FileNotFoundError:
        return KeptMap()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        _LOG.warning("The map in %s cannot be used: %s", file, error)
        return KeptMap()


def write_map(file: str, laid: int, places: Sequence[tuple[str, Place]]) -> None:
    """Keep a map. Blocks; a disk that takes nothing more costs the map alone."""
    rows = {i: [of, round(x, _DIGITS), round(y, _DIGITS)] for i, (of, x, y) in places}
    text = json.dumps({"version": _VERSION, "laid": laid, "places": rows}, separators=(",", ":"))
    with suppress(OSError, FatalError):
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        write_atomic(file, text.encode("utf-8", "replace"))
