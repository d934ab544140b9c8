"""Sounds inside game containers: OpenTTD's .cat, Doom's .wad, Qt's .rcc; each is laid out as files in FILE.d."""

import os
import struct
import wave

_WAD_RATE_AT, _WAD_HEADER = 2, 8


def open_container(path: str) -> None:
    """Lay out what a container holds, once; other files are left alone."""
    openers = {".cat": _cat, ".wad": _wad, ".rcc": _rcc}
    opener = openers.get(os.path.splitext(path)[1].lower())
    target = path + ".d"
    if opener is not None and not os.path.isdir(target):
        os.makedirs(target)
        opener(path, target)


def _cat(path: str, target: str) -> None:
    """A table of (offset, size), then for each sound its title and a WAV file; the title starts with a quoted name."""
    with open(path, "rb") as file:
        data = file.read()
    count = (struct.unpack_from("<I", data)[0] & 0x7FFFFFFF) // 8
    if 8 * count > len(data):
        return  # another kind of file of the same name
    for number in range(count):
        offset, size = struct.unpack_from("<II", data, 8 * number)
        offset &= 0x7FFFFFFF
        start = offset + 1 + data[offset]
        title = data[offset + 1 : start].split(b'"')[1].decode("ascii", "replace").split(" (")[0].replace("/", "-")
        with open(os.path.join(target, f"{number:03d} {title}.wav"), "wb") as file:
            file.write(data[start : start + size])


def _wad(path: str, target: str) -> None:
    """Lumps whose names start with DS: format 3, rate, count, then 8-bit samples with 16 of padding at either end."""
    with open(path, "rb") as file:
        data = file.read()
    count, directory = struct.unpack_from("<II", data, 4)
    for number in range(count):
        offset, size, name = struct.unpack_from("<II8s", data, directory + 16 * number)
        if name.startswith(b"DS") and size > 64 and data[offset : offset + 2] == b"\x03\x00":  # noqa: PLR2004 - more than padding
            (rate,) = struct.unpack_from("<H", data, offset + _WAD_RATE_AT)
            with wave.open(os.path.join(target, name.rstrip(b"\0").decode("ascii").lower() + ".wav"), "wb") as sound:
                sound.setparams((1, 1, rate, 0, "NONE", ""))
                sound.writeframes(data[offset + _WAD_HEADER + 16 : offset + size - 16])


def _rcc(path: str, target: str) -> None:
    """Resources of Qt, read by Qt."""
    from PySide6.QtCore import QDirIterator, QFile, QIODevice, QResource  # noqa: PLC0415 - only where one is opened

    if not QResource.registerResource(path):
        return
    names = QDirIterator(":/gcompris", QDirIterator.IteratorFlag.Subdirectories)
    while names.hasNext():
        name = names.next()
        if name.endswith((".ogg", ".wav", ".mp3")):
            inner = QFile(name)
            inner.open(QIODevice.OpenModeFlag.ReadOnly)
            with open(os.path.join(target, os.path.basename(name)), "wb") as file:
                file.write(inner.readAll().data())
    QResource.unregisterResource(path)
