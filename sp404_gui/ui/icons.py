"""Icons: small SVG drawings in the colours of the theme, sharp at any scale."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sp404_gui.config.paths import resource
from sp404_gui.ui.theme import Theme

_SIZES = (16, 24)


class Icons:
    """Draws icons by name, and keeps what it drew.

    Args:
        theme: Where the colours come from; icons made before a change of it keep theirs.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, float, str], QPixmap] = {}

    def icon(self, name: str, color: str = "text") -> QIcon:
        """An icon for a button; grey where the button is disabled.

        Args:
            name: File in resources/icons, without its ending.
            color: Name of a colour of the palette.
        """
        icon = QIcon()
        for size in _SIZES:
            icon.addPixmap(self.pixmap(name, size, self._ratio(), color))
            icon.addPixmap(self.pixmap(name, size, self._ratio(), "dim"), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, size: int, ratio: float = 1.0, color: str = "text") -> QPixmap:
        """An icon as a picture.

        Args:
            name: As above.
            size: Edge in logical pixels.
            ratio: Device pixels a logical pixel.
            color: As above.
        """
        key = (name, size, ratio, self._theme.color(color).name())
        if (known := self._pixmaps.get(key)) is None:
            known = self._pixmaps[key] = self._draw(*key)
        return known

    @staticmethod
    def _ratio() -> float:
        """That of the sharpest screen."""
        return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)

    def _draw(self, name: str, size: int, ratio: float, color: str) -> QPixmap:
        edge = round(size * ratio)
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        renderer = QSvgRenderer(QByteArray(self._drawing(name).replace("currentColor", color).encode()))
        with QPainter(pixmap) as painter:
            renderer.render(painter, QRectF(0, 0, edge, edge))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = resource("icons", f"{name}.svg").read_text("utf-8")
        return self._drawings[name]
