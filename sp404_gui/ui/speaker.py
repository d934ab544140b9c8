"""Which sound device is used, and whether it is open: it is while there is something to play, and half a minute longer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from sp404_gui.domain.text import printable
from sp404_gui.ui.output import Device, Failed, Found, Opened, Output, Render, Report, Trouble

_IDLE_MS = 30_000


class Speaker(QObject):
    """The chosen device.

    Attributes:
        devices_changed: `devices`, `reason` and `device` are new.
        opened: The device takes blocks from now on.
        failed: A sentence: it cannot be opened, or went away; it is closed.
        devices: The devices that can play.
        reason: Why there is none, and the way out; empty before the first search is through.

    Args:
        load: Imports PortAudio's binding; raises OSError where the library is missing.
        render: Fills a block of shape (frames, 2); called in the device's thread.
        parent: Owner.
    """

    devices_changed = Signal()
    opened = Signal()
    failed = Signal(str)
    _reported = Signal(object)

    def __init__(self, load: Callable[[], Any], render: Render, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.devices: tuple[Device, ...] = ()
        self.reason = ""
        self._chosen: str | None = None
        self._failed = ""
        self._is_open = False
        self._output = Output(load, render, self._reported.emit)
        self._reported.connect(self._take)
        self._idle = QTimer(self, interval=_IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self.close)

    @property
    def device(self) -> Device | None:
        """The device in use: the chosen one, or while that is not there the system's default."""
        chosen = (d for d in self.devices if d.name == self._chosen)
        default = (d for d in self.devices if d.is_default)
        return next(chosen, None) or next(default, None) or next(iter(self.devices), None)

    def choose(self, name: str | None) -> bool:
        """Use another device from now on; None: the system's default. Says whether that is another choice."""
        changed = name != self._chosen
        if changed:
            self.close()
            self._chosen, self._failed = name, ""
            self.devices_changed.emit()
        return changed

    def search(self) -> None:
        """Look for devices, off this thread; closes the open one."""
        self._failed = ""
        self._look()

    def open(self) -> None:
        """Open the device, off this thread, unless it is open."""
        self._idle.stop()
        if not self._is_open and self.device is not None:
            self._is_open = True
            self._output.open(self.device)

    def open_ahead(self) -> None:
        """Open the device before there is something to play; one that failed waits until there is, else it would fail again and again."""
        if self.device is not None and self.device.name != self._failed:
            self.open()

    def rest(self) -> None:
        """Close the device after a while, if nothing else comes."""
        if self._is_open:
            self._idle.start()

    def close(self) -> None:
        """Close the device."""
        self._idle.stop()
        if self._is_open:
            self._is_open = False
            self._output.close()

    def end(self) -> None:
        """Close the device, and its thread."""
        self._idle.stop()
        self._is_open = False
        self._output.end()

    def lose(self) -> None:
        """The device was found not to take blocks any more."""
        self._fail(Failed(Trouble.GONE, self.device.name if self.device is not None else ""))

    def _look(self) -> None:
        self._idle.stop()
        self._is_open = False
        self._output.search()

    def _fail(self, failed: Failed) -> None:
        self._failed = failed.device
        self._look()
        self.failed.emit(_sentence(failed.trouble, failed.device))

    def _take(self, report: Report) -> None:
        match report:
            case Found():
                self.devices = report.devices
                self.reason = _sentence(report.trouble) if report.trouble else ""
                self.devices_changed.emit()
            case Failed():
                self._fail(report)
            case Opened():
                self._failed = ""
                self.opened.emit()


def _sentence(trouble: Trouble, device: str = "") -> str:
    translate = QCoreApplication.translate
    match trouble:
        case Trouble.NO_LIBRARY:
            return translate(
                "Speaker",
                "Sound needs the PortAudio library, which is not installed. Install it (on Debian and Ubuntu: sudo apt install "
                "libportaudio2), then start the program again. Everything else works without it.",
            )
        case Trouble.NO_DEVICE:
            return translate(
                "Speaker", "No sound device was found. Connect one or switch it on, then search again. Everything else works without it."
            )
        case Trouble.NOT_OPENED:
            wording = translate("Speaker", "The sound device “{}” cannot be opened. Close what else uses it, or choose another output.")
            return wording.format(printable(device))
        case Trouble.GONE:
            return translate("Speaker", "The sound device does not answer any more. Connect it again, or choose another output.")
