"""The Debian package: the frozen application in /opt, its commands, and its place in the menu."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

_NAME = "sp404-batch"
_NEEDS = (
    "libgl1, libegl1, libdbus-1-3, libfontconfig1, libfreetype6, libx11-6, libx11-xcb1, libxcb1, libwayland-client0, libwayland-cursor0, "
    "libwayland-egl1, libasound2t64 | libasound2, libjack-jackd2-0 | libjack0, libstdc++6, libgcc-s1"
)
"""What `app/contents.py` leaves to the system."""
_CONTROL = """Package: {name}
Version: {version}
Architecture: {machine}
Maintainer: The SP-404 Batch developers <sp404-batch@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), {needs}
Recommends: fonts-dejavu-core
Section: sound
Priority: optional
Description: measure, describe and listen to samples for the SP-404MKII
 Measures each audio sample on this machine, has a language model describe it
 if wished, and lets you search, listen to and compare thousands of them.
"""


def write_deb(folder: Path, linux: Path, build: Path, dist: Path, version: str) -> Path:
    """Write the package.

    Args:
        folder: The frozen application.
        linux: Desktop files.
        build: A place for what is in between.
        dist: Where the package goes.
        version: Of the program.
    """
    tree = build / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    home = tree / "opt" / _NAME
    shutil.copytree(folder, home, symlinks=True, ignore=shutil.ignore_patterns("install.sh", "share"))
    shutil.copytree(folder / "share", tree / "usr/share")
    _add_commands(tree)
    documents = tree / "usr/share/doc" / _NAME
    documents.mkdir(parents=True)
    shutil.copy(linux.parents[1] / "LICENSE", documents / "copyright")
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    kilobytes = sum(file.lstat().st_size for file in tree.rglob("*")) // 1024
    facts = {"name": _NAME, "version": version, "machine": _machine(), "kilobytes": kilobytes, "needs": _NEEDS}
    control.write_text(_CONTROL.format(**facts, libc=platform.libc_ver()[1]), encoding="utf-8")
    package = dist / f"{_NAME}_{version}_{_machine()}.deb"
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", str(tree), str(package)], check=True, stdout=subprocess.DEVNULL)
    return package


def _add_commands(tree: Path) -> None:
    programs = tree / "usr/bin"
    programs.mkdir(parents=True)
    for name in ("sp404-gui", "sp404-batch"):
        os.symlink(f"/opt/{_NAME}/{name}", programs / name)


def _machine() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()
