# ruff: noqa: INP001 - a script of its own
"""Writes resources/licences.json: what an installed program is made of, and under which licences. `python tools/licences.py`.

The packages are those of requirements/run.lock, without what only builds; their licences are what their own metadata says, in the words of
SPDX. A package of another system or another Python keeps the row that it has, so the file comes out the same everywhere.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
LOCK = _ROOT / "requirements" / "run.lock"
FILE = _ROOT / "resources" / "licences.json"
_FREE = frozenset({"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Zlib"})
_LESSER = frozenset({"LGPL-2.0-or-later", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"})
ALLOWED = _FREE | _LESSER
"""Licences of what may be passed on with a program under the MIT licence: free of duties for it, or used unchanged as a part of its own."""
EXCEPTIONS = frozenset({"GPL-3.0-or-later WITH GCC-exception-3.1", "GPL-2.0-or-later WITH Bootloader-exception"})
"""What a compiler or packager puts into all that it makes, which may carry it under any licence."""

_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)[^\n]*\n(?P<rest>(?:[ ]+[^\n]*\n)*)", re.MULTILINE)
_SPELLED = {
    "Apache Software License": "Apache-2.0",
    "BSD 3-Clause License": "BSD-3-Clause",
    "ISC License": "ISC",
    "LGPL": "LGPL-3.0-or-later",  # pebble's own files say "version 3, or any later"
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_ELSEWHERE = {"colorama": "BSD-3-Clause", "pywin32-ctypes": "BSD-3-Clause"}
"""Packages for Windows alone, whose metadata is not at hand where this runs."""
_INSIDE = (
    ("Python", "", "PSF-2.0", "the installed program"),
    ("PyInstaller's starter", "", "GPL-2.0-or-later WITH Bootloader-exception", "the installed program"),
    ("Qt 6", "", "LGPL-3.0-only", "pyside6-essentials"),
    ("libsndfile", "", "LGPL-2.1-or-later", "soundfile"),
    ("FLAC", "", "BSD-3-Clause", "soundfile"),
    ("LAME", "", "LGPL-2.0-or-later", "soundfile"),
    ("mpg123", "", "LGPL-2.1-only", "soundfile"),
    ("Ogg and Vorbis", "", "BSD-3-Clause", "soundfile"),
    ("Opus", "", "BSD-3-Clause", "soundfile"),
    ("libsoxr", "", "LGPL-2.1-or-later", "soxr"),
    ("PFFFT", "", "BSD-3-Clause", "soxr"),
    ("PortAudio", "", "MIT", "sounddevice"),
    ("OpenBLAS", "", "BSD-3-Clause", "numpy"),
    ("libgfortran", "", "GPL-3.0-or-later WITH GCC-exception-3.1", "numpy"),
    ("libquadmath", "", "LGPL-2.1-or-later", "numpy"),
    ("OpenSSL", "", "Apache-2.0", "cryptography"),
)
"""Libraries inside packages, by the notes that come with these."""

Row = dict[str, Any]


def bundled() -> dict[str, list[str]]:
    """Name to versions of every package that the program carries; what is there only to build it, or for that alone, is left out."""
    versions: dict[str, list[str]] = {}
    wanted_by: dict[str, set[str]] = {}
    for pin in _PIN.finditer(LOCK.read_text("utf-8")):
        versions.setdefault(pin["name"], []).append(pin["version"])
        wanted_by[pin["name"]] = set(re.findall(r"#(?:   |\s+via )\s*([\w.()/: -]+)", pin["rest"])) - {"via"}
    builders = {name for name, wanting in wanted_by.items() if all(":build)" in one for one in wanting)}
    while more := {name for name, wanting in wanted_by.items() if name not in builders and all(_is_of(one, builders) for one in wanting)}:
        builders |= more
    return {name: found for name, found in sorted(versions.items()) if name not in builders}


def _is_of(one: str, builders: set[str]) -> bool:
    return ":build)" in one or one.strip() in builders


def rows(known: dict[str, Row]) -> Iterator[Row]:
    """The list.

    Args:
        known: Rows that there are, by name.

    Raises:
        LookupError: The licence of a package cannot be told.
    """
    for name, versions in bundled().items():
        try:
            found = distribution(name)
            row = {"licence": _licence(found), "texts": _texts(found)}
        except PackageNotFoundError:
            row = {"licence": known.get(name, {}).get("licence") or _ELSEWHERE[name], "texts": known.get(name, {}).get("texts", [])}
        yield {"name": name, "version": ", ".join(versions), **row}
    for name, version, licence, inside in _INSIDE:
        yield {"name": name, "version": version, "licence": licence, "texts": [], "inside": inside}


def _licence(found: Distribution) -> str:
    classifiers = [line.rpartition(" :: ")[2] for line in found.metadata.get_all("Classifier", []) if line.startswith("License ::")]
    told = [text for name in ("License-Expression", "License") for text in found.metadata.get_all(name, [])]
    for text in (*told, *classifiers):
        spelled = _SPELLED.get(text, text)
        if spelled and all(word in ALLOWED or word.startswith("GPL-") for word in licences_in(spelled)):
            return str(spelled)
    raise LookupError(f"{found.name}: {told or classifiers}")


def _texts(found: Distribution) -> list[str]:
    names = {file.name for file in found.files or () if file.suffix != ".py"}
    return sorted(name for name in names if re.search(r"licen[cs]e|copying|notice", name, re.IGNORECASE))


def licences_in(expression: str) -> list[str]:
    """The single licences in an SPDX expression."""
    return [one.strip(" ()") for one in re.split(r" (?:AND|OR) ", expression)]


def is_allowed(expression: str) -> bool:
    """Whether one of the licences that may be chosen may be passed on with this program."""
    choices = [choice.split(" AND ") for choice in expression.split(" OR ")]
    return any(all(one.strip(" ()") in ALLOWED | EXCEPTIONS for one in choice) for choice in choices)


def text() -> str:
    """The whole file, as it should be."""
    known = {row["name"]: row for row in json.loads(FILE.read_text("utf-8"))} if FILE.exists() else {}
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows(known)) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    sys.stdout.write(f"{FILE}: {len(json.loads(FILE.read_text('utf-8')))} parts\n")
