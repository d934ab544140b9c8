"""The user's edits, one step after the other, each of which can be taken back."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtGui import QUndoCommand, QUndoStack

from sp404_gui.domain.kit import Kits
from sp404_gui.domain.sample import UserEdits

_MOST_STEPS = 100
"""A step over 60,000 samples holds 1.4 MB; the oldest steps go."""

Apply = Callable[[Mapping[str, UserEdits]], None]
"""Keeps edits in the collection."""


class Edit(QUndoCommand):
    """One step: what the user said of samples before and after.

    Args:
        title: What it was, for the menu.
        before: By sample id.
        after: Of the same samples.
        apply: Keeps edits.
    """

    def __init__(self, title: str, before: Mapping[str, UserEdits], after: Mapping[str, UserEdits], apply: Apply) -> None:
        super().__init__(title)
        self._samples = tuple(after)
        self._before = _shared(before[identifier] for identifier in after)
        self._after = _shared(after.values())
        self._apply = apply

    def redo(self) -> None:
        """Do it, also for the first time."""
        self._apply(dict(zip(self._samples, self._after, strict=True)))

    def undo(self) -> None:
        """Take it back."""
        self._apply(dict(zip(self._samples, self._before, strict=True)))


class KitStep(QUndoCommand):
    """One step: the kits before and after.

    Args:
        title: What it was, for the menu.
        before: All kits of the collection.
        after: All of them.
        apply: Keeps kits.
    """

    def __init__(self, title: str, before: Kits, after: Kits, apply: Callable[[Kits], None]) -> None:
        super().__init__(title)
        self._before = before
        self._after = after
        self._apply = apply

    def redo(self) -> None:
        """Do it, also for the first time."""
        self._apply(self._after)

    def undo(self) -> None:
        """Take it back."""
        self._apply(self._before)


class History(QUndoStack):
    """The newest steps in one collection since it was opened.

    Args:
        apply: Keeps edits.
    """

    def __init__(self, apply: Apply) -> None:
        super().__init__()
        self.setUndoLimit(_MOST_STEPS)
        self._keep = apply

    def do(self, title: str, before: Mapping[str, UserEdits], after: Mapping[str, UserEdits]) -> None:
        """Take a step; nothing where nothing changes."""
        changed = {i: edits for i, edits in after.items() if edits != before.get(i)}
        if changed:
            self.push(Edit(title, before, changed, self._keep))


def _shared(edits: Iterable[UserEdits]) -> tuple[UserEdits, ...]:
    """The same words, held once: of a whole collection mostly the same is said."""
    held: dict[object, UserEdits] = {}
    return tuple(
        held.setdefault((said.favorite, said.rating, said.tags, said.note, tuple(said.corrected.items()), said.removed), said)
        for said in edits
    )
