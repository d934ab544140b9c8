"""Small pictures that are painted once and shown many times."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtGui import QPixmap

_BYTES_A_PIXEL = 4
_BYTES_BESIDE = 1_000
"""What a picture takes beside its pixels, and its key: as much as a small one."""


class PixmapCache:
    """Keeps the pictures that were used last.

    Args:
        max_bytes: What they may take together.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._pixmaps: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pixmaps)

    def clear(self) -> None:
        """Forget all pictures."""
        self._pixmaps.clear()
        self._bytes = 0

    def get(self, key: Hashable, paint: Callable[[], QPixmap]) -> QPixmap:
        """The picture of a key, painted now if it is not at hand.

        Args:
            key: All that the picture depends on: content, colours, size, device pixel ratio.
            paint: Makes it.
        """
        known = self._pixmaps.get(key)
        if known is not None:
            self._pixmaps.move_to_end(key)
            return known
        pixmap = self._pixmaps[key] = paint()
        self._bytes += _size(pixmap)
        while self._bytes > self._max_bytes and len(self._pixmaps) > 1:
            self._bytes -= _size(self._pixmaps.popitem(last=False)[1])
        return pixmap


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * _BYTES_A_PIXEL + _BYTES_BESIDE
