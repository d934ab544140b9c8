"""Duplicates: where to look, what counts, what stays and what goes."""

from sp404_gui.ui.dialogs.duplicates.dialog import DuplicatesDialog

__all__ = ["DuplicatesDialog"]
