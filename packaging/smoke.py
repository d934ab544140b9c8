"""Tries the built application as somebody without Python would: `python packaging/smoke.py dist/sp404-batch`.

It runs in an empty environment, in a folder whose files would take the place of its libraries if it looked there, and from a path
with a blank and an umlaut. Prints what it found; the exit code is 1 when something does not work.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_HOSTILE = ("soundfile.py", "numpy.py", "sp404_gui.py", "libsndfile.so", "libportaudio.so.2", "sndfile.dll")
_ENDING = ".exe" if sys.platform == "win32" else ""
_FIRST_FRAME_S = 2.0
_LEAST_BYTES = 10_000


def main(built: Path) -> int:
    """Try everything."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:  # Windows lets nobody remove a program that still ends
        folder = Path(scratch) / "ein Ordner mit Ümlaut" / built.name
        shutil.copytree(built, folder, symlinks=True)
        nasty = Path(scratch) / "hostile"
        nasty.mkdir()
        for name in _HOSTILE:
            (nasty / name).write_text("raise SystemExit('taken over')\n")
        programs = folder / "Contents/MacOS" if folder.suffix == ".app" else folder
        trials: list[Callable[[Path, Path, dict[str, str]], str]] = [_works, _pictures, _commands]
        works = [_tried(trial, programs, nasty, _environment(Path(scratch))) for trial in trials]
    print("The application works." if all(works) else "The application does not work.")
    return 0 if all(works) else 1


def _environment(scratch: Path) -> dict[str, str]:
    """Nothing of this machine but what a system gives to every program."""
    of_windows = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA", "APPDATA")
    given = {name: os.environ[name] for name in of_windows if name in os.environ}
    return {**given, "HOME": str(scratch), "SP404_HOME": str(scratch / "home"), "PATH": str(scratch), "LC_ALL": "C.UTF-8"}


def _tried(trial: Callable[[Path, Path, dict[str, str]], str], folder: Path, nasty: Path, env: dict[str, str]) -> bool:
    try:
        print(f"ok    {trial(folder, nasty, env)}")
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        print(f"FAIL  {trial.__name__.strip('_')}: {error}")
        return False
    return True


def _run(program: Path, *arguments: str, cwd: Path, env: dict[str, str]) -> str:
    done = subprocess.run([str(program), *arguments], cwd=cwd, env=env, capture_output=True, check=False, timeout=180)
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, f"{program.name} {' '.join(arguments)} ended with {done.returncode}: {told[-2000:]}"
    return done.stdout.decode("utf-8", "replace")


def _works(folder: Path, nasty: Path, env: dict[str, str]) -> str:
    program = [str(folder / f"sp404-gui{_ENDING}"), "--self-test"]
    started = time.perf_counter()
    with subprocess.Popen(
        program, cwd=nasty, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", bufsize=1
    ) as running:
        assert running.stdout is not None
        lines = [(time.perf_counter() - started, line) for line in running.stdout]
    assert running.returncode == 0, "".join(line for _, line in lines)
    assert not any("PortAudio library, which is not" in line for _, line in lines), "PortAudio did not come along"
    painted = [at for at, line in lines if line.startswith("ok    window")]  # a program with a window has no output on Windows
    first = f"first frame {painted[0]:.2f} s after the start (goal: under {_FIRST_FRAME_S:g} s)\n" if painted else ""
    return f"self-test: {first}" + "".join(f"          {line}" for _, line in lines)


def _pictures(folder: Path, nasty: Path, env: dict[str, str]) -> str:
    _run(folder / f"sp404-gui{_ENDING}", "--screenshot", "window.png", cwd=nasty, env=env)
    assert (nasty / "window.png").stat().st_size > _LEAST_BYTES, "the picture is empty"
    return "a picture of the window"


def _commands(folder: Path, nasty: Path, env: dict[str, str]) -> str:
    program = folder / f"sp404-batch{_ENDING}"
    version = _run(program, "--version", cwd=nasty, env=env).strip()
    demo = next(folder.parent.rglob("demo"))
    _run(program, "process", str(demo), "--provider", "offline", "--cache-dir", "job", "--quiet", cwd=nasty, env=env)
    exported = _run(program, "export", "job", "--format", "csv", cwd=nasty, env=env)
    assert len(exported.splitlines()) > 1, "the export is empty"
    return f"the command: {version}, {len(exported.splitlines()) - 1} samples"


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(Path(sys.argv[1]).absolute()))
