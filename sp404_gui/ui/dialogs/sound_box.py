"""The output device, and a test of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.fields import Choice
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.widgets.labels import PlainLabel


class SoundBox(QWidget):
    """Chooses a device and plays a tone on it.

    Attributes:
        edited: The user chose the device of this name, or None for the system's own choice.
        tone_wanted: Play a test tone.
        search_wanted: Look for devices again.
    """

    edited = Signal(object)
    tone_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: tuple[str, ...] = ()
        self._chosen: str | None = None
        self.device = Choice()
        self.device.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tone = push_button(self.tr("Play a test tone"))
        self.search = push_button(self.tr("Search again"))
        self._state = PlainLabel("", "warning")
        self._state.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.device)
        row.addWidget(self.tone)
        row.addWidget(self.search)
        row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self._state)
        self.setFocusProxy(self.device)
        self.setAccessibleName(self.tr("Output device"))
        self.tone.clicked.connect(self.tone_wanted)
        self.search.clicked.connect(self.search_wanted)
        self.device.edited.connect(self._choose)
        self.show_devices(())

    def show_value(self, value: object) -> None:
        """Show the device of this name, also where it is not connected; None for the system's own choice."""
        self._chosen = value if isinstance(value, str) else None
        self._offer()

    def show_devices(self, devices: Sequence[str], reason: str = "") -> None:
        """Offer these devices.

        Args:
            devices: Their names.
            reason: Why there is no sound, with the way out; "" where there is.
        """
        self._devices = tuple(devices)
        self._offer()
        self.device.setEnabled(not reason)
        self.tone.setVisible(not reason)
        self.search.setVisible(bool(reason))
        self._state.setText(printable(reason))
        self._state.setVisible(bool(reason))

    def setAccessibleName(self, name: str) -> None:
        """Name the choice."""
        super().setAccessibleName(name)
        self.device.setAccessibleName(name)

    def _choose(self, device: object) -> None:
        self.show_value(device)
        self.edited.emit(device)

    def _offer(self) -> None:
        options: list[tuple[object, str]] = [(None, self.tr("The system's own choice"))]
        options += [(name, printable(name)) for name in self._devices]
        if self._chosen is not None and self._chosen not in self._devices:
            options.append((self._chosen, self.tr("%1 (not connected)").replace("%1", printable(self._chosen))))
        self.device.show_options(options)
        self.device.show_value(self._chosen)
