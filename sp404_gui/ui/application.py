"""Qt's application object, which hears what the system wants opened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The application. macOS says by events what was dropped on its icon or opened with it; elsewhere that stands on the command line."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._take: Callable[[list[str]], object] | None = None
        self._waiting: list[str] = []

    def hear(self, take: Callable[[list[str]], object] | None) -> None:
        """Hand over what is to be opened from now on, and what came before there was a window.

        Args:
            take: Gets absolute paths; None lets them wait.
        """
        self._take = take
        if take is not None and self._waiting:
            paths, self._waiting = self._waiting, []
            take(paths)

    def event(self, event: QEvent) -> bool:
        """An event for the application as a whole."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._waiting.append(event.file())
            self.hear(self._take)
            return True
        return super().event(event)
