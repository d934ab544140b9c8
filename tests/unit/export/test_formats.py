import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.domain.errors import JobFolderDamaged, UsageError
from sp404_gui.export.formats import FORMATS, export_to, write
from sp404_gui.export.source import ExportJob


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file_as_to_a_stream(
    tmp_path: Path, make_job: Any, kick: dict[str, Any], hostile: dict[str, Any], name: str
) -> None:
    job, path = make_job(kick, hostile), tmp_path / "out"
    stream = io.StringIO()
    write(name, job, stream, str(tmp_path))
    export_to(str(path), name, job)
    assert path.read_text(encoding="utf-8") == stream.getvalue() != ""
    assert os.listdir(tmp_path) == ["out"]


def test_what_is_there_is_left_alone_unless_the_user_allows_it(tmp_path: Path, make_job: Any, kick: dict[str, Any]) -> None:
    path = tmp_path / "mine.json"
    path.write_text("precious")
    with pytest.raises(UsageError, match="exists already"):
        export_to(str(path), "json", make_job(kick))
    assert path.read_text() == "precious"
    export_to(str(path), "json", make_job(kick), overwrite=True)
    assert path.read_text().startswith('{"schema": 1')


@pytest.mark.parametrize(
    "inside", ["manifest.json", "samples.jsonl", "log.jsonl", "results/000/sample_000001.json", "errors/error_log.json"]
)
def test_what_a_job_keeps_is_not_overwritten_even_where_the_user_allows_it(
    inside: str, finished_job: Path, tmp_path: Path, make_job: Any, kick: dict[str, Any]
) -> None:
    (tmp_path / "linked").symlink_to(finished_job)
    before = {file: file.read_bytes() for file in finished_job.rglob("*") if file.is_file()}
    for place in (finished_job, tmp_path / "linked"):
        with pytest.raises(UsageError, match="is where a job keeps its own"):
            export_to(str(place / inside), "json", make_job(kick), overwrite=True)
    assert {file: file.read_bytes() for file in finished_job.rglob("*") if file.is_file()} == before
    export_to(str(finished_job / "results.csv"), "csv", make_job(kick))


def test_a_sound_is_not_overwritten_even_where_the_user_allows_it(tmp_path: Path, make_job: Any, kick: dict[str, Any]) -> None:
    (tmp_path / "kick.WAV").write_bytes(b"a sound")
    (tmp_path / "kicks.json").symlink_to(tmp_path / "kick.WAV")
    for name in ("kick.WAV", "kicks.json"):
        with pytest.raises(UsageError, match="is a sound"):
            export_to(str(tmp_path / name), "json", make_job(kick), overwrite=True)
    assert (tmp_path / "kick.WAV").read_bytes() == b"a sound"


def test_a_file_that_appears_during_the_export_is_left_alone(tmp_path: Path, kick: dict[str, Any]) -> None:
    path = tmp_path / "mine.json"

    def samples() -> Iterator[dict[str, Any]]:
        yield kick
        path.write_text("precious")

    with pytest.raises(UsageError, match="exists already"):
        export_to(str(path), "json", ExportJob(job={}, stats={}, samples=samples, root="/"))
    assert path.read_text() == "precious"
    assert os.listdir(tmp_path) == ["mine.json"]


def test_an_export_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path, kick: dict[str, Any]) -> None:
    path = tmp_path / "mine.json"
    path.write_text("precious")

    def samples() -> Iterator[dict[str, Any]]:
        yield kick
        raise JobFolderDamaged("The job folder is gone.")

    with pytest.raises(JobFolderDamaged, match="is gone"):
        export_to(str(path), "json", ExportJob(job={}, stats={}, samples=samples, root="/"), overwrite=True)
    assert path.read_text() == "precious"
    assert os.listdir(tmp_path) == ["mine.json"]


def test_impossible_places_and_formats_are_named(tmp_path: Path, make_job: Any) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        export_to(str(tmp_path), "json", make_job(), overwrite=True)
    with pytest.raises(UsageError, match="does not exist"):
        export_to(str(tmp_path / "absent" / "a.json"), "json", make_job())
    with pytest.raises(UsageError, match="json, jsonl, csv, markdown, html, m3u"):
        write("docx", make_job(), io.StringIO())
