"""Results of a job as files: JSON, JSON lines, CSV, Markdown, one HTML page, a playlist."""
