"""What the user does with a collection's samples: shown at once, and kept on disk."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.kit import Kits
from sp404_gui.domain.sample import UserEdits
from sp404_gui.ui.collection.hold import Hold
from sp404_gui.ui.collection.run import JobRun
from sp404_gui.ui.collection.said import Said
from sp404_gui.ui.collection.samples import ShownSamples
from sp404_gui.ui.collection.state import CollectionState
from sp404_gui.ui.stage import AHEAD, Stage
from sp404_gui.ui.wording import plural


class EditWriter:
    """Writes what the user said to a job that nobody holds.

    Args:
        place: The job folder.
        said: What the user said.
        say: Takes a sentence for the user and its tone.
    """

    def __init__(self, place: str, said: Said, say: Callable[[str, str], None]) -> None:
        self._place = place
        self._said = said
        self._say = say

    async def write(self, edits: Mapping[str, UserEdits]) -> None:
        """Keep edits on disk; where that fails, it is said, and what was kept before is shown again."""
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.jobs.edits import save_edits

        try:
            await asyncio.to_thread(save_edits, self._place, edits, clock=SystemClock())
        except Sp404Error as error:
            not_kept = QCoreApplication.translate("Collection", "The change was not kept: %1")
            self._say(not_kept.replace("%1", str(error)), "failed")
            self._said.take_back(edits)
        else:
            self._said.keep(edits)

    async def note(self, edits: Mapping[str, UserEdits]) -> None:
        """Have the audit trail take edits that were put off; where it does not, it is said when they are written."""
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.jobs.edits import note_edits
        from sp404_gui.engine.threads import to_the_end

        with suppress(Sp404Error):
            await to_the_end(note_edits, self._place, edits, SystemClock())
            self._said.keep(edits)

    async def write_later_ones(self) -> None:
        """Keep what was put off."""
        while later := self._said.taken_later():
            await self.write(later)


class Edits:
    """Takes the user's changes, whatever goes on.

    Args:
        state: Where the collection stands.
        samples: Its samples.
        hold: The job's lock.
        run: Keeps edits while it goes on.
        writer: Keeps them while nothing does.
        say: Takes a sentence for the user and its tone.
    """

    def __init__(
        self,
        state: CollectionState,
        samples: ShownSamples,
        hold: Hold,
        run: JobRun,
        writer: EditWriter,
        say: Callable[[str, str], None],
    ) -> None:
        self._state = state
        self._samples = samples
        self._hold = hold
        self._run = run
        self._writer = writer
        self._say = say

    def keep(self, edits: Mapping[str, UserEdits]) -> Coroutine[Any, Any, None]:
        """Show what the user says of samples at once; what is returned keeps it on disk."""
        self._samples.said.say(edits)
        return self._hold.owed(partial(self._keep, edits))

    async def _keep(self, edits: Mapping[str, UserEdits]) -> None:
        """Many are written while they are shown: the window may close before all are, and before one is written that waits its turn."""
        from sp404_gui.engine.threads import uncancelled

        writing = asyncio.ensure_future(self._write(edits))
        try:
            await self._samples.said.show_rest(edits)
        finally:
            await uncancelled(writing)

    async def _write(self, edits: Mapping[str, UserEdits]) -> None:
        said = self._samples.said
        if self._run.edit(said.newest(edits)):
            return
        if self._state.is_working:  # the run takes them when it is there; else they are written when the job is let go
            said.keep_for_later(said.newest(edits))
            await self._note(edits)
            return
        async with self._hold.turn:
            if left := said.unwritten(edits):
                await self._writer.write(left)

    async def _note(self, edits: Mapping[str, UserEdits]) -> None:
        """Files may be listed or measured for a long while: a crash must not cost what was said meanwhile."""
        async with self._hold.beside() as has_lock:
            if has_lock and self._state.stage in AHEAD:
                await self._writer.note(self._samples.said.newest(edits))

    def bring_back(self) -> Coroutine[Any, Any, None]:
        """Take in again what went to the trash as a duplicate, where a file of its name is there again; says how many."""
        return self._hold.owed(self._bring_back)

    async def _bring_back(self) -> None:
        from sp404_gui.engine.clock import SystemClock
        from sp404_gui.engine.duplicates.returning import bring_back

        if self._state.is_working or self._state.stage is not Stage.READY:
            return
        try:
            async with self._hold.turn:
                records = {record.id: record for record in self._samples.store.records}
                back = await asyncio.to_thread(bring_back, self._state.info.place, list(records.values()), SystemClock())
        except Sp404Error as error:
            self._say(str(error), "failed")
            return
        if back:
            kept = {identifier: replace(records[identifier].user, removed=False) for identifier in back}
            said = self._samples.said  # which remembers their removal, if this window moved them
            said.say({i: kept[i] for i, now in said.now(kept).items() if now == records[i].user})
            said.keep(kept)
            await said.show_rest(kept)
            back_again = plural(
                len(back), "%Ln sample is back: its file is there again.", "%Ln samples are back: their files are there again."
            )
            self._say(back_again, "info")

    async def keep_kits(self, kits: Kits) -> None:
        """Keep kits on disk.

        Raises:
            Sp404Error: They were not kept.
        """
        from sp404_gui.engine.kits.keeping import save_kits

        async with self._hold.beside() as has_lock:
            if has_lock:
                await asyncio.to_thread(save_kits, self._state.info.place, kits, locked=True)
                return
        async with self._hold.turn:
            await asyncio.to_thread(save_kits, self._state.info.place, kits)
