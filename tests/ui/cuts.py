"""Looking for words that have no room: what is narrower or lower than it has to be, and what is hidden by what is around it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget

from sp404_gui.ui.widgets.labels import ElidedLabel
from tests.ui.widget_walk import widgets

_SPARE = 1
"""A pixel that is lost by rounding cuts nothing."""


def cuts(window: QWidget) -> Iterator[str]:
    """Every widget in sight whose words are cut, in words; those that shorten their words by design, with dots, are left out."""
    for widget in widgets(window):
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or not _words(widget):
            continue
        where = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {_words(widget)[:60]!r}"
        if widget.width() + _SPARE < _wanted_width(widget):
            yield f"{where} has {widget.width()} of {_wanted_width(widget)} pixels"
        elif isinstance(widget, QLabel) and widget.wordWrap() and widget.height() + _SPARE < widget.heightForWidth(widget.width()):
            yield f"{where} is {widget.height()} of {widget.heightForWidth(widget.width())} pixels high"
        elif widget.visibleRegion().boundingRect().width() + _SPARE < widget.width():
            yield f"{where} shows {widget.visibleRegion().boundingRect().width()} of {widget.width()} pixels"


def _words(widget: QWidget) -> str:
    """What stands in a widget, where cutting it would be a fault."""
    if isinstance(widget, ElidedLabel) or (isinstance(widget, QAbstractButton) and not _is_painted_by_qt(widget)):
        return ""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QAbstractSpinBox) else ""


def _wanted_width(widget: QWidget) -> int:
    if isinstance(widget, QAbstractSpinBox):
        line = widget.findChild(QLineEdit)
        outside = widget.width() - line.width() if line is not None else 0
        return outside + widget.fontMetrics().horizontalAdvance(widget.text())
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0
    return widget.minimumSizeHint().width() if isinstance(widget, QComboBox) else widget.sizeHint().width()


def _is_painted_by_qt(button: QAbstractButton) -> bool:
    return type(button).paintEvent is QAbstractButton.paintEvent or type(button).__module__.startswith("PySide6")
