"""Finding files that hold the same sound, and moving the superfluous ones to the trash."""
