"""What the product would answer with models that never heard a sound's source.

Training writes their probabilities down: path in the set -> {"family": {"drums:kick": p, …}, "loop": p,
"tone": {name: p}}. The measuring itself is the product's, from probabilities to fields.

It adds "neighbours": paths of the nearest sounds of other sources, by the one ear that never heard this source.
"""

import gzip
import json
import multiprocessing
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sp404_gui.audio.category import Judgement
from sp404_gui.audio.decode import DecodeLimits
from sp404_gui.audio.embedding import SIZE
from sp404_gui.audio.extract import measure
from sp404_gui.audio.groove import measure_groove
from sp404_gui.audio.sound import Sound
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.measuring.evidence import weigh
from sp404_gui.library.hints import chunk_hints, name_hints
from sp404_gui.library.identity import open_regular
from sp404_gui.store.codec import plain
from tests.benchmarks.ear.retrieval import Neighbours
from tests.benchmarks.ear.yardstick import Answers, Yardstick

_DEFAULT = Path(__file__).with_name("left_out.json.gz")
_PROCESSES = 2

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Witness:
    """Stands in for the shipped ear: it says what another one said before, which never heard the sound's source."""

    told: Told

    def judge(self, _sound: Sound) -> Judgement:
        """What the left-out ear said."""
        told = self.told
        return Judgement(family=told["family"], loop=told["loop"], tone=told["tone"], embedding=np.zeros(SIZE, np.float32))


def read_left_out() -> dict[str, Told] | None:
    """The probabilities, by path in the set: of the file that LEFT_OUT names, or of the one beside the models."""
    file = Path(os.environ.get("LEFT_OUT") or _DEFAULT)
    if not file.is_file():
        return None
    content = file.read_bytes()
    told: dict[str, Told] = json.loads(gzip.decompress(content) if file.suffix == ".gz" else content)
    return told


def measure_left_out(yardstick: Yardstick, told: Mapping[str, Told]) -> Answers:
    """Measure the sounds of which left-out models said something."""
    known = [(yardstick.file(row), told[row["path"]]) for row in yardstick.rows if row["path"] in told]
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the processes inherit it
    with ProcessPoolExecutor(_PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        results = list(pool.map(_measure, known, chunksize=16))
    names = [os.path.basename(file) for file, _ in known]
    pairs = [(name, result) for name, result in zip(names, results, strict=True) if result]
    return Answers({name: result[0] for name, result in pairs}, {name: result[1] for name, result in pairs})


def told_neighbours(yardstick: Yardstick, told: Mapping[str, Told]) -> Neighbours:
    """What is near to each sound, by models that never heard it."""
    names = {row["path"]: row["file"] for row in yardstick.rows}
    return {names[path]: [names[near] for near in one["neighbours"] if near in names] for path, one in told.items() if path in names}


def _measure(item: tuple[str, Told]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    file, told = item
    descriptor = open_regular(file)
    try:
        hints = chunk_hints(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        measured = measure(descriptor, DecodeLimits(), Witness(told))
    except Sp404Error:
        return None
    finally:
        os.close(descriptor)
    features = weigh(measured, hints, name_hints(os.path.basename(file)))
    return plain(features), plain(measure_groove(features))
