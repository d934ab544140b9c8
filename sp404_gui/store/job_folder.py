"""The job folder: everything a job knows, on disk, at any moment."""

import gzip
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sp404_gui.domain.errors import DiskFull, JobFolderDamaged, NotAJobFolder, UsageError
from sp404_gui.domain.job import Counts, Manifest
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.store import codec, layout
from sp404_gui.store.atomic import drop_unfinished, write_atomic, write_error, write_errors_named
from sp404_gui.store.bounds import first_outside
from sp404_gui.store.contents import checkpoint_rows, content_of, sample_line, sample_of, unpacked
from sp404_gui.store.files import damaged
from sp404_gui.store.folders import make_private
from sp404_gui.store.journal import Journal, append_lines, whole_lines
from sp404_gui.store.lock import LOCK_NAME
from sp404_gui.store.migrations import migrated
from sp404_gui.store.seal import sealed

_HARMLESS = frozenset({LOCK_NAME, f"{layout.MANIFEST}.tmp"})
"""What a crash before the first manifest leaves."""


class JobFolder:
    """One job on disk. Methods block: callers keep them off the event loop.

    Attributes:
        path: Absolute path of the folder.
        journal: The audit trail, log.jsonl.
    """

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)
        self.journal = Journal(self.at(layout.LOG))
        self._made: set[str] = set()

    @classmethod
    def create(cls, path: str, manifest: Manifest) -> "JobFolder":
        """Make a new job folder.

        Raises:
            UsageError: Something else is at that place, or none can be made there.
            DiskFull: The disk takes no more.
        """
        folder = cls(path)
        try:
            make_private(folder.path)
            others = set(os.listdir(folder.path)) - _HARMLESS
        except OSError as error:
            failure = write_error(error, folder.path)
            if isinstance(failure, DiskFull):
                raise failure from error
            sentence = f"The job folder {printable(path)} cannot be made: {error.strerror}. Choose another with --cache-dir."
            raise UsageError(sentence) from error
        if others:
            raise UsageError(f"{printable(path)} is not empty and is no job folder. Choose another folder with --cache-dir.")
        folder.write_manifest(manifest)
        folder.journal.write("created", manifest.created_at, durable=True, **codec.job_facts(manifest))
        for name in (layout.CHECKPOINTS, layout.RESULTS, os.path.dirname(layout.ERRORS)):
            folder._make_folder(folder.at(name))
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
        if not any(os.path.exists(folder.at(name)) for name in (layout.MANIFEST, layout.SAMPLES)):
            raise NotAJobFolder(f"{printable(path)} is not a job folder: it holds no {layout.MANIFEST}.")
        return folder

    @staticmethod
    def exists(path: str) -> bool:
        """Whether a job folder is at that place."""
        return any(os.path.exists(os.path.join(path, name)) for name in (layout.MANIFEST, layout.SAMPLES))

    @staticmethod
    def is_vacant(path: str) -> bool:
        """Whether nothing is at that place, or only what a crash before the first manifest left."""
        try:
            return _HARMLESS.issuperset(os.listdir(path))
        except OSError as error:
            return isinstance(error, FileNotFoundError)

    def read_manifest(self) -> Manifest:
        """The manifest.

        Raises:
            JobFolderDamaged: It is missing or cannot be understood.
            NewerSchema: A newer version wrote it.
        """
        try:
            return codec.manifest_from_dict(migrated(codec.decode(self.read(layout.MANIFEST)), self.path))
        except (OSError, codec.Unreadable) as error:
            raise self.damaged(layout.MANIFEST, error) from error

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest, durably."""
        write_atomic(self.at(layout.MANIFEST), sealed(codec.encode(codec.manifest_to_dict(manifest))))

    def append_samples(self, samples: Iterable[Sample]) -> None:
        """Add samples to samples.jsonl, durably, after whatever whole lines it holds."""
        append_lines(self.at(layout.SAMPLES), map(sample_line, samples))

    def samples_of(self, manifest: Manifest) -> list[Sample]:
        """All samples of a job.

        Raises:
            JobFolderDamaged: The list cannot be understood, is shorter than the manifest says, or names files that the job is not about.
        """
        root = manifest.root or self.path  # of a place that nobody knows any more: no path leads to where the program happens to stand
        samples = self.read_samples(root)
        if (stray := first_outside(samples, manifest.folders or (root,))) is not None:
            raise JobFolderDamaged(
                f"The job {printable(self.path)} names {printable(stray.file)}, which is in none of its folders. "
                f"It was changed by somebody, and nothing of it is opened. Make a new one of the folder with your samples."
            )
        if len(samples) < manifest.counts.total:
            error = codec.Unreadable(f"it lists {len(samples)} of {manifest.counts.total} samples")
            raise self.damaged(layout.SAMPLES, error)
        return samples

    def read_samples(self, root: str) -> list[Sample]:
        """All samples in order; a last line that a crash cut short does not count.

        Raises:
            JobFolderDamaged: A line in the middle cannot be understood.
        """
        samples: list[Sample] = []
        try:
            for line in whole_lines(self.at(layout.SAMPLES)):
                samples.append(sample_of(line, root, len(samples) + 1))
        except FileNotFoundError:
            return []
        except (OSError, codec.Unreadable) as error:
            raise self.damaged(f"{layout.SAMPLES}, line {len(samples) + 1}", error) from error
        return samples

    def write_result(self, record: SampleRecord, *, compress: bool = False, keep_matches: bool = False, durable: bool = False) -> None:
        """Replace a sample's result.

        Args:
            record: The whole record.
            compress: Whether to gzip it.
            keep_matches: Whether matches that are on disk stay, when the record has none: a job does not hold them in memory.
            durable: Whether it must survive a power cut when this returns; else a checkpoint sees to that.
        """
        if keep_matches and record.matches is None:
            data = codec.encode({**codec.record_to_dict(record), "matches": self._matches_on_disk(record.sample)})
        else:
            data = codec.encode_record(record)
        data = sealed(data)
        path = self.at(layout.result_path(record.id))
        self._make_folder(os.path.dirname(path))
        packed = path + ".gz"
        if not compress or os.path.exists(path):  # the plain form is read first: a crash between the two must not leave an older one
            write_atomic(path, data, durable=durable)
        if compress:
            write_atomic(packed, gzip.compress(data, 6, mtime=0), durable=durable)
        with write_errors_named(path), suppress(FileNotFoundError):
            os.unlink(path if compress else packed)

    def _matches_on_disk(self, sample: Sample) -> list[Any]:
        with suppress(OSError, codec.Unreadable):
            row = codec.decode(self.read_result(sample.id))
            if isinstance(row, dict) and isinstance(found := row.get("matches"), list):
                return found
        return []

    def read_result(self, identifier: str) -> bytes:
        """The JSON bytes of a sample's result.

        Raises:
            OSError: It is not there or cannot be read.
            Unreadable: It is compressed, and damaged.
        """
        relative = layout.result_path(identifier)
        with suppress(FileNotFoundError):
            return self.read(relative)
        with suppress(FileNotFoundError):
            return unpacked(self.read(relative + ".gz"))
        return self.read(relative)  # a run may just have written it plain instead

    def write_checkpoint(self, number: int, records: Sequence[SampleRecord], counts: Counts, at: str) -> None:
        """Write the nth resume point, durably: the records that changed since the one before.

        Their matches stay out, and so does the stage that finds them: it is done again for a record that comes from here.
        """
        head = codec.encode({"schema": layout.SCHEMA, "number": number, "at": at, "counts": codec.plain(counts)})
        rows = b",".join(codec.encode_record(_without_matches(record)) for record in records)
        path = self.at(layout.checkpoint_path(number))
        self._make_folder(os.path.dirname(path))
        write_atomic(path, sealed(head[:-1] + b',"records":[' + rows + b"]}"))

    def drop_unfinished_checkpoint(self, number: int) -> None:
        """Remove what a crash left of the nth checkpoint: a job that has nothing more to save would not replace it."""
        drop_unfinished(self.at(layout.checkpoint_path(number)))

    def checkpoint_numbers(self) -> list[int]:
        """Numbers of the checkpoints that are there, ascending.

        Raises:
            JobFolderDamaged: Their folder cannot be read.
        """
        try:
            names = os.listdir(self.at(layout.CHECKPOINTS))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self.damaged(layout.CHECKPOINTS, error) from error
        return sorted(n for name in names if (n := layout.checkpoint_number(name)) is not None)

    def read_checkpoint(self, number: int) -> list[dict[str, Any]]:
        """The rows of a checkpoint.

        Raises:
            JobFolderDamaged: It cannot be understood.
        """
        relative = layout.checkpoint_path(number)
        try:
            return checkpoint_rows(self.read(relative))
        except (OSError, codec.Unreadable) as error:
            raise self.damaged(relative, error) from error

    def write_errors(self, errors: Iterable[tuple[SampleRecord | None, SampleError]]) -> None:
        """Replace the error log: every failure, of a sample or of the job itself."""
        rows = [({"id": r.id, **codec.path_fields(r.path)} if r else {}) | codec.plain(e) for r, e in errors]
        self._make_folder(os.path.dirname(self.at(layout.ERRORS)))
        write_atomic(self.at(layout.ERRORS), codec.encode(rows))

    def damaged(self, what: str, error: Exception) -> JobFolderDamaged:
        """The error that names a damaged file and the way out."""
        return damaged(self.path, what, error)

    def files(self) -> Iterator[str]:
        """Paths of all result files, relative to the folder, in order."""
        for folder, inner, names in os.walk(self.at(layout.RESULTS)):
            inner.sort()
            yield from (os.path.relpath(os.path.join(folder, name), self.path) for name in sorted(names))

    def at(self, relative: str) -> str:
        """Absolute path of something in the folder."""
        return os.path.join(self.path, relative)

    def read(self, relative: str) -> bytes:
        """The content of a file in the folder that is one value.

        Raises:
            OSError: It is not there or cannot be read.
            Unreadable: It is too large to be one of this program's.
        """
        return content_of(self.at(relative))

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            with write_errors_named(path):
                make_private(path)
            self._made.add(path)


def _without_matches(record: SampleRecord) -> SampleRecord:
    return replace(record, matches=None, stages=tuple(stage for stage in record.stages if stage != layout.MATCHING))
