"""From which folders the user took samples on this machine: a job folder that came from elsewhere opens no others unasked."""

import os
from collections.abc import Iterable, Sequence

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.text import printable
from sp404_gui.engine.checks.acquaintance import opened_notes
from sp404_gui.library.naming import absolute
from sp404_gui.store.bounds import is_inside

_NOTE = "folders"


def strange_folders(place: str, folders: Iterable[str], notes_file: str | None) -> list[str]:
    """Those folders of a job that the user has not named on this machine, and that do not lie beside the job folder; absolute. Blocks.

    Args:
        place: The job folder.
        folders: The folders that it is about; a path of another system, or one that somebody wrote, need not be absolute here.
        notes_file: The file of what this machine remembers; None: nothing.
    """
    beside = os.path.dirname(os.path.abspath(place))
    own = [] if os.path.dirname(beside) == beside else [beside]
    away = [folder for folder in map(os.path.abspath, folders) if not any(is_inside(folder, one) for one in own)]
    if not away:
        return []
    with opened_notes(notes_file) as notes:
        known = [] if notes is None else notes.change(_NOTE, list)
    return [folder for folder in away if not any(is_inside(folder, one) for one in known)]


def remember_folders(folders: Iterable[str], notes_file: str | None) -> None:
    """The user names these folders. Blocks."""
    named = dict.fromkeys(map(absolute, folders), True)
    with opened_notes(notes_file) as notes:
        if notes is not None and named:
            notes.change(_NOTE, lambda known: known.update(named))


def require_own(place: str, folders: Sequence[str], notes_file: str | None, named: Sequence[str] = ()) -> None:
    """See to it that a job opens no files in folders that the user has not named on this machine. Blocks.

    Args:
        place: The job folder.
        folders: The folders that it is about, absolute paths.
        notes_file: The file of what this machine remembers; None: nothing.
        named: Folders that the user names now: what is in them is the user's own too. They are remembered.

    Raises:
        UsageError: Only the job folder names them.
    """
    others = [folder for folder in folders if not any(is_inside(folder, one) for one in named)]
    if strange := strange_folders(place, others, notes_file):
        raise UsageError(
            f"This job is about files in {printable(strange[0])}, from where no samples were taken on this machine before. "
            f"If it is yours, say where its samples are (`resume --root`, or open it in the window). Nothing was opened."
        )
    remember_folders(named, notes_file)
