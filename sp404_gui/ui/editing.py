"""The user's edits, one step after the other, each of which can be taken back."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QUndoCommand, QUndoStack

from sp404_gui.domain.kit import Kits
from sp404_gui.domain.sample import UserEdits

Apply = Callable[[Mapping[str, UserEdits]], None]
"""Keeps edits in the collection."""


class Edit(QUndoCommand):
    """One step: what the user said of samples before and after.

    Args:
        title: What it was, for the menu.
        before: By sample id.
        after: By sample id.
        apply: Keeps edits.
    """

    def __init__(self, title: str, before: Mapping[str, UserEdits], after: Mapping[str, UserEdits], apply: Apply) -> None:
        super().__init__(title)
        self._before = dict(before)
        self._after = dict(after)
        self._apply = apply

    def redo(self) -> None:
        """Do it, also for the first time."""
        self._apply(self._after)

    def undo(self) -> None:
        """Take it back."""
        self._apply(self._before)


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
    """The steps in one collection since it was opened.

    Args:
        apply: Keeps edits.
    """

    def __init__(self, apply: Apply) -> None:
        super().__init__()
        self._keep = apply

    def do(self, title: str, before: Mapping[str, UserEdits], after: Mapping[str, UserEdits]) -> None:
        """Take a step; nothing where nothing changes."""
        changed = {i: edits for i, edits in after.items() if edits != before.get(i)}
        if changed:
            self.push(Edit(title, {i: before[i] for i in changed}, changed, self._keep))
