"""Checking a job folder, and repairing it from what is there.

What a file says counts wherever it stands, and what several say is weighed (`numbering`). A result comes from its own file, else from a
copy, else from the newest checkpoint that has it, else its sample is done again; what the user said of a sample is taken from any copy
that still holds it. Damaged files are moved to the folder `damaged`, nothing outside the job folder is touched, and links in it are not
written through.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest

from sp404_gui.domain.errors import JobFolderDamaged, NotAJobFolder
from sp404_gui.domain.job import Counts, JobStatus, Manifest, left_sentence
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.domain.text import printable
from sp404_gui.store import codec, layout
from sp404_gui.store.atomic import write_atomic, write_errors_named
from sp404_gui.store.attic import ATTIC, Attic
from sp404_gui.store.contents import sample_line
from sp404_gui.store.edits import write_edits
from sp404_gui.store.inspection import Problem, inspect, strict_checkpoint, strict_errors, validate
from sp404_gui.store.inventory import Found, Role
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.journal import is_cut_short, whole_lines
from sp404_gui.store.kits import read_kits, write_kits
from sp404_gui.store.kits_mending import mended_kits
from sp404_gui.store.numbering import numbered
from sp404_gui.store.recovery import Recovery
from sp404_gui.store.salvage import Evidence, gather
from sp404_gui.store.seal import sealed

__all__ = ["Problem", "rebuild", "validate"]

_AT_ONCE = 1000
_OVER = (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES)


def rebuild(folder: str, clock_now: str) -> list[str]:
    """Repair a job folder; the caller holds its lock. May be done again when it was cut short.

    Args:
        folder: The job folder.
        clock_now: The time, ISO 8601, UTC.

    Returns:
        What was done, in sentences; empty when there was nothing to do, and then nothing was touched.

    Raises:
        NotAJobFolder: Nothing in the folder speaks of a job.
        NewerSchema: A newer version wrote it; nothing was touched.
        DiskFull: The disk takes no more; what was there is still there.
    """
    if not inspect(folder, running=False):
        return []
    evidence = gather(folder)
    if not evidence:
        raise NotAJobFolder(f"Nothing in {printable(folder)} speaks of a job: there is nothing to rebuild it from.")
    return _Repair(folder, clock_now, evidence).run()


class _Repair:
    """One repair, in an order in which what was read is on disk again before its damaged source is moved away."""

    def __init__(self, folder: str, now: str, evidence: Evidence) -> None:
        self._job = JobFolder(folder)
        self._now = now
        self._evidence = evidence
        self._attic = Attic(self._job.path)
        self._numbering = numbered(evidence)
        self._recovery = Recovery(evidence, self._numbering)
        self._manifest = evidence.manifests[0] if evidence.manifests else evidence.facts or self._unknown_job()
        self._samples = self._numbering.samples(self._manifest.root, evidence)
        self._kits = mended_kits(self._job) if any(self._of(Role.KITS)) else None
        self._status: dict[str, SampleStatus] = {}
        self._sound: set[str] = set()
        self._listed_anew = False
        self._last_checkpoint = 0
        self._done: list[str] = []

    def run(self) -> list[str]:
        self._clear_links()
        self._write_log()
        self._write_twins()  # before the list: it alone tells of them
        self._write_kits()
        self._write_samples()
        self._write_results()
        self._write_checkpoints()
        self._write_errors()
        self._clear_away()
        self._write_manifest()
        facts = codec.job_facts(self._manifest)
        self._job.journal.write("rebuilt", self._now, durable=True, done=self._done, **facts)
        return self._done

    def _unknown_job(self) -> Manifest:
        name = printable(os.path.basename(self._job.path))
        return Manifest(schema=layout.SCHEMA, name=name, root="", folders=(), created_at=self._now, updated_at=self._now, program="")

    def _of(self, role: Role) -> Iterator[Found]:
        return (found for found in self._evidence.found if found.role is role and found.in_place)

    def _clear_links(self) -> None:
        for found in self._evidence.found:
            if found.wrong and not found.inside:
                self._move(found, "was no plain file or folder")

    def _write_samples(self) -> None:
        there = next(self._of(Role.SAMPLES), None)
        if there is None and not self._samples:
            return
        with suppress(JobFolderDamaged):
            whole = there is not None and not is_cut_short(self._job.at(layout.SAMPLES))
            if whole and self._job.read_samples(self._manifest.root) == self._samples:
                return
        self._attic.keep(layout.SAMPLES)
        write_atomic(self._job.at(layout.SAMPLES), b"".join(sample_line(sample) + b"\n" for sample in self._samples))
        self._listed_anew = True
        self._done.append(f"{layout.SAMPLES} was written again (samples: {len(self._samples)}); the next `process` looks for others.")
        if lost := self._numbering.lost:
            self._done.append(_lost_sentence([layout.sample_id(number) for number in lost]))

    def _write_results(self) -> None:
        written = [sample.id for sample in self._samples if self._write_result(sample)]
        if written:
            self._done.append(_restored_sentence(written))

    def _write_result(self, sample: Sample) -> bool:
        home = self._recovery.at_home(sample)
        if home is not None:
            self._sound.add(home.source)
            self._status[sample.id] = home.record.status
            return False
        record = self._recovery.record(sample, self._now)
        if record is None:
            return False
        relative = layout.result_path(sample.id)
        compress = self._manifest.options.compress_results
        for form in (relative, relative + ".gz"):
            self._attic.keep(form)
        self._job.write_result(record, compress=compress, durable=True)
        self._sound.add(relative + ".gz" if compress else relative)
        self._status[sample.id] = record.status
        return True

    def _write_checkpoints(self) -> None:
        sound = [(found, ids) for found in self._of(Role.CHECKPOINT) if (ids := self._ids_in(found)) is not None]
        names = {found.relative for found, _ in sound}
        damaged = [found for found in self._of(Role.CHECKPOINT) if found.relative not in names]
        self._last_checkpoint = len(sound)
        in_order = all(found.number == i for i, (found, _) in enumerate(sound, start=1))
        if in_order and not damaged and self._manifest.last_checkpoint <= len(sound):
            return
        for found in damaged:
            self._move(found, "was damaged")
        for number, (found, _) in enumerate(sound, start=1):
            if found.number != number:
                content = codec.decode(self._job.read(found.relative)) | {"number": number}
                write_atomic(self._job.at(layout.checkpoint_path(number)), sealed(codec.encode(content)))
                self._attic.move(found.relative)
        covered = {identifier for _, ids in sound for identifier in ids}
        self._cover([sample for sample in self._samples if sample.id not in covered and self._is_settled(sample)])
        self._done.append(f"The checkpoints were put in order: there are {self._last_checkpoint} now.")

    def _cover(self, samples: list[Sample]) -> None:
        for i in range(0, len(samples), _AT_ONCE):
            records = [record for sample in samples[i : i + _AT_ONCE] if (record := self._record(sample)) is not None]
            self._last_checkpoint += 1
            self._job.write_checkpoint(self._last_checkpoint, records, self._counts(), self._now)

    def _ids_in(self, found: Found) -> set[str] | None:
        paths = self._numbering.paths
        try:
            records = strict_checkpoint(self._job.read(found.relative), found.number or 0)
        except codec.Unreadable:
            return None
        agree = all(paths.get(layout.sample_number(record.id) or 0) == record.path for record in records)
        return {record.id for record in records} if agree else None

    def _write_errors(self) -> None:
        for found in self._of(Role.ERRORS):
            try:
                strict_errors(self._job.read(found.relative))
            except (FileNotFoundError, codec.Unreadable):  # it lay behind a link that was put away
                records = [record for sample in self._samples if (record := self._record(sample)) is not None]
                self._attic.keep(found.relative)
                self._job.write_errors((record, error) for record in records for error in record.errors)
                self._done.append(f"{found.relative} was written again from the results.")

    def _write_kits(self) -> None:
        if self._kits is None:
            return
        known = {layout.sample_id(number) for number in self._numbering.paths if number not in self._numbering.given_anew}
        homes = {layout.sample_id(n): layout.sample_id(home) for n, home in self._numbering.twins.items()}
        kits = self._kits.with_samples(homes).of_samples(known)
        with suppress(JobFolderDamaged):
            if kits == read_kits(self._job):
                return
        self._attic.keep(layout.KITS)
        write_kits(self._job, kits)
        pads = sum(len(kit.pads) for kit in kits.kits)
        self._done.append(f"{layout.KITS} was written again (kits: {len(kits.kits)}, pads: {pads}).")

    def _write_twins(self) -> None:
        """A file that was listed twice is one sample; the audit trail has the last word on what the user said."""
        twins = self._numbering.twins
        if not twins:
            return
        said = self._recovery.edits_of_twins()
        write_edits(self._job.journal, {layout.sample_id(number): edits for number, edits in said.items()}, self._now)
        for number, home in twins.items():
            self._done.append(f"{layout.sample_id(number)} was the same file as {layout.sample_id(home)}: they are one now.")

    def _write_log(self) -> None:
        entries = self._evidence.entries
        known = set(entries)
        stray = [entry for entry in self._evidence.stray_entries if entry not in known]
        if not stray and self._has_log(entries):
            return
        self._attic.keep(layout.LOG)
        write_atomic(self._job.at(layout.LOG), b"".join(entry + b"\n" for entry in (*stray, *entries)))
        self._done.append(f"{layout.LOG} was cleared of lines that cannot be understood; {len(stray) + len(entries)} are left.")

    def _has_log(self, entries: list[bytes]) -> bool:
        """Whether the log holds these entries and nothing else."""
        if not any(self._of(Role.LOG)):
            return not entries
        log = self._job.at(layout.LOG)
        pairs = zip_longest(whole_lines(log), entries)
        return not is_cut_short(log) and all(line is not None and line.rstrip(b"\n") == entry for line, entry in pairs)

    def _clear_away(self) -> None:
        leftovers = [found for found in self._evidence.found if found.role is Role.LEFTOVER and not found.wrong and not found.inside]
        for found in leftovers:
            with write_errors_named(self._job.at(found.relative)), suppress(FileNotFoundError):
                os.unlink(self._job.at(found.relative))
        if leftovers:
            self._done.append(f"What a crash had left half written was removed (files: {len(leftovers)}).")
        for found in self._evidence.found:
            if found.wrong or found.inside or found.relative in self._sound:
                continue
            if found.role in (Role.RESULT, Role.STRANGER) and os.path.lexists(self._job.at(found.relative)):
                self._move(found, "could not be used where it was")

    def _write_manifest(self) -> None:
        known = bool(self._evidence.manifests)
        counts = self._counts()
        status, reason = _verdict(self._manifest, counts, known=known)
        manifest = replace(
            self._manifest,
            status=status,
            reason=reason,
            counts=counts,
            last_checkpoint=self._last_checkpoint,
            scan_complete=self._manifest.scan_complete and not self._listed_anew,
        )
        with suppress(JobFolderDamaged):
            if manifest == self._job.read_manifest():
                return
        self._attic.keep(layout.MANIFEST)
        self._manifest = replace(manifest, updated_at=self._now)
        self._job.write_manifest(self._manifest)
        self._done.append(f"{layout.MANIFEST} was brought up to date." if known else f"{layout.MANIFEST} was made anew.")
        if not manifest.root:
            self._done.append("Where the samples are is not known any more: say so with `sp404-batch resume --root FOLDER`.")

    def _counts(self) -> Counts:
        calls = None if self._evidence.manifests else self._evidence.calls
        return _recounted(self._manifest.counts, Counter(self._status.values()), len(self._samples), calls)

    def _is_settled(self, sample: Sample) -> bool:
        return self._status.get(sample.id, SampleStatus.PENDING) is not SampleStatus.PENDING

    def _record(self, sample: Sample) -> SampleRecord | None:
        try:
            return codec.record_from_dict(codec.decode(self._job.read_result(sample.id)), sample)
        except (OSError, codec.Unreadable):
            return None

    def _move(self, found: Found, why: str) -> None:
        self._attic.move(found.relative)
        self._done.append(f"{printable(found.relative)} {why}, and was moved to {ATTIC}/.")


def _lost_sentence(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return f"The file of {ids[0]} is not known any more: it counts as failed."
    return f"The files of {len(ids)} samples ({ids[0]} …) are not known any more: they count as failed."


def _restored_sentence(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return f"One result ({ids[0]}) was restored from a copy or a checkpoint."
    return f"{len(ids)} results ({ids[0]} …) were restored from copies and checkpoints."


def _recounted(before: Counts, there: Mapping[SampleStatus, int], total: int, calls: int | None) -> Counts:
    done, failed, skipped = there[SampleStatus.DONE], there[SampleStatus.FAILED], there[SampleStatus.SKIPPED]
    pending = total - done - failed - skipped
    calls = before.api_calls if calls is None else calls
    return replace(before, total=total, pending=pending, done=done, failed=failed, skipped=skipped, api_calls=calls)


def _verdict(manifest: Manifest, counts: Counts, *, known: bool) -> tuple[JobStatus, str]:
    if not known or (manifest.status in _OVER and counts.pending):
        return JobStatus.INTERRUPTED, f"The job folder was rebuilt. {left_sentence(counts.pending)}"
    if manifest.status is JobStatus.DONE and counts.failed:
        return JobStatus.DONE_WITH_FAILURES, f"{counts.failed} of {counts.total} samples failed."
    return manifest.status, manifest.reason
