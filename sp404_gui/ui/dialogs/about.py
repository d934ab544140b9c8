"""What this program is, and what it is made of."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.frame import ABOVE_SECTION, DialogFrame
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel


class AboutDialog(DialogFrame):
    """Version, parts, licences, and where things are kept.

    Args:
        theme: Its colours.
        version: Of the program.
        parts: Other programs and libraries in it: name to version.
        places: Where it keeps things: what to path.
        licences: A line for each part: its name and licence.
        parent: The window that it belongs to.
    """

    def __init__(
        self,
        theme: Theme,
        version: str,
        parts: Mapping[str, str],
        places: Mapping[str, str],
        licences: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("About SP-404 Batch"), parent)
        self.heading.setText("SP-404 Batch")
        self.say_under_heading(self.tr("Version %1").replace("%1", version))
        self._versions = "\n".join([f"SP-404 Batch {version}", *(f"{name} {number}" for name, number in parts.items())])
        self._add_sentences()
        self._add_rows(self.tr("Where things are kept"), places)
        self._add_parts(parts)
        self._add_licences(licences)
        self.copy = self.add_button(self.tr("Copy versions"), "quiet")
        self.copy.clicked.connect(self._copy)
        self.add_foot_space()
        self.add_button(self.tr("Close"), default=True).clicked.connect(self.accept)
        self.fit(100, 44)

    def _add_sentences(self) -> None:
        sentences = (
            self.tr("Measures, describes and exports audio samples for the Roland SP-404MKII."),
            self.tr("Free software under the MIT licence, without any warranty. It sends nothing about you to anybody."),
            self.tr("Roland and SP-404 are trademarks of Roland Corporation, which has no part in this program."),
        )
        for place, text in enumerate(sentences):
            label = PlainLabel(text, "dim" if place else "")
            label.setWordWrap(True)
            self.body.addWidget(label)

    def _add_rows(self, title: str, rows: Mapping[str, str]) -> None:
        self.body.addWidget(SectionLabel(title, above=ABOVE_SECTION))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        for line, (name, text) in enumerate(rows.items()):
            grid.addWidget(PlainLabel(name, "dim"), line, 0)
            label = PlainLabel(printable(text))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            grid.addWidget(label, line, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _add_parts(self, parts: Mapping[str, str]) -> None:
        self.body.addWidget(SectionLabel(self.tr("Made with"), above=ABOVE_SECTION))
        label = PlainLabel(printable(" · ".join(f"{name} {number}" for name, number in parts.items())))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        self.body.addWidget(label)

    def _add_licences(self, lines: Sequence[str]) -> None:
        self.body.addWidget(SectionLabel(self.tr("Licences of its parts"), above=ABOVE_SECTION))
        explained = PlainLabel(
            self.tr(
                "Qt, PySide6, libsndfile, soxr and pebble are under the LGPL. They are used unchanged, as files of their own in the "
                "program's folder: you may exchange each for another build of it. Their sources are where their packages come from."
            ),
            "dim",
        )
        explained.setWordWrap(True)
        self.body.addWidget(explained)
        self.licences = QPlainTextEdit("\n".join(lines))
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setAccessibleName(self.tr("Licences of its parts"))
        self.licences.setMinimumHeight(8 * self.fontMetrics().lineSpacing())
        self.body.addWidget(self.licences, 1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._versions)
