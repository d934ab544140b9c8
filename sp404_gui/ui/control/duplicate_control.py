"""The dialog of duplicates, joined with the search, the player and the trash."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sp404_gui.domain.errors import Sp404Error

if TYPE_CHECKING:
    from sp404_gui.domain.duplicate import Member
    from sp404_gui.engine.duplicates.tidying import Moved, Superfluous
    from sp404_gui.engine.jobs.reading import CollectionInfo
    from sp404_gui.ui.collection import Collection
    from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
    from sp404_gui.ui.main_window import MainWindow


class DuplicateControl(QObject):
    """Finds duplicates, lets them be heard, and moves what is not kept to the trash.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._work: asyncio.Task[None] | None = None
        self._dialog: DuplicatesDialog | None = None
        window.shelf.leaving.connect(self._leave)

    def open(self) -> None:
        """Show the dialog, where there is a collection."""
        from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog

        window = self._window
        if window.shelf.current is None:
            return
        dialog = DuplicatesDialog(window.services.theme, window.services.icons, window)
        dialog.scope.show_scopes(len(window.samples.selected_ids()), len(window.shelf.infos))
        dialog.search_wanted.connect(lambda: self._begin(dialog))
        dialog.stop_wanted.connect(self._stop)
        dialog.hear_wanted.connect(self._hear)
        dialog.pause_wanted.connect(window.listening.toggle)
        dialog.trash_wanted.connect(lambda going: self._move(dialog, going))
        window.audition.position_changed.connect(dialog.show_position)
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _leave(self) -> None:
        """Another collection is about to be shown: what was found here is not its own. What is being moved is told of first."""
        if self._dialog is not None and not self._dialog.is_moving:
            self._dialog.done(0)

    def _closed(self) -> None:
        self._dialog = None
        self._window.listening.stop()

    def _begin(self, dialog: "DuplicatesDialog") -> None:
        dialog.show_searching()
        self._work = self._window.tasks.start_for(dialog, self._search(dialog))

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    async def _search(self, dialog: "DuplicatesDialog") -> None:
        from sp404_gui.engine.duplicates.search import find_remembered

        try:
            members = await self._members(dialog)
            found = await find_remembered(members, dialog.scope.chosen, dialog.show_progress)
        except Sp404Error as error:
            dialog.show_failure(str(error))
        except asyncio.CancelledError:
            if dialog is self._dialog:
                dialog.show_stopped()
            raise
        else:
            dialog.show_found(found)

    async def _members(self, dialog: "DuplicatesDialog") -> "list[Member]":
        """The files among which to look."""
        from sp404_gui.domain.duplicate import Member
        from sp404_gui.ui.dialogs.duplicates.scope import Scope

        shelf, scope = self._window.shelf, dialog.scope.scope
        current = shelf.current
        if current is None:
            return []
        chosen = set(self._window.samples.selected_ids()) if scope is Scope.SELECTION else None
        records = [record for record in current.store.records if not record.user.removed and (chosen is None or record.id in chosen)]
        members = [Member(current.place, record) for record in records]
        others = [info for info in shelf.infos if info.damaged is None and info.place != current.place] if scope is Scope.ALL else []
        for info in others:
            members += await asyncio.to_thread(_listed, info)
        return members

    def _hear(self, member: "Member", before: "Member | None") -> None:
        """Play a file; after another one of its group, from the same place of the sound on."""
        at = 0.0
        player = self._window.audition.player
        if before is not None and player.state != "stopped":
            at = max(0.0, player.position_s + member.later_s - before.later_s)
        self._window.listening.play_at(member.record, at)

    def _move(self, dialog: "DuplicatesDialog", going: "Sequence[Superfluous]") -> None:
        """Move files; the collection that is shown stays in memory meanwhile, and takes the lock for none of another process."""
        collection = self._window.shelf.current  # another one than at first, where the dialog outlived that
        dialog.show_moving()
        self._window.listening.stop()
        stop = asyncio.Event()
        dialog.stop_wanted.connect(stop.set)
        dialog.finished.connect(lambda _: stop.set())

        async def work() -> None:
            async with _turn_of(collection):
                moved, stopped = await self._moved(dialog, going, stop)
                self._take_out(moved)  # before the folder is looked at again, which has it already
            self._tell(dialog, moved, stopped)

        self._window.tasks.start(work() if collection is None else collection.hold.owed(work))

    async def _moved(self, dialog: "DuplicatesDialog", going: "Sequence[Superfluous]", stop: asyncio.Event) -> "tuple[list[Moved], str]":
        """Move until all went or the user stops it: the file that is under way then counts. Only the end of the window cancels it."""
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.duplicates.tidying import tidy
        from sp404_gui.engine.threads import to_the_end

        moved: list[Moved] = []
        stopped = ""
        files = tidy(going, SystemClock())
        try:
            while not stop.is_set() and (one := await to_the_end(next, files, None)) is not None:
                moved.append(one)
                if dialog is self._dialog:
                    dialog.show_progress(len(moved) / len(going))
        except Sp404Error as error:
            stopped = str(error)
        finally:
            await to_the_end(files.close)
        return moved, stopped

    def _tell(self, dialog: "DuplicatesDialog", moved: "Sequence[Moved]", stopped: str) -> None:
        """Say what became of the files; in the window, where the dialog is closed."""
        from sp404_gui.ui.dialogs.duplicates import words

        if dialog is not self._dialog:
            if moved or stopped:
                self._window.notices.say(words.moved_sentence(moved, stopped), "failed" if stopped else "info")
        elif moved or stopped:
            dialog.show_moved(moved, stopped)
        else:
            dialog.show_stopped()

    def _take_out(self, moved: "Sequence[Moved]") -> None:
        """The rows of files that went leave the list; that can be taken back."""
        current = self._window.shelf.current
        if current is not None:
            gone = [one.superfluous.member for one in moved if one.at and one.superfluous.member.place == current.place]
            self._window.edits.take_out([member.record.id for member in gone])


def _turn_of(collection: "Collection | None") -> AbstractAsyncContextManager[None]:
    """The turn to write to a collection; none is waited for where work goes on, which has the lock: that is said."""
    return nullcontext() if collection is None or collection.is_working else collection.hold.turn


def _listed(info: "CollectionInfo") -> "list[Member]":
    """The files of a collection; none of one that is about folders of which the user never spoke. Blocks."""
    from sp404_gui.engine.choices import strange_folders_of
    from sp404_gui.engine.duplicates.search import members_of

    return [] if strange_folders_of(info.place, info.folders) else list(members_of(info.place))
