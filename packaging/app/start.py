"""Where the frozen application starts: one program of two names, the window and the command."""

import multiprocessing
import sys
from pathlib import Path

if __name__ == "__main__":
    multiprocessing.freeze_support()  # first: a worker process comes this way too

    if Path(sys.argv[0]).stem == "sp404-batch":
        from sp404_gui.cli.app import main
    else:
        from sp404_gui.__main__ import main

    main()
