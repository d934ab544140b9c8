"""Strings of the kinds that break programs, in every text of a job, through every format: each is read back as text, as nothing else."""

import csv
import io
import json
from typing import Any

import pytest

from sp404_gui.export.formats import write
from tests.naughty import NAUGHTY, Elements, acting, formulas, markup, strays


def sample(text: str, number: int) -> dict[str, Any]:
    """A sample all of whose words are this text; only one of them is measured."""
    features = {"duration_s": 1.0, "category": "drums", "subcategory": text, "key": text, "format": text, "unmeasured": {"bpm": text}}
    return {
        "id": f"sample_{number:06d}",
        "path": text.replace("\0", "").replace("\ud800", "") + ".wav",  # no system has such names
        "status": "done",
        "skip_reason": text,
        "features": features,
        "vibe": {"mood": [text], "descriptors": [text], "best_use": text, "energy": text, "model": text, "extra": {text: [text]}},
        "groove": {"measurable": False, "reason": text},
        "matches": [{"id": "sample_000001", "path": text, "score": 0.9, "why": text}],
        "user": {"favorite": True, "tags": [text], "note": text},
        "errors": [{"category": "skippable", "kind": text, "message": text, "stage": text, "attempts": 1, "at": text}],
    }


def written(form: str, job: Any) -> str:
    stream = io.StringIO()
    write(form, job, stream, "/music")
    said = stream.getvalue()
    said.encode()  # no lone half of a character
    assert acting(said, "\n\xad\u200d") == []
    return said


@pytest.fixture
def naughty(make_job: Any) -> Any:
    return make_job(*(sample(text, number) for number, text in enumerate(NAUGHTY, start=1)), name=" ".join(NAUGHTY[:-1]))


def test_json_has_every_sample_and_each_line_one(naughty: Any) -> None:
    samples = json.loads(written("json", naughty))["samples"]
    assert [row["id"] for row in samples] == [f"sample_{number:06d}" for number in range(1, len(NAUGHTY) + 1)]
    assert [json.loads(line) for line in written("jsonl", naughty).splitlines()] == samples
    plain = [(row, text) for row, text in zip(samples, NAUGHTY, strict=True) if "\0" not in text and "\udcff" not in text]
    assert all(row["vibe"]["best_use"] == row["user"]["note"] == text for row, text in plain)


def test_csv_has_a_row_a_sample_and_no_cell_is_a_formula(naughty: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", naughty)), strict=True))
    assert len(rows) == len(NAUGHTY)
    assert all(None not in row and None not in row.values() for row in rows)
    assert formulas(written("csv", naughty)) == []
    assert [row["path"] for row in rows if row["path"].startswith("-")] == []


def test_a_page_has_no_element_and_no_attribute_from_what_it_shows(naughty: Any, make_job: Any) -> None:
    quiet = Elements(written("html", make_job(sample("kick", 1), name="kick"))).found
    assert Elements(written("html", naughty)).found == quiet


def test_a_report_has_no_markup_from_what_it_shows(naughty: Any) -> None:
    assert markup(written("markdown", naughty)) == []


def test_a_playlist_has_two_lines_a_sample_and_names_no_other_place(naughty: Any) -> None:
    assert strays(written("m3u", naughty), len(NAUGHTY)) == []
