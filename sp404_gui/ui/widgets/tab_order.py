"""The way of the Tab key through a window: as it is read, whenever its parts were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLayout, QLineEdit, QScrollArea, QSplitter, QWidget


def move_focus(window: QWidget, *, forth: bool) -> bool:
    """Give the keyboard to the next widget, or the one before, as layouts and splitters lay the window out; whether there is one.

    Qt's own order is that in which widgets were made, and it scrolls to a widget only where Tab stays inside a scroll area.
    """
    read = list(_read(window))
    at: QWidget | None = window.focusWidget()
    while at is not None and at not in read:  # a part of one of Qt's own widgets
        at = at.parentWidget()
    place = read.index(at) if at is not None else 0
    around = [*read[place + 1 :], *read[:place]]
    stop = next((widget for widget in (around if forth else reversed(around)) if _is_stop(widget, window)), None)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.TabFocusReason if forth else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(stop)
    return True


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(window)):
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is None or not group.exclusive() or group.checkedButton() in {None, widget}  # the arrow keys lead to the others


def _bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _read(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is in it; Qt's fields with buttons in them are one."""
    yield widget
    if not isinstance(widget, QComboBox | QAbstractSpinBox | QLineEdit):
        for child in _children(widget):
            yield from _read(child)


def _children(widget: QWidget) -> list[QWidget]:
    """Those that are laid out, in their order, then the others."""
    if isinstance(widget, QSplitter):
        placed = [part for place in range(widget.count()) if (part := widget.widget(place)) is not None]
    else:
        placed = list(_placed(widget.layout()))
    others = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    return list(dict.fromkeys((*placed, *others)))


def _placed(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        if item is not None and (widget := item.widget()) is not None:
            yield widget
        elif item is not None:
            yield from _placed(item.layout())
