"""The export dialog, joined with the engine's exports."""

import asyncio
import io
import os
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.text import printable
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.wording import decimals

if TYPE_CHECKING:
    from sp404_gui.export.source import ExportJob
    from sp404_gui.ui.dialogs.export import ExportChoice, ExportDialog, ExportPreview
    from sp404_gui.ui.main_window import MainWindow

_SHOWN_SAMPLES = 3
_SHOWN_ROWS = 30
_SHOWN_CHARACTERS = 4000


class ExportControl(QObject):
    """Exports the current collection.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def open(self) -> None:
        """Show the dialog, where there is a collection."""
        from sp404_gui.ui.dialogs.export import ExportDialog

        window, collection = self._window, self._window.shelf.current
        if collection is None:
            return
        dialog = ExportDialog(window.services.theme, window.services.icons, window)
        dialog.preview_wanted.connect(lambda choice: window.tasks.start_for(dialog, self._preview(dialog, collection.place, choice)))
        dialog.export_wanted.connect(lambda choice: window.tasks.start(self._export(dialog, collection.place, choice)))
        dialog.folder_wanted.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(path))))
        dialog.finished.connect(dialog.deleteLater)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.show_job(collection.info.name, documents if os.path.isdir(documents) else os.path.expanduser("~"))
        dialog.open()

    @staticmethod
    async def _preview(dialog: "ExportDialog", place: str, choice: "ExportChoice") -> None:
        try:
            preview = await asyncio.to_thread(previewed, place, choice)
        except Sp404Error as error:
            dialog.show_failure(in_window(str(error)))
        else:
            if choice == dialog.choice:
                dialog.show_preview(preview)

    async def _export(self, dialog: "ExportDialog", place: str, choice: "ExportChoice") -> None:
        from sp404_gui.export.formats import export_to
        from sp404_gui.export.job import export_job

        closed = asyncio.Event()
        dialog.finished.connect(lambda _: closed.set())
        dialog.show_busy()
        try:
            await asyncio.to_thread(lambda: export_to(choice.path, choice.format_name, export_job(place), overwrite=choice.overwrite))
        except Sp404Error as error:
            if closed.is_set():
                self._window.notices.say(in_window(str(error)), "failed")
            else:
                dialog.show_failure(in_window(str(error)))
        else:
            if closed.is_set():
                self._window.notices.say(
                    QCoreApplication.translate("ExportDialog", "Written: %1").replace("%1", printable(choice.path)), "info"
                )
            else:
                dialog.show_done(choice.path)


def previewed(place: str, choice: "ExportChoice") -> "ExportPreview":
    """What an export would write: the beginning of it, and whether it can be written there. Blocks.

    Raises:
        Sp404Error: The collection cannot be exported.
    """
    from sp404_gui.export.formats import write
    from sp404_gui.export.job import export_job
    from sp404_gui.ui.dialogs.export import ExportPreview

    job = export_job(place)
    some = replace(job, samples=lambda: islice(job.samples(), _SHOWN_SAMPLES))
    text = io.StringIO()
    folder = os.path.dirname(choice.path)
    if choice.format_name == "html":
        text.write(_page(replace(job, samples=lambda: islice(job.samples(), _SHOWN_ROWS))))
    else:
        write(choice.format_name, some, text, folder)
    no_folder = QCoreApplication.translate("ExportControl", "There is no folder %1.").replace("%1", printable(folder))
    fault = "" if os.path.isdir(folder) else no_folder
    total = job.stats["total"] - job.left_out
    return ExportPreview(beginning=text.getvalue()[:_SHOWN_CHARACTERS], samples=total, exists=os.path.lexists(choice.path), fault=fault)


def _page(job: "ExportJob") -> str:
    """What a web page says of the first samples, in lines: its source says little."""
    rows = [[str(job.job.get("name", "")), *([""] * 3)]]
    for sample in job.samples():
        features, vibe = sample.get("features") or {}, sample.get("vibe") or {}
        kind = str(features.get("subcategory") or features.get("category") or sample.get("status", "")).replace("_", " ")
        length = f"{decimals(features['duration_s'], 2)} s" if features else ""
        rows.append([sample["path"], kind, length, ", ".join(vibe.get("mood") or ())])
    widths = [max(map(len, column)) for column in zip(*rows[1:], strict=True)] if rows[1:] else [0] * 4
    return "\n".join("   ".join(map(str.ljust, map(printable, row), widths)).rstrip() for row in rows)
