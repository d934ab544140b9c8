"""The large views of the window."""
