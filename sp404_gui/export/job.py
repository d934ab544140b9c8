"""A job folder as the source of an export: read as it is asked for, never held whole."""

from dataclasses import asdict
from typing import Any

from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.export.source import ExportJob
from sp404_gui.store.codec import Unreadable, decode, path_fields, plain, record_from_dict, record_to_dict
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.tally import as_it_is


def export_job(path: str) -> ExportJob:
    """The job in a folder; every sample is in it, finished or not.

    Raises:
        NotAJobFolder: There is none.
        FatalError: Its manifest or its list of samples cannot be used.
    """
    folder = JobFolder.open(path)
    manifest = as_it_is(folder, folder.read_manifest())
    samples = folder.samples_of(manifest)
    return ExportJob(
        job=_about(manifest),
        stats=asdict(manifest.counts),
        samples=lambda: (_row(folder, sample) for sample in samples),
        root=manifest.root,
    )


def _about(manifest: Manifest) -> dict[str, Any]:
    row: dict[str, Any] = plain(manifest)
    del row["counts"]
    return {**row, "root": path_fields(manifest.root)["path"], "folders": [path_fields(folder)["path"] for folder in manifest.folders]}


def _row(folder: JobFolder, sample: Sample) -> dict[str, Any]:
    try:
        row = decode(folder.read_result(sample.id))
        record_from_dict(row, sample)  # what somebody edited into another shape is not passed on
    except (OSError, Unreadable):
        return record_to_dict(SampleRecord(sample=sample))
    return {**row, **path_fields(sample.path)}
