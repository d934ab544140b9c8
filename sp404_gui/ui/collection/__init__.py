"""One collection in the window, and what is done with it."""

from sp404_gui.ui.collection.collection import Collection

__all__ = ["Collection"]
