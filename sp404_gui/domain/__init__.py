"""The nouns of the program: frozen dataclasses, enums, events and errors. Standard library only."""
