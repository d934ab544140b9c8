"""Tempo, key and root by librosa, Essentia and aubio on the same files, judged by the same rules."""

import os
from pathlib import Path
from typing import Any

from tests.benchmarks.command import fact
from tests.benchmarks.ear.environment import PEERS, Question, ask_peer
from tests.benchmarks.ear.goals import COMPARED, GOALS
from tests.benchmarks.ear.left_out import measure_left_out, read_left_out
from tests.benchmarks.ear.product import process
from tests.benchmarks.ear.yardstick import Answers, Row, Score, Yardstick, prepare

_FIELDS = {"tempo": "bpm", "key": "key", "root": "root_note"}
_NO_KEY = {"aubio": ("key", "key_mirex")}


def measure(folder: Path) -> None:
    """Print the table."""
    yardstick = prepare(folder)
    if yardstick is None:
        return
    told = read_left_out()
    ours = measure_left_out(yardstick, told) if told else process(yardstick.folder, folder)[0]
    scores: dict[str, Score | None] = {"left out" if told else "shipped": yardstick.score(ours)}
    for name in PEERS:
        answers = ask_peer(name, _questions(yardstick), folder)
        scores[name] = yardstick.score(_as_export(answers)) if answers else None
    fact("", " ".join(f"{name:>13}" for name in scores))
    for goal in GOALS:
        if goal.name in COMPARED:
            fact(goal.what, " ".join(f"{_figure(name, goal.name, score):>13}" for name, score in scores.items()))


def _figure(peer: str, name: str, score: Score | None) -> str:
    if score is None:
        return "not installed"
    return "-" if name in _NO_KEY.get(peer, ()) or name not in score else f"{score[name]:.3f}"


def _questions(yardstick: Yardstick) -> list[Question]:
    """Only what a figure needs: some of them are slow."""
    wanted = [(yardstick.file(row), _wants(row)) for row in yardstick.rows]
    return [{"file": file, "wants": wants} for file, wants in wanted if wants]


def _wants(row: Row) -> list[str]:
    is_loop = row["is_loop"] == "1"
    needed = {
        "tempo": is_loop and row["bpm"],
        "key": row["key"],
        "root": row["root"] and not row["key"] and not is_loop,
    }
    return [want for want, is_needed in needed.items() if is_needed]


def _as_export(answers: dict[str, Any]) -> Answers:
    features = {
        os.path.basename(file): {_FIELDS[want]: value for want, value in answered.items() if value is not None}
        for file, answered in answers["answers"].items()
    }
    return Answers(features)
