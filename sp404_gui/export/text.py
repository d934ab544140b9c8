"""Text that is data, made harmless to look at: nothing hidden, nothing that turns lines around."""

import re
from collections.abc import Mapping

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing
    "\u2028\u2029"  # line and paragraph separators
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # invisible
    "\ud800-\udfff]"  # halves of characters, which no encoding can write
)
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LAST_SHORT = 0xFFFF
_UNIT = 4  # hex digits of one UTF-16 unit
_HALVES = frozenset(f"d{digit:x}" for digit in range(8, 16))


def visible(text: str) -> str:
    """Show control, direction, invisible and invalid characters as backslash escapes; everything else stays."""
    return _HIDDEN.sub(lambda found: _SHORT.get(found[0]) or _escape(ord(found[0])), text)


def no_formula(text: str) -> str:
    """The text of a cell, visible; an apostrophe stands before what a spreadsheet would calculate."""
    return f"'{visible(text)}" if text.lstrip(" ").startswith(_FORMULA) else visible(text)


def visible_json(text: str) -> str:
    """The same inside JSON text, where an escape means the character itself; invalid characters become U+FFFD."""
    return _HIDDEN.sub(lambda found: _json_escape(found[0]), text)


def visible_all(value: object) -> object:
    """A copy of a JSON value in which every text is visible, names included."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(str(name)): visible_all(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [visible_all(item) for item in value]
    return value


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= _LAST_SHORT else f"\\U{code:08x}"


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    is_half = len(units) == _UNIT and units[0:2] in _HALVES
    return "\\ufffd" if is_half else "".join(f"\\u{units[i : i + _UNIT]}" for i in range(0, len(units), _UNIT))
