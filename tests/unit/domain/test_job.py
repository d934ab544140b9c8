"""What is said of a job."""

from sp404_gui.domain.job import left_sentence


def test_one_sample_is_not_called_samples() -> None:
    assert [left_sentence(count) for count in (1, 2)] == ["One sample is left.", "2 samples are left."]
