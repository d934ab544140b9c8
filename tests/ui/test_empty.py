"""The window before there is anything in it, and dropping something onto it."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.job import Counts, JobStatus
from sp404_gui.engine.jobs.reading import CollectionInfo
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.empty import EmptyView
from sp404_gui.ui.panels.recent import RecentRow
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.drop_overlay import DropOverlay
from sp404_gui.ui.widgets.dropped import local_paths

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def info(place: str, name: str, total: int = 604, damaged: str | None = None) -> CollectionInfo:
    counts = Counts(total=total, done=total)
    return CollectionInfo(place=place, name=name, status=JobStatus.DONE, counts=counts, updated_at="2026-11-23T12:00:00Z", damaged=damaged)


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme, icons: Icons) -> EmptyView:
    empty = EmptyView(theme, icons)
    qtbot.addWidget(empty)
    empty.resize(900, 600)
    empty.show()
    return empty


def rows(empty: EmptyView) -> list[RecentRow]:
    return [row for row in empty.findChildren(RecentRow) if row.isVisible()]


def test_it_offers_a_folder_the_demo_samples_and_what_was_there_before(empty: EmptyView) -> None:
    heard: list[str] = []
    empty.add_wanted.connect(lambda: heard.append("add"))
    empty.demo_wanted.connect(lambda: heard.append("demo"))
    empty.collection_chosen.connect(heard.append)
    assert not rows(empty)
    empty.show_recent([info("/jobs/a", "Breaks"), info("/jobs/b", "Tapes", 1), info("/jobs/c", "<b>x</b>\u202e", damaged="Unreadable.")])
    for button in empty.findChildren(QPushButton):
        QTest.mouseClick(button, LEFT)
    QTest.mouseClick(rows(empty)[1], LEFT)
    assert heard == ["add", "demo", "/jobs/b"]
    spoken = [row.accessibleName() for row in rows(empty)]
    assert "Breaks, finished" in spoken[0]
    assert "604 samples" in spoken[0]
    assert "1 sample " in spoken[1]
    assert spoken[2].startswith("<b>x</b>\\u202e, damaged")


def test_the_list_of_before_follows_what_is_there(empty: EmptyView) -> None:
    empty.show_recent([info(f"/jobs/{n}", f"Set {n}") for n in range(20)])
    assert len(rows(empty)) == 6
    empty.show_recent([info("/jobs/7", "Renamed")])
    QApplication.processEvents()
    assert [row.text() for row in rows(empty)] == ["Renamed"]
    empty.show_recent([])
    assert not rows(empty)


class Drag:
    """A drag of files from another program."""

    def __init__(self, window: QWidget, paths: list[str]) -> None:
        self._window = window
        self._mime = QMimeData()
        self._mime.setText("kick")
        self._mime.setUrls([QUrl(path) if "://" in path else QUrl.fromLocalFile(path) for path in paths])

    def enter(self, target: QWidget) -> bool:
        event = QDragEnterEvent(QPoint(10, 10), COPY, self._mime, LEFT, PLAIN)
        event.ignore()
        QApplication.sendEvent(target, event)
        return event.isAccepted()

    def go_on_to(self, overlay: DropOverlay) -> None:
        """What Qt sends when the overlay has come under the pointer."""
        self.enter(self._window)
        self.leave(self._window)
        self.enter(overlay)

    def move(self, target: QWidget, x: int) -> None:
        QApplication.sendEvent(target, QDragMoveEvent(QPoint(x, 50), COPY, self._mime, LEFT, PLAIN))

    def leave(self, target: QWidget) -> None:
        QApplication.sendEvent(target, QDragLeaveEvent())

    def drop(self, target: QWidget, x: int) -> bool:
        event = QDropEvent(QPointF(x, 50), COPY, self._mime, LEFT, PLAIN, QEvent.Type.Drop)
        QApplication.sendEvent(target, event)
        return event.isAccepted()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    return window


@pytest.fixture
def overlay(window: QWidget, theme: Theme, icons: Icons) -> DropOverlay:
    return DropOverlay(window, theme, icons)


def test_it_comes_with_a_drag_and_goes_with_it(window: QWidget, overlay: DropOverlay) -> None:
    drag = Drag(window, ["/music"])
    assert drag.enter(window)
    assert overlay.isVisible()
    assert overlay.geometry() == window.rect()
    window.resize(600, 400)
    assert overlay.geometry() == window.rect()
    drag.leave(window)  # Qt tells the window that the drag went on to what covers it
    assert drag.enter(overlay)
    assert overlay.isVisible()
    window.grab()
    drag.leave(overlay)
    assert not overlay.isVisible()


def test_a_drop_says_what_was_dropped_after_it_has_returned(window: QWidget, overlay: DropOverlay, qtbot: QtBot, tmp_path: Path) -> None:
    heard: list[tuple[list[str], bool]] = []
    overlay.dropped.connect(lambda paths, add: heard.append((paths, add)))
    paths = [str(tmp_path), str(tmp_path / "kick 100 % ü.wav")]
    drag = Drag(window, paths)
    drag.go_on_to(overlay)
    assert drag.drop(overlay, 700)
    assert not heard
    assert not overlay.isVisible()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(paths, False)]


def test_a_drop_counts_also_when_nothing_moved_before_it(window: QWidget, overlay: DropOverlay, qtbot: QtBot) -> None:
    heard: list[list[str]] = []
    overlay.dropped.connect(lambda paths, _add: heard.append(paths))
    drag = Drag(window, ["/music"])
    drag.enter(window)
    assert drag.drop(window, 100)
    qtbot.waitUntil(lambda: bool(heard))
    assert not overlay.isVisible()


@pytest.mark.parametrize(("x", "add"), [(100, False), (700, True)])
def test_with_a_collection_open_there_is_a_place_to_add_to_it(
    window: QWidget, overlay: DropOverlay, qtbot: QtBot, x: int, add: bool
) -> None:
    overlay.set_current("Breaks")
    heard: list[bool] = []
    overlay.dropped.connect(lambda _paths, add: heard.append(add))
    drag = Drag(window, ["/music"])
    drag.go_on_to(overlay)
    drag.move(overlay, x)
    window.grab()
    drag.drop(overlay, x)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [add]


def test_what_takes_drops_itself_stays_free(window: QWidget, overlay: DropOverlay) -> None:
    sidebar = QWidget(window)
    sidebar.setGeometry(0, 0, 200, 500)
    sidebar.show()
    overlay.leave_free(sidebar)
    Drag(window, ["/music"]).enter(window)
    assert window.childAt(100, 100) is sidebar
    assert window.childAt(400, 100) is overlay


def test_text_and_addresses_of_the_web_are_no_samples(window: QWidget, overlay: DropOverlay) -> None:
    assert not Drag(window, ["https://example.org/a.wav"]).enter(window)
    assert not Drag(window, []).enter(window)
    assert not overlay.isVisible()
    assert local_paths([QUrl("https://example.org/a.wav"), QUrl.fromLocalFile("/a b.wav")]) == [os.path.normpath("/a b.wav")]


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes only on POSIX")
def test_names_that_are_not_utf8_come_through() -> None:
    assert os.fsencode(local_paths([QUrl("file:///music/caf%E9%20%23.wav")])[0]) == b"/music/caf\xe9 #.wav"


def test_ten_thousand_files_are_dropped_at_once(window: QWidget, overlay: DropOverlay, qtbot: QtBot) -> None:
    heard: list[list[str]] = []
    overlay.dropped.connect(lambda paths, _add: heard.append(paths))
    drag = Drag(window, [f"/music/sample {n}.wav" for n in range(10_000)])
    drag.go_on_to(overlay)
    drag.drop(overlay, 10)
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard[0]) == 10_000
