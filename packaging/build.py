"""Builds the application for the system that it runs on: `python packaging/build.py`, in an environment that has requirements/app.lock.

Linux: dist/sp404-batch-VERSION-linux-MACHINE.tar.xz and, where dpkg-deb is, a .deb. Windows: dist/sp404-batch, which
windows/installer.iss packs. macOS: "dist/SP-404 Batch.app".
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "sp404-batch"
sys.path[:0] = [str(ROOT), str(HERE)]

from app.icons import write_icons  # noqa: E402 - found by the line above
from app.version import write_version_resource  # noqa: E402
from linux.deb import write_deb  # noqa: E402

from sp404_gui import __version__  # noqa: E402


def main() -> None:
    """Build what this system can."""
    shutil.rmtree(DIST, ignore_errors=True)
    write_icons(ROOT / "resources/app.svg", BUILD / "icons")
    if sys.platform == "win32":
        write_version_resource(BUILD / "version.txt", __version__)
    freeze()
    if sys.platform == "linux":
        finish_on_linux()
        pack(DIST / f"sp404-batch-{__version__}-linux-{platform.machine()}.tar.xz")
        if shutil.which("dpkg-deb"):
            write_deb(FOLDER, HERE / "linux", BUILD, DIST, __version__)
    for made in sorted(DIST.iterdir()):
        print(f"{size_of(made) / 1e6:8.1f} MB  {made.relative_to(ROOT)}")


def freeze() -> None:
    """Let PyInstaller gather the program and what it needs."""
    spec = HERE / "app" / "sp404-batch.spec"
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", f"--distpath={DIST}", f"--workpath={BUILD}", str(spec)],
        check=True,
    )


def finish_on_linux() -> None:
    """The command's name, what a desktop wants to know, and no debugger's symbols of the interpreter."""
    os.symlink("sp404-gui", FOLDER / "sp404-batch")
    for library in FOLDER.glob("_internal/libpython3*.so*"):
        subprocess.run(["strip", "--strip-debug", str(library)], check=False)  # half its size; other libraries do not survive it
    share = FOLDER / "share"
    for file in (HERE / "linux").glob("io.*"):
        kind = "applications" if file.suffix == ".desktop" else "metainfo"
        (share / kind).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, share / kind)
    for size in (48, 64, 128, 256):
        place = share / "icons/hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(BUILD / "icons" / f"{size}.png", place / "io.github.sp404_batch.png")
    shutil.copy(HERE / "linux" / "install.sh", FOLDER)


def pack(archive: Path) -> None:
    """All of it in one file, packed tightly."""
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        packed.add(FOLDER, FOLDER.name)


def size_of(place: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(file.lstat().st_size for file in ([place] if place.is_file() else place.rglob("*")))


if __name__ == "__main__":
    main()
