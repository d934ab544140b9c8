"""Export: what to write, where to, and how its beginning will look. What is there is never replaced unasked."""

import os
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.export_formats import FormatList, extension_of
from sp404_gui.ui.dialogs.file_line import FileLine
from sp404_gui.ui.dialogs.frame import ABOVE_SECTION, DialogFrame
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel
from sp404_gui.ui.wording import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice:
    """What the user wants written.

    Attributes:
        format_name: One of the export formats.
        path: The file, absolute.
        overwrite: Whether a file that is there may be replaced; the user was asked.
    """

    format_name: str
    path: str
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPreview:
    """What an export would do.

    Attributes:
        beginning: First lines of what would be written.
        samples: Samples that would be in it.
        exists: Whether something is at that place.
        fault: Why it cannot be written there, "" when it can.
    """

    beginning: str
    samples: int
    exists: bool = False
    fault: str = ""


class ExportDialog(DialogFrame):
    """Chooses an export. Whoever opens it previews and writes.

    Args:
        theme: Its colours.
        icons: Its icons.
        parent: The window that it belongs to.

    Attributes:
        preview_wanted: Show what this ExportChoice would write; answered by `show_preview`.
        export_wanted: Write this ExportChoice; answered by `show_done` or `show_failure`.
        folder_wanted: Show this file in the system's file manager.
    """

    preview_wanted = Signal(object)
    export_wanted = Signal(object)
    folder_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Export"), parent)
        self._preview: ExportPreview | None = None
        self.formats = FormatList()
        self.file = FileLine(icons)
        self.beginning = QPlainTextEdit()
        self.overwrite = Switch(self.tr("Replace the file that is there"))
        self._state = PlainLabel("", "dim")
        self._state.setWordWrap(True)
        self._lay_out()
        self._fill_foot()
        self._connect()
        self.fit(140, 42)

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        return ExportChoice(format_name=self.formats.chosen, path=self.file.path, overwrite=self.overwrite.isChecked())

    def show_job(self, name: str, folder: str) -> None:
        """Begin with a collection of this name, to be written into this folder; its preview is asked for."""
        self.say_under_heading(printable(name))
        stem = "".join("-" if character in '/\\:*?"<>|' else character for character in printable(name)).strip(" .") or "samples"
        self.file.show_value(os.path.join(folder, stem + extension_of(self.formats.chosen)))
        self._ask()

    def show_preview(self, preview: ExportPreview) -> None:
        """Show what the choice would write."""
        self._preview = preview
        self.beginning.setPlainText(preview.beginning)
        self.overwrite.setVisible(preview.exists and not preview.fault)
        if preview.fault:
            self._say(printable(preview.fault), "failed")
        elif preview.exists:
            self._say(self.tr("There is a file of this name already."), "warning")
        else:
            self._say(plural(preview.samples, "%Ln sample. Nothing else is changed.", "%Ln samples. Nothing else is changed."), "dim")
        self._settle()

    def show_busy(self, sentence: str = "") -> None:
        """Show that it is being written; until it is, nothing else is chosen."""
        self._choose(may=False)
        self._preview = None
        self._say(sentence or self.tr("Writing…"), "dim")
        self._settle()

    def show_done(self, path: str) -> None:
        """Say that it was written."""
        self._choose(may=True)
        self._preview = None
        self.overwrite.hide()
        self._say(self.tr("Written: %1").replace("%1", printable(path)), "ok")
        self._show.show()
        self._settle()

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was written."""
        self._choose(may=True)
        self._preview = None
        self._say(printable(sentence), "failed")
        self._settle()

    def _choose(self, *, may: bool) -> None:
        for part in (self.formats, self.file, self.overwrite):
            part.setEnabled(may)

    def _lay_out(self) -> None:
        self.overwrite.hide()
        self.beginning.setReadOnly(True)
        self.beginning.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.beginning.setTabChangesFocus(True)
        self.beginning.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.beginning.setAccessibleName(self.tr("Preview"))
        self.body.addWidget(self.formats)
        self.body.addWidget(SectionLabel(self.tr("File"), above=ABOVE_SECTION))
        self.body.addWidget(self.file)
        self.body.addWidget(SectionLabel(self.tr("Preview"), above=ABOVE_SECTION))
        self.body.addWidget(self.beginning, 1)
        self.body.addWidget(self.overwrite)

    def _fill_foot(self) -> None:
        self.add_to_foot(self._state, 1)
        self._show = self.add_button(self.tr("Show in folder"))
        self._show.hide()
        self.add_button(self.tr("Close")).clicked.connect(self.reject)
        self.write = self.add_button(self.tr("Export"), "primary", default=True)

    def _connect(self) -> None:
        self.formats.chosen_changed.connect(self._format_chosen)
        self.file.edited.connect(self._ask)
        self.file.line.textEdited.connect(self._forget)
        self.file.line.judged.connect(self._say_fault)
        self.overwrite.edited.connect(self._settle)
        self.write.clicked.connect(self._write)
        self._show.clicked.connect(self._show_folder)

    def _format_chosen(self, before: str) -> None:
        self.file.change_extension(extension_of(before), extension_of(self.formats.chosen))
        self._ask()

    def _ask(self) -> None:
        self._forget()
        self._say(self.tr("Looking…"), "dim")
        self.preview_wanted.emit(self.choice)

    def _forget(self) -> None:
        """What was previewed, and that it may be replaced, is about another choice."""
        self._preview = None
        self.overwrite.setChecked(False)
        self.overwrite.hide()
        self._show.hide()
        self._settle()

    def _settle(self) -> None:
        known = self._preview
        self.write.setEnabled(known is not None and not known.fault and (not known.exists or self.overwrite.isChecked()))
        text = self.tr("Replace") if self.overwrite.isChecked() else self.tr("Export")
        self.write.setText(text)
        self.write.setAccessibleName(text)

    def _write(self) -> None:
        self.export_wanted.emit(self.choice)

    def _show_folder(self) -> None:
        self.folder_wanted.emit(self.choice.path)

    def _say_fault(self, sentence: str) -> None:
        self._say(sentence, "failed")

    def _say(self, text: str, role: str) -> None:
        self._state.set_role(role)
        self._state.setText(text)
