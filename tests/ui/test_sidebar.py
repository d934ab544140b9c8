from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.job import Counts, JobStatus
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.facets import FacetCounts
from sp404_gui.ui.panels.collections import CollectionRow
from sp404_gui.ui.panels.sidebar import Sidebar
from sp404_gui.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform says of every window


@dataclass(frozen=True)
class Info:
    place: str
    name: str
    status: JobStatus = JobStatus.DONE
    counts: Counts = field(default_factory=lambda: Counts(total=604))
    reason: str = ""
    damaged: str | None = None
    root: str = ""


INFOS = [
    Info("/jobs/1", "Wanns Wavs 1", JobStatus.RUNNING, Counts(total=604, pending=302)),
    Info("/jobs/2", "Basement Breaks"),
    Info("/jobs/3", "Field tapes", JobStatus.PAUSED),
    Info("/jobs/4", "<b>bold</b>\u202e", JobStatus.DONE_WITH_FAILURES, Counts(total=9, failed=4)),
    Info("/jobs/5", "Broken", damaged="manifest.json cannot be read."),
]
COUNTS = FacetCounts(
    {"category": (("drums", 311), ("fx", 77)), "status": (("done", 298), ("failed", 4)), "vibe": (("dusty", 61), ("warm", 9))},
    (("dusty", 61), ("warm", 9)),
    604,
)


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme, icons: Icons) -> Sidebar:
    sidebar = Sidebar(theme, icons)
    qtbot.addWidget(sidebar)
    sidebar.resize(212, 300)
    sidebar.show_counts(COUNTS)
    sidebar.show_collections(INFOS, "/jobs/1")
    sidebar.show()
    qtbot.waitExposed(sidebar)
    return sidebar


def button(sidebar: Sidebar, begins: str) -> QAbstractButton:
    return next(b for b in sidebar.findChildren(QAbstractButton) if not b.isHidden() and b.accessibleName().startswith(begins))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_each_collection_says_how_it_stands(sidebar: Sidebar) -> None:
    spoken = [b.accessibleName() for b in sidebar.findChildren(QAbstractButton) if hasattr(b, "place")]
    assert spoken == [
        "Wanns Wavs 1, at work, 50 %",
        "Basement Breaks, finished, 604",
        "Field tapes, paused, paused",
        r"<b>bold</b>\u202e, finished, 4 failed, 9",
        "Broken, damaged, damaged",
    ]
    assert "manifest.json cannot be read." in button(sidebar, "Broken").toolTip()
    assert "&lt;b&gt;" in button(sidebar, "<b>").toolTip()
    assert [b.isChecked() for b in sidebar.findChildren(QAbstractButton) if hasattr(b, "place")] == [True, False, False, False, False]


def test_collections_of_one_name_are_told_apart_by_the_folders_above_their_samples(sidebar: Sidebar) -> None:
    one, two, three = (Info(f"/kits/{n}", "Drums", root=root) for n, root in enumerate(["/a/one/Drums", "/a/two/Drums", "/b/one/Drums"]))
    assert named(sidebar, one, two, three, INFOS[1]) == ["Drums – a/one", "Drums – two", "Drums – b/one", "Basement Breaks"]
    same = replace(two, root=one.root, place="/elsewhere/1")
    assert named(sidebar, one, same) == ["Drums – kits", "Drums – elsewhere"], "with the same samples, by their job folders"
    assert "Drums – elsewhere, finished, 604" in [row.accessibleName() for row in sidebar.findChildren(CollectionRow)]
    assert named(sidebar, one) == ["Drums"]


def test_collections_of_one_name_are_told_apart_wherever_they_lie(sidebar: Sidebar) -> None:
    one, two = Info("/jobs/job_Drums", "Drums", root="/a/Drums"), Info("/jobs/job_Drums-2", "Drums", root="/a/Drums")
    other = Info("/jobs/job_Drums-3", "Drums", root="/b/Drums")
    assert named(sidebar, one, two, other) == ["Drums – job_Drums", "Drums – job_Drums-2", "Drums – b"], "two of the same samples"
    assert named(sidebar, replace(one, root="/m/x"), replace(two, root="/m/y")) == ["Drums – x", "Drums – y"]
    nested = [replace(one, root="/m/x/Drums"), replace(two, root="/m/x"), replace(other, root="/m/y")]
    assert named(sidebar, *nested) == ["Drums – Drums", "Drums – x", "Drums – y"]
    for root in ("", "rel"):
        assert named(sidebar, replace(one, root=root), replace(two, root="/a/Drums"), other) == ["Drums – jobs", "Drums – a", "Drums – b"]


def named(sidebar: Sidebar, *infos: Info) -> list[str]:
    sidebar.show_collections(infos)
    rows = {row.place: row.text() for row in sidebar.findChildren(CollectionRow)}
    return [rows[info.place] for info in infos]


