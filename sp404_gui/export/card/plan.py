"""The plan of a card: which samples go where, under which names, and what becomes of them. Nothing is written."""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.card import (
    BITS,
    HEADER_BYTES,
    LARGEST_FILE,
    LONGEST_S,
    PADS,
    RATE_HZ,
    SHORTEST_S,
    CardFile,
    CardPlace,
    CardPlan,
    Change,
    LeftOut,
    Recipe,
)
from sp404_gui.domain.features import Kind, LocalFeatures
from sp404_gui.domain.kit import PLACES, Kit
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.export.card.names import described, file_name, folder_name
from sp404_gui.export.card.others import among_others
from sp404_gui.export.card.place import names_in

GONE = "Its file is no longer there."
_SHEETS_BYTES = 1 << 20
"""Room for the pad sheets and for what folders take."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sample, and where it is to go.

    Attributes:
        record: The sample.
        pad: Label of its pad, as a kit has it; None puts it on the next free one.
        choke: Its choke group, 1 to 8; 0 is none.
        gone: Whether its file is no longer there: its pad stays empty.
    """

    record: SampleRecord
    pad: str | None = None
    choke: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWishes:
    """What the user wants of a card.

    Attributes:
        title: What the whole is called; its folder is named after it.
        recipe: How the sounds are prepared.
        by_words: Whether files are named by what they sound like, instead of after the sample's file.
    """

    title: str
    recipe: Recipe = field(default_factory=Recipe)
    by_words: bool = False


def of_kit(kit: Kit, records: Iterable[SampleRecord]) -> tuple[list[Placed], list[LeftOut]]:
    """The samples of a kit, on its pads, and those that are no longer in the collection: their pads stay empty.

    Args:
        kit: The kit.
        records: The samples of the job.
    """
    known = {record.id: record for record in records}
    placed: list[Placed] = []
    lost: list[LeftOut] = []
    for place, pad in kit.pads.items():
        record = known.get(pad.sample)
        if record is None or record.user.removed:
            unknown = SampleRecord(sample=Sample(pad.sample, "", pad.sample, 0, 0))
            lost.append(LeftOut(record or unknown, f"It is no longer in the collection: pad {place.label} stays empty."))
        else:
            placed.append(Placed(record, place.label, pad.choke))
    return placed, lost


def plan_card(samples: Sequence[Placed], place: CardPlace, wishes: CardWishes, lost: Iterable[LeftOut] = ()) -> CardPlan:
    """Plan a card. Reads the names in its folders; blocks.

    Args:
        samples: What is to be written, in order; pads that are given are of one project and differ.
        place: Where to.
        wishes: How.
        lost: What is left out already, and is to be told with the others.
    """
    good, left_out = _sorted_out(samples)
    groups = [good[start : start + PADS] for start in range(0, len(good), PADS)]
    folders = tuple(_folders(wishes.title, len(groups), place.base))
    planned = [file for folder, group in zip(folders, groups, strict=True) for file in _files(folder, group, wishes, place.base)]
    files, others = among_others(place.base, planned)
    needed = sum(_room(file.size_bytes, place.cluster_bytes) for file in files if not file.there)
    return CardPlan(
        title=wishes.title,
        place=place,
        folders=folders,
        files=files,
        left_out=(*lost, *left_out),
        needed_bytes=needed + _SHEETS_BYTES if files else 0,
        others=others,
    )


def _folders(title: str, count: int, base: str) -> Iterator[str]:
    """A folder that is there in another case keeps its spelling: on a card it is the same one, and Windows calls two spellings a link."""
    there = names_in(base)
    for number in range(1, count + 1):
        name = folder_name(title, f" {number}" if count > 1 else "")
        yield name if name in there.values() else there.get(name.lower(), name)


def _sorted_out(samples: Iterable[Placed]) -> tuple[list[Placed], list[LeftOut]]:
    """What takes a pad, and what is not written: what is gone is both, as the pads after it must not move."""
    good, left_out = [], []
    seen: dict[str, SampleRecord] = {}
    for placed in samples:
        record = placed.record
        reason = _fault(record)
        content = record.features.content_hash if record.features is not None else None
        if reason is None and placed.pad is None and content in seen:
            reason = f"It is the same as {printable(seen[content].path)}, which is written."
        if reason is not None:
            left_out.append(LeftOut(record, reason))
            continue
        if placed.gone:
            left_out.append(LeftOut(record, GONE, lost=True))
        good.append(placed)
        seen.setdefault(content or record.id, record)
    return good, left_out


def _fault(record: SampleRecord) -> str | None:
    """Why a sample cannot go onto the card, if so."""
    features = record.features
    if features is None or features.content_hash is None:
        return record.errors[-1].message if record.errors else "It is not measured yet. Resume the job first."
    if features.is_silent:
        return "It is silent."
    longest = LONGEST_S[_channels(features)]
    if features.duration_s > longest:
        return f"It lasts {features.duration_s / 60:.1f} minutes, more than the {longest / 60:.0f} that the sampler takes of it."
    if _size(features) > LARGEST_FILE:
        return "It would be larger than a file on the card can be."
    return None


def _files(folder: str, group: Sequence[Placed], wishes: CardWishes, base: str) -> Iterator[CardFile]:
    there = names_in(os.path.join(base, folder))
    name_of: Callable[[SampleRecord], str] = described if wishes.by_words else _stem
    taken = {placed.pad for placed in group}
    free = (place.label for place in PLACES if place.label not in taken)
    labelled = [(placed.pad or next(free), placed) for placed in group]
    for pad, placed in sorted(labelled, key=lambda entry: entry[0]):
        if placed.gone:
            continue
        record = placed.record
        features = _features(record)
        recipe = _recipe(record, wishes.recipe)
        name = file_name(pad, name_of(record), from_start=wishes.by_words)
        yield CardFile(
            folder=folder,
            pad=pad,
            name=there.get(name.lower(), name),
            record=record,
            recipe=recipe,
            changes=tuple(_changes(features, recipe)),
            duration_s=max(features.duration_s, SHORTEST_S),
            size_bytes=_size(features),
            there=name.lower() in there,
            choke=placed.choke,
        )


def _recipe(record: SampleRecord, wished: Recipe) -> Recipe:
    """A loop keeps the silence at its ends: its length is its tempo."""
    return Recipe(level_lufs=wished.level_lufs, trim=wished.trim and record.known("kind") is not Kind.LOOP)


def _changes(features: LocalFeatures, recipe: Recipe) -> Iterator[Change]:
    if features.sample_rate_hz != RATE_HZ:
        yield Change.RATE
    if features.bit_depth != BITS:
        yield Change.BITS
    if features.channels > _channels(features):
        yield Change.FOLDED
    if recipe.trim:
        yield Change.TRIMMED
    if features.duration_s < SHORTEST_S:
        yield Change.PADDED
    if recipe.level_lufs is not None:
        yield Change.LEVELLED


def _features(record: SampleRecord) -> LocalFeatures:
    if record.features is None:
        raise ValueError("only measured samples are placed")
    return record.features


def _channels(features: LocalFeatures) -> int:
    return min(features.channels, 2)


def _size(features: LocalFeatures) -> int:
    frames = math.ceil(max(features.duration_s, SHORTEST_S) * RATE_HZ) + 1
    return HEADER_BYTES + frames * _channels(features) * BITS // 8


def _room(size_bytes: int, cluster_bytes: int) -> int:
    return -(-size_bytes // cluster_bytes) * cluster_bytes


def _stem(record: SampleRecord) -> str:
    return os.path.splitext(os.path.basename(record.path))[0]
