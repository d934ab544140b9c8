"""The sample files on disk: finding them, telling them apart, and what their names and chunks claim."""
