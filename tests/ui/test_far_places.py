"""A drive that does not answer holds up neither the other collections nor what the window has to write."""

import asyncio
import os
import threading
from pathlib import Path

import pytest

from sp404_gui.config.paths import locations
from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.choices import remember_as_own
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs import reading
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.engine.jobs.reading import collection_info
from sp404_gui.store.lock import JobLock
from sp404_gui.ui import far_places
from sp404_gui.ui.far_places import FarPlaces
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.window_state import WindowState, packed, read_state, state_file, write_state
from tests.conftest import MakeSounds
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import current, opened, until


async def test_a_collection_on_a_drive_that_hangs_takes_one_thread_however_often_all_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("jobs/near", "far"):
        create_job(str(tmp_path / name), [str(tmp_path)], JobOptions(), SystemClock())
    hung, answers, is_there = str(tmp_path / "nas"), threading.Event(), os.path.isdir
    monkeypatch.setattr(os.path, "isdir", lambda path: answers.wait(60) and False if path == hung else is_there(path))
    monkeypatch.setattr(far_places, "_PATIENCE_S", 0.1)
    shelf = Shelf([hung, str(tmp_path / "far")])
    shelf.jobs_dir = str(tmp_path / "jobs")
    try:
        await asyncio.wait_for(asyncio.gather(*(shelf.refresh() for _ in range(20))), 10)
        assert {Path(info.place).name for info in shelf.infos} == {"near", "far"}
        assert await asyncio.wait_for(asyncio.to_thread(os.getpid), 10) == os.getpid()
        assert [thread.name for thread in threading.enumerate() if "far" in thread.name] == ["far place"]
    finally:
        answers.set()


async def test_a_drive_that_always_answers_late_is_listed_as_it_answered_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(far_places, "_PATIENCE_S", 0.01)
    turns = threading.Semaphore(0)

    def answer(place: str) -> str:
        assert turns.acquire(timeout=30)
        return place

    far = FarPlaces(answer)
    assert await far.found(["nas"]) == []
    turns.release()
    assert await far.at("nas") == "nas"
    assert await far.found(["nas"]) == await far.found(["nas"]) == ["nas"]
    turns.release()


