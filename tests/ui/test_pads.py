"""The pads as their player uses them: keys, mouse, drops, filling, kits, and what is kept of it."""

import asyncio
import os
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from sp404_gui.domain.features import Kind
from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.kits.keeping import load_kits, save_kits
from sp404_gui.store.lock import JobLock
from sp404_gui.ui.dialogs.card import CardDialog
from sp404_gui.ui.dialogs.kit_name import KitNameDialog
from sp404_gui.ui.job_start import JobStart
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.pads.carrying import PAD, Load, load_of
from sp404_gui.ui.pads.faces import KEYS
from sp404_gui.ui.stage import Stage
from tests.naughty import HOSTILE, is_inert
from tests.ui.sound_device import use_null_device
from tests.ui.windows import opened, until

MakeSounds = Callable[..., Path]
_MANY_TURNS = 2_000
"""Blocks of a device that takes them at once: longer than any of the sounds."""
CONTROL = Qt.KeyboardModifier.ControlModifier


def at(label: str) -> Place:
    return Place.of_label(label)


def samples(numbers: Sequence[int], prefix: str = "A") -> dict[Place, Pad]:
    """Samples by number on the first pads."""
    return {Place(prefix, pad): Pad(sample=f"sample_{number:06d}") for pad, number in enumerate(numbers, start=1)}


def lying(window: MainWindow) -> dict[str, str]:
    kit = window.kits.kit
    return {place.label: pad.sample[-1] for place, pad in kit.pads.items()} if kit is not None else {}


def on_disk(job: Path) -> dict[str, str]:
    kit = load_kits(str(job))[0].shown
    return {place.label: pad.sample[-1] for place, pad in kit.pads.items()} if kit is not None else {}


async def with_pads(window: MainWindow) -> None:
    """The window with all rows and the pads in sight."""
    await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
    window.show_view("pads")
    window.activateWindow()
    await until(lambda: window.tasks.idle and window.isActiveWindow(), "the kits")


async def idle(window: MainWindow) -> None:
    await until(lambda: window.tasks.idle, "what is kept")


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)


async def test_selected_samples_go_to_the_next_free_pads_and_stay_there(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await until(lambda: window.table.rowCount() == 6 and window.shelf.current is not None, "rows")
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        chosen = window.table.ids(range(2))
        window.samples.select_ids(chosen)
        window.actions_["to_pads"].trigger()
        await idle(window)
        assert list(lying(window).items()) == [("A01", chosen[0][-1]), ("A02", chosen[1][-1])]
        assert "A01 … A02" in window.notices.text
        window.actions_["undo"].trigger()
        assert lying(window) == {}
        window.actions_["redo"].trigger()
        await idle(window)
        assert on_disk(finished_job) == lying(window)
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        assert [pad.face.sample for pad in window.pads.grid.pads[:3]] == [*chosen, ""]


async def test_arrows_walk_and_keys_move_lock_choke_and_clear(home: Path, finished_job: Path) -> None:
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=samples([1, 2])),)))
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        for key, label in ((Qt.Key.Key_Right, "A02"), (Qt.Key.Key_Down, "A06"), (Qt.Key.Key_Left, "A05"), (Qt.Key.Key_Up, "A01")):
            press(window, key)
            assert window.pads.grid.current == at(label)
            assert window.focusWidget() is window.pads.grid.pads[at(label).pad - 1]
        press(window, Qt.Key.Key_Left)
        press(window, Qt.Key.Key_Right, CONTROL)
        assert lying(window) == {"A01": "2", "A02": "1"}
        assert window.pads.grid.current == at("A02")
        press(window, Qt.Key.Key_Down, CONTROL)
        assert lying(window) == {"A01": "2", "A06": "1"}
        press(window, Qt.Key.Key_L)
        press(window, Qt.Key.Key_H)
        kit = window.kits.kit
        assert kit is not None
        assert kit.pads[at("A06")] == Pad(sample="sample_000001", locked=True, choke=1)
        assert "locked" in window.pads.grid.pads[5].accessibleName()
        press(window, Qt.Key.Key_Delete)
        assert lying(window) == {"A01": "2"}
        for _ in range(5):
            window.actions_["undo"].trigger()
        assert lying(window) == {"A01": "1", "A02": "2"}
        press(window, Qt.Key.Key_PageDown)
        assert window.pads.header.bank == "B"
        assert {pad.face.place.bank for pad in window.pads.grid.pads} == {"B"}
        await idle(window)
    assert on_disk(finished_job) == {"A01": "1", "A02": "2"}


