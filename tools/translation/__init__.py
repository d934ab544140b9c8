"""The window's translations: finding its strings, and keeping the catalogues of its languages complete."""