async def test_the_collection_shown_last_is_shown_when_its_slow_drive_answers_and_is_not_forgotten_before(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, answers, is_there = str(tmp_path / "nas"), threading.Event(), os.path.isdir
    create_job(far, [str(tmp_path)], JobOptions(), SystemClock())
    remember_as_own([str(tmp_path)])
    monkeypatch.setattr(os.path, "isdir", lambda path: (path != far or answers.wait(30)) and is_there(path))
    monkeypatch.setattr(far_places, "_PATIENCE_S", 0.01)
    file = state_file(locations(os.environ).config_file)
    assert write_state(file, packed(WindowState(place=far, recent=[far], sample="sample_000001", filter="drums", unfinished=True)))
    listed: list[object] = []
    async with opened(home) as window:
        window.shelf.listed.connect(listed.append)
        await until(lambda: listed, "all that answers")
    left = read_state(file)
    assert (left.place, left.sample, left.filter, left.unfinished) == (far, "sample_000001", "drums", True)
    listed.clear()
    async with opened(home) as window:
        window.shelf.listed.connect(listed.append)
        await until(lambda: listed, "all that answers")
        assert window.shelf.current is None
        answers.set()
        await until(lambda: window.shelf.current is not None and window.shelf.current.place == far, "the collection")


def made(tmp_path: Path, *names: str) -> list[str]:
    """Collections of the user's own, by these names."""
    places = [str(tmp_path / name) for name in names]
    for place in places:
        create_job(place, [str(tmp_path)], JobOptions(), SystemClock())
    remember_as_own([str(tmp_path)])
    return places


async def test_a_collection_on_a_drive_that_hangs_holds_up_no_other_and_is_not_shown_once_another_was_chosen(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (far, near), answers = made(tmp_path, "nas", "near"), threading.Event()
    async with opened(home) as window:
        monkeypatch.setattr(reading, "collection_info", lambda place: (place != far or answers.wait(30)) and collection_info(place))
        window.drops.take_into(far, [str(tmp_path / "more")])
        window.drops.open(near)
        await until(lambda: window.shelf.current is not None, "the near one", within_s=10)
        assert current(window).place == near
        answers.set()
        await until(lambda: "“nas”" in window.notices.text, "a sentence about what was dropped")
        assert current(window).place == near
        assert window.shelf.opened(far) is None


async def test_nobody_is_asked_about_a_collection_that_comes_late_once_another_one_was_dropped(
    home: Path, tmp_path: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = str(tmp_path / "nas" / "job")
    create_job(strange, [str(make_sounds(2, "Theirs"))], JobOptions(), SystemClock())
    async with opened(home) as window:
        drive = Slow(reading.collection_info, strange)
        monkeypatch.setattr(reading, "collection_info", drive)
        late = window.tasks.start(window.drops.show(strange))
        await until(drive.begun.is_set, "a drive that takes its time")
        window.drops.take([str(make_sounds(3, "New"))])
        await until(lambda: window.table.rowCount() == 3, "the folder", within_s=10)
        drive.may_end.set()
        await asyncio.wait_for(late, 30)
        assert "took no samples" not in window.notices.text
        await until(lambda: window.tasks.idle, "rest")
        await window.drops.show(strange)
        assert "took no samples" in window.notices.text


async def test_folders_that_are_dropped_are_shown_though_a_drive_that_hangs_answers_later(
    home: Path, tmp_path: Path, make_sounds: MakeSounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, answers = str(tmp_path / "nas"), threading.Event()
    create_job(far, [str(tmp_path)], JobOptions(), SystemClock())
    remember_as_own([str(tmp_path)])
    async with opened(home) as window:
        monkeypatch.setattr(reading, "collection_info", lambda place: (place != far or answers.wait(30)) and collection_info(place))
        late = window.tasks.start(window.drops.show(far))
        window.drops.take([str(make_sounds(3, "New"))])
        await until(lambda: window.table.rowCount() == 3, "the folder", within_s=10)
        answers.set()
        await asyncio.wait_for(late, 30)
        assert current(window).info.name == "New"


async def test_a_drop_that_holds_no_audio_leaves_the_collection_that_was_shown_last_where_it_is(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, answers, is_there = str(tmp_path / "nas"), threading.Event(), os.path.isdir
    create_job(far, [str(tmp_path)], JobOptions(), SystemClock())
    remember_as_own([str(tmp_path)])
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(os.path, "isdir", lambda path: (path != far or answers.wait(30)) and is_there(path))
    monkeypatch.setattr(far_places, "_PATIENCE_S", 0.01)
    file = state_file(locations(os.environ).config_file)
    assert write_state(file, packed(WindowState(place=far, recent=[far])))
    async with opened(home) as window:
        window.drops.take([str(tmp_path / "empty")])
        await until(lambda: "empty" in window.notices.text, "a sentence")
        answers.set()
        await until(lambda: window.shelf.current is not None, "the collection")
        assert current(window).place == far
    assert read_state(file).place == far


async def test_a_look_that_a_drive_holds_up_ends_with_the_collection_it_was_about(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (far, near), answers = made(tmp_path, "nas", "near"), threading.Event()

    hang: list[str] = []

    def look(place: str) -> reading.CollectionInfo:
        if place == far:
            hang.append(place)
            assert answers.wait(60)
        return collection_info(place)

    async with opened(home, far) as window:
        await until(lambda: window.shelf.current is not None and window.tasks.idle, "the far one")
        window.collections._look.setInterval(50)  # noqa: SLF001 - nobody waits for fifteen seconds
        monkeypatch.setattr(reading, "collection_info", look)
        with JobLock(near):
            await until(lambda: len(hang) > 1, "looks at the far one, in the list and as what is shown")
            await window.drops.show(near)
            assert current(window).stage is Stage.ELSEWHERE
        await until(lambda: current(window).stage is Stage.READY, "the near one, let go")
        answers.set()


async def test_a_job_folder_with_a_slash_at_its_end_is_opened(home: Path, finished_job: Path) -> None:
    async with opened(home) as window:
        window.drops.open(f"{finished_job}{os.sep}")
        await until(lambda: window.table.rowCount() == 6, "its rows")
        assert current(window).place == str(finished_job)
