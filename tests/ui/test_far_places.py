"""A drive that does not answer holds up neither the other collections nor what the window has to write."""

import asyncio
import os
import threading
from pathlib import Path

import pytest

from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.ui import far_places
from sp404_gui.ui.shelf import Shelf


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
