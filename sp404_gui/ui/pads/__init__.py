"""The view in which samples lie on the sampler's pads."""
