"""The sound device, all of whose calls are made on one thread of their own: opening one may take long, and a dead one may never answer."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LATENCY_S = 0.04
_END_LIMIT_S = 1.0
_STEREO = 2

Render = Callable[[NDArray[np.float32]], None]


class Trouble(Enum):
    """Why nothing can be heard."""

    NO_LIBRARY = auto()
    NO_DEVICE = auto()
    NOT_OPENED = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device that can play.

    Attributes:
        name: What the system calls it; unique.
        rate_hz: Its own frames a second.
        index: PortAudio's number for it, until the next search.
        channels: 1 or 2.
        is_default: Whether the system plays there by default.
    """

    name: str
    rate_hz: int
    index: int
    channels: int
    is_default: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The devices after a search; where there are none, why."""

    devices: tuple[Device, ...]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A device takes blocks from now on."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A device could not be opened, or went away."""

    trouble: Trouble
    device: str


Report = Found | Opened | Failed


class Output:
    """One device at a time, opened and closed as asked.

    Args:
        load: Imports PortAudio's binding; raises OSError where the library is missing.
        render: Fills a block of shape (frames, 2); called in the device's thread.
        report: Takes what happened; called in this object's thread.
    """

    def __init__(self, load: Callable[[], Any], render: Render, report: Callable[[Report], None]) -> None:
        self._load = load
        self._render = render
        self._report = report
        self._portaudio: Any = None
        self._stream: Any = None
        self._openings = 0
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def search(self) -> None:
        """Look for devices; closes the open one. Reports `Found`."""
        self._do(self._search)

    def open(self, device: Device) -> None:
        """Open a device in place of the open one. Reports `Opened` or `Failed`."""
        self._do(lambda: self._open(device))

    def close(self) -> None:
        """Close the device."""
        self._do(self._close)

    def end(self) -> None:
        """Close the device and end the thread. Waits up to a second for a device that does not answer."""
        if self._thread is not None:
            self._tasks.put(self._close)
            self._tasks.put(None)
            self._thread.join(_END_LIMIT_S)
            self._thread = None

    def _do(self, task: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sound device", daemon=True)
            self._thread.start()
        self._tasks.put(task)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()

    def _search(self) -> None:
        self._close()
        try:
            if self._portaudio is None:
                self._portaudio = self._load()
            # PortAudio sees new devices only when it begins anew, and its binding has no public call for that
            with suppress(self._portaudio.PortAudioError):
                self._portaudio._terminate()  # noqa: SLF001
            self._portaudio._initialize()  # noqa: SLF001
            devices = _devices(self._portaudio)
        except OSError:
            self._report(Found((), Trouble.NO_LIBRARY))
        except self._portaudio.PortAudioError:
            self._report(Found((), Trouble.NO_DEVICE))
        else:
            self._report(Found(devices, None if devices else Trouble.NO_DEVICE))

    def _open(self, device: Device) -> None:
        self._close()
        if self._portaudio is None:
            return
        self._openings += 1
        lost = partial(self._lost, self._openings, device.name)
        try:
            self._stream = self._portaudio.OutputStream(
                samplerate=device.rate_hz,
                device=device.index,
                channels=device.channels,
                dtype="float32",
                latency=_LATENCY_S,
                callback=self._fill if device.channels == _STEREO else self._fill_mono,
                finished_callback=lambda: self._tasks.put(lost),
            )
            self._stream.start()
        except (self._portaudio.PortAudioError, ValueError):
            self._close()
            self._report(Failed(Trouble.NOT_OPENED, device.name))
        else:
            self._report(Opened())

    def _fill(self, out: NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
        self._render(out)

    def _fill_mono(self, out: NDArray[np.float32], frames: int, _time: object, _status: object) -> None:
        both = np.empty((frames, _STEREO), np.float32)
        self._render(both)
        both.mean(axis=1, keepdims=True, out=out)

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.abort()  # stopping politely takes more than a second with PulseAudio; what is heard was faded out already
            stream.close()

    def _lost(self, opening: int, device: str) -> None:
        """A stream has ended; where that was not asked for, its device is gone."""
        if self._stream is not None and opening == self._openings:
            self._close()
            self._report(Failed(Trouble.GONE, device))


def _devices(portaudio: Any) -> tuple[Device, ...]:
    """The devices that can play; where several interfaces to the hardware list them, the name tells which it is."""
    playing = [d for d in portaudio.query_devices() if d["max_output_channels"] > 0]
    interfaces = [api["name"] for api in portaudio.query_hostapis()]
    several = len({d["hostapi"] for d in playing}) > 1
    default = portaudio.default.device[1]
    found: dict[str, Device] = {}
    for d in playing:
        name = f"{d['name']}, {interfaces[d['hostapi']]}" if several else str(d["name"])
        channels = min(int(d["max_output_channels"]), _STEREO)
        device = Device(name, round(d["default_samplerate"]), int(d["index"]), channels, d["index"] == default)
        found.setdefault(name, device)
    return tuple(found.values())
