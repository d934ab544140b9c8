"""What the user says of samples, kept in the audit trail: the last word on a sample counts, whatever its result says."""

from collections.abc import Iterable, Mapping
from typing import Any

from sp404_gui.domain.sample import UserEdits
from sp404_gui.store.codec import Unreadable, plain, value_from_dict
from sp404_gui.store.journal import Journal

EDITED = "edited"


def write_edits(journal: Journal, edits: Mapping[str, UserEdits], at: str) -> None:
    """Note edits, durably. Blocks.

    Args:
        journal: The job's audit trail.
        edits: By sample id; what the user says now, not what has changed.
        at: When, ISO 8601.

    Raises:
        DiskFull: The disk takes no more.
    """
    journal.write(EDITED, at, durable=True, edits={identifier: plain(said) for identifier, said in edits.items()})


def read_edits(journal: Journal) -> dict[str, UserEdits]:
    """The last edits of each sample that has any, by id. Blocks."""
    return edits_in(journal.entries(EDITED))


def edits_in(entries: Iterable[Mapping[str, Any]]) -> dict[str, UserEdits]:
    """The same from entries of the audit trail, oldest first; what cannot be understood is passed over."""
    last: dict[str, Any] = {}
    for entry in entries:
        if entry.get("event") == EDITED and isinstance(entry.get("edits"), dict):
            last.update(entry["edits"])
    return {identifier: edits for identifier, row in last.items() if (edits := _edits(row)) is not None}


def _edits(row: object) -> UserEdits | None:
    try:
        edits: UserEdits = value_from_dict(UserEdits, row)
    except Unreadable:
        return None
    return edits
