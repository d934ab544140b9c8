"""What the user says of samples: edits with keys and in the inspector, all of which can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from sp404_gui.domain.sample import UserEdits
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.editing import History
from sp404_gui.ui.panels.inspector.changes import changed
from sp404_gui.ui.shelf import Shelf
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.wording import forms, plural


class EditControl(QObject):
    """Takes edits, keeps them in the collection, and undoes them.

    Args:
        shelf: Where the current collection is.
        tasks: Where they are kept.
        selected: Gives the ids of the selected samples.
        parent: Its owner.

    Attributes:
        said: Carries a sentence for the user and its tone.
        refused: An edit was not taken: what was typed is not kept.
    """

    said = Signal(str, str)
    refused = Signal()

    def __init__(self, shelf: Shelf, tasks: Tasks, selected: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self._selected = selected
        self._histories: dict[str, History] = {}

    def do(self, title: str, after: Mapping[str, UserEdits]) -> bool:
        """Take an edit of some samples of the current collection; whether it was taken."""
        return self._take(title, self.now(after), after)

    def take_step(self, step: QUndoCommand) -> bool:
        """Take a step of another kind in the current collection; whether it was taken."""
        if (collection := self._editable()) is None:
            return False
        self._history(collection).push(step)
        return True

    def change(self, title: str, change: Callable[[UserEdits], UserEdits]) -> bool:
        """Change what the user says of all selected samples; whether that was taken."""
        return self._change(title, self.now(self._selected()), change)

    def favor(self) -> None:
        """Make the selected samples favorites, or none of them if all are."""
        now = self.now(self._selected())
        on = not all(user.favorite for user in now.values())
        self._change(self.tr("favorite"), now, lambda user: replace(user, favorite=on))

    def rate(self, stars: int) -> None:
        """Rate the selected samples; no stars is no rating."""
        self.change(self.tr("rating"), lambda user: replace(user, rating=stars or None))

    def remove(self) -> bool:
        """Take the selected samples out of the collection; their files stay. Whether that was done."""
        selected = self._selected()
        removed = self.take_out(selected)
        if removed:
            words = forms(
                "%Ln sample removed from the collection. Its file is where it was. Ctrl+Z brings it back.",
                "%Ln samples removed from the collection. The files are where they were. Ctrl+Z brings them back.",
            )
            self.said.emit(plural(len(selected), *words), "info")
        return removed

    def take_out(self, identifiers: Sequence[str]) -> bool:
        """Take samples out of the collection, with all that is said of them by now; whether that was done."""
        return self._change(self.tr("removal"), self.now(identifiers), lambda user: replace(user, removed=True))

    def _change(self, title: str, now: Mapping[str, UserEdits], change: Callable[[UserEdits], UserEdits]) -> bool:
        return self._take(title, now, changed(now, change))

    def _take(self, title: str, now: Mapping[str, UserEdits], after: Mapping[str, UserEdits]) -> bool:
        if (collection := self._editable()) is None or not after:
            return False
        self._history(collection).do(title, now, after)
        return True

    def _editable(self) -> Collection | None:
        """The current collection; None where it cannot be edited right now, which is said."""
        if (collection := self._shelf.current) is None:
            return None
        if not collection.state.is_read_only:
            return collection
        damaged = self.tr("This collection is damaged: repair it with `sp404-batch rebuild` first.")
        elsewhere = self.tr("This collection can only be read right now: another process works on it.")
        self.said.emit(damaged if collection.stage is Stage.DAMAGED else elsewhere, "warning")
        self.refused.emit()
        return None

    def now(self, identifiers: Sequence[str] | Mapping[str, object]) -> dict[str, UserEdits]:
        """What is said by now of those of some samples that are in the current collection."""
        if (collection := self._shelf.current) is None:
            return {}
        return collection.samples.said.now(identifiers)

    def undo(self) -> None:
        """Take the last step in the current collection back."""
        if (collection := self._editable()) is not None:
            self._history(collection).undo()

    def redo(self) -> None:
        """Take a step again that was taken back."""
        if (collection := self._editable()) is not None:
            self._history(collection).redo()

    def _history(self, collection: Collection) -> History:
        place = collection.place
        if place not in self._histories:  # which outlives the collection
            self._histories[place] = History(lambda edits: self._keep(place, edits))
        return self._histories[place]

    def _keep(self, place: str, edits: Mapping[str, UserEdits]) -> None:
        collection = self._shelf.current
        if collection is not None and collection.place == place:
            self._tasks.start(collection.edits.keep(edits))
