"""The job folder: everything a job knows, on disk, at any moment."""

import gzip
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sp404_gui.domain.errors import JobFolderDamaged, NotAJobFolder, UsageError
from sp404_gui.domain.job import Counts, Manifest
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.store import codec, layout
from sp404_gui.store.atomic import write_atomic, write_errors_named
from sp404_gui.store.journal import Journal, append_lines, whole_lines
from sp404_gui.store.lock import LOCK_NAME
from sp404_gui.store.migrations import migrated

_MAX_RESULT_BYTES = 16 << 20


class JobFolder:
    """One job on disk. Methods block: callers keep them off the event loop.

    Attributes:
        path: Absolute path of the folder.
        journal: The audit trail, log.jsonl.
    """

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)
        self.journal = Journal(self._at(layout.LOG))
        self._made: set[str] = set()

    @classmethod
    def create(cls, path: str, manifest: Manifest) -> "JobFolder":
        """Make a new job folder.

        Raises:
            UsageError: Something else is at that place.
        """
        if os.path.isdir(path) and set(os.listdir(path)) - {LOCK_NAME}:
            raise UsageError(f"{printable(path)} is not empty and is no job folder. Choose another folder with --cache-dir.")
        folder = cls(path)
        try:
            with write_errors_named(folder.path):
                os.makedirs(folder.path, mode=0o700, exist_ok=True)
                for name in (layout.CHECKPOINTS, layout.RESULTS, os.path.dirname(layout.ERRORS)):
                    os.makedirs(folder._at(name), mode=0o700, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"The job folder {printable(path)} cannot be made: {error.strerror}. Choose another with --cache-dir."
            ) from error
        folder.write_manifest(manifest)
        return folder

    @classmethod
    def open(cls, path: str) -> "JobFolder":
        """Take up an existing job folder.

        Raises:
            NotAJobFolder: There is none.
        """
        folder = cls(path)
        if not os.path.isdir(folder.path):
            raise NotAJobFolder(f"There is no folder {printable(path)}. Name the job folder that `process` printed.")
        if not any(os.path.exists(folder._at(name)) for name in (layout.MANIFEST, layout.SAMPLES)):
            raise NotAJobFolder(f"{printable(path)} is not a job folder: it holds no {layout.MANIFEST}.")
        return folder

    @staticmethod
    def exists(path: str) -> bool:
        """Whether a job folder is at that place."""
        return any(os.path.exists(os.path.join(path, name)) for name in (layout.MANIFEST, layout.SAMPLES))

    def read_manifest(self) -> Manifest:
        """The manifest.

        Raises:
            JobFolderDamaged: It is missing or cannot be understood.
            NewerSchema: A newer version wrote it.
        """
        try:
            return codec.manifest_from_dict(migrated(codec.decode(self._read(layout.MANIFEST)), self.path))
        except (OSError, codec.Unreadable) as error:
            raise self.damaged(layout.MANIFEST, error) from error

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest, durably."""
        write_atomic(self._at(layout.MANIFEST), codec.encode(codec.plain(manifest)))

    def append_samples(self, samples: Iterable[Sample]) -> None:
        """Add samples to samples.jsonl, durably, after whatever whole lines it holds."""
        rows = ({"id": s.id, **codec.path_fields(s.path), "size_bytes": s.size_bytes, "mtime_ns": s.mtime_ns} for s in samples)
        append_lines(self._at(layout.SAMPLES), (codec.encode(row) for row in rows))

    def read_samples(self, root: str) -> list[Sample]:
        """All samples in order; a last line that a crash cut short does not count.

        Raises:
            JobFolderDamaged: A line in the middle cannot be understood.
        """
        samples: list[Sample] = []
        try:
            for line in whole_lines(self._at(layout.SAMPLES)):
                samples.append(self._sample(codec.decode(line), root, len(samples) + 1))
        except FileNotFoundError:
            return []
        except (OSError, codec.Unreadable) as error:
            raise self.damaged(f"{layout.SAMPLES}, line {len(samples) + 1}", error) from error
        return samples

    @staticmethod
    def _sample(row: Any, root: str, number: int) -> Sample:
        if not isinstance(row, dict) or row.get("id") != layout.sample_id(number):
            raise codec.Unreadable(f"it should describe {layout.sample_id(number)}")
        size, changed = row.get("size_bytes"), row.get("mtime_ns")
        if type(size) is not int or type(changed) is not int:
            raise codec.Unreadable("size_bytes and mtime_ns must be whole numbers")
        return Sample(layout.sample_id(number), root, codec.path_of(row), size, changed)

    def write_result(self, record: SampleRecord, *, compress: bool = False, keep_matches: bool = False) -> None:
        """Replace a sample's result.

        Args:
            record: The whole record.
            compress: Whether to gzip it.
            keep_matches: Whether matches that are on disk stay, when the record has none: a job does not hold them in memory.
        """
        row = codec.record_to_dict(record)
        if keep_matches and record.matches is None:
            row["matches"] = self._matches_on_disk(record.sample)
        data = codec.encode(row)
        path = self._at(layout.result_path(record.id))
        self._make_folder(os.path.dirname(path))
        if compress:
            write_atomic(path + ".gz", gzip.compress(data, 6, mtime=0), durable=False)
            with suppress(FileNotFoundError):
                os.unlink(path)
        else:
            write_atomic(path, data, durable=False)

    def _matches_on_disk(self, sample: Sample) -> list[Any]:
        with suppress(OSError, codec.Unreadable):
            found = codec.decode(self.read_result(sample.id)).get("matches")
            if isinstance(found, list):
                return found
        return []

    def read_result(self, identifier: str) -> bytes:
        """The JSON bytes of a sample's result.

        Raises:
            OSError: It is not there or cannot be read.
            Unreadable: It is compressed, and damaged.
        """
        relative = layout.result_path(identifier)
        try:
            return self._read(relative)
        except FileNotFoundError:
            return self._read_compressed(relative + ".gz")

    def _read_compressed(self, relative: str) -> bytes:
        try:
            with gzip.open(self._at(relative)) as stream:
                return stream.read(_MAX_RESULT_BYTES)
        except (EOFError, gzip.BadGzipFile) as error:
            raise codec.Unreadable(str(error)) from error

    def write_checkpoint(self, number: int, records: Sequence[SampleRecord], counts: Counts, at: str) -> None:
        """Write the nth resume point, durably: the records that changed since the one before, without their matches."""
        rows = [codec.record_to_dict(replace(r, matches=None)) for r in records]
        content = {"schema": layout.SCHEMA, "number": number, "at": at, "counts": codec.plain(counts), "records": rows}
        write_atomic(self._at(layout.checkpoint_path(number)), codec.encode(content))

    def checkpoint_numbers(self) -> list[int]:
        """Numbers of the checkpoints that are there, ascending."""
        try:
            names = os.listdir(self._at(layout.CHECKPOINTS))
        except FileNotFoundError:
            return []
        return sorted(n for name in names if (n := layout.checkpoint_number(name)) is not None)

    def read_checkpoint(self, number: int) -> list[dict[str, Any]]:
        """The rows of a checkpoint.

        Raises:
            JobFolderDamaged: It cannot be understood.
        """
        relative = layout.checkpoint_path(number)
        try:
            content = codec.decode(self._read(relative))
            rows = content["records"]
            return [row for row in rows if isinstance(row, dict)]
        except (OSError, codec.Unreadable, KeyError, TypeError) as error:
            raise self.damaged(relative, error) from error

    def write_errors(self, errors: Iterable[tuple[SampleRecord | None, SampleError]]) -> None:
        """Replace the error log: every failure, of a sample or of the job itself."""
        rows = [({"id": r.id, **codec.path_fields(r.path)} if r else {}) | codec.plain(e) for r, e in errors]
        self._make_folder(os.path.dirname(self._at(layout.ERRORS)))
        write_atomic(self._at(layout.ERRORS), codec.encode(rows))

    def damaged(self, what: str, error: Exception) -> JobFolderDamaged:
        """The error that names a damaged file and the way out."""
        why = "it is missing" if isinstance(error, FileNotFoundError) else str(error)
        return JobFolderDamaged(
            f"{what} of the job {printable(self.path)} cannot be used: {why}. "
            f"Run `sp404-batch rebuild {printable(self.path)}` to repair it from what is there."
        )

    def files(self) -> Iterator[str]:
        """Paths of all result files, relative to the folder."""
        for folder, _, names in os.walk(self._at(layout.RESULTS)):
            yield from (os.path.relpath(os.path.join(folder, name), self.path) for name in sorted(names))

    def _at(self, relative: str) -> str:
        return os.path.join(self.path, relative)

    def _read(self, relative: str) -> bytes:
        with open(self._at(relative), "rb") as stream:
            return stream.read()

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            with write_errors_named(path):
                os.makedirs(path, mode=0o700, exist_ok=True)
            self._made.add(path)
