from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.domain.features import Category, LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.batching import Batcher


def record(number: int, category: Category = Category.DRUMS) -> SampleRecord:
    features = LocalFeatures(
        duration_s=1, sample_rate_hz=48_000, channels=1, format="WAV", is_silent=False, is_clipped=False, category=category
    )
    return SampleRecord(sample=Sample(f"sample_{number:06d}", "/root", f"{number}.wav", 1, 1), features=features)


def drained(batcher: Batcher) -> list[list[SampleRecord]]:
    return list(iter(lambda: batcher.take(partial=True), []))


def ids(batch: Iterable[SampleRecord]) -> list[str]:
    return [r.id for r in batch]


def test_a_batch_leaves_as_soon_as_one_category_has_filled_it() -> None:
    batcher = Batcher(BatchSize(3))
    for number, category in enumerate([Category.DRUMS, Category.FX, Category.DRUMS, Category.MELODIC]):
        batcher.add(record(number, category))
    assert not batcher.ready(partial=False)
    batcher.add(record(9))
    assert ids(batcher.take(partial=False)) == ["sample_000000", "sample_000002", "sample_000009"]


@given(st.lists(st.sampled_from(Category)), st.integers(1, 7))
def test_every_sample_leaves_once_with_its_like_in_as_few_calls_as_that_allows(categories: list[Category], size: int) -> None:
    batcher = Batcher(BatchSize(size))
    for number, category in enumerate(categories):
        batcher.add(record(number, category))
    expected_calls = sum(-(-categories.count(c) // size) for c in set(categories))
    assert batcher.calls_left() == expected_calls
    batches = drained(batcher)
    assert len(batches) == expected_calls
    assert sorted(i for batch in batches for i in ids(batch)) == [f"sample_{n:06d}" for n in range(len(categories))]
    assert all(len({r.features.category for r in batch if r.features}) == 1 for batch in batches)
    assert len(batcher) == 0


def test_urgent_samples_leave_first_and_equals_in_order() -> None:
    batcher = Batcher(BatchSize(2))
    for number, urgency in enumerate([0, 0, 5, 1]):
        batcher.add(record(number), urgency)
    assert [ids(b) for b in drained(batcher)] == [["sample_000002", "sample_000003"], ["sample_000000", "sample_000001"]]


def test_a_sample_that_an_answer_left_out_goes_alone_and_at_once() -> None:
    batcher = Batcher(BatchSize(5))
    batcher.add(record(1))
    batcher.add_alone(record(2))
    assert ids(batcher.take(partial=False)) == ["sample_000002"]
    assert batcher.take(partial=False) == []


@pytest.mark.parametrize(("fixed", "expected"), [(None, 7), (5, 5)])
def test_an_automatic_size_grows_with_complete_answers(fixed: int | None, expected: int) -> None:
    size = BatchSize(fixed)
    for _ in range(6):
        size.answered(complete=True)
    assert size.samples == expected


def test_an_automatic_size_is_halved_by_an_incomplete_answer_and_never_reaches_zero() -> None:
    size = BatchSize()
    for expected in (2, 1, 1):
        size.answered(complete=False)
        assert size.samples == expected


def test_what_is_brought_forward_leaves_first_with_its_like_whether_it_waits_already_or_comes_later() -> None:
    batcher = Batcher(BatchSize(2))
    for number in range(6):
        batcher.add(record(number))
    batcher.bring_forward(["sample_000004", "sample_000009"])
    batcher.add(record(9))
    batcher.bring_forward(["sample_000009", "sample_000002"])
    assert len(batcher) == 7
    assert [ids(b) for b in drained(batcher)][:2] == [["sample_000009", "sample_000002"], ["sample_000004", "sample_000000"]]


@given(st.lists(st.lists(st.integers(0, 19), max_size=6), max_size=40), st.sets(st.integers(0, 19)))
def test_however_often_samples_are_looked_at_or_taken_out_each_of_the_others_leaves_once(looks: list[list[int]], out: set[int]) -> None:
    batcher = Batcher(BatchSize(3))
    for number in range(20):
        batcher.add(record(number))
    for look in looks:
        batcher.bring_forward([f"sample_{n:06d}" for n in look])
    gone = batcher.withdraw([f"sample_{n:06d}" for n in out])
    assert sorted(gone) == [f"sample_{n:06d}" for n in sorted(out)]
    assert batcher.calls_left() == -(-(20 - len(out)) // 3)
    assert sorted(i for b in drained(batcher) for i in ids(b)) == [f"sample_{n:06d}" for n in range(20) if n not in out]
    assert not batcher.ready(partial=True)
