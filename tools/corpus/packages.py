"""Fetching packages with the system's own clients, and laying their files out below one folder."""

import glob
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator

from tools.corpus.containers import open_container

AUDIO = (".wav", ".ogg", ".oga", ".mp3", ".flac", ".aiff", ".aif", ".au", ".wv", ".gsm")
_INNER = (".pk3", ".zip", ".orgue")


def run(*command: str, cwd: str | None = None) -> str:
    """Run a program and answer what it printed; CalledProcessError where it fails."""
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout  # noqa: S603 - fixed programs, own arguments


def fetch(package: str, folder: str) -> str:
    """Fetch and unpack a package into `folder`/pkg/NAME, once; answers its version.

    Args:
        package: Debian package, or "npm:NAME", or "pip:NAME".
        folder: Output folder of the corpus.

    Raises:
        CalledProcessError: The package cannot be had.
    """
    registry, _, name = package.rpartition(":")
    home, archives = place(package, folder), os.path.join(folder, "archives")
    os.makedirs(archives, exist_ok=True)
    fetchers = {"": _debian, "npm": _npm, "pip": _pip}
    version = fetchers[registry](name, archives, home)
    for inner in [path for path in every_file(home) if path.lower().endswith(_INNER)]:
        target = inner + ".d"
        if zipfile.is_zipfile(inner) and not os.path.isdir(target):
            _unzip(inner, target)
    for path in list(every_file(home)):
        open_container(path)
    return version


def place(package: str, folder: str) -> str:
    """Folder of an unpacked package."""
    return os.path.join(folder, "pkg", package.rpartition(":")[2])


def every_file(home: str) -> Iterator[str]:
    """All files below a folder, in a fixed order."""
    for parent, folders, names in os.walk(home):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)
            if not os.path.islink(path):
                yield path


def _newest(pattern: str) -> str | None:
    return max(glob.glob(pattern), key=os.path.getmtime, default=None)


def _debian(name: str, archives: str, home: str) -> str:
    pattern = os.path.join(archives, f"{name}_*.deb")
    if _newest(pattern) is None:
        run("apt-get", "download", "-q", name, cwd=archives)
    archive = _newest(pattern) or ""
    if not os.path.isdir(home):
        os.makedirs(home)
        run("dpkg", "-x", archive, home)
    return run("dpkg-deb", "-f", archive, "Version").strip()


def _npm(name: str, archives: str, home: str) -> str:
    pattern = os.path.join(archives, f"{name}-[0-9]*.tgz")
    if _newest(pattern) is None:
        run("npm", "pack", "--silent", name, cwd=archives)
    archive = _newest(pattern) or ""
    if not os.path.isdir(home):
        with tarfile.open(archive) as tar:
            tar.extractall(home, filter="data")
    return os.path.basename(archive).removeprefix(f"{name}-").removesuffix(".tgz")


def _pip(name: str, archives: str, home: str) -> str:
    pattern = os.path.join(archives, f"{name}-*.whl")
    if _newest(pattern) is None:
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", archives, name)
    archive = _newest(pattern) or ""
    if not os.path.isdir(home):
        _unzip(archive, home)
    return os.path.basename(archive).split("-")[1]


def _unzip(archive: str, target: str) -> None:
    with zipfile.ZipFile(archive) as inner:
        names = [name for name in inner.namelist() if name.lower().endswith(AUDIO)]
        for name in names:
            inner.extract(name, target)
    os.makedirs(target, exist_ok=True)


def convert(path: str, target: str) -> None:
    """Make a FLAC of a file that libsndfile does not read (ffmpeg)."""
    run("ffmpeg", "-v", "error", "-y", "-i", path, "-map_metadata", "-1", "-fflags", "+bitexact", target)
