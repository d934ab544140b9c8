"""Garbage collection that nobody feels: looking through all that a large collection keeps in memory takes longer than a frame."""

import gc

from PySide6.QtCore import QObject, QTimer

_YOUNG = 20_000
_MIDDLE = 50
_NEVER = 1_000_000
_QUIET_MS = 60_000


class QuietCollector(QObject):
    """Leaves only short collections to chance; the long one comes when nothing goes on.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = gc.get_threshold()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(gc.collect)

    def settle(self) -> None:
        """What was just loaded stays for long: it is not looked through again."""
        gc.collect()
        gc.freeze()

    def rest(self) -> None:
        """Nothing goes on: collect in a while, unless `work` is called."""
        self._timer.start(_QUIET_MS)

    def work(self) -> None:
        """Something goes on."""
        self._timer.stop()

    def close(self) -> None:
        """Leave the collector as it was."""
        self._timer.stop()
        gc.set_threshold(*self._before)
        gc.unfreeze()
