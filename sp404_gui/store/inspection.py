"""Checking a job folder: reads everything, changes nothing, needs no lock."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sp404_gui.domain.errors import JobFolderDamaged, NewerSchema, NotAJobFolder
from sp404_gui.domain.job import JobStatus, Manifest
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.domain.text import printable
from sp404_gui.store import codec, layout
from sp404_gui.store.contents import checkpoint_rows, sample_of, unpacked
from sp404_gui.store.inventory import Found, Role, inventory
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.journal import entry_of, is_cut_short, whole_lines
from sp404_gui.store.kits_mending import fault_of_kits
from sp404_gui.store.lock import is_locked

_REBUILD = "Run `sp404-batch rebuild` on the job folder: it repairs this from what is there."
_HARMLESS = "Nothing is lost by it: `sp404-batch resume` goes on without it, `sp404-batch rebuild` clears it away."
_UPDATE = "Update sp404-batch; the job is left as it is."
_COUNTED = (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES)
_COUNTING = (JobStatus.CREATED, JobStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a job folder.

    Attributes:
        file: Path inside the folder, fit to be shown.
        what: What is wrong, a sentence.
        way_out: What to do about it, a sentence.
    """

    file: str
    what: str
    way_out: str


def validate(folder: str) -> list[Problem]:
    """Check a job folder.

    A job that is being worked on may be checked: what is half written at this moment is no problem.

    Args:
        folder: The job folder.

    Returns:
        What is wrong; empty when all is well. Equal problems of many lines are told once.

    Raises:
        NotAJobFolder: There is no such folder.
    """
    if not os.path.isdir(folder):
        raise NotAJobFolder(f"There is no folder {printable(folder)}. Name the job folder that `process` printed.")
    return inspect(folder, running=is_locked(folder))


def inspect(folder: str, *, running: bool) -> list[Problem]:
    """As `validate`, of a folder that is there.

    Args:
        folder: The job folder.
        running: Whether another process works on the job, so that files may be half written.
    """
    try:
        return list(_Inspection(folder, running=running).problems())
    except NewerSchema as error:
        return [Problem(layout.MANIFEST, str(error).split(". ")[0] + ".", _UPDATE)]


def strict_checkpoint(data: bytes, number: int) -> list[SampleRecord]:
    """The records of the nth checkpoint, each with a sample that has neither root, size nor time.

    Raises:
        Unreadable: Anything in it is not as this version writes it.
    """
    rows = checkpoint_rows(data)
    content = codec.decode(data)
    if content.get("schema") != layout.SCHEMA or content.get("number") != number or len(rows) != len(content["records"]):
        raise codec.Unreadable(f"it is not checkpoint {number} of schema {layout.SCHEMA}")
    return [strict_record(row) for row in rows]


def strict_record(row: object) -> SampleRecord:
    """The record of a JSON object, with a sample that has neither root, size nor time.

    Raises:
        Unreadable: It is not as this version writes it.
    """
    identifier = row.get("id") if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(identifier, str) or layout.sample_number(identifier) is None or "status" not in row:
        raise codec.Unreadable("it is no record of a sample")
    return codec.record_from_dict(row, Sample(identifier, "", codec.path_of(row), 0, 0))


def strict_result(data: bytes, found: Found) -> SampleRecord:
    """The record in a result file, with a sample that has neither root, size nor time.

    Raises:
        Unreadable: It is not as this version writes it, or speaks of another sample than its name.
    """
    record = strict_record(codec.decode(unpacked(data) if found.relative.endswith(".gz") else data))
    if record.id != layout.sample_id(found.number or 0):
        raise codec.Unreadable(f"it speaks of {record.id}")
    return record


def strict_errors(data: bytes) -> list[dict[str, Any]]:
    """The rows of an error log.

    Raises:
        Unreadable: It is damaged.
    """
    rows = codec.decode(data)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise codec.Unreadable("it is no list of errors")
    return rows


