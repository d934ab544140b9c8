"""`make translations`: brings the catalogues of all languages up to date, compiles them, and says what is not translated yet."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6

from tools.translation.catalogue import read
from tools.translation.keeping import LANGUAGES, TEMPLATES, catalogue, messages, missing, templates, updated


def main() -> int:
    """Bring everything up to date; the exit code is 1 while something is not translated."""
    wanted = messages()
    TEMPLATES.write_text(templates(), "utf-8")
    unfinished = 0
    for language in LANGUAGES:
        path = catalogue(language)
        path.write_text(updated(language, wanted), "utf-8")
        left = missing(wanted, read(path))
        sys.stdout.writelines(f"{path.name}: not translated: {message.context}: {message.source}\n" for message in left)
        sys.stdout.write(f"{path.name}: {len(wanted)} strings, {len(left)} not translated\n")
        unfinished += len(left)
        _compile(path)
    return 1 if unfinished else 0


def _compile(path: Path) -> None:
    program = Path(PySide6.__file__).with_name("lrelease.exe" if os.name == "nt" else "lrelease")
    subprocess.run([program, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)  # noqa: S603 - Qt's own program


if __name__ == "__main__":
    sys.exit(main())
