"""Dialogs; all of them are opened, none of them blocks."""
