"""The panel that shows what is known of the selected samples, and takes the user's own words."""

from sp404_gui.ui.panels.inspector.panel import Inspector

__all__ = ["Inspector"]
