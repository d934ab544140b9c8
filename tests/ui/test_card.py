"""Writing a card from the window: first what would happen, then it happens, and can be stopped."""

import shutil
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.choices import remember_as_own
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.folders import move_job
from sp404_gui.engine.jobs.reading import collection_info
from sp404_gui.export.card.plan import CardWishes, Placed, plan_card
from sp404_gui.export.card.sheet import sheet_html, sheet_text
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import write_kits
from sp404_gui.ui.dialogs.card import CardDialog
from sp404_gui.ui.dialogs.fields import Number
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.models.card_words import sheet_words
from sp404_gui.ui.printing import sheet_pdf
from sp404_gui.ui.stage import Stage
from tests.cards import place, record
from tests.ui.tongues import speaking
from tests.ui.windows import opened, until


@pytest.fixture
def card(tmp_path: Path) -> Path:
    root = tmp_path / "SP404"
    (root / "IMPORT").mkdir(parents=True)
    return root


@asynccontextmanager
async def over(home: Path, job: Path, card: Path) -> AsyncIterator[MainWindow]:
    """The window over a job; the card was written to before."""
    async with opened(home, str(job)) as window:
        await until(lambda: window.table.rowCount() == 6, "its rows")
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
        window.services.state.card = str(card)
        yield window


async def shown(window: MainWindow) -> CardDialog:
    """The dialog, once it shows what would be written."""
    await until(lambda: window.findChildren(CardDialog), "the dialog")
    dialog = window.findChildren(CardDialog)[-1]
    await until(dialog.write.isEnabled, "the plan")
    return dialog


def column(dialog: CardDialog, number: int) -> list[str]:
    return [dialog.rows.index(row, number).data() for row in range(dialog.rows.rowCount())]


