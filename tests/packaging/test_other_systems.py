"""What of Windows and macOS can be tried elsewhere: that nothing is asked of them, on the way to the first command, which they do not have.

The types of everything else are checked against both by `make lint`.
"""

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_ONLY_HERE = {
    "win32": {
        "modules": "fcntl resource pwd grp termios tty pty syslog posix readline curses",
        "os": "getuid geteuid getgid nice fork killpg mkfifo mknod chown fchmod fchown statvfs fstatvfs sched_getaffinity posix_fadvise "
        "sync uname wait4 O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_NOCTTY O_DIRECTORY O_DSYNC O_TMPFILE",
        "signal": "pthread_sigmask sigwait alarm setitimer SIGKILL SIGHUP SIGCHLD SIGPIPE SIGUSR1 SIGALRM SIG_BLOCK SIG_SETMASK",
    },
    "darwin": {
        "modules": "winreg msvcrt",
        "os": "sched_getaffinity posix_fadvise fdatasync sched_setscheduler memfd_create copy_file_range splice O_TMPFILE O_DIRECT",
        "signal": "sigtimedwait sigwaitinfo SIGRTMIN SIGRTMAX SIGPOLL SIGSTKFLT",
    },
}
_IMPORT_ALL = """
import importlib, multiprocessing.connection, os, pkgutil, signal, sys, types
import sp404_gui

def every_module():
    return [found.name for found in pkgutil.walk_packages(sp404_gui.__path__, "sp404_gui.") if not found.name.endswith("__main__")]

names = every_module()
for name in names:
    importlib.import_module(name)  # and with them what others wrote, which has its own way with each system
for name in [name for name in sys.modules if name.partition(".")[0] == "sp404_gui"]:
    del sys.modules[name]
sys.platform, modules, of_os, of_signal = sys.argv[1:]
for name in modules.split():
    sys.modules[name] = None
for owner, gone in ((os, of_os), (signal, of_signal)):
    for name in gone.split():
        if hasattr(owner, name):
            delattr(owner, name)
if sys.platform == "win32":  # what it has instead
    sys.modules["msvcrt"] = types.ModuleType("msvcrt")
    multiprocessing.connection.PipeConnection = type("PipeConnection", (), {})
for name in names:
    importlib.import_module(name)
print(len(names))
"""


@pytest.mark.parametrize("system", _ONLY_HERE)
def test_every_module_is_imported_without_what_the_system_lacks(system: str) -> None:
    command = [sys.executable, "-c", _IMPORT_ALL, system, *_ONLY_HERE[system].values()]
    tried = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert tried.returncode == 0, tried.stderr
    assert int(tried.stdout) > 300
