"""What a sample costs the larger the job is, from which docs/guide/million.md plans for a million: `SIZES=1000,10000,100000` for longer."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sp404_gui.domain.features import Measurement
from sp404_gui.engine.stages import LOCAL_FEATURES, MEASUREMENT_VERSION
from sp404_gui.library.identity import content_hash
from sp404_gui.store.cache import CacheKey, DiskCache
from sp404_gui.store.codec import encode, measurement_from_json, plain
from tests.benchmarks.command import fact, run
from tests.benchmarks.sounds import make_sounds

_MEASURED = 1_000
_AT_ONCE = 2_000


def measure(folder: Path) -> None:
    """Measure a thousand sounds, have the cache know as much of all others, and run jobs over more and more of them."""
    sizes = [int(size) for size in os.environ.get("SIZES", "1000,3000,10000").split(",")]
    sounds = sorted(make_sounds(folder / "all", max(*sizes, _MEASURED)).rglob("*.wav"))
    home = folder / "home"
    cold = run(["process", _first(_MEASURED, sounds, folder), "--provider", "offline", "--cache-dir", folder / "cold"], home)
    fact(f"{_MEASURED:,} measured: samples a second", f"{_MEASURED / cold.seconds:.0f}")
    fact(f"{_MEASURED:,} measured: parent's processor time a sample", f"{cold.parent_cpu_s / _MEASURED * 1e3:.2f} ms")
    _fill(home / "cache.sqlite", sounds)
    fact("cache file a sample", f"{(home / 'cache.sqlite').stat().st_size / len(sounds) / 1e3:.2f} kB")
    for size in sizes:
        job = folder / f"job{size}"
        warm = run(["process", _first(size, sounds, folder), "--provider", "offline", "--cache-dir", job], home)
        again = run(["resume", "--cache-dir", job], home)
        fact(f"{size:,} known: parent's processor time a sample", f"{warm.parent_cpu_s / size * 1e3:.2f} ms")
        fact(f"{size:,} known: parent's peak memory", f"{warm.parent_peak_bytes / 1e6:.0f} MB")
        fact(f"{size:,} known: job folder a sample", f"{sum(_blocks(job)) / size / 1e3:.2f} kB")
        fact(f"{size:,} finished: resume, and its peak memory", f"{again.seconds:.1f} s, {again.parent_peak_bytes / 1e6:.0f} MB")


def _first(size: int, sounds: Sequence[Path], folder: Path) -> Path:
    """A folder with the first of the sounds, without copies."""
    place = folder / f"first{size}"
    for sound in sounds[:size]:
        link = place / sound.parent.name / sound.name
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.exists():
            os.link(sound, link)
    return place


def _fill(file: Path, sounds: Sequence[Path]) -> None:
    """Let the cache know of every sound what it knows of the first ones, as if it had been measured."""
    cache = DiskCache(str(file))
    known = [measurement_from_json(value) for value in cache.get_many([_key(_hash(s)) for s in sounds[:_MEASURED]]).values()]
    for start in range(_MEASURED, len(sounds), _AT_ONCE):
        cache.put_many(list(_alike(known, sounds[start : start + _AT_ONCE])))
    cache.close()


def _alike(known: Sequence[Measurement], sounds: Sequence[Path]) -> Iterator[tuple[CacheKey, bytes]]:
    for number, sound in enumerate(sounds):
        found = _hash(sound)
        one = known[number % len(known)]
        yield _key(found), encode(plain(replace(one, features=replace(one.features, content_hash=found, audio_hash=found))))


def _hash(sound: Path) -> str:
    with sound.open("rb") as stream:
        return content_hash(stream.fileno())


def _key(found: str) -> CacheKey:
    return CacheKey(found, LOCAL_FEATURES, MEASUREMENT_VERSION)


def _blocks(folder: Path) -> Iterator[int]:
    return (file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())
