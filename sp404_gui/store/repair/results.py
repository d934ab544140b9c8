"""The results: each sample gets the best record that is left of it."""

from collections import Counter
from dataclasses import replace

from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.store import layout
from sp404_gui.store.recovery import Recovery
from sp404_gui.store.repair.ground import Ground


class Results:
    """Writes results, and knows afterwards how the samples stand.

    Args:
        ground: What the repair stands on.
        recovery: Chooses the records.

    Attributes:
        sound: The files, as paths inside the folder, that hold a result as it should be.
    """

    def __init__(self, ground: Ground, recovery: Recovery) -> None:
        self._ground = ground
        self._recovery = recovery
        self._status: dict[str, SampleStatus] = {}
        self._removed: Counter[str] = Counter()
        self.sound: set[str] = set()

    def write(self) -> None:
        """Write each result that is not sound where it belongs."""
        written = [sample.id for sample in self._ground.samples if self._write(sample)]
        if written:
            self._ground.done.append(_restored_sentence(written))

    def is_settled(self, sample: Sample) -> bool:
        """Whether nothing is left to be done for a sample."""
        return self._status.get(sample.id, SampleStatus.PENDING) is not SampleStatus.PENDING

    def counts(self) -> Counts:
        """The job's numbers."""
        evidence, before = self._ground.evidence, self._ground.manifest.counts
        there, total = Counter(self._status.values()), len(self._ground.samples)
        done, failed, skipped = there[SampleStatus.DONE], there[SampleStatus.FAILED], there[SampleStatus.SKIPPED]
        pending = total - done - failed - skipped
        calls = before.api_calls if evidence.manifests else evidence.calls
        return replace(before, total=total, pending=pending, done=done, failed=failed, skipped=skipped, api_calls=calls)

    def removed(self) -> dict[str, int]:
        """How many samples the user took out of the collection, by state."""
        return {state: count for state, count in self._removed.items() if count}

    def _write(self, sample: Sample) -> bool:
        ground = self._ground
        home = self._recovery.at_home(sample)
        if home is not None:
            self.sound.add(home.source)
            self._note(home.record)
            return False
        record = self._recovery.record(sample, ground.now)
        if record is None:
            return False
        relative = layout.result_path(sample.id)
        compress = ground.manifest.options.compress_results
        for form in (relative, relative + ".gz"):
            ground.attic.keep(form)
        ground.job.write_result(record, compress=compress, durable=True)
        self.sound.add(relative + ".gz" if compress else relative)
        self._note(record)
        return True

    def _note(self, record: SampleRecord) -> None:
        self._status[record.id] = record.status
        self._removed[str(record.status)] += record.user.removed


def _restored_sentence(ids: list[str]) -> str:
    if len(ids) == 1:
        return f"One result ({ids[0]}) was restored from a copy or a checkpoint."
    return f"{len(ids)} results ({ids[0]} …) were restored from copies and checkpoints."
