"""What the user is writing right now."""

from PySide6.QtWidgets import QLineEdit, QWidget


def is_being_written(field: QWidget, line: QLineEdit) -> bool:
    """Whether the user is writing in the line of a field, and has not finished."""
    return field.hasFocus() and line.isModified()
