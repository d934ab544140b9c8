"""Words that are longer than in English have room everywhere, and none of the window's own words stays untranslated."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.features import SOUNDS
from sp404_gui.ui.language import TRANSLATED
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.models.columns import list_columns
from sp404_gui.ui.pseudo import FIRST, LAST, PSEUDO
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.versions import parts
from sp404_gui.ui.viewing import views
from tests.ui.cuts import cuts
from tests.ui.every_place import every_place
from tests.ui.tongues import speaking
from tests.ui.widget_walk import texts
from tests.ui.windows import opened, until

SCREEN = QSize(1024, 700)
"""The smallest screen, in logical pixels, on which everything has room: such as one of 2048 x 1400 pixels at 200 %."""
INSIDE = re.compile(f"{FIRST}[^{FIRST}{LAST}]*{LAST}")
PATH = re.compile(r"/[^<>\s]+")
OWN = frozenset(
    {"batch", "roland", "mkii", "openrouter", "http", "https", "json", "csv", "html", "english", "deutsch", "khz", "ctrl", "logs"}
)
"""Names, units and keys, which are the same in every language or Qt's own."""


def fail_one(job: Path) -> Path:
    """Let the last sample of a finished job have failed."""
    file = max(job.glob("results/*/*.json"))
    row = json.loads(file.read_bytes())
    error = {"category": "skippable", "kind": "corrupt", "message": "It is damaged: its header cannot be read.", "stage": "local_features"}
    row |= {"status": "failed", "errors": [{**error, "attempts": 2, "at": "2026-11-23T22:48:28.852Z"}]}
    file.write_text(json.dumps(row), "utf-8")
    return job


@asynccontextmanager
async def small_window(home: Path, job: Path, language: str) -> AsyncIterator[MainWindow]:
    """The window in a language, on a small screen, with a job of which one sample failed."""
    with speaking(language):
        async with opened(home, str(fail_one(job))) as window:
            window.arrange(SCREEN.width(), SCREEN.height())
            await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "rest")
            window.samples.move_current(1)
            await until(lambda: window.tasks.idle, "what is read")
            yield window


@pytest.mark.parametrize("language", ["en", *TRANSLATED, PSEUDO])
async def test_nothing_is_cut_on_a_small_screen(language: str, home: Path, finished_job: Path) -> None:
    async with small_window(home, finished_job, language) as window:
        found = {}
        async for place, shown in every_place(window):
            if shown is not window:
                shown.resize(shown.size().boundedTo(SCREEN))
                assert language == PSEUDO or shown.size() == shown.size().boundedTo(SCREEN), f"{place} is larger than the screen"
            if cut := list(cuts(shown)):
                found[place] = cut
        assert found == {}


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
async def test_the_sidebar_keeps_its_width_beside_every_view_of_a_small_screen(language: str, home: Path, finished_job: Path) -> None:
    async with small_window(home, finished_job, language) as window:
        for view in views():
            window.actions_[f"view_{view.name}"].trigger()
            await until(lambda: window.tasks.idle, "what is read")
            assert window.sidebar.width() >= window.sidebar.fontMetrics().averageCharWidth() * 24, f"it is squeezed beside {view.name}"


async def test_a_length_keeps_its_unit_in_the_list_of_a_small_screen(home: Path, finished_job: Path) -> None:
    async with small_window(home, finished_job, "en") as window:
        place = [column.id for column in list_columns(lambda _: None)].index("length")
        assert window.samples.columnWidth(place) >= window.samples.fontMetrics().horizontalAdvance("888 ms") + 12
        assert window.samples.horizontalScrollBar().maximum() == 0


async def test_all_words_of_the_window_are_translated(home: Path, finished_job: Path) -> None:
    async with small_window(home, finished_job, PSEUDO) as window:
        files = (file.read_text("utf-8") for file in finished_job.rglob("*.json*"))
        months = (QLocale().monthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13))
        data = words_of(*files, *months, *parts(), *chain.from_iterable(SOUNDS.values()), str(home), str(Path.home()), "broken")
        left = {}
        async for place, shown in every_place(window):
            for where, text in untranslated(shown, data):
                left[place, where] = text
        assert left == {}


def untranslated(shown: QWidget, data: frozenset[str]) -> list[tuple[str, str]]:
    """Texts with words that are neither translated nor anybody's data; what is shown of whole files is data."""
    return [
        (where, text) for where, text in texts(shown) if not where.startswith("QPlainTextEdit") and words_of(outside(text)) - data - OWN
    ]


def outside(text: str) -> str:
    """What is left of a text without paths, and without what was translated; one may stand inside another."""
    text = PATH.sub("", text)
    while (shorter := INSIDE.sub("", text)) != text:
        text = shorter
    return text


def words_of(*texts: str) -> frozenset[str]:
    """Words of three letters and more, in small letters."""
    return frozenset(word.lower() for text in texts for word in re.findall(r"[A-Za-z]{3,}", text))