async def test_what_lies_on_a_pad_is_shown_spoken_and_looked_at(home: Path, finished_job: Path) -> None:
    why = "As kick: energy like <b>x</b>."
    pads = {at("A01"): Pad(sample="sample_000003", why=why, choke=2), at("A02"): Pad(sample="sample_000999")}
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=pads),)))
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        first, gone, free = window.pads.grid.pads[:3]
        record = window.table.store.records[2]
        assert first.face.name in record.path
        assert first.face.name in first.accessibleName()
        assert first.accessibleDescription() == why
        assert "&lt;b&gt;" in first.toolTip()
        assert "no longer in the collection" in gone.accessibleName()
        assert "free" in free.accessibleName()
        spoken = QAccessible.queryAccessibleInterface(first)
        assert spoken.role() == QAccessible.Role.Button
        assert spoken.text(QAccessible.Text.Name).startswith("Pad A01, ")
        press(window, Qt.Key.Key_Right)
        press(window, Qt.Key.Key_Left)
        assert window.samples.current_id() == "sample_000003"
        window.field.set_text("nothing-is-called-so")
        press(window, Qt.Key.Key_Right)
        press(window, Qt.Key.Key_Left)
        await idle(window)
        assert window.wave.wave.isVisible()


async def test_keys_and_clicks_play_pads_and_a_choke_group_has_one_voice(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_null_device(monkeypatch, tmp_path)
    pads = samples([1, 2, 3]) | {at("A13"): Pad(sample="sample_000004", choke=1), at("A14"): Pad(sample="sample_000005", choke=1)}
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=pads),)))
    async with opened(home, str(finished_job)) as window:
        voices, struck = window.player.voices, list[tuple[int, int]]()
        monkeypatch.setattr(voices, "strike", lambda pad, _, choke=0, **__: struck.append((pad, choke)))
        await until(lambda: window.player.available, "a device")
        await with_pads(window)
        for key in ("2", "Z", "x", "4"):
            QTest.keyClicks(window.focusWidget(), key)
        await until(lambda: len(struck) == 3, "three pads")
        assert struck == [(1, 0), (12, 1), (13, 1)]
        assert window.pads.grid.current == at("A04")
        QTest.mousePress(window.pads.grid.pads[2], Qt.MouseButton.LeftButton)
        await until(lambda: len(struck) == 4, "a press, before it is let go")
        QTest.mouseRelease(window.pads.grid.pads[2], Qt.MouseButton.LeftButton)
        press(window, Qt.Key.Key_Space)
        press(window, Qt.Key.Key_Return)
        await until(lambda: len(struck) == 6, "space and return")
        assert struck[3:] == [(2, 0)] * 3
        assert window.samples.current_id() == "sample_000003"
    assert len(KEYS) == len(set(KEYS)) == 16


async def test_pads_that_are_heard_are_lit_and_escape_silences_them(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_null_device(monkeypatch, tmp_path)
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=samples([1, 2])),)))
    async with opened(home, str(finished_job)) as window:
        lit: list[frozenset[int]] = []
        window.player.sounding_changed.connect(lit.append)
        await until(lambda: window.player.available, "a device")
        await with_pads(window)
        QTest.keyClicks(window.focusWidget(), "1")
        await until(lambda: frozenset({0}) in lit, "the first pad")
        press(window, Qt.Key.Key_Escape)
        await until(lambda: lit[-1] == frozenset(), "silence")


async def test_a_loop_is_heard_until_it_is_struck_again_or_leaves_its_pad(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_null_device(monkeypatch, tmp_path)
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=samples([1, 2])),)))
    loop = {"sample_000001": UserEdits(corrected={"kind": Kind.LOOP})}
    save_edits(str(finished_job), loop, SystemClock())
    async with opened(home, str(finished_job)) as window:
        lit: list[frozenset[int]] = []
        window.player.sounding_changed.connect(lit.append)
        await until(lambda: window.player.available, "a device")
        await with_pads(window)
        for end in (partial(QTest.keyClicks, window.focusWidget(), "1"), partial(press, window, Qt.Key.Key_Delete)):
            QTest.keyClicks(window.focusWidget(), "1")
            await until(lambda: lit and lit[-1] == frozenset({0}), "the loop")
            blocks = window.player.mixer.blocks
            await until(lambda: window.player.mixer.blocks > blocks + _MANY_TURNS, "turn after turn")  # noqa: B023 - waited for here
            assert window.player.voices.sounding == {0}
            end()
            await until(lambda: lit[-1] == frozenset(), "silence")


