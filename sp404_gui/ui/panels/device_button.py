"""A button whose menu lists the output devices."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.icon_button import IconButton


class DeviceButton(IconButton):
    """Offers the system's own output and each device by name.

    Args:
        theme: Where the colours come from.
        icons: Where the icon comes from.
        parent: The widget around it.

    Attributes:
        opened: The menu opens.
        chosen: Name of a device, "" for the system's output.
    """

    opened = Signal()
    chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, "speaker", self.tr("Output device"), parent=parent)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._menu.aboutToShow.connect(self.opened)
        self._group.triggered.connect(self._choose)
        self.setMenu(self._menu)
        self.show_devices(())

    def show_devices(self, names: Sequence[str], chosen: str = "") -> None:
        """List the devices.

        Args:
            names: As the player calls them.
            chosen: The one in use, "" for the system's; it is listed also when it is gone.
        """
        for action in self._group.actions():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        self._offer("", self.tr("System output"), chosen)
        for name in dict.fromkeys([*names, chosen]):
            if name:
                self._offer(name, printable(name).replace("&", "&&"), chosen)
        self.set_title(f"{self.tr('Output device')}: {printable(chosen) if chosen else self.tr('System output')}")

    def _offer(self, name: str, text: str, chosen: str) -> None:
        action = QAction(text, self._menu, checkable=True)
        action.setData(name)
        action.setChecked(name == chosen)
        self._group.addAction(action)
        self._menu.addAction(action)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
