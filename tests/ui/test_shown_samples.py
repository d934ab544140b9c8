"""The samples of a collection as the window shows them: those that were taken out are counted apart, however many they are."""

from dataclasses import replace
from typing import Any

from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.job import Counts
from sp404_gui.domain.sample import Sample, SampleError, SampleRecord, SampleStatus, UserEdits
from sp404_gui.ui.collection.samples import ShownSamples

GONE = UserEdits(removed=True)


def record(number: int, user: UserEdits = GONE) -> SampleRecord:
    return SampleRecord(sample=Sample(f"sample_{number:06d}", "/kits", f"{number}.wav", 1, 0), status=SampleStatus.DONE, user=user)


def failed(number: int) -> SampleRecord:
    error = SampleError(
        category=ErrorCategory.SKIPPABLE, kind="corrupt", message="It is damaged.", stage="local_features", attempts=1, at=""
    )
    return replace(record(number), status=SampleStatus.FAILED, errors=(error,))


def test_what_was_taken_out_is_counted_as_it_changes_and_comes_back() -> None:
    samples = ShownSamples()
    samples.show([record(1), failed(2), record(3, UserEdits())])
    job = Counts(total=3, done=2, failed=1, errors={"corrupt": 1})
    assert job.without(samples.removed()) == Counts(total=1, done=1)
    samples.show([replace(record(1), status=SampleStatus.SKIPPED), record(3, UserEdits()), record(3)])
    assert (samples.removed().skipped, samples.removed().done, samples.removed().total) == (1, 1, 3)
    samples.said.say({record(n).id: UserEdits() for n in (1, 2, 3)})
    assert job.without(samples.removed()) == job


def test_their_number_is_known_without_going_through_them() -> None:
    samples = ShownSamples()
    samples.show([record(number) for number in range(1, 101)])
    samples.store.records = watched = Watched(samples.store.records)
    samples.show([record(101)])
    assert samples.removed().total == 101
    assert not watched.read


class Watched(list[SampleRecord]):
    """Notes whether one was looked up."""

    read = False

    def __getitem__(self, place: Any) -> Any:
        self.read = True
        return super().__getitem__(place)
