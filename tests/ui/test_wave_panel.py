"""The transport of the window."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.device_button import DeviceButton
from sp404_gui.ui.panels.wave_panel import WavePanel
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.readout import Readout
from sp404_gui.ui.widgets.volume import VolumeBars

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, eq=False)
class Outline:
    low: NDArray[np.int8]
    high: NDArray[np.int8]
    duration_s: float


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, icons: Icons) -> WavePanel:
    panel = WavePanel(theme, icons)
    qtbot.addWidget(panel)
    panel.resize(1200, 150)
    panel.show()
    return panel


def button(panel: WavePanel, name: str) -> QAbstractButton:
    return next(child for child in panel.findChildren(QAbstractButton) if child.accessibleName().startswith(name))


def readouts(panel: WavePanel) -> list[str]:
    return [child.text for child in panel.findChildren(Readout)]


def test_the_buttons_say_what_the_user_wants(panel: WavePanel) -> None:
    heard: list[object] = []
    panel.play_wanted.connect(lambda: heard.append("play"))
    panel.previous_wanted.connect(lambda: heard.append("previous"))
    panel.next_wanted.connect(lambda: heard.append("next"))
    panel.loop_toggled.connect(lambda on: heard.append(("loop", on)))
    panel.on_select_toggled.connect(lambda on: heard.append(("on select", on)))
    panel.level_match_toggled.connect(lambda on: heard.append(("match", on)))
    for name in ("Previous", "Play", "Next", "Repeat", "Play each", "Play all"):
        QTest.mouseClick(button(panel, name), LEFT)
    QTest.mouseClick(button(panel, "Play each"), LEFT)
    assert heard == ["previous", "play", "next", ("loop", True), ("on select", True), ("match", True), ("on select", False)]


def test_what_is_set_from_outside_is_shown_and_not_told_back(panel: WavePanel) -> None:
    heard: list[object] = []
    for signal in (panel.loop_toggled, panel.on_select_toggled, panel.level_match_toggled, panel.volume_changed):
        signal.connect(heard.append)
    panel.set_loop(on=True)
    panel.set_on_select(on=True)
    panel.set_level_match(on=True)
    panel.set_volume(-6.0)
    panel.set_state("playing")
    assert not heard
    assert "−6 dB" in readouts(panel)
    assert button(panel, "Pause").isVisible()
    assert button(panel, "Play each").text().startswith("●")
    panel.set_on_select(on=False)
    panel.set_state("paused")
    assert button(panel, "Play each").text().startswith("○")


def test_position_and_length_are_told_to_the_millisecond(panel: WavePanel) -> None:
    panel.show_wave(Outline(np.full(10, -9, np.int8), np.full(10, 9, np.int8), 0.412))
    panel.set_position(0.084)
    assert "0:00.084 / 0:00.412" in readouts(panel)
    panel.show_wave(None)
    assert not any("/" in text for text in readouts(panel))


def test_the_volume_goes_by_mouse_and_by_keyboard_down_to_silence(panel: WavePanel) -> None:
    volume = panel.findChild(VolumeBars)
    assert volume is not None
    chosen: list[float] = []
    panel.volume_changed.connect(chosen.append)
    QTest.mouseClick(volume, LEFT, pos=QPoint(volume.width() // 2, 5))
    assert len(chosen) == 1
    assert -30 < chosen[0] < -5
    QTest.keyClick(volume, Qt.Key.Key_Up)
    assert chosen[1:] == [chosen[0] + 1]
    QTest.keyClick(volume, Qt.Key.Key_Home)
    assert chosen[-1] == -60
    assert "mute" in readouts(panel)


def test_a_device_is_chosen_by_its_own_name_whatever_it_is_called(panel: WavePanel) -> None:
    chosen: list[str] = []
    panel.device_chosen.connect(chosen.append)
    panel.show_devices(["Speakers & <b>Sub</b>", "USB"], "Vanished")
    devices = panel.findChild(DeviceButton)
    assert devices is not None
    menu = devices.findChild(QMenu)
    assert menu is not None
    offered = {action.data(): action for action in menu.findChildren(QAction) if action.data() is not None}
    assert list(offered) == ["", "Speakers & <b>Sub</b>", "USB", "Vanished"]
    assert offered["Vanished"].isChecked()
    assert offered["Speakers & <b>Sub</b>"].text() == "Speakers && <b>Sub</b>"
    offered["Speakers & <b>Sub</b>"].trigger()
    offered[""].trigger()
    assert chosen == ["Speakers & <b>Sub</b>", ""]


def test_without_sound_a_notice_says_the_way_out_and_goes_again(panel: WavePanel) -> None:
    sentence = "No sound device was found. Connect one, then choose it here."
    panel.show_notice(sentence)
    panel.set_ready(ready=False)
    assert any(label.isVisible() and label.text() == sentence for label in panel.findChildren(PlainLabel))
    assert not button(panel, "Play").isEnabled()
    looked: list[bool] = []
    panel.devices_wanted.connect(lambda: looked.append(True))
    QTest.mouseClick(button(panel, "Look for sound devices"), LEFT)
    assert looked == [True]
    panel.show_notice("")
    assert not button(panel, "Look for sound devices").isVisible()
    assert not any(label.isVisible() and label.property("role") == "warning" for label in panel.findChildren(PlainLabel))


def test_an_empty_list_has_no_sample_before_or_after(panel: WavePanel) -> None:
    for many in (False, True):
        panel.set_many(many=many)
        assert [button(panel, name).isEnabled() for name in ("Previous", "Next")] == [many, many]


def test_a_click_leaves_the_keyboard_with_the_list(panel: WavePanel) -> None:
    QTest.mouseClick(button(panel, "Next"), LEFT)
    QTest.mouseClick(panel.wave, LEFT, pos=QPoint(50, 20))
    assert not any(child.hasFocus() for child in (button(panel, "Next"), panel.wave))
