"""Which sounds are alike, and which go together."""
