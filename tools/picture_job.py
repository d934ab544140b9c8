# ruff: noqa: INP001 - a module of scripts
"""The job of the guide's pictures: the demo samples and two broken files, described by a server on loopback that stumbles now and then."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from sp404_gui.domain.kit import Kit, Kits
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.engine.kits.filling import propose
from sp404_gui.engine.kits.keeping import save_kits
from sp404_gui.engine.kits.material import Material
from tests.fakes.behaviour import Behaviour
from tests.fakes.server import FakeServer

_ROOT = Path(__file__).parents[1]
_SAID = ("id", "mood", "era", "genre", "energy", "descriptors", "compatibility_tags", "best_use")
_FAULTS = {"429": 0.2, "500": 0.1, "missing": 0.1}
_SEED = 3
_SURE = 0.7
_PLAIN = {"era": "1990s", "genre": "boom bap", "compatibility_tags": ["drums", "bass"]}
"""What words from measurements leave open."""
_ANCHOR = "Loops/loop_breakbeat.flac"
_EDITS = {
    "Loops/loop_breakbeat.flac": UserEdits(favorite=True, rating=4, tags=("intro", "side a"), note="Half the level under the tabla."),
    "Drums/bd_808.flac": UserEdits(rating=3, tags=("side a",)),
    "Bass/bass_dnb_f.flac": UserEdits(favorite=True, rating=5),
}


def make_job(place: Path) -> Path:
    """Make the job in an empty folder; its job folder.

    The server says what the measurements suggest, so that the words fit the sounds.
    """
    samples = Path(shutil.copytree(_ROOT / "resources" / "demo", place / "Basement Breaks"))
    (samples / "LICENSES.md").unlink()
    (samples / "Loops" / "tape_dump_side_b.wav").write_bytes(b"RIFF\xff\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x99\x99" + bytes(200))
    (samples / "Ambience" / "hotel_lobby.flac").write_bytes(b"")
    _run(place, "process", samples.name, "--cache-dir", "measured", "--provider", "offline")
    found: list[dict[str, Any]] = json.loads(_run(place, "export", "measured", "--format", "json"))["samples"]
    vibes = {row["id"]: _PLAIN | _said(row) for row in found if row.get("vibe")}
    with FakeServer(Behaviour(vibes=vibes, faults=_FAULTS, seed=_SEED)) as server:
        _run(place, "process", samples.name, "--cache-dir", "job", "--provider", server.base_url, "--interval", "0", "--batch-size", "3")
    ids = {row["path"]: row["id"] for row in found}
    save_edits(str(place / "job"), {ids[path]: said for path, said in _EDITS.items()}, SystemClock())
    _fill_pads(str(place / "job"))
    return place / "job"


def _fill_pads(job: str) -> None:
    """Put a kit on the pads, as the button does."""
    material = Material.of([record for chunk in read_records(job) for record in chunk])
    kit = Kit(name="night bus")
    filled = kit.with_pads(propose(material, kit, "A", _ids_by_path(material)[_ANCHOR]).pads)
    locked = {place: replace(pad, locked=True) for place, pad in filled.pads.items() if pad.sample == _ids_by_path(material)[_ANCHOR]}
    save_kits(job, Kits(kits=(filled.with_pads(locked),)))


def _ids_by_path(material: Material) -> dict[str, str]:
    return dict(zip(material.names.paths, material.ids, strict=True))


def _said(row: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in row["vibe"].items() if name in _SAID and value}
    return {**said, "id": row["id"], "confidence": _SURE}


def _run(place: Path, *arguments: str) -> str:
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "SP404_HOME": str(place / "home")}
    command = [sys.executable, "-m", "sp404_gui.cli", *arguments]
    done = subprocess.run(command, cwd=place, env=env, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - the program itself
    return done.stdout
