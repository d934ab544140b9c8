"""What leaves the list by drag or by the clipboard."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.export.text import no_formula
from sp404_gui.ui.models.columns import Column

SAMPLES = "application/x-sp404-samples"
"""Ids of samples of the collection, with blanks between them: for the window itself."""


def files_of(records: Iterable[SampleRecord]) -> QMimeData:
    """The files of samples, for file managers and music programs; as text, their paths.

    Bytes of names that are not UTF-8 stay what they are.
    """
    carried_records = list(records)
    carried = files_in([record.sample.file for record in carried_records])
    carried.setData(SAMPLES, " ".join(record.id for record in carried_records).encode("ascii", "replace"))
    return carried


def files_in(files: Sequence[str]) -> QMimeData:
    """Files for file managers and music programs; as text, their paths.

    Args:
        files: Absolute paths.
    """
    carried = QMimeData()
    carried.setUrls([address_of(file) for file in files])
    carried.setText("\n".join(map(printable, files)))
    return carried


def address_of(path: str) -> QUrl:
    """The address of a file or folder; bytes of names that are not UTF-8 stay what they are.

    Args:
        path: Absolute, here or on the system that a collection comes from.
    """
    if path.isprintable() and not path.startswith("//"):  # nearly every one; what else there is costs ten times as much
        return QUrl.fromLocalFile(path)
    there = Path(path)
    return QUrl.fromEncoded(there.as_uri().encode("ascii")) if there.is_absolute() else QUrl.fromLocalFile(path)


def cells_of(records: Iterable[SampleRecord], columns: Sequence[Column]) -> list[list[str]]:
    """What columns say of samples, a list each; spreadsheets take such lines apart, and calculate nothing of them."""
    return [[no_formula(column.to_text(record)) for column in columns] for record in records]


def as_lines(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Samples as text: a line each, the columns separated by tabs, their titles first; columns without words are left out."""
    worded = [place for place in range(len(titles)) if any(line[place] for line in cells)]
    return "\n".join("\t".join([line[place] for place in worded]) for line in (titles, *cells))
