"""What file names and chunks claim, judged apart from the signal: how often they speak, and how often they are right.

Labels that were read from the names agree with them for that reason, and where sounds were made to a label, so were their names.
What is counted is therefore agreement, the most that the truth can be. Free of the names are only the lengths of loops.
"""

import os
from collections.abc import Callable, Iterator, Sequence

from sp404_gui.domain.features import Hints, Kind, LocalFeatures
from sp404_gui.engine.measuring.evidence import weigh
from sp404_gui.library.hints import chunk_hints, name_hints
from sp404_gui.library.identity import open_regular
from tests.benchmarks.command import fact
from tests.benchmarks.ear.yardstick import SET, Row, Yardstick

_READ = ("name", "folder", "name+length")
_FIELDS = ("category", "subcategory", "kind", "tempo", "key", "root", "root with octave", "tempo of a one-shot")
_CLOSE, _SAME_TEMPO = 0.04, 0.02

Claim = tuple[str, bool | None]
"""A field, and whether the claim agrees with the label; None where nothing is claimed."""


def print_witnesses(yardstick: Yardstick) -> None:
    """Print the tables: names, chunks, and whether a loop's length can tell a true tempo from a false one."""
    witnesses: dict[str, Callable[[Row], Hints]] = {"file names": lambda row: name_hints(row["path"]), "chunks": _chunks}
    for name, witness in witnesses.items():
        judged = [(row["label_origin"] in _READ, claim) for row in yardstick.rows for claim in claims(yardstick, row, witness(row))]
        if all(agrees is None for _, (_, agrees) in judged):
            fact(f"{name} alone claim nothing of {len(yardstick.rows)} sounds", "")
            continue
        fact(f"{name} alone: claims of labelled sounds, like the label", "label read from names | sound made to label")
        for field in _FIELDS:
            columns = [[agrees for is_read, (what, agrees) in judged if what == field and is_read is wanted] for wanted in (True, False)]
            fact(f"   {field}", " | ".join(_share(column) for column in columns))
    _print_lengths([row for row in yardstick.rows if row["is_loop"] == "1" and row["bpm"]])


def claims(yardstick: Yardstick, row: Row, hints: Hints) -> Iterator[Claim]:
    """One claim for each label of a sound; a tempo claimed of a one-shot is wrong."""
    program, is_loop = yardstick.program, row["is_loop"] == "1"
    yield "kind", (hints.kind is Kind.LOOP) == is_loop if hints.kind else None
    if row["category"]:
        yield "category", hints.category == row["category"] if hints.category else None
    if row["subtype"]:
        group = program.GROUPS.get(hints.subcategory, hints.subcategory)
        yield "subcategory", group == row["subtype"] if group else None
    if not is_loop:
        yield "tempo of a one-shot", False if hints.bpm else None
    elif row["bpm"]:
        yield "tempo", _is_close(hints.bpm, float(row["bpm"]), _CLOSE) if hints.bpm else None
    if row["key"]:
        yield "key", program.key(hints.key) == program.key(row["key"]) if hints.key else None
    if row["root"]:
        yield "root", program.pitch_class(hints.root_note) == program.pitch_class(row["root"]) if hints.root_note else None
    if row["midi"]:
        yield "root with octave", program.midi(hints.root_note) == int(float(row["midi"])) if hints.root_note else None


def _chunks(row: Row) -> Hints:
    descriptor = open_regular(str(SET / row["path"]))
    try:
        return chunk_hints(descriptor)
    finally:
        os.close(descriptor)


def _share(claimed: Sequence[bool | None]) -> str:
    spoken = [agrees for agrees in claimed if agrees is not None]
    return f"{len(spoken)} of {len(claimed)}" + (f", {_mean(spoken):.3f}" if spoken else "")


def _mean(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


def _print_lengths(loops: Sequence[Row]) -> None:
    """Each loop's own tempo, and the other loops' tempos as false claims."""
    if not loops:
        return
    tempos = [float(row["bpm"]) for row in loops]
    true = [_is_heard(row, bpm) for row, bpm in zip(loops, tempos, strict=True)]
    pairs = [(row, own, other) for number, (row, own) in enumerate(zip(loops, tempos, strict=True)) for other in _without(tempos, number)]
    false = [_is_heard(row, other) for row, own, other in pairs if not _is_close(other, own, _SAME_TEMPO)]
    same = [_is_close(other, own, _SAME_TEMPO) for _, own, other in pairs]
    fact(f"length of {len(loops)} loops fits: their tempo, others' tempos", f"{_mean(true):.3f} | {_mean(false):.3f}")
    fact("   two loops have the same tempo, within 2 %", f"{_mean(same):.3f}")


def _without(tempos: Sequence[float], number: int) -> Sequence[float]:
    return [*tempos[:number], *tempos[number + 1 :]]


def _is_heard(row: Row, bpm: float) -> bool:
    """Whether a claimed tempo counts where the signal has none: by the length alone."""
    duration = float(row["duration_s"])
    bare = LocalFeatures(
        duration_s=duration,
        sample_rate_hz=0,
        channels=1,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        kind=Kind.LOOP,
        kind_confidence=1.0,
    )
    return weigh(bare, Hints(), Hints(bpm=bpm)).bpm is not None


def _is_close(bpm: float, wanted: float, tolerance: float) -> bool:
    return abs(bpm - wanted) <= tolerance * wanted
