"""Names and places inside a job folder."""

import os
import re

SCHEMA = 1
MANIFEST = "manifest.json"
SAMPLES = "samples.jsonl"
LOG = "log.jsonl"
KITS = "kits.json"
CHECKPOINTS = "checkpoints"
RESULTS = "results"
ERRORS = os.path.join("errors", "error_log.json")

MATCHING = "compatibility"
"""The stage whose results, the matches, checkpoints leave out."""

_FILES = frozenset({MANIFEST, SAMPLES, LOG, KITS, ".lock"})
_FOLDERS = frozenset({CHECKPOINTS, RESULTS, os.path.dirname(ERRORS)})
_DEPTH = 3
_ID = re.compile(r"sample_(\d{6,9})\Z")
_CHECKPOINT = re.compile(r"checkpoint_(\d{4,9})\.json\Z")
_PER_FOLDER = 1000


def sample_id(number: int) -> str:
    """Id of the job's nth sample, counted from 1."""
    return f"sample_{number:06d}"


def sample_number(identifier: str) -> int | None:
    """The number in a sample's id, or None when it is no such id."""
    found = _ID.match(identifier)
    return int(found[1]) if found and sample_id(int(found[1])) == identifier else None


def result_path(identifier: str) -> str:
    """Where a sample's result stands, relative to the job folder: a thousand to a folder.

    Raises:
        ValueError: The id is not one of this program's.
    """
    number = sample_number(identifier)
    if number is None:
        raise ValueError(identifier)
    return os.path.join(RESULTS, f"{number // _PER_FOLDER:03d}", f"{identifier}.json")


def checkpoint_path(number: int) -> str:
    """Where the nth checkpoint stands, relative to the job folder."""
    return os.path.join(CHECKPOINTS, f"checkpoint_{number:04d}.json")


def checkpoint_number(name: str) -> int | None:
    """The number in a checkpoint's file name, or None when it is no checkpoint."""
    found = _CHECKPOINT.match(name)
    return int(found[1]) if found and os.path.basename(checkpoint_path(int(found[1]))) == name else None


def is_of_job(path: str) -> bool:
    """Whether a file is, or would be, one that a job keeps in its folder. Follows links."""
    place, inside = os.path.realpath(path), ""
    for _ in range(_DEPTH):
        place, name = os.path.split(place)
        inside = os.path.join(name, inside) if inside else name
        first = inside.partition(os.sep)[0]
        if (inside in _FILES or first in _FOLDERS - {inside}) and os.path.lexists(os.path.join(place, MANIFEST)):
            return True
    return False
