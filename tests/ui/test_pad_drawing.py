"""What the pads keep of what they painted."""

import base64
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from sp404_gui.domain.kit import BANKS, places_in
from sp404_gui.ui.delegates.thumbnails import Thumbnails
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.pads.faces import face_of
from sp404_gui.ui.pads.grid import PadGrid
from sp404_gui.ui.theme import Theme


def test_outlines_are_painted_once_a_size_and_kept_for_the_size_that_the_pads_have(
    qtbot: QtBot, theme: Theme, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = PadGrid(theme, icons)
    qtbot.addWidget(grid)
    waves = [base64.b64encode(bytes([16 * number] * 64)).decode() for number in range(1, 16)]
    faces = [
        replace(face_of(place, None, None), sample="sample", waveform=wave) for place, wave in zip(places_in(BANKS[0]), waves, strict=False)
    ]
    grid.show_faces([(face, "") for face in [*faces, replace(faces[0], waveform="")]])
    painted: list[str] = []
    paint = Thumbnails.paint

    def counted(thumbnails: Thumbnails, waveform: str, color: QColor, width: int, height: int, ratio: float) -> QPixmap:
        painted.append(waveform)
        return paint(thumbnails, waveform, color, width, height, ratio)

    monkeypatch.setattr(Thumbnails, "paint", counted)
    grid.show()
    for width in (800, 900, 800):
        grid.resize(width, 600)
        painted.clear()
        grid.grab()
        assert sorted(painted) == sorted(waves), "at a size that it had before as well: what that size had is not kept"
        grid.grab()
        assert len(painted) == len(waves), "once"
