"""A card's plan in words, for the command and the pad sheet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sp404_gui.domain.card import CardFile, CardPlan, Change, pad_tempo
from sp404_gui.domain.features import Kind
from sp404_gui.export.text import visible

_LOADING = "On the sampler: SHIFT + pad 14, IMPORT, SD-CARD, SAMPLE; choose the pads, SHIFT + VALUE selects several."


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """What a pad sheet says, in English where nobody says otherwise.

    Attributes:
        language: Its code, as in HTML.
        loading: How the files come onto the pads.
        bank: What a bank is called.
        left_out: Over the samples that are not on the card.
        loop: What a loop is called.
        one_shot: What a one-shot is called.
        choke: What stands before the number of a choke group.
        point: What stands between a number and its decimals.
        reason: How a sentence of this program reads.
    """

    language: str = "en"
    loading: str = _LOADING
    bank: str = "bank"
    left_out: str = "Not on the card"
    loop: str = "loop"
    one_shot: str = "one-shot"
    choke: str = "choke"
    point: str = "."
    reason: Callable[[str], str] = str


ENGLISH = SheetWords()


def change_words(file: CardFile) -> Iterator[str]:
    """What becomes of a sample, as "44.1 to 48 kHz", "24 to 16 bits", "stereo kept"."""
    features = file.record.features
    if features is None:
        return
    lossy = "lossy" if features.bit_depth is None else str(features.bit_depth)
    kept = "mono kept" if features.channels == 1 else "stereo kept"
    words = {
        Change.RATE: f"{features.sample_rate_hz / 1000:g} to 48 kHz",
        Change.BITS: f"{lossy} to 16 bits",
        Change.FOLDED: f"{features.channels} channels to stereo",
        Change.PADDED: "silence added up to 0.1 s",
        Change.TRIMMED: "silence at the ends cut",
        Change.LEVELLED: f"levelled to {file.recipe.level_lufs:g} LUFS" if file.recipe.level_lufs is not None else "levelled",
        Change.TURNED_DOWN: "turned down, so that it is not clipped",
    }
    yield from (words[change] for change in file.changes)
    if Change.FOLDED not in file.changes:
        yield kept


def plan_lines(plan: CardPlan) -> Iterator[str]:
    """The plan, line by line: where to, each file and what becomes of it, what is left out and why, and the room that it takes."""
    yield from where_lines(plan)
    for file in plan.files:
        yield f"  {file.folder}/{visible(file.name)}  <-  {visible(file.record.path)}  ({_becomes(file)})"
    for left in plan.left_out:
        yield f"  not written: {visible(left.record.path)}: {left.reason}"
    new = [file for file in plan.files if not file.there]
    yield f"{len(new)} to write, {len(plan.files) - len(new)} there already, {len(plan.left_out)} not written."
    yield f"Room: {plan.needed_bytes / 1e6:,.1f} MB of {plan.place.free_bytes / 1e6:,.1f} MB free."
    if not plan.fits:
        yield "There is not enough room: nothing would be written."
    if plan.obstacle:
        yield f"Nothing would be written: {plan.obstacle}"


def _becomes(file: CardFile) -> str:
    if file.in_the_way:
        return f"in the way: {visible(file.in_the_way)}"
    return "there already, is compared" if file.there else ", ".join(change_words(file))


def where_lines(plan: CardPlan) -> Iterator[str]:
    """Where the files go, and what is noteworthy about it."""
    place = plan.place
    yield f"Card: {visible(place.base)}"
    if not place.is_card:
        yield (
            "No IMPORT folder was found there, so the folder is taken as it is. "
            "For the sampler, its folders must be in IMPORT on a card that was formatted on the unit."
        )
    if place.missing:
        yield "The folder does not exist yet and is made."
    if len(plan.folders) > 1:
        yield f"More than the 160 pads of one project: they go into {len(plan.folders)} folders, one for each project."
    if plan.company:
        yield plan.company


def plan_object(plan: CardPlan) -> dict[str, Any]:
    """The plan for programs, of JSON's own kinds."""
    return {
        "base": visible(plan.place.base),
        "is_card": plan.place.is_card,
        "folders": list(plan.folders),
        "files": [file_object(file) for file in plan.files],
        "left_out": [{"id": left.record.id, "path": visible(left.record.path), "reason": left.reason} for left in plan.left_out],
        "needed_bytes": plan.needed_bytes,
        "free_bytes": plan.place.free_bytes,
        "fits": plan.fits,
        "others": [visible(path) for path in plan.others],
    }


def file_object(file: CardFile) -> Mapping[str, Any]:
    """A file of the plan for programs."""
    return {
        "id": file.record.id,
        "path": visible(file.record.path),
        "folder": file.folder,
        "pad": file.pad,
        "name": visible(file.name),
        "changes": [str(change) for change in file.changes],
        "duration_s": round(file.duration_s, 3),
        "size_bytes": file.size_bytes,
        "there": file.there,
        "in_the_way": visible(file.in_the_way),
    }


def facts(file: CardFile, words: SheetWords = ENGLISH) -> list[str]:
    """What a player wants to know of a pad: kind, tempo as a pad can have it, key or root, length, choke group."""
    record = file.record
    tempo = pad_tempo(_number(record.known("bpm")))
    note = record.known("key") or record.known("root_note")
    kind = {Kind.LOOP: words.loop, Kind.ONE_SHOT: words.one_shot}.get(record.known("kind"), "")  # type: ignore[call-overload]
    return [
        word
        for word in (
            kind,
            f"{tempo:.2f} BPM".replace(".", words.point) if tempo is not None else "",
            visible(str(note)) if note else "",
            length(file.duration_s).replace(".", words.point),
            f"{words.choke} {file.choke}" if file.choke else "",
        )
        if word
    ]


def length(seconds: float) -> str:
    """A length, as "0.41 s" or "2:05"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if seconds >= 59.95 else f"{seconds:.2f} s"  # noqa: PLR2004 - a minute, to what two decimals show


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