def said(dialog: CardDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


async def test_what_would_be_written_is_shown_before_and_nothing_happens(home: Path, finished_job: Path, card: Path) -> None:
    async with over(home, finished_job, card) as window:
        window.actions_["card"].trigger()
        dialog = await shown(window)
        assert [name[:4] for name in column(dialog, 0)] == [f"A0{number} " for number in range(1, 7)]
        assert set(column(dialog, 2)) == {"22.1 → 48 kHz · mono"}
        assert "IMPORT folder was found" in said(dialog)
        assert "6 files will be written" in said(dialog)
        dialog.choices.levelled.click()
        dialog.choices.trim.click()
        await until(lambda: dialog.write.isEnabled() and "levelled" in column(dialog, 2)[0], "the plan of another wish")
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")
    assert list(card.rglob("*")) == [card / "IMPORT"]


async def test_writing_marks_each_file_and_ends_with_the_sheet(home: Path, finished_job: Path, card: Path) -> None:
    async with over(home, finished_job, card) as window:
        window.actions_["card"].trigger()
        dialog = await shown(window)
        QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
        await until(lambda: "read back" in said(dialog), "the end")
        assert "6 files written" in said(dialog)
        assert not dialog.write.isEnabled()
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")
    files = sorted((card / "IMPORT" / "Finished").iterdir())
    assert len(files) == 6
    for file in files:
        with wave.open(str(file)) as reader:
            assert reader.getframerate() == 48_000
    assert {file.name for file in card.iterdir()} == {"IMPORT", "Finished pads.html", "Finished pads.txt"}


async def test_closing_stops_and_going_on_later_keeps_what_is_there(home: Path, finished_job: Path, card: Path) -> None:
    async with over(home, finished_job, card) as window:
        window.actions_["card"].trigger()
        dialog = await shown(window)
        dialog.write.click()
        await until(lambda: list(card.rglob("*.wav")), "the first file")
        dialog.reject()
        await until(lambda: window.tasks.idle, "the end")
        left = {file: file.read_bytes() for file in card.rglob("*") if file.is_file()}
        assert not [file for file in left if file.suffix != ".wav"]
        window.actions_["card"].trigger()
        dialog = await shown(window)
        assert column(dialog, 2).count("there already: compared, never replaced") == len(left)
        dialog.write.click()
        await until(lambda: "read back" in said(dialog), "the end")
        assert ("there already" in said(dialog)) == bool(left)
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")
    assert {file: file.read_bytes() for file in left} == left


async def test_a_card_pulled_out_after_the_plan_is_said_and_can_be_put_in_again(home: Path, finished_job: Path, card: Path) -> None:
    async with over(home, finished_job, card) as window:
        window.actions_["card"].trigger()
        dialog = await shown(window)
        card.rename(card.with_name("pulled"))
        dialog.write.click()
        await until(dialog.write.isEnabled, "another try")
        assert f"{card / 'IMPORT'} cannot be written to" in said(dialog)
        card.with_name("pulled").rename(card)
        dialog.write.click()
        await until(lambda: "read back" in said(dialog), "the end")
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")


async def test_a_kit_is_written_on_its_pads(home: Path, finished_job: Path, card: Path) -> None:
    pads = {Place("B", 3): Pad(sample="sample_000002")}
    write_kits(JobFolder.open(str(finished_job)), Kits(kits=(Kit(name="night bus 90", pads=pads),)))
    async with over(home, finished_job, card) as window:
        window.show_view("pads")
        await until(lambda: window.kits.kit is not None and window.kits.kit.name == "night bus 90", "the kit")
        window.pads.header.card.click()
        dialog = await shown(window)
        assert dialog.choices.wish.title == "night bus 90"
        assert [name[:4] for name in column(dialog, 0)] == ["B03 "]
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")


async def test_pads_whose_samples_are_gone_are_told_before_a_kit_is_written(home: Path, finished_job: Path, card: Path) -> None:
    pads = {Place("A", number): Pad(sample=f"sample_{number:06d}") for number in (1, 2, 3)}
    write_kits(JobFolder.open(str(finished_job)), Kits(kits=(Kit(name="night bus 90", pads=pads),)))
    save_edits(str(finished_job), {"sample_000001": UserEdits(removed=True)}, SystemClock())
    own = shutil.copytree(collection_info(str(finished_job)).root, card.parent / "Finished")
    move_job(str(finished_job), str(own))
    remember_as_own([str(own)])
    async with opened(home, str(finished_job)) as window:
        window.show_view("pads")
        await until(lambda: window.kits.kit is not None and window.kits.kit.name == "night bus 90" and window.tasks.idle, "the kit")
        collection = window.shelf.current
        assert collection is not None
        (own / next(record for record in collection.store.records if record.id == "sample_000002").path).unlink()
        window.services.state.card = str(card)
        window.pads.header.card.click()
        dialog = await shown(window)
        assert [name[:4] for name in column(dialog, 0)] == ["A03 ", "left", "left"]
        assert column(dialog, 2)[1:] == ["It is no longer in the collection: pad A01 stays empty.", "Its file is no longer there."]
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")


async def test_a_sound_of_an_older_kit_on_a_pad_is_named_and_another_name_is_the_way_out(
    home: Path, finished_job: Path, card: Path
) -> None:
    old = card / "IMPORT" / "Finished" / "A01 old kick.wav"
    old.parent.mkdir()
    old.write_bytes(b"mine")
    (old.parent / "B16 old hat.wav").write_bytes(b"mine")
    async with over(home, finished_job, card) as window:
        window.actions_["card"].trigger()
        await until(lambda: window.findChildren(CardDialog), "the dialog")
        dialog = window.findChildren(CardDialog)[-1]
        await until(lambda: "Finished/A01 old kick.wav is there already" in said(dialog), "the refusal")
        assert "Choose another name, or take away what is there." in said(dialog)
        assert "1 file is in the way" in said(dialog)
        assert column(dialog, 2)[0] == "in the way: A01 old kick.wav"
        assert not dialog.write.isEnabled()
        old.rename(old.with_name("B15 old kick.wav"))
        dialog.choices.trim.click()
        await until(dialog.write.isEnabled, "the plan without it")
        assert "Finished/B15 old kick.wav and 1 more lie there already and stay" in said(dialog)
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")


async def test_where_nothing_can_be_written_it_says_why(home: Path, finished_job: Path, tmp_path: Path) -> None:
    (tmp_path / "old" / "ROLAND" / "SP-404SX").mkdir(parents=True)
    async with over(home, finished_job, tmp_path / "old") as window:
        window.actions_["card"].trigger()
        await until(lambda: window.findChildren(CardDialog), "the dialog")
        dialog = window.findChildren(CardDialog)[-1]
        await until(lambda: "SP-404SX" in said(dialog), "the reason")
        assert not dialog.write.isEnabled()
        dialog.choices.folder.show_value(str(tmp_path))
        dialog.choices.folder.edited.emit(str(tmp_path))
        await until(dialog.write.isEnabled, "another folder")
        assert "No IMPORT folder" in said(dialog)
        assert dialog.write.text() == "Write here"
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")


async def test_a_typed_path_is_looked_at_on_return_even_if_it_is_the_one_of_before(home: Path, finished_job: Path, card: Path) -> None:
    async with over(home, finished_job, card) as window:
        window.actions_["card"].trigger()
        dialog = await shown(window)
        line = dialog.choices.folder.line
        QTest.keyClick(line, Qt.Key.Key_X)
        assert "Return shows what would be written." in said(dialog)
        assert not dialog.write.isEnabled()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        QTest.keyClick(line, Qt.Key.Key_Return)
        await until(dialog.write.isEnabled, "the plan of the same folder")
        dialog.reject()
        await until(lambda: window.tasks.idle, "rest")


def test_a_sheet_can_be_printed_two_banks_a_page(tmp_path: Path) -> None:
    samples = [Placed(record("<b>kick</b>\n.wav"), f"{bank}07") for bank in "ABCDE"]
    page = sheet_pdf(plan_card(samples, place(tmp_path), CardWishes(title="night bus 90")), sheet_words())
    assert page.startswith(b"%PDF")
    assert page.count(b"/Type /Page\n") == 3


def test_the_sheet_speaks_the_language_of_the_window(tmp_path: Path, qapp: object) -> None:  # noqa: ARG001 - catalogues belong to it
    plan = plan_card([Placed(record("kick.wav"), "A01")], place(tmp_path), CardWishes(title="night bus 90"))
    with speaking("de"):
        text, page = (make(plan, sheet_words()) for make in (sheet_text, sheet_html))
    assert "Am Sampler: SHIFT + Pad 14" in text
    assert "Bank A" in text
    assert f"{plan.files[0].duration_s:.2f} s".replace(".", ",") in text
    assert '<html lang="de">' in page
    assert "On the sampler: SHIFT + pad 14" in sheet_text(plan)


def test_a_loudness_is_written_with_a_minus_and_typed_with_either(qtbot: QtBot) -> None:
    level = Number(-40, -5, decimals=1, unit="LUFS")
    qtbot.addWidget(level)
    level.show_value(-16.0)
    assert level.text() == "−16.0 LUFS"
    for typed in ("-18", "−18"):
        level.show_value(-10.0)
        level.lineEdit().selectAll()
        level.lineEdit().insert(typed)
        qtbot.keyClick(level, Qt.Key.Key_Return)
        assert level.chosen == -18.0
