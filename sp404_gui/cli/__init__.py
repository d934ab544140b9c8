"""The command `sp404-batch`. Modules import what they need inside functions: help must be quick."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy, which may be loaded before what sets it for workers