def test_a_collection_is_chosen_by_a_click_and_shown_when_it_is_open(qtbot: QtBot, sidebar: Sidebar) -> None:
    row = button(sidebar, "Basement")
    with qtbot.waitSignal(sidebar.collection_chosen) as chosen:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert chosen.args == ["/jobs/2"]
    assert not row.isChecked()
    sidebar.show_collections([replace(INFOS[1], counts=Counts(total=605)), INFOS[0]], "/jobs/2")
    assert button(sidebar, "Basement") is row
    assert row.isChecked()
    assert row.accessibleName().endswith("605")


def test_a_collection_has_a_menu_and_takes_folders(qtbot: QtBot, sidebar: Sidebar) -> None:
    row = button(sidebar, "Field")
    with qtbot.waitSignal(sidebar.collection_menu) as menu:
        QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), QPoint(50, 60)))
    assert menu.args == ["/jobs/3", QPoint(50, 60)]
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile("/kits/more"), QUrl("https://example.com/x.wav")])
    copy, move, shift = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction, Qt.KeyboardModifier.ShiftModifier
    args = (copy | move, carried, Qt.MouseButton.LeftButton, shift)
    enter, drop = QDragEnterEvent(QPoint(5, 5), *args), QDropEvent(QPointF(5, 5), *args)
    assert drop.proposedAction() is move
    QApplication.sendEvent(row, enter)
    assert (enter.isAccepted(), enter.dropAction()) == (True, copy)
    with qtbot.waitSignal(sidebar.folders_dropped) as dropped:
        QApplication.sendEvent(row, drop)
    assert dropped.args == ["/jobs/3", ["/kits/more"]]
    assert (drop.isAccepted(), drop.dropAction()) == (True, copy), "who hears that it was moved deletes the user's files"


def test_a_facet_says_its_count_and_is_on_when_the_filter_says_so(qtbot: QtBot, sidebar: Sidebar) -> None:
    drums = button(sidebar, "Drums")
    assert drums.accessibleName() == "Drums, 311 samples"
    assert button(sidebar, "Melodic").accessibleName() == "Melodic, 0 samples"
    with qtbot.waitSignal(sidebar.facet_toggled) as toggled:
        QTest.mouseClick(drums, Qt.MouseButton.LeftButton)
    assert toggled.args == ["category", "drums"]
    assert not drums.isChecked()
    sidebar.show_active("kick category:drums,fx -status:failed")
    assert drums.isChecked()
    assert button(sidebar, "FX").isChecked()
    assert not button(sidebar, "Failed").isChecked()
    sidebar.show_active("")
    assert not drums.isChecked()


def test_words_of_the_vibe_keep_their_places(qtbot: QtBot, sidebar: Sidebar) -> None:
    warm = button(sidebar, "warm")
    with qtbot.waitSignal(sidebar.facet_toggled) as toggled:
        QTest.mouseClick(warm, Qt.MouseButton.LeftButton)
    assert toggled.args == ["vibe", "warm"]
    assert not warm.isChecked()
    sidebar.show_active("vibe:warm,hazy")
    assert warm.isChecked()
    QApplication.processEvents()  # a new chip is shown when its place is known
    assert button(sidebar, "hazy").isChecked()
    places = {word: button(sidebar, word).pos() for word in ("dusty", "warm")}
    sidebar.show_counts(replace(COUNTS, feel=(("warm", 70), ("dusty", 61))))
    assert {word: button(sidebar, word).pos() for word in ("dusty", "warm")} == places


def test_all_of_it_is_reached_by_keyboard_from_top_to_bottom(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.activateWindow()
    button(sidebar, "Wanns").setFocus()
    qtbot.waitUntil(lambda: button(sidebar, "Wanns").hasFocus())
    stops = []
    for _ in range(5):
        stops.append(focused().accessibleName().split(",")[0])
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert stops == ["Wanns Wavs 1", "Drums", "One-shot", "Analysed", "dusty"]
    button(sidebar, "Wanns").setFocus()
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    waiting = button(sidebar, "Waiting")
    assert waiting.hasFocus()
    assert sidebar.viewport().rect().contains(waiting.mapTo(sidebar.viewport(), waiting.rect().center()))  # scrolled into sight
    with qtbot.waitSignal(sidebar.facet_toggled) as toggled:
        QTest.keyClick(waiting, Qt.Key.Key_Return)
    assert toggled.args == ["status", "pending"]


def test_both_palettes_are_painted(sidebar: Sidebar, theme: Theme) -> None:
    dark = sidebar.grab().toImage()
    theme.set_mode("light")
    assert sidebar.grab().toImage() != dark
