"""What an export is made of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportJob:
    """A job to be exported, made of JSON's own kinds; its samples are read as they are written.

    Attributes:
        job: Name, root, status, strategy, created_at and the like.
        stats: Counts and totals.
        samples: Starts a new reading of the samples, in order: id, path (valid text), path_bytes (base64, where the name is not UTF-8),
            status, skip_reason, features, vibe, groove, matches, user, errors. What was not measured is absent.
        root: Absolute folder that the paths are relative to, as the operating system names it.
        left_out: How many samples are not in it, because the user took them out of the collection; the stats count them.
    """

    job: JsonObject
    stats: JsonObject
    samples: Callable[[], Iterator[JsonObject]]
    root: str
    left_out: int = 0
