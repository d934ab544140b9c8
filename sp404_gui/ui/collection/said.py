"""What the user said of samples in this window: shown at once, and never hidden by an older record."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.ui.models.store import SampleStore

_AT_ONCE = 125
"""Samples that are shown in one go: more would keep the window from its next frame."""


class Said:
    """The user's words, while they are on their way to the disk.

    Args:
        store: The collection's samples.
        show: Takes changed records.
        take_out: Takes out the samples that are removed, and back those that are not, before their records come.
    """

    def __init__(
        self, store: SampleStore, show: Callable[[Sequence[SampleRecord]], None], take_out: Callable[[Mapping[str, bool]], object]
    ) -> None:
        self._store = store
        self._show = show
        self._take_out = take_out
        self._all: dict[str, UserEdits] = {}
        self._later: dict[str, UserEdits] = {}
        self._kept: dict[str, UserEdits] = {}
        self._unread: set[str] = set()

    def say(self, edits: Mapping[str, UserEdits]) -> None:
        """Take edits and show the first of them; rows that go, go at once."""
        kept = {i: self._all[i] for i in edits if i in self._all and i not in self._unread}
        before = kept | self.now(edits)
        self._unread |= edits.keys() - before.keys()
        self._kept = before | self._kept  # what is still on its way was not kept yet
        self._all |= edits
        if len(edits) > _AT_ONCE:  # else all rows are arranged and chosen anew for each portion
            self._move(edits)
        self._refresh(islice(edits, _AT_ONCE))

    def now(self, identifiers: Iterable[str]) -> dict[str, UserEdits]:
        """What is said of those of some samples that are here; of many, the last words may not be shown yet."""
        said, records, position = self._all, self._store.records, self._store.position
        return {i: said.get(i) or records[place].user for i in identifiers if (place := position(i)) is not None}

    def newest(self, edits: Mapping[str, UserEdits]) -> dict[str, UserEdits]:
        """What was said last of the samples of some edits: it may be newer than they are, when many of them took a while to be shown."""
        return {identifier: self._all.get(identifier, said) for identifier, said in edits.items()}

    def unwritten(self, edits: Mapping[str, UserEdits]) -> dict[str, UserEdits]:
        """The same, without what is in safe hands by now, because an earlier write took it along."""
        on_its_way = self._kept.keys() | self._unread
        return {i: said for i, said in self.newest(edits).items() if i in on_its_way}

    async def show_rest(self, edits: Mapping[str, UserEdits]) -> None:
        """Show those of many edits that `say` left, with room for other things in between; what is newer is shown by who said it."""
        rest = list(edits.items())[_AT_ONCE:]
        for start in range(0, len(rest), _AT_ONCE):
            await asyncio.sleep(0)
            self._refresh([i for i, said in rest[start : start + _AT_ONCE] if self._all.get(i) is said])

    def keep(self, edits: Mapping[str, UserEdits]) -> None:
        """Take note that edits are in safe hands."""
        newer = {i: said for i, said in edits.items() if self._all.get(i, said) is not said}
        self._unread -= edits.keys()
        for identifier in edits:
            self._kept.pop(identifier, None)
        self._kept |= newer
        again = {i: said for i, said in edits.items() if i not in self._all}  # it was taken back, unread, and a later try kept it
        self._all |= again
        self._refresh(again)

    def take_back(self, edits: Mapping[str, UserEdits]) -> None:
        """Show again what was kept last of the samples of edits that were not; not where something newer was said meanwhile."""
        last = {i for i, said in edits.items() if self._all.get(i) is said}
        self._later = {i: said for i, said in self._later.items() if edits.get(i) is not said}  # it is said that they are not kept
        kept = {i: self._kept.pop(i) for i in edits if i in last and i in self._kept}
        for unread in last & self._unread:  # what was kept will be read
            del self._all[unread]
        self._unread -= last
        self._all |= kept
        self._move(kept)
        self._refresh(kept)

    def keep_for_later(self, edits: Mapping[str, UserEdits]) -> None:
        """Hold edits until somebody can write them."""
        self._later |= edits

    def taken_later(self) -> dict[str, UserEdits]:
        """The edits that are held; they are the caller's now."""
        later, self._later = self._later, {}
        return later

    def forget_kept(self) -> None:
        """Let the disk speak for what is in safe hands, and shown: somebody else may have said something newer since."""
        on_its_way = self._kept.keys() | self._later.keys()
        self._all = {i: said for i, said in self._all.items() if i in on_its_way or not self._is_shown(i, said)}

    def over(self, records: Sequence[SampleRecord]) -> Sequence[SampleRecord]:
        """Records as they are to be shown: with what was said here, however old they are."""
        said = self._all
        if not said:
            return records
        if self._unread:
            self._note_kept(records)
        return [replace(r, user=said[r.id]) if r.id in said and r.user != said[r.id] else r for r in records]

    def _note_kept(self, records: Sequence[SampleRecord]) -> None:
        """Of samples of which something was said before they were read, this is what was kept."""
        self._kept |= {record.id: record.user for record in records if record.id in self._unread}
        self._unread -= self._kept.keys()

    def _is_shown(self, identifier: str, said: UserEdits) -> bool:
        place = self._store.position(identifier)
        return place is not None and self._store.records[place].user == said

    def _move(self, edits: Mapping[str, UserEdits]) -> None:
        self._take_out({identifier: said.removed for identifier, said in edits.items()})

    def _refresh(self, identifiers: Iterable[str]) -> None:
        places = [place for i in identifiers if (place := self._store.position(i)) is not None]
        self._show([self._store.records[place] for place in places])