class _Inspection:
    """One look at a job folder, in an order in which a running job only adds to what was seen."""

    def __init__(self, folder: str, *, running: bool) -> None:
        self._job = JobFolder(folder)
        self._running = running
        self._found = list(inventory(folder))
        self._settled: dict[str, str] = {}
        self._named: list[tuple[str, str, str]] = []
        self._results: dict[str, SampleStatus] = {}
        self._paths: dict[str, str] = {}

    def problems(self) -> Iterator[Problem]:
        manifest, about_manifest = self._manifest()
        about_checkpoints = list(self._checkpoints(manifest))
        about_results = list(self._result_files())
        yield from about_manifest
        yield from self._samples(manifest)
        yield from about_checkpoints
        yield from about_results
        yield from self._agreement()
        if manifest is not None and manifest.status not in _COUNTING and not self._running and not about_results:
            yield from self._counts(manifest)
        yield from self._errors()
        yield from self._kits()
        yield from self._log(manifest)
        yield from self._what_else()

    def _of(self, role: Role) -> list[Found]:
        return [found for found in self._found if found.role is role and found.in_place]

    def _manifest(self) -> tuple[Manifest | None, list[Problem]]:
        if any(found.role is Role.MANIFEST and found.wrong for found in self._found):
            return None, []
        try:
            return self._job.read_manifest(), []
        except JobFolderDamaged as error:
            why = error.__cause__
            what = "It is missing." if isinstance(why, FileNotFoundError) else _not_understood(why)
            return None, [Problem(layout.MANIFEST, what, _REBUILD)]

    def _samples(self, manifest: Manifest | None) -> Iterator[Problem]:
        if not self._of(Role.SAMPLES):
            if self._results or self._settled or (manifest is not None and manifest.counts.total):
                yield Problem(layout.SAMPLES, "It is missing.", _REBUILD)
            return
        yield from self._lines(layout.SAMPLES, self._sample_lines, _REBUILD)

    def _sample_lines(self, lines: Iterable[bytes]) -> Iterator[str]:
        seen: dict[str, int] = {}
        for number, line in enumerate(lines, start=1):
            try:
                sample = sample_of(line, "", number)
            except codec.Unreadable as error:
                yield f"Line {number} cannot be understood: {_short(error)}."
                continue
            self._paths[sample.id] = sample.path
            if sample.path in seen:
                yield f"Line {number} names the same file as line {seen[sample.path]}."
            seen.setdefault(sample.path, number)

    def _checkpoints(self, manifest: Manifest | None) -> Iterator[Problem]:
        numbers = []
        for found in self._of(Role.CHECKPOINT):
            number = found.number or 0
            numbers.append(number)
            try:
                records = strict_checkpoint(self._job.read(found.relative), number)
            except (OSError, codec.Unreadable) as error:
                yield Problem(found.relative, _not_understood(error), _REBUILD)
                continue
            self._named.extend((found.relative, record.id, record.path) for record in records)
            self._settled.update((record.id, found.relative) for record in records if record.status is not SampleStatus.PENDING)
        newest = max(numbers, default=0)
        missing = next((i for i, number in enumerate(sorted(numbers), start=1) if number != i), None)
        if missing is not None:
            yield Problem(layout.checkpoint_path(missing), "It is missing, but later ones are there.", _REBUILD)
        if manifest is not None and manifest.last_checkpoint > newest:
            yield Problem(layout.checkpoint_path(manifest.last_checkpoint), "It is missing, but the manifest names it.", _REBUILD)

    def _result_files(self) -> Iterator[Problem]:
        for found in self._of(Role.RESULT):
            identifier = layout.sample_id(found.number or 0)
            if identifier in self._results:
                yield Problem(found.relative, "It stands there twice, plain and compressed.", _REBUILD)
                continue
            self._results[identifier] = SampleStatus.PENDING
            try:
                record = strict_result(self._job.read(found.relative), found)
            except FileNotFoundError:
                if not self._running:
                    raise
            except (OSError, codec.Unreadable) as error:
                yield Problem(found.relative, _not_understood(error), _REBUILD)
            else:
                self._results[identifier] = record.status
                self._named.append((found.relative, identifier, record.path))

    def _agreement(self) -> Iterator[Problem]:
        for relative, identifier, path in self._named:
            if identifier not in self._paths:
                yield Problem(relative, f"It speaks of {identifier}, which {layout.SAMPLES} does not name.", _REBUILD)
            elif self._paths[identifier] != path:
                yield Problem(relative, f"It names another file than {layout.SAMPLES} for {identifier}.", _REBUILD)
        for identifier, relative in self._settled.items():
            if identifier not in self._results:
                yield Problem(layout.result_path(identifier), f"It is missing, but {relative} has the result.", _REBUILD)

    def _counts(self, manifest: Manifest) -> Iterator[Problem]:
        counts, total = manifest.counts, len(self._paths)
        if counts.total != total:
            yield Problem(layout.MANIFEST, f"It counts {counts.total} samples, but {layout.SAMPLES} has {total}.", _REBUILD)
        elif manifest.status in _COUNTED:
            there = Counter(self._results.values())
            for status, counted in zip(SampleStatus, (counts.pending, counts.done, counts.failed, counts.skipped), strict=True):
                number = there[status] + (total - len(self._results) if status is SampleStatus.PENDING else 0)
                if counted != number:
                    yield Problem(layout.MANIFEST, f"It counts {counted} samples as {status}, but results/ has {number}.", _REBUILD)

    def _errors(self) -> Iterator[Problem]:
        for found in self._of(Role.ERRORS):
            try:
                strict_errors(self._job.read(found.relative))
            except (OSError, codec.Unreadable) as error:
                yield Problem(found.relative, _not_understood(error), _REBUILD)

    def _kits(self) -> Iterator[Problem]:
        if self._of(Role.KITS) and (fault := fault_of_kits(self._job, None if self._running else self._paths)) is not None:
            yield Problem(layout.KITS, fault.what, _UPDATE if fault.is_newer else _REBUILD)

    def _log(self, manifest: Manifest | None) -> Iterator[Problem]:
        if manifest is not None and not self._of(Role.LOG):
            yield Problem(layout.LOG, "It is missing.", _REBUILD)
        for found in self._of(Role.LOG):
            yield from self._lines(found.relative, _log_lines, _HARMLESS)

    def _lines(self, relative: str, wrong: Callable[[Iterable[bytes]], Iterable[str]], if_cut: str) -> Iterator[Problem]:
        """What is wrong with a file of lines, of which one is held at a time."""
        path = self._job.at(relative)
        try:
            yield from _told_once(relative, wrong(whole_lines(path)))
            if not self._running and is_cut_short(path):
                yield Problem(relative, "Its last line is cut short.", if_cut)
        except OSError as error:
            yield Problem(relative, _not_understood(error), _REBUILD)

    def _what_else(self) -> Iterator[Problem]:
        for found in self._found:
            if found.inside:
                continue
            if found.role is Role.LEFTOVER:
                if not self._running:
                    yield Problem(printable(found.relative), "It was left by a crash.", _HARMLESS)
            elif found.wrong or found.role is Role.STRANGER:
                yield Problem(printable(found.relative), found.wrong or "It does not belong here.", _REBUILD)


def _log_lines(lines: Iterable[bytes]) -> Iterator[str]:
    return (f"Line {number} cannot be understood." for number, line in enumerate(lines, start=1) if entry_of(line) is None)


def _told_once(file: str, sentences: Iterable[str]) -> Iterator[Problem]:
    all_of_them = iter(sentences)
    if first := next(all_of_them, ""):
        more = sum(1 for _ in all_of_them)
        yield Problem(file, first + (f" So it is with {more} more." if more else ""), _REBUILD)


def _not_understood(error: BaseException | None) -> str:
    return f"It cannot be understood: {_short(error)}."


def _short(error: BaseException | None) -> str:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return printable(why).rstrip(".")
