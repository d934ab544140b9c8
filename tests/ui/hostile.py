"""A job whose every word wants to be more than a word: markup, terminal sequences, direction marks, formulas."""

import json
from pathlib import Path
from typing import Any

from tests.naughty import HOSTILE


def make_hostile(job: Path) -> Path:
    """Put hostile words into every text of a finished job; its last sample failed."""
    _change(job / "manifest.json", name=HOSTILE, reason=HOSTILE)
    listed = job / "samples.jsonl"
    rows = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
    for row in rows:
        row["path"] = _path(row["id"])
    listed.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    results = sorted(job.glob("results/*/*.json"))
    for file in results:
        _spoil(file)
    _change(results[-1], status="failed", errors=[_error()])
    _change(results[-2], status="skipped", skip_reason=HOSTILE)
    with (job / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"at": "2026-11-23T22:48:28.852Z", "event": "error", **_error(), "id": rows[-1]["id"]}) + "\n")
        log.write(json.dumps({"at": "2026-11-23T22:48:28.852Z", "event": HOSTILE, "model": HOSTILE}) + "\n")
    return job


def _path(identifier: str) -> str:
    return f"{HOSTILE.replace('/', '-')}/{identifier} {HOSTILE.replace('/', '-')}.wav"


def _spoil(file: Path) -> None:
    row = json.loads(file.read_bytes())
    vibe = row["vibe"] | dict.fromkeys(("era", "genre", "best_use", "model"), HOSTILE) | {"source": "asked"}
    vibe |= {name: [HOSTILE, *row["vibe"][name]] for name in ("mood", "descriptors", "compatibility_tags")} | {"extra": {"mood": [HOSTILE]}}
    unmeasured = dict.fromkeys(row["features"].get("unmeasured", {}), HOSTILE)
    _change(
        file,
        path=_path(row["id"]),
        vibe=vibe,
        features=row["features"] | {"unmeasured": unmeasured, "format": HOSTILE, "subcategory": HOSTILE, "root_note": HOSTILE},
        groove={"measurable": False, "reason": HOSTILE},
        matches=[match | {"path": _path(match["id"]), "why": HOSTILE} for match in row["matches"]],
        user={"favorite": True, "rating": 3, "tags": [HOSTILE], "note": HOSTILE, "corrected": {}, "removed": False},
    )


def _error() -> dict[str, Any]:
    return {
        "category": "recoverable",
        "kind": HOSTILE,
        "message": HOSTILE,
        "stage": HOSTILE,
        "attempts": 2,
        "at": "2026-11-23T22:48:28.852Z",
    }


def _change(file: Path, **values: Any) -> None:
    file.write_text(json.dumps(json.loads(file.read_bytes()) | values), "utf-8")
