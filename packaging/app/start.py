"""Where the frozen application starts: one program of two names, the window and the command."""

import multiprocessing
import os
import sys
from pathlib import Path


def be_found() -> None:
    """On Linux, let PortAudio be found: its binding asks the system's linker, which does not know what the application brings along.

    The system's own is taken where ours does not load, which wants the client library of JACK.
    """
    import ctypes.util  # noqa: PLC0415 - worker processes need none of it

    ours = os.fspath(Path(__file__).parent / "libportaudio.so.2")
    of_system = ctypes.util.find_library

    def find(name: str) -> str | None:
        if name != "portaudio":
            return of_system(name)
        try:
            ctypes.CDLL(ours)
        except OSError:
            return of_system(name)
        return ours

    ctypes.util.find_library = find


def leave_others_alone() -> None:
    """On Linux, programs that are started from here, such as the file manager, must load their own libraries and not ours.

    Worker processes are told to look for ours themselves, as if they were started anew.
    """
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    multiprocessing.freeze_support()  # first: a worker process comes this way too
    if sys.platform == "linux":
        be_found()
        leave_others_alone()

    if Path(sys.argv[0]).stem == "sp404-batch":
        from sp404_gui.cli.app import main
    else:
        from sp404_gui.__main__ import main

    main()
