"""Taking a key out of what a server says: some repeat the request that they got, and what they say is shown and kept on disk."""

import base64
import re

_GONE = b"[key]"
_SHORTEST = 8
"""Servers that want no key take any word for one; taking "x" out of an answer would only spoil it."""
_WIDE = rb"\0{0,3}"
"""What stands between the characters of UTF-16 and UTF-32."""
_SLASHES = rb"\\{0,15}"
"""The backslashes of five escapings. Without a limit a long run of them would be read again from each one in it, for minutes."""
_IN_BASE64 = {b"/": rb"(?:" + _SLASHES + rb"/|_|%2[fF])", b"+": rb"(?:\+|-|%2[bB]|\\" + _SLASHES + rb"u002[bB])"}


class Redaction:
    """Takes one key out of bytes, in every form in which servers and the tools between write text.

    Plain, in another case, reversed; escaped for JSON (also twice), URLs and HTML; hexadecimal; base64, alone or inside something
    longer; each but the hexadecimal also in UTF-16 and UTF-32.

    Args:
        secret: The key, of printable ASCII; None or a short word: nothing is taken out.
    """

    def __init__(self, secret: str | None) -> None:
        forms = _forms(secret.encode()) if secret and len(secret) >= _SHORTEST else []
        self._patterns = [re.compile(form) for form in forms]

    def clean(self, data: bytes) -> bytes:
        """The data without the key."""
        for pattern in self._patterns:
            data = pattern.sub(_GONE, data)
        return data

    def clean_text(self, text: str) -> str:
        """The text without the key."""
        return self.clean(text.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")


def _forms(secret: bytes) -> list[bytes]:
    """Patterns; each begins with the characters that it can begin with: that makes searching ten times as fast."""
    characters = [secret[i : i + 1] for i in range(len(secret))]
    return [_spelled(characters), _spelled(characters[::-1]), _hexadecimal(secret), *_base64(secret)]


def _spelled(characters: list[bytes]) -> bytes:
    """A text of which each character may be escaped."""
    return _WIDE.join(map(_character, characters))


def _character(char: bytes) -> bytes:
    """One character, as it is or escaped."""
    plain, code, number = _letter(char), b"".join(map(_letter, [b"%x" % (char[0] >> 4), b"%x" % (char[0] & 15)])), b"%d" % char[0]
    escaped = [
        rb"(?<=\\)" + _SLASHES + b"(?:" + plain + b"|(?:u00|x)" + code + b")",
        b"(?<=%)(?:25)*" + code,
        b"(?<=&)#(?:0*" + number + b"|[xX]0*" + code + b");",
    ]
    return b"[" + plain[1:-1] + rb"\\%&](?:" + b"|".join([b"(?<=" + plain + b")", *escaped]) + b")"


def _letter(char: bytes) -> bytes:
    """A character in either case."""
    return b"[" + re.escape(char.lower()) + re.escape(char.upper()) + b"]"


def _hexadecimal(secret: bytes) -> bytes:
    digits = secret.hex().encode()
    pairs = [_letter(digits[i : i + 1]) + _letter(digits[i + 1 : i + 2]) for i in range(0, len(digits), 2)]
    return rb"[:\s-]?".join(pairs)


def _base64(secret: bytes) -> list[bytes]:
    """The part of the base64 of anything around the secret that depends on it alone, for its three possible places in a group."""
    parts = []
    for before in range(3):
        whole = base64.b64encode(bytes(before) + secret)
        part = whole[-(-before * 8 // 6) : (before + len(secret)) * 8 // 6]
        parts.append(_WIDE.join(_IN_BASE64.get(part[i : i + 1], part[i : i + 1]) for i in range(len(part))))
    return parts
