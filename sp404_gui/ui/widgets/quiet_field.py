"""Fields that look like text until they are pointed at."""

from sp404_gui.ui.theme import Palette


def quiet_field(kind: str, colors: Palette, *, padding: str = "1px 5px") -> str:
    """The stylesheet of a field without ground: an edge under the mouse, a bright one with the focus.

    Args:
        kind: Name of the widget's class in Qt.
        colors: The palette in force.
        padding: Around the text, as in CSS.
    """
    return (
        f"{kind} {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: {padding}; min-height: 1.2em; }}"
        f"{kind} {{ placeholder-text-color: {colors.dim}; }}"
        f"{kind}:hover {{ border-color: {colors.line}; }} {kind}:focus {{ border-color: {colors.accent}; background: {colors.field}; }}"
    )
