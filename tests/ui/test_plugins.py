"""A stage of another package works in the window as in the command: found, run in a process of its own, shown, and named where it fails."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from sp404_gui.ui.stage import Stage
from tests.conftest import MakeSounds
from tests.ui.windows import opened, until

_STAGES = """
async def measure(records):
    return {record.id: {"reversed": record.path[::-1]} for record in records}

async def fails(records):
    raise OSError("no luck")
"""
_POINTS = "[sp404_batch.stages]\nbackwards = backwards:measure\nunlucky = backwards:fails\nbroken = backwards:nowhere\n"


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that brings three stages is installed."""
    facts = tmp_path / "installed" / "backwards-1.2.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: backwards\nVersion: 1.2\n", "utf-8")
    (facts / "entry_points.txt").write_text(_POINTS, "utf-8")
    (facts.parent / "backwards.py").write_text(_STAGES, "utf-8")
    monkeypatch.syspath_prepend(facts.parent)


@pytest.mark.usefixtures("plugin")
async def test_its_results_are_in_the_inspector_and_its_failures_are_said(home: Path, make_sounds: MakeSounds) -> None:
    async with opened(home, "", make_sounds(2)) as window:
        said: list[str] = []
        window.shelf.noticed.connect(lambda sentence, _: said.append(sentence))
        await until(lambda: window.shelf.current is not None and window.shelf.current.info.counts.total == 2, "the list")
        collection = window.shelf.current
        assert collection is not None
        window.runs.run(collection, collection.info.options)
        await until(lambda: collection.stage is Stage.READY and collection.info.counts.done == 2, "the end of the job", 120)
        record = window.table.record(0)
        assert record.extra == {"backwards": {"reversed": record.path[::-1]}, "unlucky": {"error": "OSError: no luck."}}
        window.samples.select_id(record.id)
        next(button for button in window.findChildren(QPushButton) if button.text() == "More").click()
        await until(lambda: record.path[::-1] in [label.text() for label in window.findChildren(QLabel)], "the plugin's result")
        await until(lambda: window.tasks.idle, "rest")
    assert any("unlucky (backwards 1.2) failed" in sentence for sentence in said)
