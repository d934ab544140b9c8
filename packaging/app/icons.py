"""The icon in the forms that systems want, drawn from the one drawing."""

import os
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)


def write_icons(drawing: Path, folder: Path) -> None:
    """Write a PNG of each size, `app.ico` and `app.icns` into a folder."""
    from PIL import Image  # noqa: PLC0415 - with Qt it is there only where an application is built

    folder.mkdir(parents=True, exist_ok=True)
    _draw(drawing, folder)
    largest = Image.open(folder / "1024.png")
    largest.save(folder / "app.ico", sizes=[(size, size) for size in SIZES if size <= 256])  # noqa: PLR2004 - the format ends there
    largest.save(folder / "app.icns")


def _draw(drawing: Path, folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415 - as above
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - as above

    app = QGuiApplication([])
    renderer = QSvgRenderer(os.fspath(drawing))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        with QPainter(image) as painter:
            renderer.render(painter)
        image.save(os.fspath(folder / f"{size}.png"))
    del app
