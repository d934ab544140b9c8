"""The view in which near means alike."""
