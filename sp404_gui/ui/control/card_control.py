"""The card's dialog, joined with the plan and the writing."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStorageInfo, QUrl
from PySide6.QtGui import QDesktopServices

from sp404_gui.domain.card import CardPlan, FileFailed, LeftOut
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.kit import Kit
from sp404_gui.ui.phrases import in_window

if TYPE_CHECKING:
    from sp404_gui.export.card.plan import Placed
    from sp404_gui.ui.dialogs.card import CardDialog
    from sp404_gui.ui.dialogs.card_choices import CardWish
    from sp404_gui.ui.main_window import MainWindow

Samples = dict[str, list["Placed"]]
"""By each choice of `CardWish.which`."""


class CardControl(QObject):
    """Writes samples of the current collection for the sampler.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def open(self) -> None:
        """Show the dialog for what the list shows, in its order, where there is a collection."""
        from sp404_gui.export.card.plan import Placed

        window, collection = self._window, self._window.shelf.current
        if collection is None:
            return
        shown = [Placed(window.table.record(row)) for row in range(window.table.rowCount())]
        selected = set(window.samples.selected_ids())
        samples = {
            "shown": shown,
            "selected": [placed for placed in shown if placed.record.id in selected],
            "favorites": [placed for placed in shown if placed.record.user.favorite],
        }
        first = ("selected", "shown") if len(selected) > 1 else ("shown", "selected")
        self._open(collection.info.name, {which: samples[which] for which in (*first, "favorites") if samples[which]})

    def write(self, kit: Kit) -> None:
        """Show the dialog for a kit of the current collection."""
        from sp404_gui.export.card.plan import of_kit

        collection = self._window.shelf.current
        if collection is not None:
            samples, lost = of_kit(kit, collection.store.records)
            self._open(kit.name, {"kit": samples}, lost)

    def _open(self, title: str, samples: Samples, lost: Sequence[LeftOut] = ()) -> None:
        from sp404_gui.ui.dialogs.card import CardDialog

        window = self._window
        dialog = CardDialog(window.services.theme, window.services.icons, window)
        writing = _Writing(dialog, window)
        dialog.plan_wanted.connect(lambda wish: window.tasks.start_for(dialog, self._plan(dialog, samples, lost, wish)))
        dialog.write_wanted.connect(writing.begin)
        dialog.stop_wanted.connect(writing.stop)
        dialog.folder_wanted.connect(writing.show_folder)
        dialog.pdf_wanted.connect(lambda: window.tasks.start_for(dialog, writing.print_sheet()))
        dialog.finished.connect(dialog.deleteLater)
        window.tasks.start_for(dialog, self._begin(dialog, title, {which: len(some) for which, some in samples.items()}))
        dialog.open()

    async def _begin(self, dialog: "CardDialog", title: str, counts: dict[str, int]) -> None:
        place = await asyncio.to_thread(_likely_place, self._window.services.state.card)
        dialog.show_samples(title, place, counts)

    async def _plan(self, dialog: "CardDialog", samples: Samples, lost: Sequence[LeftOut], wish: "CardWish") -> None:
        try:
            plan = await asyncio.to_thread(_planned, samples.get(wish.which, []), lost, wish)
        except Sp404Error as error:
            if wish == dialog.choices.wish:
                dialog.show_failure(str(error))
        else:
            if wish == dialog.choices.wish:
                dialog.show_plan(plan)


class _Writing:
    """One dialog's writing."""

    def __init__(self, dialog: "CardDialog", window: "MainWindow") -> None:
        self._dialog = dialog
        self._window = window
        self._task: asyncio.Task[None] | None = None
        self._written: CardPlan | None = None
        self._closed = False
        dialog.finished.connect(self._close)

    def begin(self, plan: CardPlan) -> None:
        """Write a plan."""
        self._window.services.state.card = plan.place.root
        self._task = self._window.tasks.start(self._write(plan))

    def stop(self) -> None:
        """Stop; what is finished stays."""
        if self._task is not None:
            self._task.cancel()

    def show_folder(self) -> None:
        """Show what was written in the system's file manager."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._written.place.base))

    async def print_sheet(self) -> None:
        """Write the pad sheet as PDF beside the others, and open it."""
        from sp404_gui.export.card.sheets import write_beside
        from sp404_gui.ui.models.card_words import sheet_words
        from sp404_gui.ui.printing import sheet_pdf

        plan, words = self._written, sheet_words()
        if plan is None:
            return
        try:
            path = await asyncio.to_thread(lambda: write_beside(plan, ".pdf", sheet_pdf(plan, words)))
        except Sp404Error as error:
            self._dialog.say(in_window(str(error)), "failed")
        else:
            self._dialog.say(path, "ok")
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _close(self) -> None:
        self._closed = True

    async def _write(self, plan: CardPlan) -> None:
        from sp404_gui.engine.card import write_card
        from sp404_gui.export.card.sheets import write_sheets
        from sp404_gui.ui.models.card_words import sheet_words

        failed: list[FileFailed] = []
        try:
            async with aclosing(write_card(plan)) as events:
                async for event in events:
                    self._dialog.show_event(event)
                    if isinstance(event, FileFailed):
                        failed.append(event)
            self._written = plan.without(failed)
            await asyncio.to_thread(write_sheets, self._written, sheet_words())
        except asyncio.CancelledError:
            if not self._closed:
                self._dialog.show_stopped()
            raise
        except Sp404Error as error:
            self._dialog.show_failure(str(error))
        else:
            self._dialog.show_done()


def _planned(samples: Sequence["Placed"], lost: Sequence[LeftOut], wish: "CardWish") -> CardPlan:
    """The plan of a wish. Blocks.

    Raises:
        UsageError: Nothing can be written there.
    """
    from sp404_gui.export.card.place import look_at
    from sp404_gui.export.card.plan import CardWishes, plan_card
    from sp404_gui.export.card.there import still_there

    placed, gone = still_there(samples)
    wishes = CardWishes(title=wish.title, recipe=wish.recipe, by_words=wish.by_words)
    return plan_card(placed, look_at(wish.folder), wishes, (*lost, *gone))


def _likely_place(last: str) -> str:
    """The card that was written last, if it is there; else one that is put in; else nothing. Blocks."""
    from sp404_gui.export.card.place import look_at

    for place in (last, *(volume.rootPath() for volume in QStorageInfo.mountedVolumes() if volume.isValid() and volume.isReady())):
        try:
            if place and os.path.isdir(place) and (place == last or look_at(place).is_card):
                return place
        except Sp404Error:
            continue
    return ""
