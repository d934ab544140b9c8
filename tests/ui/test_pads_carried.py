"""What is dragged onto pads, from one to another, and out of the window."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sp404_gui.domain.kit import Kit, Kits
from sp404_gui.engine.kits.keeping import save_kits
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.pads.carrying import PAD, Load, load_of
from tests.conftest import MakeSounds
from tests.ui.pads import at, idle, lying, samples, with_pads
from tests.ui.windows import opened, until


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
        carried = window.table.carried((0, 1))
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
    """As a file manager does, in which the user holds the key for moving."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    target = window.pads.grid.pads[pad]
    copy, move = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
    rest = copy | move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    enter, let_go = QDragEnterEvent(target.rect().center(), *rest), QDropEvent(QPointF(target.rect().center()), *rest)
    for event in (enter, let_go):
        QApplication.sendEvent(target, event)
        assert (event.isAccepted(), event.dropAction()) == (True, copy), "who hears that it was moved deletes the user's file"


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
