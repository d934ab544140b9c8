"""What the user settled: settings with their origins, places on disk, and API keys."""
