"""Pads are played: by keys and clicks, one voice to a choke group, loops until they are struck again."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sp404_gui.domain.features import Kind
from sp404_gui.domain.kit import Kit, Kits, Pad
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.kits.keeping import save_kits
from sp404_gui.ui.pads.faces import KEYS
from tests.ui.pads import at, press, samples, with_pads
from tests.ui.sound_device import use_null_device
from tests.ui.windows import opened, until

_MANY_TURNS = 2_000
"""Blocks of a device that takes them at once: longer than any of the sounds."""


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
