"""A button whose words keep a distance from its icon."""

from PySide6.QtWidgets import QPushButton, QStyleOptionButton

_SPACE = " "


class SpacedButton(QPushButton):
    """Shows a space between icon and words; its text is the words alone."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Add the space where there are both; Qt's own distance leaves them almost touching."""
        super().initStyleOption(option)
        if option.text and not option.icon.isNull():
            option.text = _SPACE + option.text
