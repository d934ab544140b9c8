"""A second corpus of labelled samples, from free packages, rendered and synthesised: `python -m tools.corpus OUT_DIR`."""
