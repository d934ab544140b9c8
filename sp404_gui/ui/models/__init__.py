"""What the views show, as data."""
