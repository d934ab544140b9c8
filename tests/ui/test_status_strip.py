"""The strip says how far the job is, in each of its states and at any width."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.events import Progressed
from sp404_gui.domain.job import Counts
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.status_strip import StatusStrip
from sp404_gui.ui.panels.strip_figures import STATES
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.figure_line import FigureLine
from sp404_gui.ui.widgets.meter import Meter

Part = TypeVar("Part", bound=QWidget)
PROGRESS = Progressed(
    counts=Counts(
        total=604,
        pending=290,
        done=298,
        failed=4,
        skipped=12,
        cache_hits=89,
        api_calls=60,
        errors={"rate_limit": 2, "timeout": 1, "corrupt": 3, "unsupported": 1},
    ),
    batch=61,
    batches=121,
    rate_per_min=45.2,
    eta_s=400.0,
    next_call_s=7.0,
    max_calls=100,
)


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme, icons: Icons) -> StatusStrip:
    made = StatusStrip(theme, icons)
    qtbot.addWidget(made)
    made.resize(1440, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def part(strip: StatusStrip, kind: type[Part]) -> Part:
    return strip.findChildren(kind)[0]


def line(strip: StatusStrip) -> FigureLine:
    return part(strip, FigureLine)


def visible(strip: StatusStrip) -> str:
    QApplication.sendPostedEvents()
    return " | ".join(figure.text for figure in line(strip).shown())


def test_a_running_job_shows_its_numbers(qtbot: QtBot, strip: StatusStrip) -> None:
    strip.show_state("running", PROGRESS)
    assert visible(strip) == "314 / 604 | 45.2/min | 6 m 40 s left | batch 61/121 | calls 60/100 | next call in 7 s | cache 89 (14.7 %)"
    assert part(strip, Meter).value == pytest.approx(314 / 604)
    button = part(strip, QPushButton)
    assert button.text() == "2 rate limits · 1 timeout · 4 bad files"
    with qtbot.waitSignal(strip.problems_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_narrow_window_keeps_what_matters_and_tells_the_rest(strip: StatusStrip) -> None:
    strip.show_state("running", PROGRESS)
    strip.resize(700, strip.height())
    assert visible(strip).startswith("314 / 604 | ")
    assert "cache" not in visible(strip)
    assert "6 m 40 s left" in visible(strip)
    assert "cache 89 (14.7 %)" in line(strip).accessibleName()
    strip.show_state("waiting", PROGRESS, "Waits until 02:00 (daily allowance)")
    assert visible(strip).endswith("Waits until 02:00 (daily allowance)")
    strip.resize(500, strip.height())
    assert part(strip, QPushButton).text() == "7 problems"


def test_each_state_says_itself_in_words(strip: StatusStrip) -> None:
    said = {}
    for state in STATES:
        strip.show_state(state, PROGRESS)
        said[state] = line(strip).accessibleName()
        strip.grab()
    assert len({said[state] for state in STATES if state != "running"}) == len(STATES) - 1
    assert said["empty"] == ""
    assert said["listing"] == "604 found · Looking for samples…"
    assert "read only" in said["elsewhere"]
    assert "/min" not in said["paused"]
    assert not [state for state in ("paused", "waiting") if "next call" in said[state]]
    with pytest.raises(ValueError, match="dreaming"):
        strip.show_state("dreaming")


def test_without_problems_there_is_no_button(strip: StatusStrip) -> None:
    strip.show_state("finished", Progressed(counts=Counts(total=2, done=2)), "Done: 2 described")
    assert not part(strip, QPushButton).isVisible()
    assert visible(strip) == "2 / 2 | Done: 2 described"


def test_it_follows_the_theme(strip: StatusStrip, theme: Theme) -> None:
    strip.show_state("running", PROGRESS)
    dark = strip.grab().toImage()
    theme.set_mode("light")
    light = strip.grab().toImage()
    assert dark.pixelColor(400, 5) == "#1b1d22"
    assert light.pixelColor(400, 5) == "#f4f5f7"
