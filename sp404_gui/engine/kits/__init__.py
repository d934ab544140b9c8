"""Kits: keeping them, and proposing what goes together on the pads."""
