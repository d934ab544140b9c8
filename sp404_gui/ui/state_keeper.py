"""Keeps what the window remembers on disk while it is used: a crash would lose it otherwise."""

import asyncio

from sp404_gui.engine.threads import to_the_end
from sp404_gui.ui.window_state import WindowState, packed, write_state


class StateKeeper:
    """Writes the state off the window's thread, one writing after the other, so that the newest stays.

    Args:
        state: What the window remembers.
        file: Where it is kept; empty for a window that leaves nothing behind.
    """

    def __init__(self, state: WindowState, file: str = "") -> None:
        self._state = state
        self._file = file
        self._turn = asyncio.Lock()
        self._kept = b""

    async def keep(self) -> None:
        """Have the state on disk as it is when its turn comes."""
        async with self._turn:
            content = packed(self._state)
            if self._file and content != self._kept and await to_the_end(write_state, self._file, content):
                self._kept = content
