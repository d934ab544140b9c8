"""The formats of an export, in words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from sp404_gui.ui.dialogs.radio import Radio
from sp404_gui.ui.widgets.labels import PlainLabel


@dataclass(frozen=True, slots=True)
class FormatWords:
    """A format for people.

    Attributes:
        name: As the exporter calls it.
        extension: Ending of its files.
        title: Its name.
        purpose: What it is good for.
    """

    name: str
    extension: str
    title: str
    purpose: str


def format_words() -> tuple[FormatWords, ...]:
    """All formats, the ones for people first."""
    return (
        FormatWords("html", ".html", _tr("Web page"), _tr("to look at and search in any browser")),
        FormatWords("csv", ".csv", _tr("Table"), _tr("for spreadsheets, one row a sample")),
        FormatWords("markdown", ".md", _tr("Markdown"), _tr("for notes and wikis")),
        FormatWords("m3u", ".m3u8", _tr("Playlist"), _tr("for players")),
        FormatWords("json", ".json", _tr("JSON"), _tr("everything, for other programs")),
        FormatWords("jsonl", ".jsonl", _tr("JSON lines"), _tr("everything, one sample a line")),
    )


def extension_of(format_name: str) -> str:
    """Ending of a format's files."""
    return next(words.extension for words in format_words() if words.name == format_name)


class FormatList(QWidget):
    """Chooses a format.

    Attributes:
        chosen_changed: The user chose another format than this one, whose name comes along.
    """

    chosen_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = format_words()
        self._chosen = self._formats[0].name
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        half = -(-len(self._formats) // 2)
        for place, words in enumerate(self._formats):
            button = Radio(words.title)
            button.setAccessibleName(words.title)
            button.setAccessibleDescription(words.purpose)
            button.setChecked(place == 0)
            self._group.addButton(button, place)
            grid.addWidget(button, place % half, 2 * (place // half))
            purpose = PlainLabel(words.purpose, "dim")
            purpose.setWordWrap(True)
            grid.addWidget(purpose, place % half, 2 * (place // half) + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._group.idClicked.connect(self._choose)

    @property
    def chosen(self) -> str:
        """Name of the format that is chosen."""
        return self._chosen

    def _choose(self, place: int) -> None:
        before, self._chosen = self._chosen, self._formats[place].name
        if before != self._chosen:
            self.chosen_changed.emit(before)


def _tr(text: str) -> str:
    return QCoreApplication.translate("export", text)
