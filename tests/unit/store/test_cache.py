import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from sp404_gui.domain.errors import FatalError, UsageError
from sp404_gui.store import sqlite_file
from sp404_gui.store.cache import CacheKey, DiskCache, MemoryCache, PaidCache, TieredCache
from sp404_gui.store.optional_cache import OptionalCache


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def key(content: str, model: str = "") -> CacheKey:
    return CacheKey(content, "vibe_analysis", "1", model, "p1")


def put(path: Path, number: int, size: int = 100) -> list[CacheKey]:
    """Remember some values, and close."""
    keys = [key(f"{n}") for n in range(number)]
    cache = DiskCache(str(path))
    cache.put_many([(k, k.content_hash.encode() * size) for k in keys])
    cache.close()
    return keys


def test_a_value_is_found_by_everything_that_it_was_made_of(tmp_path: Path) -> None:
    cache = DiskCache(str(tmp_path / "deep" / "cache.sqlite"))
    cache.put_many([(CacheKey("h", "s", "1", "m", "p"), b"{}")])
    others = [
        CacheKey(*parts)
        for parts in (("x", "s", "1", "m", "p"), ("h", "s", "2", "m", "p"), ("h", "s", "1", "n", "p"), ("h", "s", "1", "m", "q"))
    ]
    alike = [CacheKey("h|s", "1", "m", "p"), CacheKey("h", "s|1", "m", "p")]
    assert cache.get_many([CacheKey("h", "s", "1", "m", "p"), *others, *alike]) == {CacheKey("h", "s", "1", "m", "p"): b"{}"}
    assert len({str(k) for k in (*others, *alike)}) == len(others) + len(alike)
    many = [key(str(n)) for n in range(2000)]
    cache.put_many([(k, b"1") for k in many])
    assert len(cache.get_many(many)) == 2000
    assert cache.stats().by_stage == {"s": 1, "vibe_analysis": 2000}
    cache.close()


@pytest.mark.parametrize("model", ["", "some/model", "a|b%7Cc%25d"])
def test_a_key_that_was_written_down_is_the_same_when_it_is_read(model: str) -> None:
    assert CacheKey.parse(str(key("h", model))) == key("h", model)
    assert CacheKey.parse("h|s|1|m") is CacheKey.parse("") is CacheKey.parse("a|b|c|d|e|f") is None


def test_what_a_slow_tier_knows_is_remembered_by_the_fast_one(tmp_path: Path) -> None:
    memory, disk = MemoryCache(), DiskCache(str(tmp_path / "cache.sqlite"))
    disk.put_many([(key("a"), b"1")])
    tiers = TieredCache(memory, disk)
    assert tiers.get_many([key("a"), key("b")]) == {key("a"): b"1"}
    assert memory.get_many([key("a")]) == {key("a"): b"1"}
    tiers.put_many([(key("b"), b"2")])
    assert disk.get_many([key("b")]) == memory.get_many([key("b")]) == {key("b"): b"2"}
    paid = PaidCache(disk)
    paid.put_many([(key("free"), b"3"), (key("dear", "model"), b"4")])
    assert paid.get_many([key("a"), key("free"), key("dear", "model")]) == {key("dear", "model"): b"4"}
    assert not disk.get_many([key("free")])
    tiers.close()


def test_memory_forgets_what_was_unused_for_longest() -> None:
    memory = MemoryCache(max_bytes=250)
    memory.put_many([(key("a"), b"x" * 100), (key("b"), b"x" * 100)])
    memory.get_many([key("a")])
    memory.put_many([(key("c"), b"x" * 100), (key("a"), b"y" * 100)])
    assert set(memory.get_many([key("a"), key("b"), key("c")])) == {key("a"), key("c")}


def test_threads_share_the_memory() -> None:
    memory = MemoryCache(max_bytes=2000)
    keys = [key(str(n)) for n in range(50)]

    def use(turn: int) -> None:
        memory.put_many([(keys[turn % 50], b"x" * 100)])
        memory.get_many(keys)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(2000)))
    assert len(memory.get_many(keys)) == 20


