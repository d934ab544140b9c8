"""What a drag brings to a pad: a pad, samples of the collection, or files from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from sp404_gui.domain.kit import Place
from sp404_gui.ui.models.carrying import SAMPLES
from sp404_gui.ui.widgets.dropped import local_paths

PAD = "application/x-sp404-pad"
"""A pad of the shown kit, by its label."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a drag brings.

    Attributes:
        pad: The pad that is dragged.
        samples: Ids of samples of the collection.
        files: Absolute paths.
    """

    pad: Place | None = None
    samples: Sequence[str] = ()
    files: Sequence[str] = ()


def brings(data: QMimeData) -> bool:
    """Whether a pad can take something of it; quick."""
    return data.hasFormat(PAD) or data.hasFormat(SAMPLES) or any(url.isLocalFile() for url in data.urls())


def load_of(data: QMimeData, *, ours: bool) -> Load:
    """What a drag brings.

    Args:
        data: What it carries.
        ours: Whether it began in this window: the ids of another one are others.
    """
    if ours and data.hasFormat(PAD):
        try:
            return Load(pad=Place.of_label(bytes(data.data(PAD).data()).decode("ascii", "replace")))
        except ValueError:
            return Load()
    if ours and data.hasFormat(SAMPLES):
        return Load(samples=bytes(data.data(SAMPLES).data()).decode("ascii", "replace").split())
    return Load(files=local_paths(data.urls()))
