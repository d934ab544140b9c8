"""The kits of one collection as the window has them: a change is shown at once, and on disk soon after."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.kit import Kit, Kits
from sp404_gui.ui.collection import Collection


class KitRack(QObject):
    """Holds the kits of a collection, as long as that is in memory.

    Args:
        collection: Whose they are.

    Attributes:
        kits: As they are now.
        is_loaded: Whether they were read.
        changed: Other kits, or another one is the current one.
        noticed: Carries a sentence for the user and its tone.
    """

    changed = Signal()
    noticed = Signal(str, str)

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self.kits = Kits()
        self.is_loaded = False
        self._collection = collection
        self._kept = self.kits
        self._turn = asyncio.Lock()

    @property
    def place(self) -> str:
        """The job folder of the collection."""
        return self._collection.place

    @property
    def kit(self) -> Kit:
        """The kit that is shown; a first one that nothing lies on, where there is none yet."""
        return self.kits.shown or Kit(name=self.kits.free_name(self._collection.info.name) or self.tr("Kit"))

    async def load(self) -> None:
        """Read the kits, once."""
        if self.is_loaded:  # whoever puts something on another pad waits for no write
            return
        async with self._turn:
            if self.is_loaded:
                return
            try:
                self.kits, complaint = await asyncio.to_thread(_read, self.place)
            except Sp404Error as error:
                complaint = str(error)
            self._kept, self.is_loaded = self.kits, True
        if complaint:
            self.noticed.emit(complaint, "warning")
        self.changed.emit()

    def put(self, kits: Kits) -> Coroutine[Any, Any, None]:
        """Show other kits at once, or once those that there were are read; what is returned keeps them on disk."""
        if not self.is_loaded:
            return self._collection.hold.owed(partial(self._put_after_reading, kits))
        if kits != self.kits:
            self.kits = kits
            self.changed.emit()
        return self._collection.hold.owed(self._keep)

    async def _put_after_reading(self, kits: Kits) -> None:
        await self.load()
        await self.put(kits)

    async def _keep(self) -> None:
        """Write what holds now, unless that is on disk already; several changes in a row are one write."""
        async with self._turn:
            wanted = self.kits
            if wanted == self._kept:
                return
            try:
                await self._collection.edits.keep_kits(wanted)
            except Sp404Error as error:
                self.noticed.emit(self.tr("The change was not kept: %1").replace("%1", str(error)), "failed")
                if self.kits is wanted:
                    self.kits = self._kept
                    self.changed.emit()
            else:
                self._kept = wanted


def _read(place: str) -> tuple[Kits, str]:
    """The kits in a job folder; blocks, and has what describes them at hand when they are there."""
    from sp404_gui.engine.kits import character  # noqa: F401, PLC0415 - a tenth of a second that the window does not wait for
    from sp404_gui.engine.kits.keeping import load_kits  # noqa: PLC0415 - after the first frame

    return load_kits(place)
