"""Taking up a job from its folder: every result that is on disk, and every paid answer that was not yet made one."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from sp404_gui.domain.errors import ErrorCategory, JobFolderDamaged, Sp404Error
from sp404_gui.domain.job import JobStatus, Manifest
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord
from sp404_gui.domain.vibe import Vibe, VibeSource
from sp404_gui.engine.answers import cost_usd, read_answer
from sp404_gui.engine.stages import VIBE_ANALYSIS, Stage
from sp404_gui.engine.state import JobState, is_settled
from sp404_gui.llm.chat import RawAnswer
from sp404_gui.store.codec import Unreadable, decode, record_from_dict
from sp404_gui.store.job_folder import JobFolder

ANSWER = "answer"
CALL = "call"
RESULT = "result"
RETRY = "retry"
REFRESHED = "refreshed"
FINISHED = "finished"

Paid = dict[tuple[str, str], tuple[str, Any]]
"""By stage and sample id: the content hash that a call was about, and its result."""


@dataclass(slots=True)
class Loaded:
    """A job as its folder has it.

    Attributes:
        state: The records.
        restored: Samples whose record came from a checkpoint and is to be written again.
        notices: What the user should know, as sentences.
        paid: Answers of calls that a crash kept from becoming results.
        refreshing: Whether an earlier run began to do everything anew and did not come to its end.
    """

    state: JobState
    paid: Paid = field(default_factory=dict)
    refreshing: bool = False
    restored: list[SampleRecord] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def load(folder: JobFolder, manifest: Manifest, per_sample: Sequence[Stage]) -> Loaded:
    """Read a job folder. Blocks.

    Args:
        folder: The job folder.
        manifest: Its manifest.
        per_sample: The stages that every sample passes.

    Raises:
        JobFolderDamaged: samples.jsonl cannot be understood.
    """
    loaded = Loaded(JobState([stage.name for stage in per_sample]))
    samples = folder.samples_of(manifest)
    records: dict[str, SampleRecord] = {}
    damaged: list[str] = []
    for sample in samples:
        try:
            records[sample.id] = read_record(folder, sample)
        except FileNotFoundError:
            pass
        except (OSError, Unreadable):
            damaged.append(sample.id)
    missing = {s.id: s for s in samples if s.id not in records}
    behind = {s.id: s for s in samples if s.id in records and not is_settled(records[s.id])}
    if missing or behind:
        _restore(folder, missing, behind, records, loaded)
    if damaged:
        loaded.notices.append(f"{len(damaged)} damaged results ({damaged[0]} …) were taken from a checkpoint or are done again.")
    loaded.state.add(records.get(sample.id, SampleRecord(sample=sample)) for sample in samples)
    before = manifest.counts
    loaded.state.earlier_hits, loaded.state.batches, loaded.state.cost_usd = before.cache_hits, before.batches, before.cost_usd
    return loaded


def read_record(folder: JobFolder, sample: Sample, *, with_matches: bool = False) -> SampleRecord:
    """A sample's result. A running job leaves the matches on disk.

    Raises:
        FileNotFoundError: There is none yet.
        OSError: It cannot be read.
        Unreadable: It is damaged.
    """
    row = decode(folder.read_result(sample.id))
    if isinstance(row, dict) and not with_matches:
        row.pop("matches", None)
    return record_from_dict(row, sample)


def _restore(
    folder: JobFolder, missing: Mapping[str, Sample], behind: Mapping[str, Sample], records: dict[str, SampleRecord], loaded: Loaded
) -> None:
    """Take from the checkpoints what is missing in the results, and what has come further than they: results are written a little later.

    A sample that was reopened is behind on purpose: checkpoints from before that do not count.
    """
    reopened = max((_whole(entry.get("checkpoint")) for entry in folder.journal.entries(REFRESHED)), default=0)
    found: dict[str, SampleRecord] = {}
    for number in folder.checkpoint_numbers():
        wanted = {**missing, **behind} if number > reopened else missing
        for row in _rows(folder, number, loaded) if wanted else ():
            if (sample := wanted.get(str(row.get("id")))) is not None:
                with suppress(Unreadable):
                    found[sample.id] = record_from_dict(row, sample)
    further = {i: record for i, record in found.items() if i in missing or is_settled(record)}
    records.update(further)
    loaded.restored.extend(further.values())


def _rows(folder: JobFolder, number: int, loaded: Loaded) -> list[dict[str, Any]]:
    try:
        return folder.read_checkpoint(number)
    except JobFolderDamaged as error:
        loaded.notices.append(str(error))
        return []


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def replay(folder: JobFolder, loaded: Loaded) -> None:
    """Count the calls that were made, and find the paid answers that a crash kept from becoming results. Blocks."""
    state = loaded.state
    spent_usd = 0.0
    for entry in folder.journal.entries(CALL):
        state.api_calls += 1
        state.batches = max(state.batches, _whole(entry.get("batch")))
    for entry in folder.journal.entries(RETRY):
        if (error := _call_error(entry)) is not None:
            state.note_call_error(error)
    for entry in folder.journal.entries():
        if entry["event"] == REFRESHED and entry.get("all"):
            loaded.paid.clear()
            loaded.refreshing = True
        elif entry["event"] == FINISHED and entry.get("status") in (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES):
            loaded.refreshing = False
        elif entry["event"] == ANSWER:
            raw = RawAnswer(status=HTTPStatus.OK, headers={}, body=str(entry.get("body", "")).encode())
            spent_usd += cost_usd(raw)
            loaded.paid.update(_unused(entry, raw, state))
        elif entry["event"] == RESULT:
            loaded.paid.update(_results(entry))
    state.cost_usd = max(state.cost_usd, spent_usd)


def _unused(entry: Mapping[str, Any], raw: RawAnswer, state: JobState) -> Paid:
    stage, hashes = str(entry.get("stage", VIBE_ANALYSIS)), entry.get("hashes")
    if not isinstance(hashes, dict):
        return {}
    waiting = [i for i in hashes if i in state and not _is_asked(state[i])]
    try:
        results = read_answer(raw, waiting) if waiting else {}
    except Sp404Error:
        return {}
    return {(stage, i): (str(hashes[i]), result) for i, result in results.items() if isinstance(result, Vibe)}


def _results(entry: Mapping[str, Any]) -> Paid:
    stage, hashes, results = entry.get("stage"), entry.get("hashes"), entry.get("results")
    if not isinstance(stage, str) or not isinstance(hashes, dict) or not isinstance(results, dict):
        return {}
    return {(stage, i): (str(hashes[i]), value) for i, value in results.items() if i in hashes}


def _is_asked(record: SampleRecord) -> bool:
    return record.vibe is not None and record.vibe.source is VibeSource.ASKED


def _call_error(entry: Mapping[str, Any]) -> SampleError | None:
    try:
        return SampleError(
            category=ErrorCategory(entry["category"]),
            kind=str(entry["kind"]),
            message=str(entry["message"]),
            stage=str(entry["stage"]),
            attempts=int(entry["attempts"]),
            at=str(entry["at"]),
        )
    except (KeyError, ValueError, TypeError):
        return None
