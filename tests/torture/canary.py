"""A key that nobody may ever see again, and a search for it everywhere and in every form."""

import base64
import gzip
import json
import os
import re
import sqlite3
import urllib.parse
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

CANARY = "sk-or-v1-Canary/7f3A9_zQ0+vB81xLmPq"
_FRAGMENT = 12
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_UNPACKED_LIMIT = 1 << 24


def forms(secret: str = CANARY) -> dict[str, bytes]:
    """The key in every encoding that a program, a server or a proxy might write it in, by its name."""
    plain = secret.encode()
    spelled = {
        "plain": plain,
        "lower case": plain.lower(),
        "reversed": plain[::-1],
        "JSON with \\/": plain.replace(b"/", b"\\/"),
        "JSON with \\u": b"".join(b"\\u%04x" % char for char in plain),
        "URL": urllib.parse.quote(secret, safe="").encode(),
        "URL, all of it": b"".join(b"%%%02X" % char for char in plain),
        "HTML": b"".join(b"&#%d;" % char for char in plain),
        "hexadecimal": plain.hex().encode(),
        "HEXADECIMAL": plain.hex().upper().encode(),
        "UTF-16": secret.encode("utf-16-le"),
        "UTF-16 BE": secret.encode("utf-16-be"),
        "UTF-32": secret.encode("utf-32-le"),
    }
    for before in ("", "Bearer ", "user:", "keys"):  # what stands before the key decides about its base64
        spelled[f"base64 of '{before}' and it"] = base64.b64encode(before.encode() + plain)
        spelled[f"base64 for URLs of '{before}' and it"] = base64.urlsafe_b64encode(before.encode() + plain)
    return spelled


def fragments(secret: str = CANARY) -> list[bytes]:
    """Parts of the key that are too long to stand anywhere by chance."""
    return [secret[i : i + _FRAGMENT].encode() for i in range(3, len(secret) - _FRAGMENT + 1)]


def _inner(name: str, data: bytes) -> bytes:
    """Of base64, the groups that depend on the key alone."""
    return data[12:-4] if name.startswith("base64") else data


_NEEDLES = [*((name, _inner(name, data)) for name, data in forms().items()), *(("a part", part) for part in fragments())]


def leaks_in(data: bytes, *, depth: int = 2) -> list[str]:
    """In which forms the key is in some bytes, also inside what is compressed in them."""
    found = [name for name, needle in _NEEDLES if needle in data]
    if depth:
        found += [f"{name}, compressed" for inner in _unpacked(data) for name in leaks_in(inner, depth=depth - 1)]
    return sorted(set(found))


def _unpacked(data: bytes) -> Iterator[bytes]:
    for match in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj(wbits=47).decompress(data[match.start() :], _UNPACKED_LIMIT)
        except zlib.error:
            continue


def leaks_under(*folders: Path) -> list[str]:
    """Every place below some folders that tells of the key: names, links, contents, rows of databases."""
    return [f"{place}: {', '.join(found)}" for folder in folders for place in (folder, *folder.rglob("*")) if (found := _leaks_at(place))]


def _leaks_at(place: Path) -> list[str]:
    found = leaks_in(os.fsencode(place.name))
    if place.is_symlink():
        return found + leaks_in(os.fsencode(place.readlink()))
    if not place.is_file():
        return found
    data = place.read_bytes()
    rows = _rows(place) if data.startswith(b"SQLite format 3\0") else b""
    return found + leaks_in(data) + leaks_in(rows)


def _rows(file: Path) -> bytes:
    """What a database holds, in one piece where its pages cut it."""
    with closing(sqlite3.connect(f"file:{urllib.parse.quote(str(file))}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [cell for table in tables for row in connection.execute(f'SELECT * FROM "{table}"') for cell in row]
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "replace") for cell in cells)


def open_to_others(folder: Path) -> list[str]:
    """Files and folders that anybody but the user could read, write or enter."""
    return [
        f"{place} {mode:o}"
        for place in (folder, *folder.rglob("*"))
        if (mode := place.lstat().st_mode & 0o7777) & 0o077 and not place.is_symlink()
    ]


def planted() -> dict[str, bytes]:
    """Files in which the search must find the key: a search that finds nothing proves nothing."""
    text = json.dumps({"headers": {"Authorization": f"Bearer {CANARY}"}}).encode()
    packed = {"gzip": gzip.compress(text), "zlib": b"head" + zlib.compress(text), "basic": base64.b64encode(f"user:{CANARY}".encode())}
    bearer = {"base64 of Bearer": base64.b64encode(f"Bearer {CANARY}".encode()), "part": CANARY[4:20].encode()}
    return forms() | packed | bearer | {"text": text}
