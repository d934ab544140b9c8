"""Taking up a job from its folder: every result that is on disk, and every paid answer that was not yet made one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from sp404_gui.domain.errors import ErrorCategory, Sp404Error
from sp404_gui.domain.job import JobOptions, JobStatus, Manifest
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord
from sp404_gui.domain.vibe import Vibe, VibeSource
from sp404_gui.engine.asking.answers import asks_alike, count_cost, read_answer
from sp404_gui.engine.jobs.paid import Paid, keys_of, paid_results
from sp404_gui.engine.jobs.restoring import REFRESHED, REOPENED, Checkpoints
from sp404_gui.engine.stages import VIBE_ANALYSIS, Stage
from sp404_gui.engine.state import JobState, is_settled
from sp404_gui.llm.chat import RawAnswer
from sp404_gui.store.codec import Unreadable, record_from_json
from sp404_gui.store.edits import read_edits
from sp404_gui.store.gently import gently
from sp404_gui.store.job_folder import JobFolder

ANSWER = "answer"
CALL = "call"
UNREACHED = "unreached"
"""A call that was logged was none: it found no server, or nothing to ask about."""
RESULT = "result"
RETRY = "retry"
STARTED = "started"
WAITING = "waiting"
FINISHED = "finished"


@dataclass(slots=True)
class Loaded:
    """A job as its folder has it.

    Attributes:
        state: The records.
        restored: Ids of samples whose result is not what is known of them, and is to be written again.
        notices: What the user should know, as sentences.
        paid: Answers of calls that a crash kept from becoming results.
        again: Ids of samples that the user wants asked about again, and that have no new answer yet.
        back: Ids of samples that are in the collection again, because a file is there that had gone to the trash.
        refreshing: Whether an earlier run began to do everything anew and did not come to its end.
    """

    state: JobState
    paid: Paid = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    refreshing: bool = False
    restored: list[str] = field(default_factory=list)
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
    for sample in gently(samples):
        try:
            records[sample.id] = read_record(folder, sample)
        except FileNotFoundError:
            pass
        except (OSError, Unreadable):
            damaged.append(sample.id)
    _restore(folder, samples, records, loaded)
    if damaged:
        loaded.notices.append(_damaged_sentence(damaged))
    _edit(folder, samples, records, loaded)
    loaded.state.add(records.get(sample.id, SampleRecord(sample=sample)) for sample in samples)
    before = manifest.counts
    loaded.state.earlier_hits, loaded.state.batches, loaded.state.cost_usd = before.cache_hits, before.batches, before.cost_usd
    return loaded


def _damaged_sentence(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return f"One damaged result ({ids[0]}) was taken from a checkpoint or is done again."
    return f"{len(ids)} damaged results ({ids[0]} …) were taken from a checkpoint or are done again."


def read_record(folder: JobFolder, sample: Sample, *, with_matches: bool = False) -> SampleRecord:
    """A sample's result. A running job leaves the matches on disk.

    Raises:
        FileNotFoundError: There is none yet.
        OSError: It cannot be read.
        Unreadable: It is damaged.
    """
    return record_from_json(folder.read_result(sample.id), sample, with_matches=with_matches)


def _restore(folder: JobFolder, samples: Sequence[Sample], records: dict[str, SampleRecord], loaded: Loaded) -> None:
    wanted = {s.id: s for s in samples if s.id not in records or not is_settled(records[s.id])}
    if not wanted:
        return
    checkpoints = Checkpoints(folder, wanted)
    loaded.notices.extend(checkpoints.notices)
    further = {i: record for i, sample in wanted.items() if (record := checkpoints.further(sample, records.get(i))) is not None}
    records.update(further)
    loaded.restored.extend(further)


def _edit(folder: JobFolder, samples: Sequence[Sample], records: dict[str, SampleRecord], loaded: Loaded) -> None:
    """What the user said last holds, whatever a result or a checkpoint says."""
    edits = read_edits(folder.journal)
    for sample in samples if edits else ():
        record = records.get(sample.id) or SampleRecord(sample=sample)
        if (said := edits.get(sample.id, record.user)) != record.user:
            records[sample.id] = replace(record, user=said)
            loaded.restored.append(sample.id)


def replay(folder: JobFolder, loaded: Loaded, options: JobOptions) -> None:
    """Count the calls that were made, and find the paid answers that a crash kept from becoming results. Blocks.

    Args:
        folder: The job folder.
        loaded: What was read from it.
        options: Those of this run: what another server or model costs tells nothing of its price.
    """
    state, tells_price = loaded.state, True
    kept, state.cost_usd = state.cost_usd, 0.0
    _count_calls(folder, state)
    for entry in folder.journal.entries(STARTED, REFRESHED, REOPENED, FINISHED, ANSWER, RESULT):
        if entry["event"] == STARTED:
            tells_price = asks_alike(entry.get("options"), options)
        elif entry["event"] == REFRESHED and entry.get("all"):
            loaded.paid.clear()
            loaded.refreshing = True
        elif entry["event"] == REOPENED:
            _ask_again(entry, loaded)
        elif entry["event"] == FINISHED and entry.get("status") in (JobStatus.DONE, JobStatus.DONE_WITH_FAILURES):
            loaded.refreshing = False
        elif entry["event"] == ANSWER:
            raw = RawAnswer(status=HTTPStatus.OK, headers={}, body=str(entry.get("body", "")).encode())
            count_cost(raw, state, tells_price=tells_price)
            fresh = _unused(entry, raw, loaded)
            loaded.paid.update(fresh)
            loaded.again.difference_update(identifier for _, identifier in fresh)
        elif entry["event"] == RESULT:
            loaded.paid.update(_results(entry))
    state.cost_usd = max(state.cost_usd, kept)


def _count_calls(folder: JobFolder, state: JobState) -> None:
    for entry in folder.journal.entries(CALL):
        state.api_calls += 1
        state.batches = max(state.batches, _batch(entry))
    state.api_calls -= sum(1 for _ in folder.journal.entries(UNREACHED))
    for entry in folder.journal.entries(RETRY):
        if (error := _call_error(entry)) is not None:
            state.note_call_error(error)


def _ask_again(entry: Mapping[str, Any], loaded: Loaded) -> None:
    ids = entry.get("again")
    for identifier in ids if isinstance(ids, list) else ():
        loaded.again.add(str(identifier))
        for key in [key for key in loaded.paid if key[1] == identifier]:
            del loaded.paid[key]


def _unused(entry: Mapping[str, Any], raw: RawAnswer, loaded: Loaded) -> Paid:
    state = loaded.state
    stage, hashes = str(entry.get("stage", VIBE_ANALYSIS)), entry.get("hashes")
    if not isinstance(hashes, dict):
        return {}
    waiting = [i for i in hashes if i in state and (i in loaded.again or not _is_asked(state[i]))]
    model = next((key.model for key in keys_of(entry).values()), "")
    try:
        results = read_answer(raw, waiting, model) if waiting else {}
    except Sp404Error:
        return {}
    vibes = {i: result for i, result in results.items() if isinstance(result, Vibe)}
    return paid_results(entry, stage, vibes)


def _results(entry: Mapping[str, Any]) -> Paid:
    stage, results = entry.get("stage"), entry.get("results")
    if not isinstance(stage, str) or not isinstance(results, dict):
        return {}
    return paid_results(entry, stage, results)


def _batch(entry: Mapping[str, Any]) -> int:
    number = entry.get("batch")
    return number if isinstance(number, int) else 0


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
