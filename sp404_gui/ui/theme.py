"""The colours of the window, dark and light, and how they reach Qt's widgets."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from sp404_gui.domain.features import Category
from sp404_gui.ui.stylesheet import stylesheet
from sp404_gui.ui.turns import in_next_turn

_LEAST_POINTS = 9.75
Mode = Literal["system", "dark", "light"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Every colour of the window, as "#rrggbb".

    Text colours reach 4.5:1 on the surfaces that they stand on; those that end in "_fill" are for shapes and reach 3:1.
    """

    background: str
    panel: str
    line: str
    text: str
    dim: str
    accent: str
    primary: str
    on_primary: str
    on_accent: str
    accent_soft: str
    raised: str
    hover: str
    field: str
    chip: str
    chip_text: str
    track: str
    wave_played: str
    drums: str
    melodic: str
    vocals: str
    fx: str
    unknown: str
    ok: str
    waiting: str
    warning: str
    failed: str
    accent_fill: str
    drums_fill: str
    melodic_fill: str
    vocals_fill: str
    fx_fill: str
    unknown_fill: str
    ok_fill: str


DARK = Palette(
    background="#15161a",
    panel="#1b1d22",
    line="#2a2d34",
    text="#e7e8ec",
    dim="#8d93a1",
    accent="#ff7a1a",
    primary="#ff7a1a",
    on_primary="#16110d",
    on_accent="#16110d",
    accent_soft="#2b221c",
    raised="#23262d",
    hover="#202329",
    field="#101114",
    chip="#262a31",
    chip_text="#c9cdd6",
    track="#2a2d34",
    wave_played="#ffc79b",
    drums="#ff7a1a",
    melodic="#2ec4b6",
    vocals="#f25f8f",
    fx="#9b7bff",
    unknown="#8d93a1",
    ok="#5fce7b",
    waiting="#8d93a1",
    warning="#f2b84b",
    failed="#ef5b5b",
    accent_fill="#ff7a1a",
    drums_fill="#ff7a1a",
    melodic_fill="#2ec4b6",
    vocals_fill="#f25f8f",
    fx_fill="#9b7bff",
    unknown_fill="#8d93a1",
    ok_fill="#5fce7b",
)
LIGHT = Palette(
    background="#ffffff",
    panel="#f4f5f7",
    line="#d9dce2",
    text="#1b1d22",
    dim="#5b6270",
    accent="#a84700",
    primary="#ff7a1a",
    on_primary="#16110d",
    on_accent="#ffffff",
    accent_soft="#fdeee2",
    raised="#e9ebef",
    hover="#eef0f3",
    field="#ffffff",
    chip="#e6e8ed",
    chip_text="#3a404b",
    track="#d9dce2",
    wave_played="#7a3600",
    drums="#a84700",
    melodic="#0b6b62",
    vocals="#b32457",
    fx="#5c3bc4",
    unknown="#5b6270",
    ok="#17692f",
    waiting="#5b6270",
    warning="#7d5400",
    failed="#b3261e",
    accent_fill="#e05e00",
    drums_fill="#e05e00",
    melodic_fill="#0d9488",
    vocals_fill="#db3a75",
    fx_fill="#7c5cf0",
    unknown_fill="#7a8190",
    ok_fill="#258d45",
)


def mode_of(word: str) -> Mode:
    """A mode by its name; the system's for any other word."""
    return "dark" if word == "dark" else "light" if word == "light" else "system"


