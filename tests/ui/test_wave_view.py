"""Looking at a sound and pointing into it."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sp404_gui.domain.features import Category
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.views.wave_drawing import bars
from sp404_gui.ui.views.wave_span import Span, beat_length_s
from sp404_gui.ui.views.wave_view import Music, WaveView
from sp404_gui.ui.wording import moment

LEFT, SHIFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, eq=False)
class Outline:
    low: NDArray[np.int8]
    high: NDArray[np.int8]
    duration_s: float


def outline(duration_s: float = 10.0, level: int = 100) -> Outline:
    high = np.full(4096, level, np.int8)
    return Outline(np.asarray(-high, np.int8), high, duration_s)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> WaveView:
    view = WaveView(theme)
    qtbot.addWidget(view)
    view.resize(1000, 100)
    view.show()
    return view


def close_to(color: QColor, other: QColor) -> bool:
    apart = (color.red() - other.red(), color.green() - other.green(), color.blue() - other.blue())
    return max(map(abs, apart)) <= 2


def picture(view: WaveView) -> QImage:
    return view.grab().toImage()


def test_what_was_played_is_lighter_than_what_waits_and_each_in_the_colour_of_its_category(view: WaveView, theme: Theme) -> None:
    view.show_wave(outline(), Music(category=Category.DRUMS))
    view.set_position(5.0)
    shown = picture(view)
    assert close_to(shown.pixelColor(200, 40), theme.color("wave_played"))
    assert close_to(shown.pixelColor(800, 40), theme.color("drums"))
    view.show_wave(outline(), Music(category=Category.FX))
    assert close_to(picture(view).pixelColor(800, 40), theme.color("fx"))


def test_the_other_theme_repaints_all(view: WaveView, theme: Theme, qtbot: QtBot) -> None:
    view.show_wave(outline(), Music(category=Category.MELODIC))
    dark = picture(view).pixelColor(800, 40)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("light")
    light = picture(view).pixelColor(800, 40)
    assert dark != light
    assert close_to(light, theme.category(Category.MELODIC))


class Painted(QObject):
    """Which columns a widget paints."""

    def __init__(self, widget: WaveView) -> None:
        super().__init__(widget)
        self.columns: set[int] = set()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.columns.update(range(event.rect().left(), event.rect().right() + 1))
        return super().eventFilter(watched, event)


def pixels(image: QImage) -> NDArray[np.uint32]:
    bits = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(bits.constBits(), np.uint32).reshape(bits.height(), -1).copy()


def test_a_moving_playhead_repaints_all_that_changes_and_little_else(view: WaveView) -> None:
    view.show_wave(outline(), Music(category=Category.DRUMS))
    view.set_position(4.0)
    QApplication.processEvents()
    before, painted = pixels(picture(view)), Painted(view)
    view.set_position(4.1)
    QApplication.processEvents()
    columns = set(painted.columns)
    changed = set(np.flatnonzero((before != pixels(picture(view))).any(axis=0)).tolist())
    assert changed
    assert changed <= columns
    assert len(columns) < 30


def test_a_click_and_a_drag_seek(view: WaveView) -> None:
    view.show_wave(outline())
    sought: list[float] = []
    view.seek_wanted.connect(sought.append)
    QTest.mousePress(view, LEFT, pos=QPoint(250, 50))
    QTest.mouseMove(view, QPoint(700, 50))
    QTest.mouseMove(view, QPoint(5000, 50))
    QTest.mouseRelease(view, LEFT, pos=QPoint(5000, 50))
    assert sought == pytest.approx([2.5, 7.0, 10.0], abs=0.02)


def test_shift_and_a_drag_mark_a_loop_whose_ends_can_be_moved_and_a_shift_click_takes_it_away(view: WaveView) -> None:
    view.show_wave(outline())
    marked: list[tuple[float, float]] = []
    cleared: list[bool] = []
    view.region_changed.connect(lambda a, b: marked.append((a, b)))
    view.region_cleared.connect(lambda: cleared.append(True))
    QTest.mousePress(view, LEFT, SHIFT, QPoint(600, 50))
    QTest.mouseMove(view, QPoint(200, 50))
    QTest.mouseRelease(view, LEFT, SHIFT, QPoint(200, 50))
    assert marked == [pytest.approx((2.0, 6.0), abs=0.02)]
    QTest.mousePress(view, LEFT, PLAIN, QPoint(601, 50))
    QTest.mouseMove(view, QPoint(800, 50))
    QTest.mouseRelease(view, LEFT, PLAIN, QPoint(800, 50))
    assert marked[-1] == pytest.approx((2.0, 8.0), abs=0.02)
    QTest.mouseClick(view, LEFT, SHIFT, QPoint(400, 50))
    assert cleared == [True]
    assert view.region is None


def wheel(view: WaveView, x: int, y_turned: int = 0, x_turned: int = 0) -> None:
    point, none = QPointF(x, 50), Qt.MouseButton.NoButton
    turned = QPoint(x_turned, y_turned)
    event = QWheelEvent(point, point, QPoint(), turned, none, PLAIN, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_at_the_pointer_and_a_double_click_shows_all_again(view: WaveView) -> None:
    view.show_wave(outline())
    for _ in range(4):
        wheel(view, 300, 120)
    assert view.span.length_s < 5
    assert view.span.moment_s(300, 1000) == pytest.approx(3.0)
    before = view.span
    wheel(view, 300, x_turned=-120)
    assert view.span.start_s > before.start_s
    assert view.span.length_s == pytest.approx(before.length_s)
    QTest.mouseDClick(view, LEFT, pos=QPoint(10, 10))
    assert view.span.is_whole


def test_a_zoomed_view_turns_the_page_when_the_playhead_leaves_it(view: WaveView) -> None:
    view.show_wave(outline())
    view.look_at(Span(10.0, 0.0, 2.0))
    view.set_position(2.1)
    assert view.span.holds(2.1)


def test_what_becomes_known_of_a_sound_changes_no_view_and_another_sound_begins_anew(view: WaveView) -> None:
    sound = outline()
    view.show_wave(sound)
    view.look_at(Span(10.0, 4.0, 6.0))
    view.set_region((4.0, 5.0))
    view.show_wave(sound, Music(bpm=120.0))
    assert view.span == Span(10.0, 4.0, 6.0)
    assert view.region == (4.0, 5.0)
    view.show_wave(outline(3.0))
    assert view.span == Span.whole(3.0)
    assert view.region is None


def test_all_of_it_goes_by_keyboard(view: WaveView) -> None:
    view.show_wave(outline())
    view.set_position(5.0)
    sought: list[float] = []
    marked: list[tuple[float, float]] = []
    view.seek_wanted.connect(sought.append)
    view.region_changed.connect(lambda a, b: marked.append((a, b)))
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_BracketRight, Qt.Key.Key_Plus):
        QTest.keyClick(view, key)
    assert sought == pytest.approx([10.0, 4.8])
    assert marked == [(0.0, 5.0)]
    assert view.span.length_s == pytest.approx(8.0)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.region is None


def test_a_screen_reader_hears_where_it_plays(view: WaveView) -> None:
    view.show_wave(outline())
    view.set_position(2.5)
    assert "0:02.500" in view.accessibleDescription()
    assert "0:10.000" in view.accessibleDescription()


def test_no_sound_silence_and_an_empty_outline_can_all_be_shown(view: WaveView) -> None:
    for sound in (None, outline(level=0), outline(0.0), Outline(np.empty(0, np.int8), np.empty(0, np.int8), 1.0)):
        view.show_wave(sound, Music(bpm=1e9, beats=0, onsets_s=(0.0, 99.0)))
        picture(view)
        QTest.mouseClick(view, LEFT, pos=QPoint(10, 10))
        wheel(view, 10, 120)
    view.show_message("The file cannot be decoded: <b>no</b>")
    picture(view)


def test_bars_show_the_loudest_column_and_keep_a_single_click() -> None:
    columns = np.zeros(4096, np.float32)
    columns[1000] = 1.0
    assert bars(columns, Span.whole(4.096), 100).max() == 1.0
    assert bars(columns, Span(4.096, 0.9, 1.1), 10).max() == 1.0
    assert bars(columns, Span(4.096, 2.0, 2.01), 700).max() == 0.0


def test_moments_and_beats_are_told_as_musicians_read_them() -> None:
    assert [moment(s) for s in (0.084, 61.5, 59.9999)] == ["0:00.084", "1:01.500", "1:00.000"]
    assert beat_length_s(8.0, 119.0, 16) == 0.5
    assert beat_length_s(8.0, 120.0, None) == 0.5
    assert beat_length_s(8.0, None, None) is None
