"""What the composition root hands to the window."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sp404_gui.engine.listening.listener import Listener
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.state_keeper import StateKeeper
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState

if TYPE_CHECKING:
    from sp404_gui.config.settings import Settings


@dataclass(slots=True)
class Services:
    """The services.

    Attributes:
        theme: Colours.
        icons: Icons.
        state: What the window remembers; it changes while the window is used.
        keeper: Has that on disk.
        listener: Decodes what is listened to.
        settings: What the user settled; there once the window begins, and replaced when it changes.
    """

    theme: Theme
    icons: Icons
    state: WindowState
    keeper: StateKeeper
    listener: Listener
    settings: "Settings" = field(init=False)