class Theme(QObject):
    """The palette in force: the system's choice, or the user's.

    Args:
        mode: "system" follows the system, also while it changes; the others hold.

    Attributes:
        changed: The colours are others now. A widget that only paints with them need not hear of it: whole windows are painted anew.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "system") -> None:
        super().__init__()
        self._mode = mode
        self._app: QApplication | None = None
        self._is_dressing = False
        self._colors: dict[str, QColor] = {}
        self.palette = DARK
        self._choose()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def mode(self) -> Mode:
        """What was chosen."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or hold to one palette."""
        self._mode = mode
        self._refresh()

    def color(self, name: str) -> QColor:
        """A colour of the palette by its name."""
        if (known := self._colors.get(name)) is None:
            known = self._colors[name] = QColor(getattr(self.palette, name))
        return known

    def fill(self, name: str) -> QColor:
        """The colour of shapes for a colour of text; the same one where shapes have none of their own."""
        shape = f"{name}_fill"
        return self.color(shape if hasattr(self.palette, shape) else name)

    def category(self, category: Category | None) -> QColor:
        """The colour of shapes for a family of sounds; a quiet one where it is not known."""
        return self.fill(category.value if category is not None else "unknown")

    def prepare(self, app: QApplication) -> None:
        """Give the application its style, font and palette, now and after each change: all but a stylesheet."""
        if app.style().name() != "fusion":  # as it is where no desktop brings a style of its own; setting it again takes a while
            app.setStyle("Fusion")
        font = app.font()
        font.setPointSizeF(max(font.pointSizeF(), _LEAST_POINTS))
        app.setFont(font)
        app.setPalette(self._qt_palette())
        self._app = app

    def dress(self, part: QWidget | QApplication) -> None:
        """Give a part of a window, and all in it, the stylesheet, now and after each change.

        Args:
            part: A region, dialog or menu that stands in no other part: Qt takes several frames to dress a whole window, and other
                colours come to one part after the other. Or the application, for widgets without a window of the program.
        """
        part.setStyleSheet(stylesheet(self.palette))

    def _system_changed(self, _: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._refresh()

    def _refresh(self) -> None:
        before = self.palette
        self._choose()
        if self.palette is before:
            return
        if self._app is None:
            self.changed.emit()
            return
        self._app.setPalette(self._qt_palette())
        if not self._is_dressing:
            self._is_dressing = True
            self._dress_unseen(self._app)

    def _dress_unseen(self, app: QApplication) -> None:
        """Dressing the parts, colouring what they paint, painting: each has its turn, and is seen when all is done."""
        for window in app.topLevelWidgets():
            if window.isVisible():
                window.setUpdatesEnabled(False)
        dressed = next((widget for widget in app.allWidgets() if widget.styleSheet()), None)
        if dressed is not None:  # Qt forgets the rules of all widgets so: those of widgets that are gone it would keep for ever
            dressed.style().unpolish(app)
        in_next_turn(self, partial(self._dress_next, app))

    def _dress_next(self, app: QApplication) -> None:
        old = stylesheet(DARK if self.palette is LIGHT else LIGHT)
        parts: list[QWidget | QApplication] = [app, *app.allWidgets()]
        part = next((part for part in parts if part.styleSheet() == old), None)
        if part is not None:
            self.dress(part)
            in_next_turn(self, partial(self._dress_next, app))
        else:
            self._is_dressing = False
            in_next_turn(self, partial(self._recolor, app))

    def _recolor(self, app: QApplication) -> None:
        if self._is_dressing:  # the colours changed once more: what follows that ends here too
            return
        self.changed.emit()
        for window in app.topLevelWidgets():
            if not window.updatesEnabled():
                in_next_turn(window, partial(self._show_again, window))

    def _show_again(self, window: QWidget) -> None:
        """Let a window be seen. Qt drops what it was to paint meanwhile, and then waits for that without end: it is told to paint now."""
        if not self._is_dressing:  # else the colours changed once more, and it is shown when it has those
            window.setUpdatesEnabled(True)
            window.repaint()

    def _choose(self) -> None:
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light if self._mode == "system" else self._mode == "light"
        self.palette = LIGHT if light else DARK
        self._colors.clear()

    def _qt_palette(self) -> QPalette:
        roles = QPalette.ColorRole
        names = {
            roles.Window: "panel",
            roles.WindowText: "text",
            roles.Base: "background",
            roles.AlternateBase: "panel",
            roles.Text: "text",
            roles.PlaceholderText: "dim",
            roles.Button: "raised",
            roles.ButtonText: "text",
            roles.BrightText: "failed",
            roles.ToolTipBase: "raised",
            roles.ToolTipText: "text",
            roles.Highlight: "accent",
            roles.HighlightedText: "on_accent",
            roles.Accent: "accent",
            roles.Link: "accent",
            roles.LinkVisited: "accent",
            roles.Light: "raised",
            roles.Midlight: "line",
            roles.Mid: "line",
            roles.Dark: "line",
            roles.Shadow: "field",
        }
        palette = QPalette()
        for role, name in names.items():
            palette.setColor(role, self.color(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("dim"))
        return palette
