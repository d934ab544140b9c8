"""Bringing manifests of older schemas up to date, and refusing newer ones."""

from typing import Any

from sp404_gui.domain.errors import NewerSchema
from sp404_gui.domain.text import printable
from sp404_gui.store.codec import Unreadable
from sp404_gui.store.layout import SCHEMA


def migrated(row: Any, folder: str) -> Any:
    """A manifest's JSON object in the current schema.

    Raises:
        NewerSchema: A newer version of the program wrote it.
        Unreadable: It is no manifest.
    """
    schema = row.get("schema") if isinstance(row, dict) else None
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise Unreadable("schema: it must be a whole number from 1")
    if schema > SCHEMA:
        raise NewerSchema(
            f"The job {printable(folder)} was written by a newer version (schema {schema}, this one knows {SCHEMA}). "
            "Update sp404-batch; the job is left as it is."
        )
    return row
