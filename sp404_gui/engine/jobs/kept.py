"""What is on the disk of a job when that takes no more: the numbers that the next start will find."""

from collections.abc import Sequence
from dataclasses import replace

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import Counts, Manifest
from sp404_gui.engine.jobs.loading import load
from sp404_gui.engine.stages import Stage
from sp404_gui.store.job_folder import JobFolder


def kept_counts(folder: JobFolder, manifest: Manifest, per_sample: Sequence[Stage], now: Counts) -> Counts:
    """A job's numbers with the samples that are on its disk. Blocks. Where it cannot be read any more, those of the moment.

    Args:
        folder: The job folder.
        manifest: Its manifest.
        per_sample: The stages that every sample passes.
        now: The numbers as the run has them.
    """
    try:
        kept = load(folder, manifest, per_sample).state.counts()
    except (Sp404Error, OSError):
        return now
    states = {"pending": kept.pending, "done": kept.done, "failed": kept.failed, "skipped": kept.skipped}
    return replace(now, total=kept.total, errors=kept.errors, **states)


def unkept_sentence(kept: Counts, now: Counts) -> str:
    """Tells of samples that were finished and are not on the disk; empty where there is none."""
    lost = kept.pending - now.pending
    if lost <= 0:
        return ""
    if lost == 1:
        return "One sample was finished and could not be written: the next run does that. Only an answer that was lost is asked for again."
    return f"{lost} samples were finished and could not be written: the next run does that. Only lost answers are asked for again."