def test_a_drag_brings_a_pad_samples_or_files_and_what_is_another_windows_is_files() -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/music/kick.wav")])
    data.setData(PAD, b"C07")
    assert load_of(data, ours=True) == Load(pad=at("C07"))
    assert load_of(data, ours=False) == Load(files=["/music/kick.wav"])
    data.setData(PAD, b"Z99")
    assert load_of(data, ours=True) == Load()


async def test_samples_pads_and_files_are_dropped_on_pads(home: Path, finished_job: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        carried = window.table.mimeData([window.table.index(row, 0) for row in (0, 1)])
        ids = window.table.ids((0, 1))
        window.pads.grid.pads[4].dropped.emit(load_of(carried, ours=True))
        assert lying(window) == {"A05": ids[0][-1], "A06": ids[1][-1]}
        window.pads.grid.pads[0].dropped.emit(Load(pad=at("A05")))
        assert lying(window) == {"A01": ids[0][-1], "A06": ids[1][-1]}
        await idle(window)
        new = make_sounds(8, "Elsewhere") / "new sound.wav"
        shutil.copy(next(p for p in new.parent.rglob("*.wav") if p.name[:1]), new)
        with new.open("ab") as stream:
            stream.write(os.urandom(64))
        known = len(window.table.store)
        drop(window, 9, [new])
        await until(lambda: "A10" in lying(window), "the file on its pad", within_s=60)
        assert len(window.table.store) == known + 1
        assert window.pads.grid.pads[9].face.name == "new sound"
        drop(window, 10, [new])
        await until(lambda: "A11" in lying(window), "the file again")
        assert len(window.table.store) == known + 1
        await idle(window)


def drop(window: MainWindow, pad: int, files: Sequence[Path]) -> None:
    """As a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    target = window.pads.grid.pads[pad]
    rest = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(target.rect().center(), *rest))
    QApplication.sendEvent(target, QDropEvent(QPointF(target.rect().center()), *rest))


async def test_a_pad_that_is_dragged_out_of_the_window_leaves_the_users_file_where_it_is(
    home: Path, finished_job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Offer(QDrag):
        """A drag that only says what it lets others do."""

        def exec(self, actions: Qt.DropAction = Qt.DropAction.MoveAction, _: object = None, /) -> Qt.DropAction:
            offered.append((self.mimeData().urls()[0].toLocalFile(), actions))
            return Qt.DropAction.IgnoreAction

    offered: list[tuple[str, Qt.DropAction]] = []
    monkeypatch.setattr("sp404_gui.ui.pads.pad.QDrag", Offer)
    save_kits(str(finished_job), Kits(kits=(Kit(name="k", pads=samples([1])),)))
    async with opened(home, str(finished_job)) as window:
        await with_pads(window)
        pad = window.pads.grid.pads[0]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        QTest.mouseMove(pad, QPoint(60, 60))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
        file = window.table.store.records[0].sample.file
        await idle(window)
    assert offered == [(file, Qt.DropAction.CopyAction)]


async def test_fill_proposes_a_kit_again_another_and_each_is_one_step(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, "", make_sounds(40)) as window:
        await until(lambda: window.table.rowCount() == 40, "rows")
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        collection = window.shelf.current
        assert collection is not None
        await collection.run.work(collection.info.options, JobStart())
        await with_pads(window)
        window.samples.clearSelection()
        filled: list[dict[str, str]] = []
        for _ in range(2):
            press(window, Qt.Key.Key_G)
            await idle(window)
            filled.append({place.label: pad.sample for place, pad in window.kits.kit.pads.items()} if window.kits.kit else {})
        assert len(filled[0]) >= 4
        assert filled[0] != filled[1]
        assert all(pad.face.why.startswith("As ") for pad in window.pads.grid.pads if pad.face.sample)
        window.actions_["undo"].trigger()
        assert window.kits.kit is not None
        assert {place.label: pad.sample for place, pad in window.kits.kit.pads.items()} == filled[0]
        window.actions_["undo"].trigger()
        assert lying(window) == {}
        await idle(window)


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
