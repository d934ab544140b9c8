"""Trains the network that tells kinds of sounds apart (resources/models/ear.npz), and judges it on sources that it never heard."""
