"""Asking the model: who is asked first, in which batches, again when it is worth it, and what its answers are good for."""
