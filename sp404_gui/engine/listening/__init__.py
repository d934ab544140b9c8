"""Sounds for those who listen: decoded in a process of its own, kept while there is room."""
