"""Garbage collection that nobody feels, and that happens in the window's own thread.

Python collects in whatever thread reaches a threshold; Qt's objects may only be deleted in the window's. And looking through all that a
large collection keeps in memory takes longer than a frame. The lines of source that PySide has Python read of each module that it imports
are given back as well: they are a tenth of what the window holds, and of use only to a traceback, which reads them again. So is, once a
minute, what the C library would keep of what was freed.
"""

import gc
import linecache
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from sp404_gui.ui.heap import giver

_LOOK_MS = 1000
_YOUNG = 8_000
_LOOKS_TO_MIDDLE = 4
"""Dialogs and rows that were open during one look are freed within a few more; a busy window makes a megabyte of them every half minute."""
_LOOKS_TO_ALL = 300
"""A window that works for three nights and is never quiet still gives back what grew old and then fell out of use."""
_FELT_S = 0.03
"""What is left after two looks running that took longer is not looked through again soon: the next would take longer still. The first may
have taken long for what it freed."""
_FREEZES_TO_EVERYTHING = 12
"""What was alive when it was frozen may be garbage since: where all looks take long, everything is looked through after an hour in which
nobody uses the window, and after two in which somebody does."""
_LOOKS_TO_GIVING = 60
_SELDOM = 60
"""Among very many blocks giving back takes long, and as long the next time: then it is done once an hour."""
_QUIET_MS = 60_000


class QuietCollector(QObject):
    """Collects young objects now and then, and everything when nothing goes on; no other thread collects meanwhile.

    Args:
        parent: Its owner.
        clock: Seconds of any beginning, that pass while it collects.
    """

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.thread_time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._was_on = gc.isenabled()
        gc.disable()
        self._looks = self._looks_in_all = 0
        self._was_felt = False
        self._freezes = 0
        self._has_frozen = False
        self._give = giver()
        self._next_giving = _LOOKS_TO_GIVING
        self._look = QTimer(self)
        self._look.timeout.connect(self._collect_young)
        self._look.start(_LOOK_MS)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(gc.collect)

    def settle(self) -> None:
        """What was just loaded stays for long: it is not looked through again until the next collection is loaded in its place."""
        if self._has_frozen:  # the one before may have left something; Python would count all that is frozen, one by one
            gc.unfreeze()
            gc.collect()
        else:
            gc.collect(1)
        self._freeze()
        self._was_felt = False

    def rest(self) -> None:
        """Nothing goes on: collect everything in a while, unless `work` is called."""
        self._quiet.start(_QUIET_MS)

    def work(self) -> None:
        """Something goes on."""
        self._quiet.stop()

    def close(self) -> None:
        """Leave the collector as it was."""
        self._look.stop()
        self._quiet.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()

    def _collect_young(self) -> None:
        linecache.clearcache()
        self._looks_in_all += 1
        if self._looks_in_all % _LOOKS_TO_ALL == 0:  # one thing at a look: together they would take several frames
            self._collect_old()
        elif self._looks_in_all >= self._next_giving:
            self._give_back()
        elif gc.get_count()[0] > _YOUNG:
            self._looks += 1
            gc.collect(1 if self._looks % _LOOKS_TO_MIDDLE == 0 else 0)

    def _give_back(self) -> None:
        is_felt = self._is_felt(self._give)
        self._next_giving = self._looks_in_all + _LOOKS_TO_GIVING * (_SELDOM if is_felt else 1)

    def _collect_old(self) -> None:
        was_felt, self._was_felt = self._was_felt, self._is_felt(gc.collect)
        if not (was_felt and self._was_felt):
            return
        self._freezes += 1
        if self._freezes >= _FREEZES_TO_EVERYTHING * (2 if _is_used() else 1):
            self._freezes = 0
            gc.unfreeze()
            gc.collect()
        self._freeze()

    def _freeze(self) -> None:
        gc.freeze()
        self._has_frozen = True

    def _is_felt(self, work: Callable[[], object]) -> bool:
        begun = self._clock()
        work()
        return self._clock() - begun > _FELT_S


def _is_used() -> bool:
    return QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
