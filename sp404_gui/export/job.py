"""A job folder as the source of an export: read as it is asked for, never held whole."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import Sample
from sp404_gui.export.source import ExportJob, JsonObject
from sp404_gui.store.codec import path_fields, plain
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.tally import Rows, as_it_is


def export_job(path: str) -> ExportJob:
    """The job in a folder; every sample is in it, finished or not, but those that the user took out of the collection.

    Raises:
        NotAJobFolder: There is none.
        FatalError: Its manifest or its list of samples cannot be used.
    """
    folder = JobFolder.open(path)
    manifest = folder.read_manifest()
    rows = Rows(folder, manifest)
    samples = folder.samples_of(manifest)
    now = as_it_is(folder, manifest)
    return ExportJob(
        job=_about(now), stats=asdict(now.counts), samples=lambda: _kept(rows, samples), root=manifest.root, left_out=len(rows.removed())
    )


def _kept(rows: Rows, samples: Iterable[Sample]) -> Iterator[JsonObject]:
    removed = rows.removed()
    for sample in samples:
        row = rows.of(sample)
        user = dict(row.get("user", {}))
        if not user.pop("removed", False):
            yield {**row, "user": user, **_matches(row, removed)}


def _matches(row: JsonObject, removed: set[str]) -> JsonObject:
    found = row.get("matches")
    return {"matches": [match for match in found if match["id"] not in removed]} if found else {}


def _about(manifest: Manifest) -> dict[str, Any]:
    row: dict[str, Any] = plain(manifest)
    del row["counts"]
    return {**row, "root": path_fields(manifest.root)["path"], "folders": [path_fields(folder)["path"] for folder in manifest.folders]}
