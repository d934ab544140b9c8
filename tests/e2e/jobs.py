"""Reading a job folder with nothing but the standard library, as somebody else's program would."""

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def manifest(job: Path) -> Row:
    """The manifest."""
    row: Row = json.loads((job / "manifest.json").read_bytes())
    return row


def log(job: Path, event: str | None = None) -> list[Row]:
    """The entries of the audit trail; a last line that was cut short does not count."""
    file = job / "log.jsonl"
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    return [row for row in map(json.loads, lines) if event in (None, row["event"])]


def answered(job: Path) -> set[str]:
    """Ids of all samples whose paid answer is on disk."""
    return {entry["id"] for answer in log(job, "answer") for entry in json.loads(answered_text(answer))["samples"]}


def answered_text(answer: Row) -> str:
    """The model's text in an entry of the audit trail."""
    text: str = json.loads(answer["body"])["choices"][0]["message"]["content"]
    return text


def results(job: Path) -> dict[str, Row]:
    """The results by id."""
    rows = [json.loads(file.read_bytes()) for file in sorted(job.glob("results/*/*.json"))]
    return {row["id"]: row for row in rows}


def by_path(job: Path) -> dict[str, Row]:
    """The results by path."""
    return {row["path"]: row for row in results(job).values()}


def errors(job: Path) -> list[Row]:
    """The error log."""
    rows: list[Row] = json.loads((job / "errors" / "error_log.json").read_bytes())
    return rows


def moments(log: Path) -> list[float]:
    """When the fake server was asked to describe samples, by its own log."""
    rows = map(json.loads, log.read_text("utf-8").splitlines())
    return [row["at"] for row in rows if row["path"].endswith("/chat/completions")]
