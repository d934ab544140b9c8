"""The bench judges by these: a wrong judge is worse than none."""

import io
from contextlib import redirect_stdout

import pytest

from tests.benchmarks.ear.goals import sure_halves
from tests.benchmarks.ear.reliability import bins, calibration_error, print_table
from tests.benchmarks.ear.retrieval import judge, nearest


def _row(name: str, source: str, category: str, subtype: str) -> dict[str, str]:
    return {"file": name, "source": source, "category": category, "subtype": subtype}


def test_a_confidence_of_eighty_percent_that_is_right_in_six_of_ten_errs_by_a_fifth() -> None:
    judged = [(0.8, number < 6) for number in range(10)]
    (only,) = bins(judged)
    assert (only.low, only.count, only.right) == (0.8, 10, 0.6)
    assert calibration_error([only]) == pytest.approx(0.2)


def test_full_confidence_belongs_to_the_last_bin() -> None:
    assert [(one.low, one.count) for one in bins([(1.0, True), (0.9, True), (0.0, False)])] == [(0.0, 1), (0.9, 2)]


def test_an_empty_table_has_no_error() -> None:
    said = io.StringIO()
    with redirect_stdout(said):
        print_table("key", [])
    assert "0.000" in said.getvalue()


def test_sounds_of_the_same_source_and_of_its_twin_are_no_neighbours() -> None:
    rows = [
        _row("a", "hydrogen-drumkits", "drums", "kick"),
        _row("b", "hydrogen-data", "drums", "kick"),
        _row("c", "freepats", "drums", "snare"),
    ]
    alike = judge(rows, nearest(rows, {"a": [0.0, 0.0], "b": [0.0, 0.1], "c": [5.0, 5.0]}))
    assert alike is not None
    assert (alike.category, alike.subtype, alike.sounds) == (1.0, 0.0, 3)


def test_the_ten_nearest_are_the_nearest() -> None:
    near = [_row(f"n{number}", f"source{number}", "drums", "kick") for number in range(11)]
    far = [_row(f"f{number}", f"other{number}", "fx", "fx") for number in range(11)]
    embeddings = {row["file"]: [float(row["category"] == "fx"), 0.001 * number] for number, row in enumerate(near + far)}
    alike = judge(near + far, nearest(near + far, embeddings))
    assert alike is not None
    assert (alike.category, alike.subtype) == (1.0, 1.0)


def test_one_source_alone_has_no_neighbours() -> None:
    rows = [_row("a", "freepats", "drums", "kick"), _row("b", "freepats", "drums", "kick")]
    assert judge(rows, nearest(rows, {"a": [0.0], "b": [1.0]})) is None
    assert judge(rows, {"a": ["b"], "b": ["a"]}) is None


def test_the_surer_half_must_beat_the_whole_only_where_there_is_room() -> None:
    limits = {goal.name: goal.limit for goal in sure_halves({"category": 0.9, "key": 0.97})}
    assert limits == {"sure_half_category": 0.94, "sure_half_key": 0.97}
