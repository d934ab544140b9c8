"""What this program is, and what it is made of."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel


class AboutDialog(DialogFrame):
    """Version, parts and licence.

    Args:
        theme: Its colours.
        version: Of the program.
        parts: Other programs and libraries in it: name to version.
        parent: The window that it belongs to.
    """

    def __init__(self, theme: Theme, version: str, parts: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("About SP-404 Batch"), parent)
        self.heading.setText("SP-404 Batch")
        self.say_under_heading(self.tr("Version %1").replace("%1", version))
        self._versions = "\n".join([f"SP-404 Batch {version}", *(f"{name} {number}" for name, number in parts.items())])
        self._add_sentences()
        self.body.addWidget(SectionLabel(self.tr("Made with")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        for line, (name, number) in enumerate(parts.items()):
            grid.addWidget(PlainLabel(name, "dim"), line, 0)
            label = PlainLabel(number)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, line, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch()
        self.copy = self.add_button(self.tr("Copy versions"), "quiet")
        self.copy.clicked.connect(self._copy)
        self.add_foot_space()
        self.add_button(self.tr("Close"), default=True).clicked.connect(self.accept)
        self.fit(90, 26)

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

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._versions)
