"""The manifest: brought in step with what the job has now."""

from contextlib import suppress
from dataclasses import replace

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.domain.job import Counts, JobStatus, Manifest, left_sentence
from sp404_gui.store import layout
from sp404_gui.store.repair.ground import Ground
from sp404_gui.store.repair.results import Results

_OPTIONS_LOST = (
    "Its options are not known any more: no limit of calls or money holds, and names are hidden from the model. "
    "Say them anew with `resume`: --max-calls, --max-cost, --filter, --show-names."
)
_OVER = (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES)


def write_manifest(ground: Ground, results: Results, last_checkpoint: int, *, listed_anew: bool) -> Manifest:
    """Write the manifest where it does not say what holds now; the one that does.

    Args:
        ground: What the repair stands on.
        results: How the samples stand.
        last_checkpoint: The number of the last checkpoint.
        listed_anew: Whether the list of samples was damaged: there may be more of them.
    """
    known, counts = bool(ground.evidence.manifests), results.counts()
    status, reason = _verdict(ground.manifest, counts, known=known)
    removed, before = results.removed(), ground.manifest.removed
    manifest = replace(
        ground.manifest,
        status=status,
        reason=reason,
        counts=counts,
        removed=removed if removed or before else before,
        last_checkpoint=last_checkpoint,
        scan_complete=ground.manifest.scan_complete and not listed_anew,
    )
    with suppress(JobFolderDamaged):
        if manifest == ground.job.read_manifest():
            return manifest
    ground.attic.keep(layout.MANIFEST)
    manifest = replace(manifest, updated_at=ground.now)
    ground.job.write_manifest(manifest)
    ground.done.append(f"{layout.MANIFEST} was brought up to date." if known else f"{layout.MANIFEST} was made anew.")
    if not manifest.root:
        ground.done.append("Where the samples are is not known any more: say so with `sp404-batch resume --root FOLDER`.")
    if not known and ground.evidence.facts is None:
        ground.done.append(_OPTIONS_LOST)
    return manifest


def _verdict(manifest: Manifest, counts: Counts, *, known: bool) -> tuple[JobStatus, str]:
    if not known or (manifest.status in _OVER and counts.pending):
        return JobStatus.INTERRUPTED, f"The job folder was rebuilt. {left_sentence(counts.pending)}"
    if manifest.status is JobStatus.DONE and counts.failed:
        return JobStatus.DONE_WITH_FAILURES, f"{counts.failed} of {counts.total} samples failed."
    return manifest.status, manifest.reason
