"""Measuring sounds on this machine: worker processes, the result cache, and what names and chunks add."""
