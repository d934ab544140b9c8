"""What training leaves behind: the model file, the left-out answers, and the heard sounds for the next time."""

import gzip
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.ear import SCHEMA, honest
from tools.ear.growing import Grown, tables
from tools.ear.hearing import Sounds
from tools.ear.judging import Answers, LeftOut, fit_temperatures
from tools.ear.training import Floats, Trained


def write_model(path: Path, trained: Trained, centre: Floats, forests: dict[str, Grown], temperatures: dict[str, float]) -> None:
    """Write the npz that the program reads: layers as float16, tables of the trees, questions as JSON; the same model gives the same bytes.

    Args:
        path: File to write.
        trained: The network.
        centre: Mean embedding of the sounds trained on.
        forests: The forest of each question.
        temperatures: Of each question.
    """
    questions = {name: {"answers": grown.answers, "temperature": temperatures[name]} for name, grown in forests.items()}
    card = json.dumps({"schema": SCHEMA, "questions": questions}, sort_keys=True).encode()
    arrays: dict[str, NDArray[np.generic]] = {
        "card": np.frombuffer(card, np.uint8),
        "centre": centre,
        "mean": trained.mean,
        "scale": trained.scale,
    }
    arrays |= {name: tensor.numpy().astype(np.float16) for name, tensor in trained.ear.coefficients().items()}
    for question, grown in forests.items():
        arrays |= {f"forest.{question}.{name}": table for name, table in tables(grown).items()}
    np.savez(path, allow_pickle=False, **arrays)


def write_left_out(path: Path, sounds: Sounds, left_out: LeftOut, answers: Answers) -> None:
    """Write the left-out probabilities and neighbours by path, gzipped JSON, as tests/benchmarks/ear reads them.

    The temperatures, too, are those of the other sources.
    """
    rows = sounds.rows[: len(left_out.neighbours)]
    groups = sounds.groups[: len(rows)]
    told = {name: np.zeros(votes.shape) for name, votes in left_out.votes.items()}
    for group in np.unique(groups):
        inside = groups == group
        for name, value in fit_temperatures(sounds, left_out, answers, str(group)).items():
            told[name][inside] = honest(left_out.votes[name][inside], value)
    named = {name: [dict(zip(answers[name], one.tolist(), strict=True)) for one in parts.round(4)] for name, parts in told.items()}
    content = {
        row["path"]: {
            "family": named["family"][i],
            "loop": named["kind"][i]["loop"],
            "tone": named["tone"][i],
            "neighbours": [rows[other]["path"] for other in left_out.neighbours[i]],
        }
        for i, row in enumerate(rows)
    }
    path.write_bytes(gzip.compress(json.dumps(content, separators=(",", ":")).encode(), mtime=0))


def keep_heard(path: Path, sounds: Sounds) -> None:
    """Keep the measured sounds, so that training again need not measure again."""
    np.savez(
        path,
        numbers=sounds.numbers,
        patches=sounds.patches,
        groups=sounds.groups,
        rows=np.frombuffer(json.dumps(sounds.rows).encode(), np.uint8),
    )


def read_heard(path: Path) -> Sounds:
    """Read what `keep_heard` kept."""
    with np.load(path, allow_pickle=False) as kept:
        return Sounds(kept["numbers"], kept["patches"], json.loads(bytes(kept["rows"])), kept["groups"])
