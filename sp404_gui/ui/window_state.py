"""What the window remembers from one start to the next."""

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sp404_gui.domain.errors import FatalError
from sp404_gui.store.folders import write_private

_LOG = logging.getLogger(__name__)
_FILE = "window.json"


@dataclass(slots=True)
class WindowState:
    """The window as it was left.

    Attributes:
        geometry: Place and size, as Qt packs them, base64.
        across: Widths of sidebar, list and inspector.
        down: Heights of the list and the wave.
        columns: State of the list.
        place: The open collection's job folder; empty when none was open.
        sample: Id of its current sample.
        filter: Text of the filter field.
        view: Which view was shown.
        folder: Where a folder was chosen last.
        filters: Filters that were used, the newest first.
        searches: Searches that are kept: see `search.saved`.
        recent: Job folders that do not lie in the usual place, newest first.
        volume_db: Volume of the audition.
        on_select: Whether a selected sample plays.
        on_hover: Whether a sample plays when the mouse rests on it on the map.
        loop: Whether playing repeats.
        theme: Which colours were asked for: the settings file is read after the first frame.
        language: Which language was asked for, for the same reason.
        seen: Whether the first steps were shown.
        unfinished: Whether a job runs, or ran when the window was closed.
        card: Where a card was written last.
        watched: Job folders of the collections whose folders are watched while they are open.
    """

    geometry: str = ""
    across: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)
    place: str = ""
    sample: str = ""
    filter: str = ""
    view: str = "list"
    folder: str = ""
    filters: list[str] = field(default_factory=list)
    searches: list[Any] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    volume_db: float = -6.0
    on_select: bool = True
    on_hover: bool = False
    loop: bool = False
    theme: str = "system"
    language: str = "system"
    seen: bool = False
    unfinished: bool = False
    card: str = ""
    watched: list[str] = field(default_factory=list)


def state_file(config_file: str) -> str:
    """Where the state is kept: beside the settings."""
    return os.path.join(os.path.dirname(config_file), _FILE)


def read_state(file: str) -> WindowState:
    """The state in a file; the first one where there is none, or where it cannot be understood."""
    try:
        with open(file, "rb") as stream:
            row = json.load(stream)
    except FileNotFoundError:
        return WindowState()
    except (OSError, ValueError, RecursionError) as error:
        _LOG.warning("The window's state in %s cannot be used: %s", file, error)
        return WindowState()
    state = WindowState()
    for known in fields(WindowState):
        value = row.get(known.name) if isinstance(row, dict) else None
        if isinstance(value, type(getattr(state, known.name))):
            setattr(state, known.name, value)
    return state


def packed(state: WindowState) -> bytes:
    """The state as a file holds it."""
    return json.dumps(asdict(state)).encode("utf-8", "surrogatepass")


def write_state(file: str, content: bytes) -> bool:
    """Keep a state; whether that went well. Blocks; a disk that takes nothing more costs the state alone."""
    try:
        write_private(file, content)
    except FatalError as error:
        _LOG.warning("The window's state cannot be kept in %s: %s", file, error)
        return False
    return True
