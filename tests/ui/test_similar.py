"""Find similar: from a sample, from a file that is dropped, with sliders, and back."""

import shutil
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider

from sp404_gui.config.paths import resource
from sp404_gui.engine.matching.similar import Respect
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.widgets.chip import Chip
from tests.ui.test_map import ready
from tests.ui.windows import names, opened, until


def column(window: MainWindow) -> int:
    return next(place for place, one in enumerate(window.table.columns) if one.id == "distance")


def distances(window: MainWindow) -> list[str]:
    return [str(window.table.index(row, column(window)).data()) for row in range(window.table.rowCount())]


async def find(window: MainWindow, row: int) -> str:
    window.samples.select_id(window.table.record(row).id)
    window.samples.setFocus()
    QTest.keyClick(window.samples, Qt.Key.Key_S)
    await until(lambda: window.similar_bar.isVisible() and window.tasks.idle, "the bar")
    return window.samples.current_id()


async def test_the_nearest_come_first_with_their_distance_and_one_click_goes_back(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await ready(window)
        before = names(window)
        target = await find(window, 3)
        assert window.table.record(0).id == target
        assert distances(window)[0] == "0.00"
        assert distances(window) == sorted(distances(window))
        assert not window.samples.isColumnHidden(column(window))
        window.similar_bar.findChildren(Chip)[0].click()
        assert names(window) == before
        assert window.samples.isColumnHidden(column(window))
        assert not window.similar_bar.isVisible()


async def test_sliders_weigh_and_the_filter_still_holds(home: Path, finished_job: Path) -> None:
    async with opened(home, str(finished_job)) as window:
        await ready(window)
        await find(window, 0)
        assert window.samples.order[0] == "distance"
        usual = distances(window)
        window.samples.order_by(("length", "descending"))
        for slider in window.similar_bar.findChildren(QSlider):
            assert slider.accessibleName().endswith("matters")
            slider.setValue(0)
        window.similar_bar.findChildren(QSlider)[list(Respect).index(Respect.LOUDNESS)].setValue(100)
        await until(lambda: sorted(distances(window)) != sorted(usual), "other distances")
        assert window.samples.order == ("length", "descending"), (
            "whoever puts the rows in another order keeps it while they are weighed anew"
        )
        window.field.set_text("category:drums")
        assert 0 < window.table.rowCount() < 6
        window.listing.reset()
        assert window.table.rowCount() == 6
        assert not window.similar.is_on


async def test_a_file_dropped_on_the_filter_field_is_measured_and_compared(home: Path, finished_job: Path, tmp_path: Path) -> None:
    sound = next(resource("demo").rglob("*.flac"))
    dropped = Path(shutil.copy(sound, tmp_path / f"elsewhere{sound.suffix}"))
    async with opened(home, str(finished_job)) as window:
        await ready(window)
        drop(window, dropped)
        await until(lambda: window.similar_bar.isVisible() and window.tasks.idle, "a comparison")
        assert window.table.rowCount() == 6
        assert not np.isnan(window.table.store.distances).any()
        assert "elsewhere" in window.similar_bar.findChildren(Chip)[0].word
        broken = tmp_path / "broken.wav"
        broken.write_bytes(b"RIFF not at all")
        drop(window, broken)
        await until(lambda: "broken cannot be compared" in window.notices.text, "why it cannot")
        await until(lambda: window.tasks.idle, "its end")


def drop(window: MainWindow, file: Path) -> None:
    """As the window system brings a drag: it may enter, and then it is let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(window.field, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(window.field, event)
    assert event.isAccepted()
