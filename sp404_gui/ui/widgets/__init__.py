"""Small parts that panels and dialogs share."""
