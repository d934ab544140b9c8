"""In whatever order words are said, kept or not, and their sample is read: what is shown in the end is what is on the disk."""

from dataclasses import replace

import pytest

from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.ui.collection.samples import ShownSamples
from tests.fakes.records import made_records

(RECORD,) = made_records(1)
ONE, TWO, THREE = ({RECORD.id: UserEdits(note=word)} for word in ("one", "two", "three"))
pytestmark = pytest.mark.usefixtures("qapp")


def read(samples: ShownSamples) -> None:
    """Have the sample read as it was on the disk before anything was said."""
    samples.show([before()])


def before() -> SampleRecord:
    return replace(RECORD, user=UserEdits(note="before"))


def shown(samples: ShownSamples) -> str:
    return samples.store.records[0].user.note


@pytest.mark.parametrize("read_between", [False, True])
def test_of_two_words_on_an_unread_sample_the_first_is_shown_where_the_second_could_not_be_kept(read_between: bool) -> None:
    samples = ShownSamples()
    samples.said.say(ONE)
    samples.said.keep(ONE)
    samples.said.say(TWO)
    if read_between:
        read(samples)
    samples.said.take_back(TWO)
    read(samples)
    assert shown(samples) == "one"


def test_a_word_on_an_unread_sample_that_a_second_try_kept_is_shown() -> None:
    samples = ShownSamples()
    samples.said.say(ONE)
    samples.said.say(TWO)
    samples.said.take_back(TWO)  # with the first word, the newest was to be kept
    samples.said.keep(TWO)
    read(samples)
    assert shown(samples) == "two"


def test_of_three_words_on_an_unread_sample_the_last_that_was_kept_is_shown() -> None:
    samples = ShownSamples()
    samples.said.say(ONE)
    samples.said.say(TWO)
    samples.said.keep(ONE)
    samples.said.say(THREE)
    read(samples)
    samples.said.take_back(THREE)
    assert shown(samples) == "one"


def test_a_word_on_an_unread_sample_that_could_not_be_kept_is_not_shown() -> None:
    samples = ShownSamples()
    samples.said.say(ONE)
    samples.said.take_back(ONE)
    read(samples)
    assert shown(samples) == "before"


def test_what_was_put_off_and_then_refused_is_not_kept_after_all() -> None:
    samples = ShownSamples()
    read(samples)
    samples.said.say(ONE)
    samples.said.keep_for_later(ONE)
    samples.said.take_back(ONE)
    assert shown(samples) == "before"
    assert samples.said.taken_later() == {}
