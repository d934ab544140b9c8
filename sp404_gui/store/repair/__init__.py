"""Checking a job folder, and repairing it from what is there.

What a file says counts wherever it stands, and what several say is weighed (`numbering`). A result comes from its own file, else from a
copy, else from the newest checkpoint that has it, else its sample is done again; what the user said of a sample is taken from any copy
that still holds it. Damaged files are moved to the folder `damaged`, nothing outside the job folder is touched, and links in it are not
written through.
"""
