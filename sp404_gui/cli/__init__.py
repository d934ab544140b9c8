"""The command `sp404-batch`. Modules import what they need inside functions: help must be quick."""
