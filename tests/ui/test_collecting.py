"""Garbage of the window is collected in the window's thread alone."""

import gc
import linecache
import sys
import threading
from itertools import chain, count, pairwise

import psutil
import pytest
from pytestqt.qtbot import QtBot

from sp404_gui.ui import collecting
from sp404_gui.ui.collecting import QuietCollector


class Knot:
    """Garbage that only the collector can free; says which thread did."""

    def __init__(self, freed_in: list[int]) -> None:
        self.itself = self
        self.freed_in = freed_in

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


def _litter(freed_in: list[int]) -> None:
    for _ in range(30_000):
        Knot(freed_in)


def test_no_other_thread_collects_while_a_window_is_open_and_the_window_does(qtbot: QtBot) -> None:
    gc.enable()
    collector = QuietCollector()
    freed_in: list[int] = []
    thread = threading.Thread(target=_litter, args=(freed_in,))
    thread.start()
    thread.join()
    assert freed_in == []
    qtbot.waitUntil(lambda: bool(freed_in))
    assert set(freed_in) == {threading.get_ident()}
    collector.close()
    assert gc.isenabled()


def test_the_source_of_what_was_imported_is_not_kept(qtbot: QtBot) -> None:
    linecache.getlines(__file__)
    assert linecache.cache
    collector = QuietCollector()
    qtbot.waitUntil(lambda: not linecache.cache)
    collector.close()


def test_what_was_in_use_at_one_look_is_freed_soon_after(qtbot: QtBot) -> None:
    gc.collect()
    collector = QuietCollector()
    freed_in: list[int] = []
    knot = Knot(freed_in)
    gc.collect(0)
    del knot

    def is_freed_while_others_come() -> bool:
        if not freed_in and gc.get_count()[0] < 25_000:
            _litter([])
        return bool(freed_in)

    qtbot.waitUntil(is_freed_while_others_come, timeout=15_000)
    collector.close()


def test_what_grew_old_is_freed_also_while_the_window_is_never_quiet(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_LOOKS_TO_ALL", 2)
    collector = QuietCollector()
    freed_in: list[int] = []
    knot = Knot(freed_in)
    gc.collect()
    del knot
    qtbot.waitUntil(lambda: bool(freed_in))
    collector.close()


def _looking_often(monkeypatch: pytest.MonkeyPatch, took_s: float) -> QuietCollector:
    """A collector whose looks through what is old seem to take so long."""
    monkeypatch.setattr(collecting, "_LOOKS_TO_ALL", 1)
    monkeypatch.setattr(collecting, "_LOOK_MS", 1)
    return QuietCollector(clock=count(step=took_s).__next__)


@pytest.mark.parametrize("took_s", [0.01, 1.0])
def test_what_was_in_use_at_one_look_through_what_is_old_is_freed_at_a_later_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, took_s: float
) -> None:
    freed_in: list[int] = []
    seen: list[int] = []
    knot, first = Knot(freed_in), Knot(seen)
    collector = _looking_often(monkeypatch, took_s)
    del first
    qtbot.waitUntil(lambda: bool(seen))
    del knot
    qtbot.waitUntil(lambda: bool(freed_in))
    collector.close()


def test_where_looks_take_long_what_is_left_is_seldom_looked_through_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_FREEZES_TO_EVERYTHING", 1_000_000)
    collector = _looking_often(monkeypatch, took_s=1.0)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    collector.close()


def test_one_look_that_took_long_is_none_of_many(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_LOOKS_TO_ALL", 1)
    monkeypatch.setattr(collecting, "_LOOK_MS", 1)
    gc.unfreeze()  # what an earlier test froze
    told: list[float] = []
    times = chain([0.0, 1.0], count(2.0, 0.001))

    def clock() -> float:
        told.append(next(times))
        return told[-1]

    collector = QuietCollector(clock=clock)
    qtbot.waitUntil(lambda: len(told) >= 6, timeout=30_000)  # three looks, each through all that the tests have loaded
    frozen = gc.get_freeze_count()
    collector.close()
    assert frozen == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take back by themselves what is freed")
def test_what_was_freed_between_what_is_in_use_goes_back_to_the_system(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_LOOKS_TO_GIVING", 1)
    monkeypatch.setattr(collecting, "_LOOK_MS", 1)
    blocks = [bytes([1]) * 20_000 for _ in range(5000)]
    kept = blocks[::50]
    held = psutil.Process().memory_info().rss
    blocks.clear()
    collector = QuietCollector()
    qtbot.waitUntil(lambda: psutil.Process().memory_info().rss < held - 80_000_000)
    collector.close()
    assert len(kept) == 100


@pytest.mark.parametrize(("took_s", "often"), [(0.01, True), (1.0, False)])
def test_giving_back_is_seldom_where_it_takes_long(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, took_s: float, *, often: bool) -> None:
    looks: list[None] = []
    given: list[None] = []
    monkeypatch.setattr(linecache, "clearcache", lambda: looks.append(None))
    monkeypatch.setattr(collecting, "giver", lambda: lambda: given.append(None))
    monkeypatch.setattr(collecting, "_LOOKS_TO_GIVING", 1)
    monkeypatch.setattr(collecting, "_LOOK_MS", 1)
    collector = QuietCollector(clock=count(step=took_s).__next__)
    qtbot.waitUntil(lambda: len(looks) > 20)
    assert (len(given) > 2) is often
    collector.close()


def test_giving_back_and_looking_through_all_never_fall_together(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    deeds: list[str] = []
    monkeypatch.setattr(linecache, "clearcache", lambda: deeds.append("look"))
    monkeypatch.setattr(gc, "collect", lambda *_: deeds.append("all"))
    monkeypatch.setattr(collecting, "giver", lambda: lambda: deeds.append("give"))
    for name, value in {"_LOOKS_TO_GIVING": 2, "_LOOKS_TO_ALL": 4, "_LOOK_MS": 1}.items():
        monkeypatch.setattr(collecting, name, value)
    collector = QuietCollector(clock=count(step=0.001).__next__)
    qtbot.waitUntil(lambda: deeds.count("all") > 2 and deeds.count("give") > 2)
    collector.close()
    assert all("look" in pair for pair in pairwise(deeds))


def test_what_the_last_collection_left_is_freed_when_another_one_is_loaded() -> None:
    collector = QuietCollector()
    freed_in: list[int] = []
    knot = Knot(freed_in)
    collector.settle()
    del knot
    assert freed_in == []
    collector.settle()
    assert freed_in
    collector.close()
