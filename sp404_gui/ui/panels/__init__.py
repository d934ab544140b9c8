"""The regions around the views."""
