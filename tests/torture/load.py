"""A hundred thousand samples through the whole local pipeline from a warm cache: memory and time grow with the samples, and no faster.

SP404_LOAD sets another number.
"""

import json
import os
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import blake3
import numpy as np
import psutil

from sp404_gui.domain.features import Category, Kind, LocalFeatures, Measurement
from sp404_gui.engine.table import stage_table
from sp404_gui.store import codec
from sp404_gui.store.cache import CacheKey, DiskCache
from tests.benchmarks.command import command, fact, row
from tests.e2e import jobs

_SAMPLES = int(os.environ.get("SP404_LOAD", "100000"))
_STEP = 10_000
_RATE_HZ = 8_000
_FRAMES = 200
_MEMORY_GOAL = 1e9
_SHARE, _GROWTH_GOAL = 4, 1.3
"""What a sample may cost, compared with one of a job that has a quarter of them."""
_KEYS = ("A minor", "C major", "E minor", "F# minor", "Bb major", "D minor")
_SOUNDS = (
    ("kick", Category.DRUMS),
    ("snare", Category.DRUMS),
    ("keys", Category.MELODIC),
    ("bass", Category.MELODIC),
    ("noise", Category.FX),
)


@dataclass
class Course:
    """How a run went: seconds and bytes held by number of results."""

    seconds: float = 0.0
    peak: int = 0
    steps: dict[int, tuple[float, int]] = field(default_factory=dict)


def measure(folder: Path) -> bool:
    """Print the figures."""
    sounds, home = folder / "sounds", folder / "home"
    begun = time.perf_counter()
    _make(sounds, home, _SAMPLES)
    fact(f"{_SAMPLES:,} files and their measurements made", f"{time.perf_counter() - begun:.0f} s")
    few = _few_of(sounds, folder / "few", _SAMPLES // _SHARE)
    first = _followed(few, home, folder / "few-job").seconds / (_SAMPLES // _SHARE)
    course = _followed(sounds, home, folder / "job")
    for count, (seconds, held) in sorted(course.steps.items()):
        fact(f"   {count:,} results", f"{seconds:.0f} s, {held / 1e6:.0f} MB")
    per_sample = course.seconds / _SAMPLES
    fact("time, matches and all", f"{course.seconds:.0f} s, {1000 * per_sample:.2f} ms a sample (load {os.getloadavg()[0]:.0f})")
    counts = jobs.manifest(folder / "job")["counts"]
    row("done", f"{counts['done']:,}", f"{_SAMPLES:,}", reached=counts["done"] == _SAMPLES)
    with_matches = sum(1 for file in (folder / "job" / "results").rglob("*.json") if b'"matches":[{' in file.read_bytes())
    row("with matches", f"{with_matches:,}", f"{_SAMPLES:,}", reached=with_matches == _SAMPLES)
    row("memory at most", f"{course.peak / 1e6:.0f} MB", "< 1000 MB", reached=course.peak < _MEMORY_GOAL)
    grows = per_sample / first
    row(
        f"a sample of all against one of {_SAMPLES // _SHARE:,}: time",
        f"{grows:.2f} x",
        f"<= {_GROWTH_GOAL}",
        reached=grows <= _GROWTH_GOAL,
    )
    return counts["done"] == with_matches == _SAMPLES and course.peak < _MEMORY_GOAL and grows <= _GROWTH_GOAL


def _few_of(sounds: Path, place: Path, count: int) -> Path:
    """The first of the sounds, in a folder of their own."""
    place.mkdir()
    for sound in sorted(sounds.rglob("*.wav"))[:count]:
        os.link(sound, place / sound.name)
    return place


def _make(sounds: Path, home: Path, count: int) -> None:
    """Tiny WAV files, each with other noise, and a cache that knows all of them."""
    chance = np.random.default_rng(9)
    stage = stage_table(None)[0]
    home.mkdir(parents=True)
    cache = DiskCache(str(home / "cache.sqlite"))
    head = _header(2 * _FRAMES)
    waiting: list[tuple[CacheKey, bytes]] = []
    for number in range(count):
        place = sounds / f"bank{number // 1000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        data = head + chance.integers(-9000, 9000, _FRAMES, np.int16).tobytes()
        (place / f"sound{number:06d}.wav").write_bytes(data)
        hashed = blake3.blake3(data).hexdigest()
        waiting.append((stage.key(hashed), codec.encode(codec.plain(_measurement(chance, hashed, len(data))))))
        if len(waiting) == _STEP or number == count - 1:
            cache.put_many(waiting)
            waiting = []
    cache.close()


def _header(data_bytes: int) -> bytes:
    numbers = {
        4: (36 + data_bytes, 4),
        16: (16, 4),
        20: (1, 2),
        22: (1, 2),
        24: (_RATE_HZ, 4),
        28: (2 * _RATE_HZ, 4),
        32: (2, 2),
        34: (16, 2),
    }
    head = bytearray(b"RIFF----WAVEfmt " + bytes(20) + b"data" + data_bytes.to_bytes(4, "little"))
    for at, (number, size) in numbers.items():
        head[at : at + size] = number.to_bytes(size, "little")
    return bytes(head)


def _measurement(chance: np.random.Generator, hashed: str, size: int) -> Measurement:
    subcategory, category = _SOUNDS[chance.integers(len(_SOUNDS))]
    features = LocalFeatures(
        duration_s=_FRAMES / _RATE_HZ, sample_rate_hz=_RATE_HZ, channels=1, format="WAV", is_silent=False, is_clipped=False
    )
    return Measurement(
        features=replace(
            features,
            content_hash=hashed,
            audio_hash=hashed,
            file_size_bytes=size,
            bit_depth=16,
            category=category,
            category_confidence=float(chance.uniform(0.4, 1)),
            subcategory=subcategory,
            kind=Kind.LOOP,
            bpm=float(chance.uniform(60, 180)),
            bpm_confidence=float(chance.uniform(0.3, 1)),
            key=_KEYS[chance.integers(len(_KEYS))],
            key_confidence=float(chance.uniform(0.3, 1)),
            spectral_centroid_hz=float(chance.uniform(80, 3500)),
            low_ratio=float(chance.uniform(0, 0.5)),
            high_ratio=float(chance.uniform(0, 0.5)),
            loudness_lufs=float(chance.uniform(-30, -6)),
            peak_dbfs=float(chance.uniform(-12, 0)),
        )
    )


def _followed(sounds: Path, home: Path, job: Path) -> Course:
    """Run the job, and note memory and time as the results come."""
    course, begun = Course(), time.perf_counter()
    process = command(["process", sounds, "--cache-dir", job, "--provider", "offline", "--quiet"], home)
    held = psutil.Process(process.pid)
    while True:
        try:
            process.wait(1.0)
            break
        except subprocess.TimeoutExpired:
            _note(course, held, job, time.perf_counter() - begun)
    course.seconds = time.perf_counter() - begun
    assert process.stdout is not None
    said = process.stdout.read()
    process.stdout.close()
    assert process.returncode == 0, said
    return course


def _note(course: Course, held: psutil.Process, job: Path, seconds: float) -> None:
    try:
        memory = held.memory_info().rss
        counts = json.loads((job / "manifest.json").read_bytes())["counts"]
    except (OSError, psutil.NoSuchProcess):
        return
    course.peak = max(course.peak, memory)
    settled = counts["done"] + counts["failed"] + counts["skipped"]
    course.steps.setdefault(settled // _STEP * _STEP, (seconds, memory))
