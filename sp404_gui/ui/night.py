"""Working at night alone: outside the hours that the user settled, a run of the window rests."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.wording import clock_time


class NightWatch(QObject):
    """Pauses a run outside the hours and goes on within them. Who goes on by hand meanwhile is not stopped again before the next night.

    Args:
        shelf: Where the run is.
        hours: Gives the hours of now; None for any time.
        clock: Gives the local time.
        parent: Its owner.
    """

    def __init__(self, shelf: Shelf, hours: Callable[[], NightHours | None], clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._hours = hours
        self._clock = clock
        self._resting: Collection | None = None
        self._overruled = False

    def look(self) -> None:
        """Do what the hour asks for; called every few seconds."""
        hours, now, run = self._hours(), self._clock(), self._shelf.working
        if hours is None or hours.hold(now.time()):
            self._overruled = False
            self._wake()
        elif run is not None and run is self._resting and run.stage is Stage.RUNNING:
            self._resting, self._overruled = None, True
        elif run is not None and run.stage is Stage.RUNNING and not self._overruled:
            self._resting = run
            begin = clock_time(hours.next_begin(now))
            run.run.rest(self.tr("Waits until %1: the settings let it work at night alone. Continue starts it now.").replace("%1", begin))

    def _wake(self) -> None:
        resting, self._resting = self._resting, None
        if resting is not None and resting is self._shelf.working:
            resting.run.go_on()
