"""What of that which PyInstaller finds goes into the application: Qt brings much that this program never loads."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""Where it goes, where it lies, and its kind, as PyInstaller has them."""

UNUSED_MODULES = ["PIL", "tkinter", "unittest", "pydoc_data", "test", "setuptools", "pip", "hatchling", "readline"]
"""Asked for somewhere, and never imported; GNU's readline may not be passed on with a program under the MIT licence."""

_PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": ("",),
    "iconengines": ("svg",),
    "imageformats": ("svg", "ico"),
    "styles": ("",),
    "wayland-decoration-client": ("",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-graphics-integration-client": ("wayland-egl",),
    "xcbglintegrations": ("glx", "egl"),
}
"""Qt plugins that are kept: a kind, and parts of their names."""
_LOADED_BY_NAME = ("libportaudio", "libsndfile", "libpython")
"""Libraries that no other file asks for."""
_TRANSLATIONS = ("qtbase_de.qm",)
"""Qt's own words, as those of its file dialogs, in the languages that the window speaks besides English."""
_FROM_THE_SYSTEM = (
    *("libasound.so", "libjack.so", "libstdc++.so", "libgcc_s.so", "libdbus-1.so"),
    *("libfontconfig.so", "libfreetype.so", "libX11.so", "libX11-xcb.so"),
)
"""On Linux these must fit the system's own drivers and settings; every desktop has them."""


def kept(found: Iterable[Entry]) -> list[Entry]:
    """What is needed: no Qt translations or plugins that are never loaded, nor the libraries that only those want."""
    entries = [entry for entry in found if not _unused(PurePosixPath(entry[0].replace("\\", "/")))]
    return _wanted(entries) if sys.platform == "linux" else entries


def _unused(place: PurePosixPath) -> bool:
    if place.name.startswith(_FROM_THE_SYSTEM):
        return True
    if "PySide6" not in place.parts:
        return False
    if "translations" in place.parts:
        return place.name not in _TRANSLATIONS
    kind = place.parent.name
    return "plugins" in place.parts and not any(part in place.name for part in _PLUGINS.get(kind, ()))


def _wanted(entries: list[Entry]) -> list[Entry]:
    """Without the shared libraries that nothing kept asks for, directly or through others."""
    libraries = {PurePosixPath(place).name: (place, path, kind) for place, path, kind in entries if _is_library(place) and kind == "BINARY"}
    wanted = {name for name in libraries if name.startswith(_LOADED_BY_NAME)}
    front = [path for place, path, kind in entries if kind in {"BINARY", "EXTENSION"} and not _is_library(place)] + [
        libraries[n][1] for n in wanted
    ]
    while front:
        for name in (_asked_for(front.pop()) & libraries.keys()) - wanted:
            wanted.add(name)
            front.append(libraries[name][1])
    return [entry for entry in entries if not _is_library(entry[0]) or PurePosixPath(entry[0]).name in wanted]


def _asked_for(path: str) -> set[str]:
    """The libraries that a file itself names: what those of the system want in turn must come from the system, too."""
    header = subprocess.run(["objdump", "-p", path], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"^\s+NEEDED\s+(\S+)$", header, re.MULTILINE))


def _is_library(place: str) -> bool:
    name = PurePosixPath(place).name
    return name.startswith("lib") and ".so" in name and "plugins" not in place
