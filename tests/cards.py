"""Samples for cards: records as a finished job has them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from blake3 import blake3

from sp404_gui.domain.card import CardPlace
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord

_NUMBERS = iter(range(1, 1 << 30))


def record(path: str = "kick.wav", root: str = "/music", **features: Any) -> SampleRecord:
    """A measured sample; no two of the same content unless `content_hash` says so."""
    number = next(_NUMBERS)
    known = {
        "duration_s": 1.0,
        "sample_rate_hz": 44_100,
        "channels": 2,
        "format": "WAV",
        "bit_depth": 24,
        "is_silent": False,
        "is_clipped": False,
        "content_hash": blake3(str(number).encode()).hexdigest(),
    }
    return SampleRecord(sample=Sample(f"sample_{number:06}", root, path, 1000, 1), features=LocalFeatures(**{**known, **features}))


def measured(file: Path, **features: Any) -> SampleRecord:
    """The record of a real file; its hash is that of its bytes."""
    made = record(file.name, str(file.parent), content_hash=blake3(file.read_bytes()).hexdigest(), **features)
    return replace(made, sample=replace(made.sample, size_bytes=file.stat().st_size))


def place(root: Path | str = "/card", **facts: Any) -> CardPlace:
    """A card with much room."""
    known = {"root": str(root), "base": str(root), "is_card": True, "missing": False, "free_bytes": 1 << 40, "cluster_bytes": 1 << 15}
    return CardPlace(**{**known, **facts})
