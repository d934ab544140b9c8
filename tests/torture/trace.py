"""What a program did to files and in which order, as strace saw it."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TRACED = ("write", "fsync", "fdatasync", "rename")
_LINE = re.compile(r"^(\d+)\s+(.*)$")
_RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)$")
_PATH = re.compile(r"^\d+<([^>]*)>")
_NAMES = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Call:
    """One call.

    Attributes:
        name: As "fsync".
        path: The file, or the old name.
        text: What strace printed of it.
        target: The new name of a rename.
        begun: Line at which it began.
        ended: Line at which it was over.
    """

    name: str
    path: str
    text: str
    target: str
    begun: int
    ended: int


def command_line(trace: Path) -> list[str]:
    """The start of a command line that writes a trace."""
    what = ["-e", "signal=none", "-e", f"trace={','.join(TRACED)}"]
    return ["strace", "-f", "-qq", "-y", "-s", "1000000", "-o", os.fspath(trace), *what]


def calls(trace: Path) -> Iterator[Call]:
    """The calls that succeeded, by their end."""
    waiting: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(trace.read_text(errors="replace").splitlines()):
        if not (split := _LINE.match(line)):
            continue
        thread, text = split.groups()
        begun = number
        if text.endswith("<unfinished ...>"):
            waiting[thread] = number, text.removesuffix("<unfinished ...>")
            continue
        if resumed := _RESUMED.match(text):
            begun, start = waiting.pop(thread)
            text = start + resumed[2]
        if (call := _call(text, begun, number)) is not None:
            yield call


def _call(text: str, begun: int, ended: int) -> Call | None:
    matched = _CALL.match(text)
    if matched is None or not re.search(r"\) += \d+$", text):
        return None
    name, rest = matched.groups()
    if name == "rename":
        path, target = _NAMES.findall(rest)[:2]
        return Call(name, path, text, target, begun, ended)
    place = _PATH.match(rest)
    return Call(name, place[1], text, "", begun, ended) if place else None


def synced_after(done: Sequence[Call], call: Call, path: str) -> int | None:
    """When a file was first safe after a call, as a line; None when it never was."""
    ends = [c.ended for c in done if c.name in {"fsync", "fdatasync"} and c.path == path and c.begun > call.ended]
    return min(ends, default=None)
