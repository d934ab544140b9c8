"""How right the ear is, on labelled sounds under neutral names: the shipped model, and models that never heard a sound's source."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sp404_gui.audio.embedding import decode_embeddings
from tests.benchmarks.command import fact, row
from tests.benchmarks.ear.goals import GOALS, sure_halves
from tests.benchmarks.ear.left_out import Told, measure_left_out, read_left_out, told_neighbours
from tests.benchmarks.ear.product import process
from tests.benchmarks.ear.reliability import Judged, print_table
from tests.benchmarks.ear.retrieval import judge, nearest
from tests.benchmarks.ear.witnesses import print_witnesses
from tests.benchmarks.ear.yardstick import Answers, Row, Score, Yardstick, prepare

_TOLERANCE = 0.04
_ALIKE_GOALS = {"category": 0.75, "subtype": 0.50}

Judge = Callable[[Row, Mapping[str, Any]], Judged | None]


def measure(folder: Path) -> None:
    """Print the tables."""
    yardstick = prepare(folder)
    if yardstick is None:
        return
    print_witnesses(yardstick)
    told = read_left_out()
    shipped, _ = process(yardstick.folder, folder)
    left_out = measure_left_out(yardstick, told) if told else None
    if left_out is None:
        fact("there are no left-out probabilities: the figures are those of a model that was trained on these files", "")
    else:
        fact("left out: models that never heard the source; shipped: trained on these files", "left out | shipped")
        fact("(in both, the weights of tempo and key are the shipped ones)", "")
    _print_figures(yardstick, left_out or shipped, shipped if left_out else None)
    _print_reliability(yardstick, left_out or shipped)
    _print_alike(yardstick, told, shipped)


def _print_figures(yardstick: Yardstick, judged: Answers, beside: Answers | None) -> None:
    score, other = yardstick.score(judged), yardstick.score(beside) if beside else None
    fact("sounds, and those that were not measured", f"{score['rows']}, {score['missing']}")
    for goal in (*GOALS, *sure_halves(score)):
        if goal.name in score:
            row(f"{goal.what}{_count(score, goal.name)}", _pair(goal.name, score, other), goal.text, reached=goal.reached(score[goal.name]))
    known = sum(bool(one["swing"]) for one in yardstick.rows)
    if known:
        measured = int(score.get("swing_mae_n", 0))
        row("swing measured, of those where it is known", f"{measured} of {known}", ">= half", reached=2 * measured >= known)


def _pair(name: str, score: Score, other: Score | None) -> str:
    return f"{score[name]:.3f}" + (f" | {other[name]:.3f}" if other and name in other else "")


def _count(score: Score, name: str) -> str:
    return f" (of {score[f'{name}_n']})" if f"{name}_n" in score else ""


def _print_reliability(yardstick: Yardstick, answers: Answers) -> None:
    judges: dict[str, Judge] = {
        "category": _judge_category,
        "tempo": _judge_tempo,
        "key": lambda one, measured: _judge_key(yardstick, one, measured),
    }
    for name, judged in judges.items():
        found = [judged(one, answers.features.get(one["file"], {})) for one in yardstick.rows]
        print_table(name, [one for one in found if one])


def _judge_category(labels: Row, measured: Mapping[str, Any]) -> Judged | None:
    if not labels["category"] or "category" not in measured:
        return None
    return measured["category_confidence"], measured["category"] == labels["category"]


def _judge_tempo(labels: Row, measured: Mapping[str, Any]) -> Judged | None:
    if labels["is_loop"] != "1" or not labels["bpm"] or "bpm" not in measured:
        return None
    wanted = float(labels["bpm"])
    return measured["bpm_confidence"], abs(measured["bpm"] - wanted) <= _TOLERANCE * wanted


def _judge_key(yardstick: Yardstick, labels: Row, measured: Mapping[str, Any]) -> Judged | None:
    if not labels["key"] or "key" not in measured:
        return None
    same = yardstick.program.key(measured["key"]) == yardstick.program.key(labels["key"])
    return measured["key_confidence"], bool(same)


def _print_alike(yardstick: Yardstick, told: Mapping[str, Told] | None, shipped: Answers) -> None:
    packed = {name: one["embedding"] for name, one in shipped.features.items() if "embedding" in one}
    known = dict(zip(packed, decode_embeddings(list(packed.values())).tolist(), strict=True))
    heard = judge(yardstick.rows, nearest(yardstick.rows, known))
    unheard = judge(yardstick.rows, told_neighbours(yardstick, told)) if told else None
    judged = unheard or heard
    if judged is None:
        fact("the 10 nearest of other sources: skipped, no embedding is measured", "")
        return
    remark = "left out" + (" | shipped" if heard else "") if unheard else "shipped, trained on these files"
    fact(f"the 10 nearest of other sources, {judged.sounds} sounds", remark)
    for name, goal in _ALIKE_GOALS.items():
        share = getattr(judged, name)
        beside = f" | {getattr(heard, name):.3f}" if unheard and heard else ""
        row(f"   of the same {name}", f"{share:.3f}{beside}", f">= {goal}", reached=share >= goal)
