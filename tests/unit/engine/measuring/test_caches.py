import math
from pathlib import Path

import pytest

from sp404_gui.domain.errors import UsageError
from sp404_gui.engine.measuring.caches import cache_stats, open_cache, prune_cache
from sp404_gui.engine.outlook.strategy import approach
from sp404_gui.store.cache import CacheKey, DiskCache


def test_the_size_of_a_cache_is_known_and_can_be_cut(tmp_path: Path) -> None:
    place = tmp_path / "cache.sqlite"
    assert (cache_stats(str(place)).entries, prune_cache(str(place), 1)) == (0, 0)
    assert not place.exists()
    now = 0.0
    disk = DiskCache(str(place), clock=lambda: now)
    for number in range(10):
        now = number * 10_000.0
        disk.put_many([(CacheKey(str(number), "local_features", "1"), b"x" * 1000)])
    disk.close()
    found = cache_stats(str(place))
    assert (found.entries, found.bytes, dict(found.by_stage)) == (10, 10_000, {"local_features": 10})
    assert prune_cache(str(place), 0.004) == 6
    assert cache_stats(str(place)).bytes == 4000
    disk = DiskCache(str(place))
    assert [key.content_hash for key in disk.get_many([CacheKey(str(n), "local_features", "1") for n in range(10)])] == ["6", "7", "8", "9"]
    disk.close()


@pytest.mark.parametrize("size", [math.inf, math.nan])
def test_a_size_without_an_end_is_refused(tmp_path: Path, size: float) -> None:
    DiskCache(str(tmp_path / "cache.sqlite")).close()
    with pytest.raises(UsageError, match="no number of megabytes"):
        prune_cache(str(tmp_path / "cache.sqlite"), size)


def test_an_empty_file_is_no_cache_until_a_job_has_used_it(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    assert (cache_stats(str(empty)).entries, prune_cache(str(empty), 0)) == (0, 0)
    assert (list(tmp_path.iterdir()), empty.read_bytes()) == ([empty], b"")


def test_somebody_elses_file_is_left_alone(tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    with pytest.raises(UsageError):
        prune_cache(str(diary), 0)
    assert diary.read_text() == "Dear diary"


def test_a_damaged_one_is_put_aside_and_the_user_hears_of_it_once(tmp_path: Path) -> None:
    place, said = tmp_path / "cache.sqlite", list[str]()
    place.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for _ in range(2):
        open_cache(str(place), approach(1000), said.append).close()
    aside = list(tmp_path.glob("cache.sqlite.damaged-*"))
    assert [file.read_bytes()[:16] for file in aside] == [b"SQLite format 3\0"]
    assert len(said) == 1
    assert str(aside[0]) in said[0]
