"""The text of an error report, with everything taken out that is nobody's business."""

import re
import traceback
from collections.abc import Mapping, Sequence

from sp404_gui.domain.text import printable

_LOG_LINES = 50
_KEYS = (
    re.compile(r"\bsk-[\w-]{6,}"),
    re.compile(r"(?i)\b(?:bearer|basic)\s+[\w.~+/=-]{6,}"),
    # a URL's user and password
    re.compile(r"(?<=://)[^\s@]+(?=@)"),
    re.compile(r"(?i)(?<=key=)[^\s&]+|(?<=token=)[^\s&]+|(?<=password=)[^\s&]+"),
    re.compile(r"(?i)(?<=api_key: )\S+|(?<=api_key=)\S+|(?<=authorization: )\S+"),
)
_GONE = "[removed]"


def report_text(
    error: BaseException, versions: Mapping[str, str], log: Sequence[str], *, home: str, secrets: Sequence[str] = (), user: str = ""
) -> str:
    """What went wrong, on what, and the end of the log.

    Args:
        error: What was not expected.
        versions: Names to versions: the program, Python, Qt, the system.
        log: Lines of the log; the last 50 are taken.
        home: The user's home folder, written as "~".
        secrets: Keys that are known, beside everything that looks like one.
        user: The user's name on this machine; "" to leave it.
    """
    parts = [
        *(f"{name}: {version}" for name, version in versions.items()),
        "",
        "".join(traceback.format_exception(error)).rstrip(),
        "",
        *log[-_LOG_LINES:],
    ]
    lines = "\n".join(parts).rstrip().splitlines()
    return without_secrets("".join(f"{printable(line)}\n" for line in lines), home=home, secrets=secrets, user=user)


def without_secrets(text: str, *, home: str, secrets: Sequence[str] = (), user: str = "") -> str:
    """A text without keys, the user's name, and the way to the user's home folder. Arguments as those of `report_text`."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, _GONE)
    for pattern in _KEYS:
        text = pattern.sub(_GONE, text)
    for form in _forms(home):
        text = text.replace(form, "~")
    return re.sub(rf"\b{re.escape(user)}\b", "[user]", text) if user else text


def _forms(home: str) -> list[str]:
    """A folder as paths, Python's own quoting and JSON write it."""
    bare = home.rstrip("/\\")
    return [bare.replace("\\", "\\\\"), bare, bare.replace("\\", "/")] if bare else []
