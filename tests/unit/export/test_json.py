import io
import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from sp404_gui.export.json import write_json
from sp404_gui.export.jsonl import write_jsonl
from sp404_gui.export.source import ExportJob


def refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")


def strict(text: str) -> Any:
    return json.loads(text, parse_constant=refuse)


def test_json_is_one_object_with_every_sample(make_job: Any, kick: dict[str, Any], hostile: dict[str, Any]) -> None:
    stream = io.StringIO()
    write_json(make_job(kick, hostile), stream)
    content = strict(stream.getvalue())
    assert list(content) == ["schema", "job", "stats", "samples"]
    assert content["schema"] == 1
    assert content["stats"] == {"total": 2, "cost_usd": 0.0}
    assert content["samples"][0] == kick
    assert content["samples"][1]["path"] == hostile["path"]
    assert "peak_dbfs" not in content["samples"][1]["features"]
    assert "\u202e" not in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


def test_json_of_no_samples_is_still_json(make_job: Any) -> None:
    stream = io.StringIO()
    write_json(make_job(), stream)
    assert strict(stream.getvalue())["samples"] == []


def test_jsonl_is_one_sample_a_line_whatever_the_names_hold(make_job: Any, kick: dict[str, Any], hostile: dict[str, Any]) -> None:
    stream = io.StringIO()
    write_jsonl(make_job(kick, hostile, {"id": "3", "path": "\udcff", "extra": {"mine": [1.5, math.inf]}}), stream)
    rows = [strict(line) for line in stream.getvalue().splitlines()]
    assert [row["id"] for row in rows] == ["sample_000001", "sample_000002", "3"]
    assert rows[2] == {"id": "3", "path": "\ufffd", "extra": {"mine": [1.5, None]}}


def test_samples_are_written_while_they_are_read(kick: dict[str, Any]) -> None:
    stream = io.StringIO()
    seen: list[int] = []

    def samples() -> Iterator[dict[str, Any]]:
        for _ in range(3):
            yield kick
            seen.append(stream.tell())

    write_json(ExportJob(job={}, stats={}, samples=samples, root="/"), stream)
    assert 0 < seen[0] < seen[1] < seen[2]
