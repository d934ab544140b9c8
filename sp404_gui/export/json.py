"""The whole job as one JSON object, written while it is read."""

from typing import IO

from sp404_gui.export.jsonl import to_line
from sp404_gui.export.source import ExportJob

SCHEMA = 1


def write_json(job: ExportJob, stream: IO[str], folder: str | None = None) -> None:  # noqa: ARG001 - all writers are called alike
    """Write `{"schema", "job", "stats", "samples"}`, one sample a line."""
    stream.write(f'{{"schema": {SCHEMA},\n"job": {to_line(job.job)},\n"stats": {to_line(job.stats)},\n"samples": [')
    separator = "\n"
    for sample in job.samples():
        stream.write(separator + to_line(sample))
        separator = ",\n"
    stream.write("\n]}\n")
