"""Turns of the window's loop: what would take several frames is done in pieces, with room for keys, clicks and timers in between."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

TURN_MS = 1
"""What comes after no time at all comes in the same turn: before keys, clicks and timers."""


def in_next_turn(owner: QObject, work: Callable[[], object]) -> None:
    """Do something in a turn of its own, unless its owner is gone by then."""
    QTimer.singleShot(TURN_MS, owner, work)
