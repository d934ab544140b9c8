"""A quiet button with an icon that keeps to the theme, and to its own state."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.spaced_button import SpacedButton
from sp404_gui.ui.wording import plain_tooltip

_EDGE = 1.0


class IconButton(SpacedButton):
    """A quiet button that a click gives no keyboard focus: the arrow keys stay with the list.

    Args:
        theme: Where the colours come from.
        icons: Where the icon comes from.
        name: Name of the icon, "" for none.
        title: What it does, for a screen reader and as its tooltip.
        text: Words beside the icon, if any.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, name: str, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icons = icons
        self._name = name
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        edge = round(self.fontMetrics().height() * _EDGE)
        self.setIconSize(QSize(edge, edge))
        self.set_title(title)
        self.toggled.connect(self._refresh)
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_title(self, title: str) -> None:
        """Say what it does now."""
        self.setAccessibleName(title)
        self.setToolTip(plain_tooltip(title))

    def setCheckable(self, checkable: bool) -> None:
        """Make it one that stays down: quiet while it is off."""
        super().setCheckable(checkable)
        self._refresh()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name != self._name:
            self._name = name
            self._refresh()

    def _refresh(self) -> None:
        color = ("accent" if self.isChecked() else "dim") if self.isCheckable() else "text"
        if self.isCheckable():
            self.setStyleSheet(f"QPushButton:!checked {{ color: {self._theme.palette.dim}; }}")
        if self._name:
            self.setIcon(self._icons.icon(self._name, color))
