"""A sample as the inspector is given it, and what is found in its panel."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.groove import Groove
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.ui.panels.inspector import Inspector

KICK = LocalFeatures(
    duration_s=0.412,
    sample_rate_hz=48_000,
    channels=2,
    bit_depth=24,
    format="WAV",
    is_silent=False,
    is_clipped=False,
    peak_dbfs=-0.3,
    loudness_lufs=-11.4,
    category=Category.DRUMS,
    subcategory="kick",
    kind=Kind.ONE_SHOT,
    root_note="A1",
    root_hz=55.2,
    spectral_centroid_hz=412.0,
    unmeasured={"bpm": "One-shots have no tempo.", "tail_ms": "Only the start of this long file was analysed."},
)
DUSTY = Vibe(
    mood=("dusty", "warm", "heavy"),
    energy=Energy.MEDIUM,
    descriptors=("tape-worn", "round"),
    best_use="drum foundation",
    confidence=0.82,
    source=VibeSource.ASKED,
    era="1970s",
    extra={"mood": ("<b>swampy</b>",)},
)
Part = TypeVar("Part", bound=QWidget)


def record(number: int = 1, *, user: UserEdits | None = None, **fields: object) -> SampleRecord:
    made = SampleRecord(
        sample=Sample(f"sample_{number:06d}", "/samples", f"Kicks/kick_{number:02d}.wav", 1, 1),
        status=SampleStatus.DONE,
        features=KICK,
        vibe=DUSTY,
        groove=Groove(measurable=False, reason="Only loops have a groove."),
        user=user or UserEdits(),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def part(panel: QWidget, kind: type[Part]) -> Part:
    return panel.findChildren(kind)[0]


def show_several(qtbot: QtBot, panel: Inspector, records: Sequence[SampleRecord]) -> None:
    """What several have in common is shown in a turn of its own."""
    panel.show_records(records)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in panel.findChildren(QTimer)))


def shown(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel) and label.text()]
