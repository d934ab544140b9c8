"""The pads as their player lays them: selected samples, keys, filling, and what is shown of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sp404_gui.domain.kit import Kit, Kits, Pad
from sp404_gui.engine.kits.keeping import save_kits
from sp404_gui.ui.job_start import JobStart
from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.ui.pads import at, idle, lying, on_disk, press, samples, with_pads
from tests.ui.windows import opened, until

CONTROL = Qt.KeyboardModifier.ControlModifier


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
