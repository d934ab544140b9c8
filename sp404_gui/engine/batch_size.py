"""How many samples a call holds when the user leaves it to the program."""

_START = 5
_MOST = 20
_GROW_AFTER = 3


class BatchSize:
    """A fixed size, or one that grows by one after three complete answers and is halved by an incomplete one.

    Args:
        fixed: The user's size; None lets it adapt.
    """

    def __init__(self, fixed: int | None = None) -> None:
        self._fixed = fixed
        self._size = fixed or _START
        self._complete = 0

    @property
    def samples(self) -> int:
        """Samples that the next call should hold."""
        return self._size

    def answered(self, *, complete: bool) -> None:
        """Learn from an answer: whether every sample in it was described well."""
        if self._fixed is not None:
            return
        self._complete = self._complete + 1 if complete else 0
        if not complete:
            self._size = max(1, self._size // 2)
        elif self._complete % _GROW_AFTER == 0:
            self._size = min(_MOST, self._size + 1)
