"""What the program is made of, for reports and for the curious."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion

from sp404_gui import __version__

PARTS = ("PySide6_Essentials", "qasync", "numpy", "soundfile", "sounddevice", "soxr", "httpx", "pydantic", "pebble", "blake3")
"""Names of the distributions that do the work."""


def parts() -> dict[str, str]:
    """Name to version of the libraries that do the work."""
    return {"Python": platform.python_version(), "Qt": qVersion(), **{name: found for name in PARTS if (found := _version(name))}}


def versions() -> dict[str, str]:
    """Name to version of the program and what it runs on."""
    from sp404_gui.engine.measuring.spawning import secrets_withheld  # noqa: PLC0415 - the engine comes after the first frame

    with secrets_withheld():  # Python asks a program of the system
        system = platform.platform()
    return {"SP-404 Batch": __version__, "Python": platform.python_version(), "Qt": qVersion(), "System": system}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
