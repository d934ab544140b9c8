"""The command as a process of its own that needs not load itself: forked off one that has loaded it, which costs a tenth as much.

What a test does to a command while it runs, and what depends on how Python starts or ends, is done to one that is started in full.
"""

import atexit
import contextlib
import gc
import importlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
import time
import types
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

_LOADED = (
    "sp404_gui.cli.commands",
    "sp404_gui.cli.session",
    "sp404_gui.cli.dashboard",
    "sp404_gui.engine.runner",
    "sp404_gui.engine.card",
    "sp404_gui.engine.duplicates.search",
    "sp404_gui.engine.jobs.waits",
    "sp404_gui.engine.outlook.estimate",
    "sp404_gui.export.formats",
    "sp404_gui.llm.client",
    "sp404_gui.llm.reply",
    "sp404_gui.store.inspection",
    "sp404_gui.store.repair.rebuilding",
    "anyio.streams.tls",
    "httpcore",
    "httpx",
    "keyring.backends.SecretService",
    "pebble",
    "tenacity",
)
_PAUSE_S = 0.005


class Warm:
    """A process that has loaded the command, and forks; one for each process that runs tests."""

    def __init__(self, line: Sequence[str], env: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(line, env=dict(env), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._turn = Lock()
        atexit.register(self._end)

    def run(self, arguments: Sequence[str], place: Path, env: Mapping[str, str], said: Path, within_s: float) -> int:
        """Run the command to its end; its exit code, or minus the signal that ended it.

        Args:
            arguments: What it is called with.
            place: The working directory.
            env: All of its environment.
            said: Folder for what it says, on `out` and `err`.
            within_s: How long it may take.

        Raises:
            TimeoutExpired: It took longer, and was killed with all that it started.
        """
        wish = {"arguments": list(arguments), "place": str(place), "env": dict(env), "said": str(said), "within_s": within_s}
        with self._turn:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(wish) + "\n")
            self._process.stdin.flush()
            code = json.loads(self._process.stdout.readline())
        if code is None:
            raise subprocess.TimeoutExpired(list(arguments), within_s)
        return int(code)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()


def _serve() -> dict[str, Any] | None:
    """Fork for each wish that comes; in the child, what it shall do, and None once nobody wishes anything any more."""
    while line := sys.stdin.readline():
        wish: dict[str, Any] = json.loads(line)
        child = os.fork()
        if not child:
            return wish
        sys.stdout.write(json.dumps(_code(child, wish["within_s"])) + "\n")
        sys.stdout.flush()
    return None


def _code(child: int, within_s: float) -> int | None:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(_PAUSE_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _become(wish: Mapping[str, Any]) -> None:
    """Be as one that was just started."""
    os.setsid()
    os.chdir(wish["place"])
    os.environ.clear()
    os.environ.update(wish["env"])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does where it is loaded
    for stream, name, flags in ((0, os.devnull, os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        descriptor = os.open(os.path.join(wish["said"], name), flags)
        os.dup2(descriptor, stream)
        os.close(descriptor)
    sys.argv = ["sp404-batch", *wish["arguments"]]
    sys.path[0] = wish["place"]
    spec = importlib.util.find_spec("sp404_gui.cli.__main__")
    main = types.ModuleType("__main__")
    main.__spec__ = spec
    sys.modules["__main__"] = main


def _end(code: int) -> NoReturn:
    """End as Python does, but for taking apart all that was loaded, which would copy it first: most of the work of a short command."""
    threading._shutdown()  # type: ignore[attr-defined] # noqa: SLF001 - as multiprocessing ends those it forks
    atexit._run_exitfuncs()  # noqa: SLF001 - as above
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    for name in _LOADED:
        importlib.import_module(name)
    gc.freeze()  # what was loaded is shared with the child as long as neither writes to it, and a collection would
    if (wish := _serve()) is not None:
        _become(wish)
        from sp404_gui.cli.app import main

        try:
            main()
        except SystemExit as ended:
            _end(int(ended.code or 0))
