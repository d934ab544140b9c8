"""Asking a language model about samples, and the local words that need none. Import the modules directly: some are slow to load."""
