"""All samples of the open collection, in columns: what the list sorts, the filter judges and the facets count. It knows no Qt.

Arrays that it hands out are views: read-only, one value a sample in order of arrival, valid until the next `put`.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.models.columnar import Block, Lexicon, NaturalOrder
from sp404_gui.ui.models.fields import CLOSED, CODES, FEEL_SLOTS, NUMBERS, TEXTS, WORD_SLOTS, folded_path
from sp404_gui.ui.models.row import Row, row_of

_NUMBER_PLACES = {field: place for place, field in enumerate(NUMBERS)}
_CODE_PLACES = {field: place for place, field in enumerate(CODES)}
_APART = str.maketrans(dict.fromkeys(map(chr, range(ord("a"))), " ") | {"{": " ", "|": " ", "}": " ", "~": " "})
"""What stands between words of folded text: all of ASCII but letters."""
_SORTED_WORDS = 3  # as many as `_vibe_keys` weighs


class Put(NamedTuple):
    """What `put` did: positions that are new, and old ones that hold another record now."""

    added: range
    changed: list[int]


class SampleStore:
    """The records of one collection.

    Attributes:
        records: In order of arrival; a sample keeps its position for ever.
        haystacks: What free words are looked for in, folded: path, vibe words, tags, note.
        words: Vibe words, folded: first mood and descriptors, then era, genre and best use.
        tags: The user's tags, folded.
        spoken: Each word of letters that stands in a path or a tag, folded.
    """

    def __init__(self) -> None:
        self.records: list[SampleRecord] = []
        self.haystacks: list[str] = []
        self.words: list[tuple[str, ...]] = []
        self.tags: list[tuple[str, ...]] = []
        self.spoken: set[str] = set()
        self._positions: dict[str, int] = {}
        self._numbers = Block(len(NUMBERS), np.float32, np.nan)
        self._codes = Block(len(CODES), np.int16, -1)
        self._word_codes = Block(WORD_SLOTS, np.int16, -1)
        self._removed = Block(1, np.bool_, absent=False)
        self._new = Block(1, np.bool_, absent=False)
        self._distances = Block(1, np.float32, np.nan)
        self._subcategories, self._lexicon = Lexicon(), Lexicon()
        self._texts: dict[str, list[str]] = {field: [] for field in TEXTS}
        self._orders = {field: NaturalOrder() for field in TEXTS}

    def __len__(self) -> int:
        return len(self.records)

    def position(self, sample_id: str) -> int | None:
        """Where a sample stands; None for one that is not here."""
        return self._positions.get(sample_id)

    def put(self, records: Iterable[SampleRecord]) -> Put:
        """Take in records: new ones at the end, known ones in their place. The same object again is no change."""
        latest = {record.id: record for record in records}
        fresh = [record for sample_id, record in latest.items() if sample_id not in self._positions]
        changed = [
            position
            for sample_id, record in latest.items()
            if (position := self._positions.get(sample_id)) is not None and self.records[position] is not record
        ]
        added = self._append(fresh)
        self._write(added, fresh)
        self._write(changed, [latest[self.records[position].id] for position in changed])
        return Put(added, changed)

    def numbers(self, field: str) -> NDArray[np.float32]:
        """A field of `fields.NUMBERS`, shape (samples,); NaN where absent."""
        return np.asarray(self._numbers.column(_NUMBER_PLACES[field]), np.float32)

    def codes(self, field: str) -> NDArray[np.int16]:
        """A field of `fields.CODES`, shape (samples,): places in its vocabulary; -1 where absent."""
        return np.asarray(self._codes.column(_CODE_PLACES[field]), np.int16)

    def vocabulary(self, field: str) -> tuple[str, ...]:
        """The word of each code of a field; of "words", that of `word_codes`."""
        if field == "words":
            return self._lexicon.words
        return self._subcategories.words if field == "subcategory" else CLOSED[field]

    def texts(self, field: str) -> Sequence[str]:
        """A field of `fields.TEXTS`, folded."""
        return self._texts[field]

    @property
    def word_codes(self) -> NDArray[np.int16]:
        """Vibe words as codes, shape (`fields.WORD_SLOTS`, samples), -1 absent: `FEEL_SLOTS` of mood and texture, era, genre, best use."""
        return np.asarray(self._word_codes.columns, np.int16)

    @property
    def removed(self) -> NDArray[np.bool_]:
        """Whether the user took the sample out of the collection, shape (samples,)."""
        return np.asarray(self._removed.column(0), np.bool_)

    @property
    def new(self) -> NDArray[np.bool_]:
        """Whether the sample came by itself while its folders were watched, and was not looked at yet, shape (samples,)."""
        return np.asarray(self._new.column(0), np.bool_)

    def is_new(self, sample_id: str) -> bool:
        """The same for one sample."""
        place = self.position(sample_id)
        return place is not None and bool(self.new[place])

    def set_new(self, sample_ids: Iterable[str], *, new: bool) -> list[int]:
        """Mark samples as new, or as looked at; the positions of those for which that is a change."""
        before = self.new
        places = [place for sample_id in sample_ids if (place := self.position(sample_id)) is not None and before[place] != new]
        if places:
            self._new.write(places, [(new,)] * len(places))
        return places

    def set_removed(self, removed: Mapping[str, bool]) -> list[int]:
        """Take samples out of the collection, or back, before their records say so; the positions of those for which that is a change."""
        before = self.removed
        places = [place for i, gone in removed.items() if (place := self.position(i)) is not None and before[place] != gone]
        if places:
            self._removed.write(places, [(not before[place],) for place in places])
        return places

    @property
    def distances(self) -> NDArray[np.float32]:
        """How far each sample is from the one that all are compared with, shape (samples,); NaN where that is not known."""
        return np.asarray(self._distances.column(0), np.float32)

    def set_distances(self, distances: NDArray[np.float32]) -> None:
        """Compare all samples with one; those that come later are not compared yet.

        Args:
            distances: Of the first samples, in order of arrival; the others' are not known.
        """
        whole = np.full(len(self), np.nan, np.float32)
        whole[: len(distances)] = distances[: len(self)]
        self._distances.fill(0, whole)

    def sort_keys(self, field: str) -> NDArray[np.generic]:
        """Numbers that sort as the field does, shape (samples,); NaN where absent. "added" is the order of arrival, "vibe" by its words."""
        if field in _NUMBER_PLACES:
            return self.numbers(field)
        if field == "distance":
            return self.distances
        if field in self._orders:
            return self._orders[field].ranks()
        if field == "subcategory":
            return self._subcategories.alphabetical(self.codes(field))
        if field in _CODE_PLACES:
            codes = self.codes(field)
            return np.where(codes < 0, np.float32(np.nan), codes.astype(np.float32))
        return {"added": self._arrival, "vibe": self._vibe_keys, "tags": self._tag_keys}[field]()

    def _append(self, records: Sequence[SampleRecord]) -> range:
        """Make room for new records at the end; all of them that never changes is written here."""
        start, end = len(self.records), len(self.records) + len(records)
        paths = [folded_path(record.path) for record in records]
        names = [os.path.splitext(path.rpartition("/")[2])[0] for path in paths]
        for field, texts in (("name", names), ("path", paths)):
            self._texts[field].extend(texts)
            self._orders[field].extend(texts)
        self.spoken.update("\n".join(paths).translate(_APART).split())
        self.records.extend(records)
        self.haystacks.extend(paths)
        self.words.extend([()] * len(records))
        self.tags.extend([()] * len(records))
        self._positions.update((record.id, start + offset) for offset, record in enumerate(records))
        for block in (self._numbers, self._codes, self._word_codes, self._removed, self._new, self._distances):
            block.grow_to(end)
        return range(start, end)

    def _write(self, positions: Sequence[int], records: Sequence[SampleRecord]) -> None:
        if not records:
            return
        rows = [row_of(record) for record in records]
        self._numbers.write(positions, [row.numbers for row in rows])
        self._codes.write(positions, [(*row.codes, self._subcategories.code(row.subcategory)) for row in rows])
        self._word_codes.write(positions, [self._codes_of(row) for row in rows])
        self._removed.write(positions, [(row.removed,) for row in rows])
        for position, record, row in zip(positions, records, rows, strict=True):
            self.records[position] = record
            self.words[position] = (*row.feel, *filter(None, row.facts))
            self.tags[position] = row.tags
            self.spoken.update(row.tags)
            self.haystacks[position] = "\n".join((self._texts["path"][position], *self.words[position], *row.tags, row.extra))

    def _codes_of(self, row: Row) -> tuple[int, ...]:
        code = self._lexicon.code
        return (*map(code, row.feel), *(-1,) * (FEEL_SLOTS - len(row.feel)), *map(code, row.facts or ("", "", "")))

    def _arrival(self) -> NDArray[np.generic]:
        return np.arange(len(self))

    def _vibe_keys(self) -> NDArray[np.generic]:
        """By the first words, as they are shown; a sample with fewer comes before one with more."""
        base = len(self._lexicon.words) + 1
        first, second, third = self._lexicon.alphabetical(self.word_codes[:_SORTED_WORDS]) + 1
        return np.asarray((first * base + np.nan_to_num(second)) * base + np.nan_to_num(third))

    def _tag_keys(self) -> NDArray[np.generic]:
        texts = [", ".join(tags) for tags in self.tags]
        places = {text: float(place) for place, text in enumerate(sorted(set(texts)))} | {"": np.nan}
        return np.array([places[text] for text in texts])
