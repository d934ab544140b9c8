"""The last used of what was decoded, up to so many bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sp404_gui.engine.listening.decode_worker import Stamp


class _Sized(Protocol):
    @property
    def size_bytes(self) -> int: ...


V = TypeVar("V", bound=_Sized)


@dataclass(slots=True)
class Entry(Generic[V]):
    """A kept value.

    Attributes:
        value: The value.
        stamp: The content of the file from which it was made.
        checked_at: When the file was last seen to have this content, on the listener's clock.
    """

    value: V
    stamp: Stamp
    checked_at: float


class Kept(Generic[V]):
    """Values by key; the least recently used leave when there is no room.

    Args:
        max_bytes: Room for all. A value that would take more than half of it is not kept.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Hashable, Entry[V]] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable) -> Entry[V] | None:
        """The entry of a key, which becomes the most recently used."""
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def put(self, key: Hashable, entry: Entry[V]) -> None:
        """Keep an entry in place of an earlier one of its key."""
        earlier = self._entries.pop(key, None)
        self._bytes -= earlier.value.size_bytes if earlier else 0
        if entry.value.size_bytes > self._max_bytes // 2:
            return
        self._entries[key] = entry
        self._bytes += entry.value.size_bytes
        while self._bytes > self._max_bytes:
            _, oldest = self._entries.popitem(last=False)
            self._bytes -= oldest.value.size_bytes
