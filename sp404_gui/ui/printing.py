"""The pad sheet on paper: two banks a page, each pad with what lies on it. Drawn, so that nothing in it is taken for markup."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from sp404_gui.domain.card import CardFile, CardPlan
from sp404_gui.domain.kit import PADS_IN_BANK
from sp404_gui.domain.text import printable
from sp404_gui.ui.theme import LIGHT

if TYPE_CHECKING:
    from sp404_gui.export.card.words import SheetWords

_DPI = 150
_MARGIN_MM = 12.0
_A_PAGE = 2
_COLUMNS = 4
_HEAD = 0.07
"""Share of the page for its head, and of a bank for its name."""
_GAP = 8.0
_BAR = 6.0
_GREY, _LINE = QColor(100, 100, 100), QColor(170, 170, 170)
_LINES = ((9.0, True), (7.0, False), (6.0, False))
"""Points and weight of the name, the facts and the path."""


def sheet_pdf(plan: CardPlan, words: "SheetWords") -> bytes:
    """The pad sheet of a card as a PDF of A4 pages; may be made in any thread."""
    from sp404_gui.export.card.sheet import banks  # noqa: PLC0415 - the engine and what stands beside it come after the first frame

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(printable(plan.title))
    writer.setResolution(_DPI)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins))
    every = list(banks(plan))
    with QPainter(writer) as painter:
        page = QRectF(0, 0, writer.width(), writer.height())
        for number in range(0, len(every), _A_PAGE):
            if number:
                writer.newPage()
            _draw_head(painter, page, printable(plan.title), words.loading)
            for place, (folder, bank, pads) in enumerate(every[number : number + _A_PAGE]):
                lying = [pads.get(pad) for pad in range(PADS_IN_BANK)]
                _draw_bank(painter, _half(page, place), f"{printable(folder)} · {words.bank} {bank}", lying, bank, words)
    buffer.close()
    return bytes(content.data())


def _half(page: QRectF, place: int) -> QRectF:
    """Where a bank stands on its page."""
    head = page.height() * _HEAD
    height = (page.height() - head) / _A_PAGE
    return QRectF(page.left(), page.top() + head + place * height, page.width(), height - _GAP)


def _draw_head(painter: QPainter, page: QRectF, title: str, how: str) -> None:
    room = QRectF(page.left(), page.top(), page.width(), page.height() * _HEAD)
    _write(painter, room, title, 16.0, bold=True)
    _write(painter, room.adjusted(0, room.height() * 0.55, 0, 0), how, 7.0, color=_GREY)


def _draw_bank(painter: QPainter, room: QRectF, title: str, pads: Sequence[CardFile | None], bank: str, words: "SheetWords") -> None:
    head = room.height() * _HEAD
    _write(painter, room, title, 11.0, bold=True)
    width, height = (room.width() + _GAP) / _COLUMNS, (room.height() - head) / (PADS_IN_BANK // _COLUMNS)
    for number, file in enumerate(pads):
        row, column = divmod(number, _COLUMNS)
        cell = QRectF(room.left() + column * width, room.top() + head + row * height, width - _GAP, height - _GAP)
        _draw_pad(painter, cell, f"{bank}{number + 1:02}", file, words)


def _draw_pad(painter: QPainter, cell: QRectF, label: str, file: CardFile | None, words: "SheetWords") -> None:
    from sp404_gui.export.card.sheet import bare_name  # noqa: PLC0415 - as above
    from sp404_gui.export.card.words import facts  # noqa: PLC0415 - as above

    painter.setPen(_LINE)
    painter.drawRect(cell)
    inside = cell.adjusted(_GAP, _GAP + _BAR, -_GAP, -_GAP)
    _write(painter, inside, label, 9.0, bold=True, color=_GREY if file is not None else _LINE)
    if file is None:
        return
    category = file.record.known("category")
    painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), _BAR), QColor(getattr(LIGHT, str(category), "#999999")))
    top = inside.top() + inside.height() * 0.24
    for (points, bold), text in zip(_LINES, (bare_name(file), " · ".join(facts(file, words)), printable(file.record.path)), strict=True):
        taken = _write(painter, QRectF(inside.left(), top, inside.width(), inside.bottom() - top), text, points, bold=bold)
        top += taken + _GAP / 2


def _write(painter: QPainter, room: QRectF, text: str, points: float, *, bold: bool = False, color: QColor | None = None) -> float:
    """Write a text, wrapped and cut where there is no room; the height that it takes."""
    font = QFont(painter.font())
    font.setPointSizeF(points)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(color or QColor(Qt.GlobalColor.black))
    flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    needed = QFontMetricsF(font, painter.device()).boundingRect(room, flags, text).height()
    painter.drawText(room, flags, text)
    return min(needed, room.height())
