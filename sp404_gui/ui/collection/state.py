"""What goes on in a collection, and what its folder says."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sp404_gui.ui.stage import WORKING, Stage

if TYPE_CHECKING:
    from sp404_gui.engine.jobs.reading import CollectionInfo

_READ_ONLY = frozenset({Stage.ELSEWHERE, Stage.DAMAGED})


class CollectionState(QObject):
    """Where a collection stands; whoever works on it says so here.

    Args:
        info: What its folder says.
        parent: Its owner.

    Attributes:
        info: As it was read last.
        stage: What goes on.
        left: Whether the collection is no longer kept in memory: nothing is to begin that nobody would see.
        taken: Whether somebody in this program holds the job, or is about to.
        at_rest: Set while this program does not hold the job, nor is about to.
        changed: Another stage, or other facts in `info`.
    """

    changed = Signal()

    def __init__(self, info: "CollectionInfo", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.stage = Stage.LOADING
        self.left = self.taken = False
        self.at_rest = asyncio.Event()
        self.at_rest.set()
        self._told: CollectionInfo | None = None

    @property
    def is_working(self) -> bool:
        """Whether this program holds the job, or is about to."""
        return self.taken or self.stage in WORKING

    @property
    def is_read_only(self) -> bool:
        """Whether what the user says would not be kept: another process works on it, or it is damaged."""
        return self.stage in _READ_ONLY or (self.stage is Stage.LOADING and self.info.locked)

    def take(self) -> None:
        """Somebody in this program is about to hold the job."""
        self.taken = True
        self.at_rest.clear()

    def enter(self, stage: Stage) -> None:
        """Another stage begins; told when it is another, or the facts are."""
        is_news = (stage, self.info) != (self.stage, self._told)
        self.stage, self._told = stage, self.info
        (self.at_rest.clear if self.is_working else self.at_rest.set)()
        if is_news:
            self.changed.emit()

    def settle(self) -> None:
        """Nothing goes on here any more."""
        self.enter(Stage.ELSEWHERE if self.info.locked else Stage.READY)
