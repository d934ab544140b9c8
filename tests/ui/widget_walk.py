"""Walking through a window as its reader, its keyboard and its screen reader do."""

from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from sp404_gui.ui.widgets.drop_overlay import DropOverlay
from tests.naughty import MARKUP, is_inert

_INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.StatusTipRole)
_MOST_STEPS = 400
_EDGE = 4


def widgets(window: QWidget) -> list[QWidget]:
    """A window and everything in it, without the parts that Qt's own widgets are made of."""
    return [window, *(widget for widget in window.findChildren(QWidget) if not _is_part(widget))]


def interactive(window: QWidget) -> list[QWidget]:
    """What a user can do something with."""
    return [widget for widget in widgets(window) if isinstance(widget, _INTERACTIVE) or _takes_focus(widget)]


def _takes_focus(widget: QWidget) -> bool:
    says_nothing = isinstance(widget, QLabel) and not widget.text()  # a notice that there is no reason for
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not says_nothing


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that is shown, spoken or would pop up, with the place where it stands; what the user types into is left out."""
    for widget in widgets(window):
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        yield f"{where}: name", spoken_name(widget)
        yield f"{where}: description", widget.accessibleDescription()
        yield f"{where}: tooltip", widget.toolTip()
        yield f"{where}: title", widget.windowTitle()
        if isinstance(widget, QLabel) or (isinstance(widget, QAbstractButton) and _paints_itself(widget)):
            yield f"{where}: text", widget.text()
        elif isinstance(widget, QPlainTextEdit | QLineEdit) and widget.isReadOnly():
            yield f"{where}: text", widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()
        elif isinstance(widget, QComboBox):
            yield from ((f"{where}: choice", widget.itemText(place)) for place in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from ((f"{where}: {role}", text) for role, text in _cells(widget.model(), QModelIndex()))
    for action in window.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()


def active(window: QWidget) -> list[tuple[str, str]]:
    """Texts that would act in a window, with the place where they stand: control and direction characters, markup, links."""
    labels = window.findChildren(QLabel)
    found = [("rich text", label.text()) for label in labels if label.textFormat() != Qt.TextFormat.PlainText]
    found += [("links", label.text()) for label in labels if label.openExternalLinks()]
    said = list(texts(window))
    found += [(where, text) for where, text in said if not is_inert(text)]
    tooltips = [(where, text) for where, text in said if where.endswith(("tooltip", "ToolTipRole"))]
    return found + [(where, text) for where, text in tooltips if any(mark in text for mark in MARKUP)]


def not_dressed_once(window: QWidget, sheet: str) -> list[QWidget]:
    """What Qt paints in colours of its own, or of two stylesheets: all that does not stand in one part that has the sheet."""
    parts = [widget for widget in [window, *window.findChildren(QWidget)] if sheet in widget.styleSheet()]
    dressed = Counter(widget for part in parts for widget in [part, *part.findChildren(QWidget)])
    around = {above for part in parts for above in _above(part)}
    return [
        widget
        for widget in [window, *window.findChildren(QWidget)]
        if dressed[widget] != 1 and widget not in around and not isinstance(widget, QSplitterHandle | DropOverlay)
    ]


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (widget := widget.parentWidget()) is not None:  # type: ignore[assignment]  # None ends the walk
        yield widget


def tab_stops(window: QWidget) -> list[QWidget]:
    """What the Tab key should reach: all that is in sight, can be used and takes the keyboard so."""
    return [
        widget
        for widget in widgets(window)[1:]
        if widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _is_alternative(widget)
    ]


def tabbed(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab, look: Callable[[QWidget], None] = lambda _: None) -> list[QWidget]:
    """Where pressing the key again and again leads, until it comes back to the first; `look` is called at each stop."""
    QTest.keyClick(window.focusWidget() or window, key)
    first = window.focusWidget()
    visited: list[QWidget] = []
    while (at := window.focusWidget()) is not None and (at is not first or not visited):
        visited.append(at)
        assert len(visited) < _MOST_STEPS, f"{key} never comes back to {first}"
        look(at)
        QTest.keyClick(at, key)
    return visited


def shows_focus(window: QWidget, widget: QWidget) -> bool:
    """Whether the widget that has the keyboard is in sight, and looks otherwise without it."""
    with_it = _picture(window, widget)
    widget.clearFocus()
    without = _picture(window, widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return with_it != without and not widget.visibleRegion().isEmpty()


def _picture(window: QWidget, widget: QWidget) -> QImage:
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    return window.grab(place).toImage()


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[tuple[str, str]]:
    for row in range(model.rowCount(parent)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from ((role.name, text) for role in _ROLES if isinstance(text := index.data(role), str))
        yield from _cells(model, model.index(row, 0, parent))


def _is_part(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another widget, which has the name."""
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QHeaderView):
        return True
    return any(isinstance(above, QLineEdit | QAbstractSpinBox | QComboBox) for above in _above(widget))


def _is_alternative(widget: QWidget) -> bool:
    """Whether the arrow keys lead to it, from the chosen button of its group."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() not in {None, widget}


def _paints_itself(button: QAbstractButton) -> bool:
    """Whether Qt paints the text as it is."""
    return type(button).paintEvent is QAbstractButton.paintEvent or type(button).__module__.startswith("PySide6")
