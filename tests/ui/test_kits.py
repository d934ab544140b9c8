"""The kits of a collection: several of them, where they are kept, and what of them is kept whoever works on the job."""

import asyncio
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from sp404_gui.domain.kit import Kit, Kits
from sp404_gui.engine.jobs import edits
from sp404_gui.engine.kits.keeping import load_kits, save_kits
from sp404_gui.store.lock import JobLock
from sp404_gui.ui.dialogs.card import CardDialog
from sp404_gui.ui.dialogs.kit_name import KitNameDialog
from sp404_gui.ui.job_start import JobStart
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.naughty import HOSTILE, is_inert
from tests.ui.pads import idle, lying, on_disk, press, samples, with_pads
from tests.ui.test_left_meanwhile import Slow
from tests.ui.windows import opened, until


async def test_several_kits_are_made_named_copied_chosen_and_deleted(home: Path, finished_job: Path) -> None:
    save_kits(str(finished_job), Kits(kits=(Kit(name="night bus 90", pads=samples([1])),)))
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        window.actions_["copy_kit"].trigger()
        window.actions_["new_kit"].trigger()
        window.actions_["rename_kit"].trigger()
        dialog = window.findChild(KitNameDialog)
        assert dialog is not None
        dialog.field.setText("night bus 90")
        dialog._take.click()  # noqa: SLF001 - as Return does
        box = window.pads.header.kits
        assert [box.itemText(n) for n in range(box.count())] == ["night bus 90", "night bus 90 2", "night bus 90 3"]
        assert lying(window) == {}
        window.actions_["delete_kit"].trigger()
        assert box.currentText() == "night bus 90 2"
        assert lying(window) == {"A01": "1"}
        assert "Ctrl+Z" in window.notices.text
        window.actions_["undo"].trigger()
        assert box.currentText() == "night bus 90 3"
        box.activated.emit(0)
        await idle(window)
        assert lying(window) == {"A01": "1"}
    kits, _ = load_kits(str(finished_job))
    assert ([kit.name for kit in kits.kits], kits.current) == (["night bus 90", "night bus 90 2", "night bus 90 3"], 0)


async def test_a_step_back_reaches_pads_that_were_not_looked_at_since_though_the_collection_is_left_at_once(
    home: Path, finished_job: Path
) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        window.samples.select_ids(window.table.ids((0,)))
        window.actions_["to_pads"].trigger()
        await idle(window)
        assert list(on_disk(finished_job)) == ["A01"]
        window.shelf.close_current()
        await window.shelf.open(str(finished_job))
        window.actions_["undo"].trigger()
        window.shelf.close_current()
        await idle(window)
    assert on_disk(finished_job) == {}


async def test_what_i_put_on_pads_while_the_disk_is_slow_lies_there_when_i_come_back_and_stays(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(row: int) -> None:
        window.samples.select_ids(window.table.ids((row,)))
        window.actions_["to_pads"].trigger()

    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        disk = Slow(edits.save_edits)
        monkeypatch.setattr(edits, "save_edits", disk)
        window.samples.select_ids(window.table.ids((0,)))
        window.edits.rate(5)
        await until(disk.begun.is_set, "what takes its time")
        put(1)
        await until(lambda: len(lying(window)) == 1, "the first pad")
        put(2)
        await until(lambda: len(lying(window)) == 2, "the second pad, which waits for no disk", within_s=10)
        window.shelf.close_current()
        await window.shelf.open(str(finished_job))
        assert len(lying(window)) == 2
        put(3)
        disk.may_end.set()
        await idle(window)
        assert on_disk(finished_job) == lying(window)
        assert len(lying(window)) == 3


async def test_another_process_that_works_on_the_job_keeps_its_pads(home: Path, finished_job: Path) -> None:
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=samples([1])),)))
    with JobLock(str(finished_job)):
        async with opened(home, str(finished_job)) as window:
            await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.ELSEWHERE, "the other's job")
            window.show_view("pads")
            await idle(window)
            window.actions_["clear_pad"].trigger()
            assert lying(window) == {"A01": "1"}
            assert "another process" in window.notices.text
            await idle(window)
    assert on_disk(finished_job) == {"A01": "1"}


async def test_pads_are_kept_while_this_window_works_on_the_job(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, "", make_sounds(60)) as window:
        await until(lambda: window.table.rowCount() == 60, "rows")
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        collection = window.shelf.current
        assert collection is not None
        run = asyncio.ensure_future(collection.run.work(collection.info.options, JobStart()))
        await until(lambda: collection.stage is Stage.RUNNING, "work")
        collection.run.pause()
        window.samples.select_ids(window.table.ids((0,)))
        window.actions_["to_pads"].trigger()
        await until((Path(collection.place) / "kits.json").exists, "the kits on disk")
        assert collection.is_working
        assert list(on_disk(Path(collection.place))) == ["A01"]
        collection.run.go_on()
        collection.stop()
        await run


async def test_damaged_kits_are_shown_as_far_as_they_go_with_the_way_out(home: Path, finished_job: Path) -> None:
    save_kits(str(finished_job), Kits(kits=(Kit(name=HOSTILE[:80], pads=samples([1, 2, 3])),)))
    file = finished_job / "kits.json"
    os.truncate(file, file.read_bytes().index(b'"A03"'))
    damaged = file.read_bytes()
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        assert lying(window) == {"A01": "1", "A02": "2"}
        assert "sp404-batch rebuild" in window.notices.text
        assert is_inert(window.pads.header.kits.currentText())
        press(window, Qt.Key.Key_Delete)
        await idle(window)
    assert on_disk(finished_job) == {"A02": "2"}
    assert (finished_job / "damaged" / "kits.json").read_bytes() == damaged


async def test_the_shown_kit_goes_to_the_card(home: Path, finished_job: Path) -> None:
    save_kits(str(finished_job), Kits(kits=(Kit(name="first", pads=samples([1])), Kit(name="empty")), current=1))
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        card = window.pads.header.card
        assert not card.isEnabled()
        window.pads.header.kits.activated.emit(0)
        await idle(window)
        card.click()
        await until(lambda: window.findChildren(CardDialog), "the card's dialog")
        (dialog,) = window.findChildren(CardDialog)
        await until(lambda: any("first" in field.text() for field in dialog.findChildren(QLineEdit)), "the kit's name")
        dialog.reject()
        await idle(window)
