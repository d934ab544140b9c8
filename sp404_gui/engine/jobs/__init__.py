"""Job folders: made, listed, taken up, read, edited, and brought up to date."""
