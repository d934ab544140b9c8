"""What was once compared is not compared again: moments by the content of a file, likeness by the contents of two, in the result cache."""

import asyncio
import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sp404_gui.audio.moments import SHAPE
from sp404_gui.domain.duplicate import Member
from sp404_gui.engine.duplicates.candidates import Floats
from sp404_gui.store.cache import CacheKey, ResultCache

VERSION = "3"
"""Raised whenever moments, or what counts as the same recording, would be others."""
_MOMENTS, _LIKENESS = "duplicate_moments", "duplicate_likeness"
_FLOAT_BYTES = 4

Pair = tuple[int, int]


class Remembered:
    """The results of earlier searches. Files whose content nobody hashed are not remembered.

    Args:
        members: The files, by number.
        cache: Where they are kept; None: nothing is.
    """

    def __init__(self, members: Mapping[int, Member], cache: ResultCache | None) -> None:
        features = ((number, member.record.features) for number, member in members.items())
        self._hashes = {number: found.content_hash for number, found in features if found is not None and found.content_hash}
        self._cache = cache

    async def moments(self) -> dict[int, bytes]:
        """By the file's number, what `moments_of_file` gave."""
        keys = {CacheKey(content, _MOMENTS, VERSION): number for number, content in self._hashes.items()}
        found = await self._found(list(keys))
        decoded = {number: _moments(found[key]) for key, number in keys.items() if key in found}
        return {number: value for number, value in decoded.items() if value is not None}

    async def keep_moments(self, moments: Mapping[int, Floats | None]) -> None:
        """Remember the moments of files; None of one that is silent."""
        rows = ((self._hashes[number], value) for number, value in moments.items() if number in self._hashes)
        text = ((content, b"" if value is None else b64encode(value.tobytes())) for content, value in rows)
        await self._keep((CacheKey(content, _MOMENTS, VERSION), json.dumps(value.decode()).encode()) for content, value in text)

    async def likeness(self, pairs: Mapping[int, Sequence[int]]) -> dict[Pair, float | None]:
        """How much later the sound begins in the first of each pair that was compared, None where they are not the same."""
        keys = {pair: key for pair in _each(pairs) if (key := self._key(pair)) is not None}
        found = await self._found(list(dict.fromkeys(keys.values())))
        read = {pair: _read(found[key]) for pair, key in keys.items() if key in found}
        known = {pair: value[0] for pair, value in read.items() if isinstance(value, list) and len(value) == 1}
        return {pair: self._turned(pair, later) if isinstance(later, float) else None for pair, later in known.items()}

    async def keep_likeness(self, found: Mapping[Pair, float | None]) -> None:
        """Remember what `likeness` gives."""
        keyed = ((self._key(pair), later if later is None else self._turned(pair, later)) for pair, later in found.items())
        await self._keep((key, json.dumps([later]).encode()) for key, later in keyed if key is not None)

    def _key(self, pair: Pair) -> CacheKey | None:
        """The same whichever of the two stands first."""
        hashes = [self._hashes.get(number, "") for number in pair]
        return CacheKey("+".join(sorted(hashes)), _LIKENESS, VERSION) if all(hashes) else None

    def _turned(self, pair: Pair, later: float) -> float:
        """What is later of one is sooner of the other: what is kept is about the one whose hash is smaller."""
        return later if self._hashes[pair[0]] <= self._hashes[pair[1]] else -later

    async def _found(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        return await asyncio.to_thread(self._cache.get_many, keys) if self._cache is not None and keys else {}

    async def _keep(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        if self._cache is not None and (rows := list(items)):
            await asyncio.to_thread(self._cache.put_many, rows)


def _each(pairs: Mapping[int, Sequence[int]]) -> Iterable[Pair]:
    return chain.from_iterable(((one, other) for other in others) for one, others in pairs.items())


def _moments(value: bytes) -> bytes | None:
    """None where somebody else wrote it."""
    text = _read(value)
    try:
        found = b64decode(text, validate=True) if isinstance(text, str) else None
    except Error:
        return None
    return found if found is not None and len(found) in {0, SHAPE[0] * SHAPE[1] * _FLOAT_BYTES} else None


def _read(value: bytes) -> object:
    try:
        found: object = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return found
