"""The bar at the top: add, start, pause, stop, filter, views, export, what is rarer, settings."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.viewing import views
from sp404_gui.ui.widgets.spaced_button import SpacedButton

_NARROW = 1200
"""Below this width the buttons show their icons alone."""
_WIDEST_FIELD = 90
"""Characters that the filter field has room for, at the most."""
_OPENS = " ▾"
"""Behind the words of a button that opens a menu."""


class TopBar(QWidget):
    """Passive: its buttons trigger the window's actions.

    Args:
        theme: Where the colours come from.
        icons: Where the icons come from.
        field: The filter field, which stands in the middle.
        parent: The widget around it.

    Attributes:
        view_chosen: Carries the name of a view.
    """

    view_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._state = "play"
        self._texts: dict[QPushButton, str] = {}
        self.add = self._button(self.tr("Add folder"), opens=True)
        self.start = self._button(self.tr("Start"))
        self.start.setProperty("role", "primary")
        self.stop = self._button("", self.tr("Stop"))
        self.stop.setEnabled(False)
        self.export = self._button(self.tr("Export"), opens=True)
        self.more = self._button("", self.tr("More"))
        self.settings = self._button("", self.tr("Settings"))
        self._views = QButtonGroup(self)
        self._segments = QWidget()
        self._segments.setObjectName("segments")
        self._by_view: dict[str, QPushButton] = {}
        self._lay_out(field)
        theme.changed.connect(self._recolor)
        self._recolor()

    def connect_actions(self, actions: Mapping[str, QAction], add: QMenu, export: QMenu, more: QMenu) -> None:
        """Let the buttons do what the window can do, and say so when the mouse rests on them.

        Args:
            actions: Those of the window, by name.
            add: Ways to bring samples in.
            export: Ways to write them out.
            more: Everything else that has no button.
        """
        for button, menu in ((self.add, add), (self.export, export), (self.more, more)):
            button.setMenu(menu)
            button.setToolTip(button.accessibleName())
        for button, name in ((self.start, "start_pause"), (self.stop, "stop"), (self.settings, "settings")):
            button.clicked.connect(actions[name].trigger)
            button.setToolTip(_told(actions[name]))
        for view, button in self._by_view.items():
            button.setToolTip(_told(actions[f"view_{view}"]))

    def show_state(self, state: str, *, can_start: bool, can_stop: bool) -> None:
        """Show what the large button would do.

        Args:
            state: "start", "continue" or "pause".
            can_start: Whether it can be pressed.
            can_stop: Whether there is something to stop.
        """
        words = self._words()
        self._state = "pause" if state == "pause" else "play"
        self._texts[self.start] = words[state]
        self.start.setAccessibleName(words[state])
        self.start.setEnabled(can_start)
        self.stop.setEnabled(can_stop)
        self._fit()
        self._recolor()

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self._views.setExclusive(False)  # a view that is only in the menus leaves all of them up
        for name, button in self._by_view.items():
            button.setChecked(name == view)
        self._views.setExclusive(True)

    def button_of(self, view: str) -> QPushButton:
        """The button of a view that the bar offers."""
        return self._by_view[view]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground, its lower edge, and the field around the views."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("panel"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(self._segments.geometry(), 6, 6)

    def _button(self, text: str, name: str = "", *, opens: bool = False) -> QPushButton:
        button = SpacedButton(text)
        button.setAccessibleName(name or text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            self._texts[button] = text + _OPENS if opens else text
        return button

    def _lay_out(self, field: QWidget) -> None:
        inner = QHBoxLayout(self._segments)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        for view, text in ((view.name, view.text) for view in views() if view.in_bar):
            button = self._button(text)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, view=view: self.view_chosen.emit(view))
            self._texts.pop(button)
            self._views.addButton(button)
            self._by_view[view] = button
            inner.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 10)
        row.setSpacing(10)
        for button in (self.add, self.start, self.stop):
            row.addWidget(button)
        field.setMaximumWidth(_WIDEST_FIELD * field.fontMetrics().averageCharWidth())
        row.addStretch(1)
        row.addWidget(field, 14)
        row.addStretch(1)
        for widget in (self._segments, self.export, self.more, self.settings):
            row.addWidget(widget)

    def _words(self) -> dict[str, str]:
        return {"start": self.tr("Start"), "continue": self.tr("Continue"), "pause": self.tr("Pause")}

    def _hold_width(self) -> None:
        """Let the large button have room for each of its words, so that nothing moves when it says another one."""
        self.start.ensurePolished()
        wide = self.start.fontMetrics().horizontalAdvance
        widest = max(map(wide, self._words().values()))
        self.start.setMinimumWidth(self.start.sizeHint().width() + widest - wide(self.start.text()))

    def _fit(self) -> None:
        narrow = self.width() < _NARROW * self.fontMetrics().height() / 17
        for button, text in self._texts.items():
            button.setText("" if narrow and button is not self.start else text)
        self._hold_width()

    def _recolor(self) -> None:
        self.add.setIcon(self._icons.icon("add"))
        self.start.setIcon(self._icons.icon(self._state, "on_primary" if self.start.isEnabled() else "dim"))
        self.stop.setIcon(self._icons.icon("stop"))
        self.export.setIcon(self._icons.icon("export"))
        self.more.setIcon(self._icons.icon("dots"))
        self.settings.setIcon(self._icons.icon("gear"))
        self.update()


def _told(action: QAction) -> str:
    """What an action does, and its key."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({keys})" if keys else action.text()
