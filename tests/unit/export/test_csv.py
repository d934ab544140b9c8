import csv
import io
from typing import Any

from sp404_gui.export.csv import COLUMNS, write_csv


def rows_of(job: Any) -> list[dict[str, str]]:
    stream = io.StringIO()
    write_csv(job, stream)
    assert not set(stream.getvalue()) & set("\x1b\u202e\u2028\r")
    return list(csv.DictReader(io.StringIO(stream.getvalue()), strict=True))


def test_a_row_a_sample_with_the_same_columns_always(make_job: Any, kick: dict[str, Any], unmeasured: dict[str, Any]) -> None:
    first, second = rows_of(make_job(kick, unmeasured))
    assert tuple(first) == tuple(second) == COLUMNS
    assert first["path"] == "drums/kick 01.wav"
    assert first["duration_s"] == "0.412"
    assert first["peak_dbfs"] == "-0.3"
    assert first["is_clipped"] == "false"
    assert first["vibe_mood"] == "dusty; warm"
    assert first["groove_reason"] == "a one-shot has no beat"
    assert first["unmeasured"] == "bpm: a one-shot has no tempo"
    assert first["matches"] == "sample_000002 0.912"
    assert second["duration_s"] == ""
    assert second["errors"] == "corrupt: The file ends too early."


def test_text_never_becomes_a_formula(make_job: Any, kick: dict[str, Any], hostile: dict[str, Any]) -> None:
    names = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "-0.3"]
    rows = rows_of(make_job(*({**kick, "path": name} for name in names)))
    assert [row["path"] for row in rows] == ["'=1+1", "'+1", "'-1", "'@x", "'\\t=1", "'\\r=1", "' =1", "'＝1", "'-0.3"]
    assert rows[0]["user_tags"] == "'-keep; =sum"
    assert rows_of(make_job(hostile))[0]["peak_dbfs"] == ""
