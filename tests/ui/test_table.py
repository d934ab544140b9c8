"""The list's model: sorting, filtering and taking in records while somebody looks."""

import os
from dataclasses import replace
from urllib.parse import unquote_to_bytes

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.ui.models.cells import Role
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.models.table import Bools, Positions, SampleTable
from sp404_gui.ui.search.query import parse
from tests.fakes.records import made_records

FEW = 100
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qapp: QApplication) -> SampleTable:  # noqa: ARG001 - a model tester needs one
    return table_of(FEW)


def table_of(count: int) -> SampleTable:
    """A table under the eyes of Qt's tester of models, which looks at every cell after each change."""
    table = SampleTable(list_columns())
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning, table)
    store = SampleStore()
    store.put(made_records(count))
    table.show_store(store)
    return table


def column(table: SampleTable, name: str) -> int:
    return next(place for place, column in enumerate(table.columns) if column.id == name)


def shown(table: SampleTable) -> list[SampleRecord]:
    return [table.record(row) for row in range(table.rowCount())]


def only_done(store: SampleStore, positions: Positions | None) -> Bools:
    codes = store.codes("status") if positions is None else store.codes("status")[positions]
    return np.asarray(codes == store.vocabulary("status").index("done"))


@pytest.mark.parametrize("order", [UP, DOWN])
def test_every_column_sorts_both_ways_and_what_is_absent_comes_last(qapp: QApplication, order: Qt.SortOrder) -> None:  # noqa: ARG001 - as above
    table = table_of(80)
    for place, shape in enumerate(table.columns):
        table.sort(place, order)
        keys = np.asarray(table.store.sort_keys(shape.field)[table.shown], float)
        present = keys[~np.isnan(keys)]
        assert np.isnan(keys[len(present) :]).all(), shape.id
        assert (np.diff(present if order is UP else -present) >= 0).all(), shape.id
        assert sorted(table.shown.tolist()) == list(range(80))


def test_energy_sorts_by_strength_and_keys_as_music_does(qapp: QApplication) -> None:  # noqa: ARG001 - as above
    table = table_of(400)  # of every key some
    table.sort(column(table, "energy"), DOWN)
    energies = [record.vibe.energy for record in shown(table) if record.vibe]
    assert list(dict.fromkeys(energies)) == ["high", "medium", "low"]
    table.sort(column(table, "key"), UP)
    tones = [table.data(table.index(row, column(table, "key"))) for row in range(table.rowCount())]
    assert list(dict.fromkeys(str(tone)[:1] for tone in tones)) == ["C", "D", "E", "F", "G", "A", "B", "–"]
    assert tones.index("C") < tones.index("Cm") < tones.index("C1") < tones.index("C4") < tones.index("C#m")


def test_a_filter_judges_new_and_changed_samples_too(table: SampleTable, qtbot: QtBot) -> None:
    table.sort(column(table, "name"), UP)
    table.set_filter(only_done)
    before = table.rowCount()
    assert {record.status for record in shown(table)} == {SampleStatus.DONE}
    waiting = next(record for record in table.store.records if record.status is SampleStatus.PENDING)
    gone, stays = table.record(0), table.record(1)
    with qtbot.waitSignal(table.counted) as counted:
        new = list(made_records(FEW + 1, waiting=1.0))[FEW:]
        table.put([replace(waiting, status=SampleStatus.DONE), replace(gone, status=SampleStatus.FAILED), *new])
    assert counted.args == [before, FEW + 1]
    assert table.row_of(waiting.id) is not None
    assert table.row_of(gone.id) is None
    assert table.row_of(stays.id) is not None
    assert (np.diff(table.store.sort_keys("name")[table.shown]) > 0).all()


def test_what_a_word_says_itself_stands_before_what_is_only_like_it(table: SampleTable) -> None:
    query = parse("dusty")
    table.sort(column(table, "bpm"), UP)
    table.set_filter(query.matches, query.strict().matches, query.sought)
    vibe, chips, likes = column(table, "vibe"), int(Role.CHIPS), int(Role.LIKE)
    cells = [table.index(row, vibe) for row in range(table.rowCount())]
    exact = ["dusty" in table.data(cell, chips) for cell in cells]  # type: ignore[operator]
    assert exact == sorted(exact, reverse=True)
    assert 0 < table.first == sum(exact) < table.rowCount()
    assert all(table.data(cell, chips)[0] == "dusty" for cell in cells[: table.first])  # type: ignore[index]
    alike = cells[table.first]
    word = table.data(alike, chips)[0]  # type: ignore[index]
    assert table.data(alike, likes)[word] == "dusty"  # type: ignore[index]
    assert f"{word}: like dusty" in str(table.data(alike, Qt.ItemDataRole.ToolTipRole))
    assert f"{word}: like dusty" in str(table.data(alike, Qt.ItemDataRole.AccessibleTextRole))
    bpm = np.asarray(table.store.sort_keys("bpm")[table.shown], float)
    for part in (bpm[: table.first], bpm[table.first :]):
        assert (np.diff(part[~np.isnan(part)]) >= 0).all()
    table.set_filter(None)
    assert table.data(alike, likes) == {}


def test_changes_are_told_row_by_row_and_nothing_moves(table: SampleTable, qtbot: QtBot) -> None:
    table.sort(column(table, "rating"), DOWN)
    record = table.record(7)
    resets = []
    table.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(table.dataChanged) as told:
        table.put([replace(record, user=replace(record.user, rating=5))])
    assert (told.args[0].row(), told.args[1].row()) == (7, 7)
    assert table.record(7).user.rating == 5
    assert not resets
    table.resort()
    assert table.row_of(record.id) == 0


def test_new_samples_at_the_end_are_inserted_there(table: SampleTable, qtbot: QtBot) -> None:
    table.sort(column(table, "added"), UP)
    with qtbot.waitSignal(table.rowsInserted) as inserted:
        table.put(list(made_records(FEW + 50))[FEW:])
    assert inserted.args[1:] == [FEW, FEW + 49]


def test_a_removed_sample_is_gone_until_it_is_taken_back(table: SampleTable) -> None:
    record = table.record(3)
    table.put([replace(record, user=replace(record.user, removed=True))])
    assert (table.rowCount(), table.row_of(record.id)) == (FEW - 1, None)
    table.put([record])
    assert table.rowCount() == FEW


def test_dragged_rows_carry_their_files_byte_for_byte(table: SampleTable) -> None:
    name = b"caf\xc3\xa9 %41 \xff#1.wav"
    odd = replace(table.record(0), sample=replace(table.record(0).sample, path=os.fsdecode(name)))
    table.put([odd])
    row = table.row_of(odd.id)
    assert row is not None
    carried = table.carried([row])
    lines = bytes(carried.data("text/uri-list").data()).split()
    assert [unquote_to_bytes(line) for line in lines] == [b"file:///music/samples/" + name]
    assert "\\xff" in carried.text() or "\\udcff" in carried.text()


def test_an_empty_cell_says_why_and_data_is_never_taken_for_html(table: SampleTable) -> None:
    record = next(record for record in table.store.records if record.features and record.features.bpm is None)
    assert record.features is not None
    features = replace(record.features, unmeasured={"bpm": "One-shots have no <b>tempo</b>."})
    table.put([replace(record, features=features)])
    row = table.row_of(record.id)
    assert row is not None
    cell = table.index(row, column(table, "bpm"))
    assert cell.data() == "–"
    assert "have no &lt;b&gt;tempo" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "BPM: –"
