"""How much the first answers tell: asked in the order of coverage, and in random order, when a perfect oracle answers some of the samples.

A sample counts as described when it was asked about, or when its best loan comes from a sample of the same category and subcategory.
"""

import gzip
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sp404_gui.audio.embedding import SIZE, decode_embeddings, encode_embedding
from sp404_gui.domain.features import Category, LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.asking.batch_size import BatchSize
from sp404_gui.engine.asking.batching import Batcher
from sp404_gui.engine.asking.coverage import Coverage
from tests.benchmarks.command import fact, row
from tests.benchmarks.ear.product import process
from tests.benchmarks.ear.yardstick import prepare

_HALVES = Path(__file__).parent / "ear" / "halves.json.gz"
_SHARES = (0.05, 0.20)
_GOAL = 1.5
_SEEDS = 20
_SIZES = (10_000, 100_000)
_SPREAD = 0.25


@dataclass(frozen=True)
class Told:
    """What some answers tell: the share of samples described rightly, and at all; each loan's trust, and whether it is right."""

    right: float
    described: float
    loans: Sequence[tuple[float, bool]]


def measure(folder: Path) -> None:
    """Print the table."""
    yardstick = prepare(folder)
    if yardstick is None:
        return
    labelled = [one for one in yardstick.rows if one["category"] and one["subtype"]]
    truth = {one["path"]: f"{one['category']}:{one['subtype']}" for one in labelled}
    halves = json.loads(gzip.decompress(_HALVES.read_bytes()))
    for half in (0, 1):
        known = [_sample(path, one["embedding"], one["family"]) for path, one in halves.items() if one["half"] == half and path in truth]
        _compare(f"sources that the ear never heard, {len(known)} sounds", known, truth)
    shipped, _ = process(yardstick.folder, folder)
    measured = [(one["path"], shipped.features.get(one["file"], {})) for one in labelled]
    known = [_sample(path, one["embedding"], f"{one['category']}:{one['subcategory']}") for path, one in measured if "embedding" in one]
    _compare(f"the shipped ear, which was trained on these {len(known)}", known, truth)
    for size in _SIZES:
        _time(size, known)


def _sample(path: str, embedding: str, family: str) -> SampleRecord:
    category, _, subcategory = family.partition(":")
    facts: dict[str, Any] = {"category": Category(category), "subcategory": subcategory, "embedding": embedding}
    features = LocalFeatures(duration_s=1, sample_rate_hz=44_100, channels=1, format="WAV", is_silent=False, is_clipped=False, **facts)
    return SampleRecord(sample=Sample(path, "/", path, 1, 1), features=features)


def _compare(what: str, known: Sequence[SampleRecord], truth: dict[str, str]) -> None:
    order = [known[i] for i in np.random.default_rng(5).permutation(len(known))]
    fact(what, "")
    for share in _SHARES:
        answers = round(share * len(order))
        ours = _told(order, truth, answers, None)
        others = [_told(order, truth, answers, np.random.default_rng(seed)) for seed in range(_SEEDS)]
        by_chance = float(np.mean([one.right for one in others]))
        figure = f"{ours.right:.3f} ({by_chance:.3f} by chance): {ours.right / by_chance:.2f} x"
        if share == _SHARES[0]:
            row(f"   described rightly by {share:.0%} of the answers", figure, f">= {_GOAL} x", reached=ours.right >= _GOAL * by_chance)
        else:
            fact(f"   described rightly by {share:.0%} of the answers", figure)
        fact("      described at all", f"{ours.described:.2f} ({np.mean([one.described for one in others]):.2f})")
        trusts, rights = zip(*ours.loans, strict=True)
        fact(f"      {len(trusts)} loans: trusted, and right", f"{np.mean(trusts):.2f}, {np.mean(rights):.2f}")


def _told(order: Sequence[SampleRecord], truth: dict[str, str], answers: int, chance: np.random.Generator | None) -> Told:
    coverage = Coverage()
    batcher = Batcher(BatchSize(5), order=coverage)
    for one in order:
        coverage.learn(one)
        batcher.add(one)
    if chance is None:
        asked = [one.id for batch in iter(lambda: batcher.take(partial=True), []) for one in batch][:answers]
    else:
        asked = [order[i].id for i in chance.permutation(len(order))[:answers]]
    best: dict[str, tuple[float, str]] = {}
    for lender in asked:
        for borrower, trust in coverage.neighbours(lender).items():
            if trust > best.get(borrower, (0.0, ""))[0]:
                best[borrower] = trust, lender
    loans = {i: (trust, truth[lender] == truth[i]) for i, (trust, lender) in best.items() if i not in set(asked)}
    right = len(asked) + sum(is_right for _, is_right in loans.values())
    return Told(right / len(order), (len(asked) + len(loans)) / len(order), list(loans.values()))


def _time(size: int, known: Sequence[SampleRecord]) -> None:
    samples = _many(size, known)
    coverage, longest_s = Coverage(), 0.0
    batcher = Batcher(BatchSize(5), order=coverage)
    began = time.perf_counter()
    for one in samples:
        before = time.perf_counter()
        coverage.learn(one)
        batcher.add(one)
        longest_s = max(longest_s, time.perf_counter() - before)
    learnt_s = time.perf_counter() - began
    began = time.perf_counter()
    for _ in range(100):
        batcher.take(partial=True)
    batch_ms = (time.perf_counter() - began) * 10
    fact(f"{size:,} samples: learning all, the longest one, a batch", f"{learnt_s:.1f} s, {longest_s * 1e3:.0f} ms, {batch_ms:.1f} ms")


def _many(size: int, known: Sequence[SampleRecord]) -> list[SampleRecord]:
    """Real ones with some noise, so that there are clusters as in large collections."""
    chance = np.random.default_rng(1)
    places = decode_embeddings([one.features.embedding for one in known if one.features and one.features.embedding])
    chosen = chance.integers(len(known), size=size)
    moved = places[chosen] + chance.normal(scale=_SPREAD / np.sqrt(SIZE), size=(size, SIZE)).astype(np.float32)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    families = [f"{one.features.category}:{one.features.subcategory}" for one in known if one.features]
    return [_sample(str(i), encode_embedding(place), families[chosen[i]]) for i, place in enumerate(moved)]
