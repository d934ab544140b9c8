"""Something went wrong that nobody expected: said plainly, with a report to copy. Nothing is sent by itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.frame import ABOVE_SECTION, Card, DialogFrame
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel


class ErrorReportDialog(DialogFrame):
    """Shows reports; a second one while it is open is added to the first.

    Args:
        theme: Its colours.
        icons: Its icons.
        parent: The window that it belongs to.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Something went wrong"), parent)
        self._reports: list[str] = []
        explained = PlainLabel(
            self.tr(
                "The program goes on, and what was finished is kept. If it happens again, this report helps to mend it. "
                "Keys and the way to your home folder are taken out. Nothing is sent by itself."
            )
        )
        explained.setWordWrap(True)
        self._happened = PlainLabel()
        self._happened.setWordWrap(True)
        self._happened.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card(theme, "raised", "failed")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(SectionLabel(self.tr("What happened")))
        inside.addWidget(self._happened)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Report"))
        self.body.addWidget(card)
        self.body.addWidget(explained)
        self.body.addWidget(SectionLabel(self.tr("Report"), above=ABOVE_SECTION))
        self.body.addWidget(self.text, 1)
        self._copied = PlainLabel("", "ok")
        self.copy = self.add_button(self.tr("Copy the report"))
        self.copy.setIcon(icons.icon("copy"))
        self.copy.clicked.connect(self._copy)
        self.add_to_foot(self._copied)
        self.add_foot_space()
        self.add_button(self.tr("Go on"), "primary", default=True).clicked.connect(self.accept)
        self.finished.connect(self._forget)
        self.fit(120, 36)

    def show_report(self, sentence: str, report: str) -> None:
        """Show a report.

        Args:
            sentence: What happened.
            report: What `report_text` made of it.
        """
        if report not in self._reports:
            self._reports.append(report)
        self._happened.setText(printable(sentence))
        self.text.setPlainText(f"\n{'-' * 40}\n\n".join(self._reports))
        self._copied.setText("")

    def _forget(self) -> None:
        self._reports.clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._copied.setText(self.tr("Copied."))
