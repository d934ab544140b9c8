"""The labelled set and the program that scores an export against it, both beside the checkout."""

import contextlib
import csv
import importlib.util
import io
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.benchmarks.command import ROOT, fact
from tools.ear.kinship import group_of

SET = ROOT.parent / "shared" / "samples"
_PROGRAM = ROOT.parent / "shared" / "tools" / "evaluate.py"

Row = dict[str, str]
Score = dict[str, float]


@dataclass(frozen=True)
class Answers:
    """What was measured, by neutral name.

    Attributes:
        features: As in an export.
        grooves: As in an export.
    """

    features: Mapping[str, Mapping[str, Any]]
    grooves: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Yardstick:
    """The set under neutral names.

    Attributes:
        program: The scoring program.
        folder: Copies of the sounds, named so that no name helps.
        rows: Labels; "file" is the neutral name, "path" the name in the set.
    """

    program: ModuleType
    folder: Path
    rows: Sequence[Row]

    def file(self, row: Row) -> str:
        """Where a sound lies."""
        return str(self.folder / row["file"])

    def score(self, answers: Answers) -> Score:
        """The figures of what was measured."""
        samples = [{"path": name, "features": measured, "groove": answers.grooves.get(name)} for name, measured in answers.features.items()]
        export = self.folder.parent / "export.json"
        export.write_text(json.dumps({"samples": samples}), encoding="utf-8")
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            self.program.score(str(export), str(self.folder / "map.csv"))
        result: Score = json.loads(said.getvalue().splitlines()[-1])
        return result


def source(row: Row) -> str:
    """Where a sound comes from; one name for sources that share instruments."""
    return group_of(row["source"])


def prepare(folder: Path) -> Yardstick | None:
    """Lay out the set under neutral names; None, and a word, where it is not there.

    EVERY=n in the environment takes each n-th sound alone.
    """
    if not (SET.is_dir() and _PROGRAM.is_file()):
        fact("skipped: ../shared/samples or ../shared/tools/evaluate.py is not there", "")
        return None
    spec = importlib.util.spec_from_file_location("evaluate", _PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    neutral = folder / "sounds"
    with contextlib.redirect_stdout(io.StringIO()):
        program.prepare(str(SET), str(neutral), int(os.environ.get("EVERY", "1")))
    with (neutral / "map.csv").open(newline="", encoding="utf-8") as stream:
        return Yardstick(program, neutral, list(csv.DictReader(stream)))