def test_prune_forgets_what_was_unused_for_longest(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "cache.sqlite"
    cache = DiskCache(str(path), clock)
    for name in ("a", "b", "c"):
        clock.seconds += 1
        cache.put_many([(key(name), b"x" * 1_000_000)])
    clock.seconds += 86_400
    cache.get_many([key("a")])
    cache.close()
    cache = DiskCache(str(path), clock)
    assert cache.prune(2_000_000) == 1
    assert set(cache.get_many([key("a"), key("b"), key("c")])) == {key("a"), key("c")}
    assert cache.stats().bytes == 2_000_000
    assert path.stat().st_size < 2_500_000
    assert cache.prune(0) == 2
    cache.close()


def test_a_damaged_file_is_set_aside_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    for content in (b"garbage " * 1000, b"other garbage " * 1000):
        path.write_bytes(content)
        cache = DiskCache(str(path), Clock())
        assert cache.set_aside is not None
        assert Path(cache.set_aside).read_bytes() == content
        cache.put_many([(key("a"), b"1")])
        assert cache.get_many([key("a")]) == {key("a"): b"1"}
        cache.close()
    assert len(list(tmp_path.glob("cache.sqlite.damaged-*"))) == 2


def test_damage_that_shows_while_a_job_runs_costs_only_what_was_remembered(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    keys = put(path, 2000)
    with path.open("r+b") as stream:
        stream.seek(8192)
        stream.write(b"\xff" * (os.path.getsize(path) - 8192))
    cache = DiskCache(str(path))
    other = DiskCache(str(path))
    assert len(cache.get_many(keys)) < len(keys)
    assert cache.set_aside is not None
    cache.put_many([(keys[0], b"new")])
    other.put_many([(keys[1], b"new")])
    assert other.get_many(keys[:2]).keys() <= set(keys[:2])
    other.close()
    assert cache.get_many(keys[:2])[keys[0]] == b"new"
    cache.close()


def test_a_value_that_one_wrong_bit_made_a_text_is_not_known_and_gets_replaced(tmp_path: Path) -> None:
    keys = put(tmp_path / "cache.sqlite", 3)
    with closing(sqlite3.connect(tmp_path / "cache.sqlite")) as raw, raw:
        raw.execute("UPDATE results SET value = CAST(value AS TEXT) WHERE key = ?", (str(keys[0]),))
        raw.execute("UPDATE results SET value = CAST(x'ff' AS TEXT) WHERE key = ?", (str(keys[1]),))
    with closing(DiskCache(str(tmp_path / "cache.sqlite"))) as cache:
        assert list(cache.get_many(keys)) == [keys[2]]
        cache.put_many([(keys[0], b"again")])
        assert cache.get_many(keys[:2]) == {keys[0]: b"again"}


def test_a_damaged_journal_beside_the_file_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    keys = put(path, 20)
    (tmp_path / "cache.sqlite-wal").write_bytes(b"\xff" * 5000)
    (tmp_path / "cache.sqlite-shm").write_bytes(b"\xff" * 32768)
    cache = DiskCache(str(path))
    assert len(cache.get_many(keys)) == 20
    cache.close()


def test_what_was_paid_for_is_found_while_another_process_holds_the_file_for_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_BUSY_S", 0.1)
    [paid] = put(tmp_path / "cache.sqlite", 1)
    said: list[str] = []
    with closing(OptionalCache(DiskCache(str(tmp_path / "cache.sqlite")), said.append)) as cache:
        with closing(sqlite3.connect(tmp_path / "cache.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            cache.put_many([(key("new"), b"1")])
            assert paid in cache.get_many([paid])
        cache.put_many([(key("new"), b"1")])
        assert list(cache.get_many([paid, key("new")])) == [paid]
    [sentence] = said
    assert sentence.endswith("for too long: stop that one. The job goes on without remembering further results for other jobs.")


def test_what_a_shared_cache_knows_is_found_while_another_process_holds_the_file_for_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_BUSY_S", 0.1)
    [paid] = put(tmp_path / "cache.sqlite", 1)
    shared = MemoryCache()
    shared.put_many([(key("shared"), b"1")])
    said: list[str] = []
    tiers = TieredCache(MemoryCache(), DiskCache(str(tmp_path / "cache.sqlite")), shared)
    with (
        closing(OptionalCache(tiers, said.append)) as cache,
        closing(sqlite3.connect(tmp_path / "cache.sqlite", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert set(cache.get_many([paid, key("shared"), key("nobody")])) == {paid, key("shared")}
        assert set(cache.get_many([paid, key("shared")])) == {paid, key("shared")}
    assert said == []


def test_files_of_others_are_refused_and_left_as_they_are(tmp_path: Path) -> None:
    song = tmp_path / "song.wav"
    song.write_bytes(b"RIFF" + b"x" * 100)
    with pytest.raises(UsageError, match=r"song\.wav belongs to another program.*--cache"):
        DiskCache(str(song))
    assert song.read_bytes() == b"RIFF" + b"x" * 100
    thumbs = tmp_path / "Thumbs.db"
    thumbs.write_bytes(b"\xd0\xcf\x11\xe0" * 200)
    with pytest.raises(UsageError, match=r"Thumbs\.db belongs to another program"):
        DiskCache(str(thumbs))
    places = tmp_path / "places.sqlite"
    with sqlite3.connect(places) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = places.read_bytes()
    with pytest.raises(UsageError, match="belongs to another program"):
        DiskCache(str(places))
    assert places.read_bytes() == before
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(FatalError, match=r"folder\.sqlite cannot be used.*--cache"):
        DiskCache(str(tmp_path / "folder.sqlite"))
    with pytest.raises(FatalError, match="cannot be written"):
        DiskCache(str(song / "cache.sqlite"))


def test_what_is_refused_keeps_its_rights_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    notes, pipe = tmp_path / "notes.txt", tmp_path / "pipe"
    notes.write_text("mine")
    os.mkfifo(pipe)
    for file in (notes, pipe):
        file.chmod(0o644)
        with pytest.raises(UsageError, match="belongs to another program"):
            DiskCache(str(file))
        assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert sorted(tmp_path.iterdir()) == [notes, pipe]


def test_several_that_find_the_same_damage_set_it_aside_once(tmp_path: Path) -> None:
    for turn in range(15):
        path = tmp_path / str(turn) / "cache.sqlite"
        path.parent.mkdir()
        path.write_bytes(b"garbage" * 1000)
        with ThreadPoolExecutor(4) as threads:
            caches = list(threads.map(DiskCache, [str(path)] * 4))
        assert len([cache for cache in caches if cache.set_aside]) == 1
        caches[0].put_many([(key("a"), b"1")])
        assert all(cache.get_many([key("a")]) == {key("a"): b"1"} for cache in caches)
        for cache in caches:
            cache.close()


HAMMER = """
import sys
from sp404_gui.store.cache import CacheKey, DiskCache
path, name = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
cache = DiskCache(path)
for turn in range(60):
    keys = [CacheKey(f"{name}-{turn}-{n}", "s", "1") for n in range(5)]
    cache.put_many([(key, name.encode() * 500) for key in keys])
    assert cache.get_many(keys) == {key: name.encode() * 500 for key in keys}
    cache.get_many([CacheKey(f"{other}-{turn}-0", "s", "1") for other in "abcd"])
assert cache.set_aside is None
cache.close()
"""


@pytest.mark.parametrize("damaged", [False, True], ids=["new", "damaged"])
def test_four_processes_share_one_file_from_its_first_moment(tmp_path: Path, damaged: bool) -> None:
    path = tmp_path / "cache.sqlite"
    script = HAMMER
    if damaged:
        path.write_bytes(b"garbage" * 1000)
        script = HAMMER.replace("assert cache.set_aside is None\n", "")
    processes = [
        subprocess.Popen([sys.executable, "-c", script, path, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in "abcd"
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        process.communicate("go\n", timeout=60)
    assert [process.returncode for process in processes] == [0] * 4
    cache = DiskCache(str(path))
    assert cache.stats().entries == 4 * 60 * 5
    cache.close()
    assert len(list(tmp_path.glob("*damaged*"))) == damaged
