import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from sp404_gui.audio.audition import Heard
from sp404_gui.ui.player import PAUSED, PLAYING, STOPPED, Player
from tests.ui.sound_device import Fleeting, NoDevices, no_library, use_null_device

ENDLESS = (0.0, float("inf"))


@pytest.fixture
def player(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Player]:
    use_null_device(monkeypatch, tmp_path)
    player = Player()
    with qtbot.waitSignal(player.devices_changed):
        player.start()
    yield player
    player.close()
    assert "sound device" not in {thread.name for thread in threading.enumerate()}


def sound(rate_hz: int | None, seconds: float = 1.0) -> Heard:
    assert rate_hz is not None
    frames = np.full((round(rate_hz * seconds), 2), 8_000, np.int16)
    return Heard(frames, rate_hz, seconds, True, None)


def test_a_device_is_found_and_a_sound_is_played_to_its_end(player: Player, qtbot: QtBot) -> None:
    assert player.available
    assert [device.is_default for device in player.devices()] == [True]
    states: list[str] = []
    player.state_changed.connect(states.append)
    with qtbot.waitSignal(player.finished):
        player.play(sound(player.rate_hz))
    assert states == [PLAYING, STOPPED]
    assert player.position_s == 0.0


def test_pause_resume_seek_and_stop(player: Player, qtbot: QtBot) -> None:
    with qtbot.waitSignal(player.position_changed, check_params_cb=lambda position: position > 0):
        player.play(sound(player.rate_hz, 5.0), from_s=1.0, loop=(1.0, 4.0))
    player.pause()
    assert player.state == PAUSED
    with qtbot.waitSignal(player.position_changed):
        player.seek(2.5)
    blocks = player.mixer.blocks
    qtbot.waitUntil(lambda: player.mixer.blocks > blocks + 1)
    assert player.position_s == 2.5
    player.resume()
    assert player.state == PLAYING
    qtbot.waitUntil(lambda: player.position_s != 2.5)
    player.stop()
    assert (player.state, player.position_s) == (STOPPED, 0.0)


def test_nothing_ticks_while_nothing_plays(player: Player, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(player.position_changed, wait=100):
        assert player.state == STOPPED
    player.play(sound(player.rate_hz), loop=ENDLESS)
    with qtbot.waitSignal(player.position_changed):
        pass
    player.pause()
    with qtbot.assertNotEmitted(player.position_changed, wait=100):
        pass


def test_the_device_is_let_go_after_a_while_and_opened_again(player: Player, qtbot: QtBot) -> None:
    player.play(sound(player.rate_hz), loop=ENDLESS)
    qtbot.waitUntil(lambda: player.mixer.blocks > 0)
    player.stop()
    idle = player._speaker._idle  # noqa: SLF001 - half a minute is too long for a test
    assert idle.isActive()
    assert idle.isSingleShot()
    idle.timeout.emit()
    qtbot.waitUntil(lambda: player._speaker._output._stream is None)  # noqa: SLF001 - the device itself
    with qtbot.waitSignal(player.finished):
        player.play(sound(player.rate_hz))


def test_levels_that_change_while_nothing_is_heard_are_not_gathered(player: Player) -> None:
    for gain_db in range(-20, 0):
        player.set_gain_db(gain_db)
    assert not player.mixer._wishes  # noqa: SLF001 - what waits for a device that may never be opened


def test_another_rate_than_the_devices_is_refused_rather_than_heard_at_a_wrong_pitch(player: Player) -> None:
    with pytest.raises(ValueError, match="8000 Hz"):
        player.play(sound(8_000))


def test_a_device_that_is_chosen_but_not_there_is_replaced_by_the_default(player: Player, qtbot: QtBot) -> None:
    with qtbot.waitSignal(player.devices_changed):
        player.set_device("The interface in the studio")
    assert player.available
    with qtbot.waitSignal(player.finished):
        player.play(sound(player.rate_hz))


def test_a_device_that_vanishes_says_so_and_the_next_sound_is_played(player: Player, qtbot: QtBot) -> None:
    player.play(sound(player.rate_hz), loop=ENDLESS)
    qtbot.waitUntil(lambda: player.mixer.blocks > 0)
    output = player._speaker._output  # noqa: SLF001 - a stream that ends without being asked to is what a vanished device does
    sentences: list[str] = []
    player.failed.connect(sentences.append)
    with qtbot.waitSignal(player.devices_changed):
        output._do(output._stream.abort)  # noqa: SLF001 - as above
    assert ["does not answer any more" in sentence for sentence in sentences] == [True]
    assert player.state == STOPPED
    with qtbot.waitSignal(player.finished):
        player.play(sound(player.rate_hz))


def test_a_device_that_stands_still_is_noticed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_null_device(monkeypatch, tmp_path)
    now = [0.0]
    player = Player(clock=lambda: now[0])
    with qtbot.waitSignal(player.devices_changed):
        player.start()
    player._speaker.open = lambda: None  # type: ignore[method-assign]  # noqa: SLF001 - it never takes a block
    player.play(sound(player.rate_hz))
    with qtbot.waitSignal(player.failed):
        now[0] = 5.0
    player.close()


@pytest.mark.parametrize(("opens", "reason"), [(False, "cannot be opened"), (True, "does not answer any more")])
def test_a_device_that_fails_is_tried_again_when_something_is_played_and_not_before(qtbot: QtBot, reason: str, *, opens: bool) -> None:
    binding, told = Fleeting(opens=opens), list[str]()
    player = Player(load=lambda: binding)
    player.failed.connect(told.append)
    player.devices_changed.connect(lambda: told.append("looked"))
    player.devices_changed.connect(lambda: player.hold(on=True))  # as the pads do while they are in sight
    player.start()
    qtbot.waitUntil(lambda: len(told) == 3)
    player.wake()
    for times in (2, 3):  # what the first look or the second opened, too, is told by the third
        player.play(sound(player.rate_hz))
        qtbot.waitUntil(lambda: len(told) >= 2 * times + 1)  # noqa: B023 - waited for here
        assert binding.openings == times
    assert [reason in sentence for sentence in told] == [False, *[True, False] * 3]
    player.start()  # whoever has looked for devices has done something about it
    qtbot.waitUntil(lambda: binding.openings == 4)
    player.close()


@pytest.mark.parametrize(("load", "way_out"), [(no_library, "libportaudio2"), (NoDevices, "Connect one")])
def test_without_a_device_or_the_library_there_is_a_way_out_and_nothing_breaks(qtbot: QtBot, load: object, way_out: str) -> None:
    assert callable(load)
    player = Player(load=load)
    assert not player.available
    with qtbot.waitSignal(player.devices_changed):
        player.start()
    assert not player.available
    assert player.rate_hz is None
    assert way_out in player.reason
    with qtbot.waitSignal(player.failed) as failed:
        player.play(sound(48_000))
    assert failed.args == [player.reason]
    for harmless in (player.pause, player.resume, player.stop, player.wake):
        harmless()
    assert player.state == STOPPED
    player.close()
