"""Pages for the printer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

_DPI = 150
_MARGIN_MM = 12.0
_STYLE = """
h1 { font-size: 18pt; }
h2 { font-size: 12pt; }
b, .how, .path { color: #555555; }
.name { font-size: 10pt; font-weight: 600; }
.facts { font-size: 8pt; }
.path { font-size: 6pt; }
td.empty b { color: #aaaaaa; }
"""


def as_pdf(body: str, title: str) -> bytes:
    """Simple HTML as a PDF of A4 pages; may be called in any thread.

    Args:
        body: What is inside of the page, without scripts or pictures.
        title: Title of the document.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    margin = _MARGIN_MM / 25.4 * _DPI
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(margin)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(body)
    document.print_(writer)
    buffer.close()
    return bytes(content.data())
