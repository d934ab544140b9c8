"""How a run ends."""

from dataclasses import dataclass

from sp404_gui.domain.job import Counts, JobStatus, left_sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """Status, the reason as a sentence, and the kind of error behind it, if there is one."""

    status: JobStatus
    reason: str = ""
    kind: str = ""


def at_the_end(counts: Counts) -> Verdict:
    """The verdict on a run that nothing stopped."""
    if counts.pending:
        return Verdict(JobStatus.INTERRUPTED, left_sentence(counts.pending))
    if counts.failed:
        kinds = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in sorted(counts.errors.items(), key=lambda e: -e[1]))
        return Verdict(
            JobStatus.DONE_WITH_FAILURES, f"{counts.failed} of {counts.total} samples failed. Errors: {kinds}; see errors/error_log.json."
        )
    return Verdict(JobStatus.DONE)


def over_threshold(weighty_failures: int, total: int, threshold: float, last: str) -> Verdict | None:
    """The verdict when too many samples fail for other reasons than their own file; None while it is not so."""
    if weighty_failures <= threshold * total:
        return None
    return Verdict(
        JobStatus.STOPPED,
        f"{weighty_failures} of {total} samples failed, more than the {threshold:.0%} that --error-threshold allows. "
        f"The last said: {last} What was done is kept; mend the cause and resume, or wait through outages with --overnight.",
        "error_threshold",
    )
