"""Sound devices for tests: ALSA's null device, which takes everything at once and plays nothing, or none at all."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_SYSTEM = Path("/usr/share/alsa/alsa.conf")
_NULL = f"<{_SYSTEM}>\npcm.!default {{ type null hint {{ show on description null }} }}\n"


def use_null_device(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on there is a device that swallows all sound."""
    if not sys.platform.startswith("linux") or not _SYSTEM.exists():
        pytest.skip("needs ALSA's null device (libasound2-data)")
    try:
        import sounddevice  # noqa: F401, PLC0415 - the library may be missing
    except OSError:
        pytest.skip("needs the PortAudio library (libportaudio2)")
    config = folder / "asound.conf"
    config.write_text(_NULL)
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))


class NoDevices:
    """PortAudio's binding on a machine without any sound device."""

    class PortAudioError(Exception):
        pass

    def _terminate(self) -> None:
        raise self.PortAudioError

    def _initialize(self) -> None:
        pass

    class default:  # noqa: N801 - as in the binding
        device = (-1, -1)

    def query_devices(self) -> list[dict[str, Any]]:
        return [{"name": "a microphone", "max_output_channels": 0, "hostapi": 0}]

    def query_hostapis(self) -> list[dict[str, Any]]:
        return [{"name": "ALSA"}]


class Fleeting(NoDevices):
    """PortAudio's binding on a machine whose only device cannot be opened, or is gone as soon as it is open.

    Args:
        opens: Whether it can be opened.

    Attributes:
        openings: How often that was tried.
    """

    class default:  # noqa: N801 - as in the binding
        device = (-1, 0)

    def __init__(self, *, opens: bool) -> None:
        self._opens = opens
        self.openings = 0

    def query_devices(self) -> list[dict[str, Any]]:
        return [{"name": "busy", "max_output_channels": 2, "hostapi": 0, "default_samplerate": 48_000.0, "index": 0}]

    def OutputStream(self, *, finished_callback: Callable[[], None], **_: object) -> "_Ended":
        self.openings += 1
        if not self._opens:
            raise self.PortAudioError
        return _Ended(finished_callback)


class _Ended:
    """A stream that ends as it starts."""

    def __init__(self, finished: Callable[[], None]) -> None:
        self.start = finished

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass


def no_library() -> Any:
    """What importing PortAudio's binding does where the library is missing."""
    raise OSError("PortAudio library not found")
