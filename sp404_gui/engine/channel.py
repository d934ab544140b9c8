"""One end of a pipe between two processes, which has another name on Windows."""

import sys

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Channel
else:
    from multiprocessing.connection import Connection as Channel

__all__ = ["Channel"]
