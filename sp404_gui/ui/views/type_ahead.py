"""Finding a row by typing the beginning of its name."""

from collections.abc import Callable

from sp404_gui.ui.models.fields import fold
from sp404_gui.ui.models.table import SampleTable


class TypeAhead:
    """Gathers letters that follow each other quickly.

    Args:
        table: Where names are looked for.
        clock_ms: The time in milliseconds.
        patience_ms: A pause after which a new word begins.
    """

    def __init__(self, table: SampleTable, clock_ms: Callable[[], float], patience_ms: Callable[[], int]) -> None:
        self._table = table
        self._clock_ms = clock_ms
        self._patience_ms = patience_ms
        self._typed = ""
        self._last_ms = float("-inf")

    @property
    def is_typing(self) -> bool:
        """Whether the next letter belongs to the word that was begun."""
        return bool(self._typed) and self._clock_ms() - self._last_ms <= self._patience_ms()

    def find(self, letters: str, current: int) -> int | None:
        """Take in letters and return the row that they lead to, from the current one on and around; None where no name begins so.

        The same letter again goes to the next name that begins with it.
        """
        going_on = self.is_typing
        self._typed = self._typed + fold(letters) if going_on else fold(letters)
        self._last_ms = self._clock_ms()
        again = len(set(self._typed)) == 1
        start = max(0, current + (again or not going_on))
        wanted = self._typed[:1] if again else self._typed
        names, shown = self._table.store.texts("name"), self._table.shown
        for first, last in ((start, len(shown)), (0, start)):
            found = next((row for row, at in enumerate(shown[first:last].tolist(), first) if names[at].startswith(wanted)), None)
            if found is not None:
                return found
        return None
