"""Whether all copies of a sound are found, and nothing else: 500 made copies among sounds that are as alike as strokes of one drum."""

import asyncio
import random
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from sp404_gui.domain.duplicate import DuplicateGroup, Sameness
from sp404_gui.engine.duplicates.search import find_duplicates, members_of
from sp404_gui.store.cache import DiskCache
from tests.benchmarks.command import SHARED_AUDIO, fact, row, run
from tests.benchmarks.sounds import make_sounds

_PAIRS = 500
_LONGEST_S = 12.0
_QUIETEST = 1e-3
_PRECISION, _RECALL = 0.98, 0.95
_LEFT = 0.1
"""Share of the energy that a trim may take away."""
_CUT_S, _CUT = 2.5, 0.35
"""How much a cut takes away at one end at most, in seconds, and as a share of the energy."""
_JUDGED_HZ, _BLOCK = 44_100, 2048
_CANCELLED = 10 ** (-25 / 10)
"""A correlation of 0.997: what coding anew leaves of a sound; two strokes leave more than a hundredth."""
_COMMON = 0.5
_SAME_AUDIO = "another container"

Floats = NDArray[np.float64]
Copy = Callable[[Path, Path], Path]


def measure(place: Path) -> None:
    """Print the table."""
    folder = place / "sounds"
    originals = _originals(place)
    copies = _written(originals, folder)
    done = run(("process", folder, "--cache-dir", place / "job", "--provider", "offline", "--quiet"), place / "home")
    assert done.code == 0, done.stdout
    begun = time.perf_counter()
    members = list(members_of(str(place / "job")))
    cache = DiskCache(str(place / "cache.db"))
    found = asyncio.run(find_duplicates(members, set(Sameness), lambda _: None, cache=cache))
    spent = time.perf_counter() - begun
    begun = time.perf_counter()
    again = asyncio.run(find_duplicates(members, set(Sameness), lambda _: None, cache=cache))
    spent_again = time.perf_counter() - begun
    cache.close()
    assert again == found
    equal = _pairs(asyncio.run(find_duplicates(members, {Sameness.EXACT, Sameness.AUDIO}, lambda _: None)).groups)
    _print_recall(copies, {kind: equal if kind == _SAME_AUDIO else _pairs(found.groups) for kind in _COPIES})
    precision, doubtful, twins = _precision(found.groups, set(copies), folder)
    row("precision", f"{precision:.3f}", f"> {_PRECISION}", reached=precision >= _PRECISION)
    fact("the same before we made copies: they cancel out to -25 dB", str(len(twins)))
    for pair in doubtful[:10]:
        fact("not made by us", " = ".join(pair))
    fact(f"searching {len(members)} files", f"{spent:.1f} s")
    fact("the same again", f"{spent_again:.1f} s")


def _print_recall(copies: Mapping[tuple[str, str], str], found: Mapping[str, set[tuple[str, str]]]) -> None:
    """By kind, and over all; another container counts only where the audio was found to be the same to the bit."""
    hit = 0
    for kind, pairs in found.items():
        wanted = {pair for pair, name in copies.items() if name == kind}
        hit += len(wanted & pairs)
        share = len(wanted & pairs) / max(1, len(wanted))
        row(f"recall: {kind}, of {len(wanted)}", f"{share:.3f}", f"> {_RECALL}", reached=share >= _RECALL)
    row(f"recall, of {len(copies)}", f"{hit / len(copies):.3f}", f"> {_RECALL}", reached=hit / len(copies) >= _RECALL)


def _pairs(groups: Sequence[DuplicateGroup]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(member.record.path for member in group.members), 2)}


def _precision(
    groups: Sequence[DuplicateGroup], made: set[tuple[str, str]], folder: Path
) -> tuple[float, list[tuple[str, str]], list[tuple[str, str]]]:
    """The share of what would go that is a copy of what stays, the rest, and what was the same before: no fault.

    A copy of ours is what it was made of: whether that was the same is asked of the original.
    """
    proposed = {tuple(sorted((group.members[0].record.path, member.record.path))) for group in groups for member in group.members[1:]}
    others = [(one, other) for one, other in sorted(proposed) if (one, other) not in made]
    original = {other: one for pair in made for one, other in (pair, pair[::-1]) if " copy." in other}
    twins = [pair for pair in others if _are_twins(*(folder / original.get(name, name) for name in pair))]
    wrong = [pair for pair in others if pair not in twins]
    return 1 - len(wrong) / max(1, len(proposed)), wrong, twins


def _are_twins(one: Path, other: Path) -> bool:
    """Whether what two whole files have in common cancels out, block by block, at some level: one recording, as no two strokes are."""
    first, second = map(_heard, (one, other))
    ours, theirs = _side_by_side(first, second)
    left = sum(_residue(ours[start : start + _BLOCK], theirs[start : start + _BLOCK]) for start in range(0, len(ours), _BLOCK))
    share = min(float(ours @ ours) / float(first @ first), float(theirs @ theirs) / float(second @ second))
    return share >= _COMMON and left <= _CANCELLED * float(ours @ ours)


def _heard(file: Path) -> Floats:
    samples, rate = soundfile.read(file, always_2d=True)
    return np.asarray(soxr.resample(samples.mean(1), rate, _JUDGED_HZ))


def _side_by_side(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """Where both overlap, moved to where they agree best."""
    size = 1 << (len(first) + len(second) - 1).bit_length()
    agreement = np.abs(np.fft.irfft(np.fft.rfft(first, size) * np.conj(np.fft.rfft(second, size)), size))
    best = int(agreement.argmax())
    lag = best if best < len(first) else best - size
    start, other = max(lag, 0), max(-lag, 0)
    count = min(len(first) - start, len(second) - other)
    return first[start : start + count], second[other : other + count]


def _residue(ours: Floats, theirs: Floats) -> float:
    """The energy that is left of a block when the other is taken away from it at the level that leaves least."""
    level = float(ours @ theirs) / max(float(theirs @ theirs), 1e-12)
    rest = ours - level * theirs
    return float(rest @ rest)


def _originals(place: Path) -> list[Path]:
    """Sounds that are alike, in an order that mixes them; made ones where no real ones are at hand."""
    found = sorted(file for file in SHARED_AUDIO.rglob("*") if file.suffix in {".wav", ".flac", ".ogg"}) if SHARED_AUDIO.is_dir() else []
    if not found:
        found = sorted(make_sounds(place / "made", 3 * _PAIRS).rglob("*.wav"))
    random.Random(1).shuffle(found)
    return found


def _written(originals: Sequence[Path], folder: Path) -> dict[tuple[str, str], str]:
    """Copy sounds, and their neighbours as hard negatives, into a folder, with one altered copy of each; the pairs, and what was done."""
    made: dict[tuple[str, str], str] = {}
    names = list(_COPIES)
    for number, file in enumerate(originals):
        samples, rate = soundfile.read(file, always_2d=True)
        if len(samples) > _LONGEST_S * rate or np.abs(samples).max(initial=0) < _QUIETEST:
            continue
        original = folder / file.parent.name / f"{number:05d}{file.suffix}"
        original.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, original)
        if len(made) < _PAIRS:
            name = names[len(made) % len(names)]
            copy = _COPIES[name](original, original.with_name(f"{number:05d} copy.wav"))
            made[_pair(original, copy, folder)] = name
    return made


def _pair(one: Path, other: Path, folder: Path) -> tuple[str, str]:
    first, second = sorted(str(file.relative_to(folder)) for file in (one, other))
    return first, second


def _changed(change: Callable[[Floats, int], tuple[Floats, int]], suffix: str = ".wav") -> Copy:
    def copy(original: Path, target: Path) -> Path:
        samples, rate = change(*soundfile.read(original, always_2d=True))
        target = target.with_suffix(suffix)
        soundfile.write(target, np.clip(samples, -1, 1), rate)
        return target

    return copy


def _exact(original: Path, target: Path) -> Path:
    return Path(shutil.copy(original, target.with_suffix(original.suffix)))


def _at(rate: int) -> Copy:
    return _changed(lambda samples, own: (soxr.resample(samples, own, rate), rate))


def _trimmed(samples: Floats, rate: int) -> tuple[Floats, int]:
    grown = np.cumsum((samples**2).sum(1))
    return samples[np.searchsorted(grown, _LEFT * grown[-1] / 2) : np.searchsorted(grown, (1 - _LEFT / 2) * grown[-1]) + 1], rate


def _without_head(samples: Floats, rate: int) -> tuple[Floats, int]:
    grown = np.cumsum((samples**2).sum(1))
    return samples[min(round(_CUT_S * rate), int(np.searchsorted(grown, _CUT * grown[-1]))) :], rate


def _without_tail(samples: Floats, rate: int) -> tuple[Floats, int]:
    return _without_head(samples[::-1], rate)[0][::-1], rate


def _faded(samples: Floats, rate: int) -> tuple[Floats, int]:
    tail = max(1, len(samples) // 5)
    slope = np.concatenate([np.ones(len(samples) - tail), np.linspace(1, 0, tail)])
    return samples * slope[:, None], rate


def _in_another_container(original: Path, target: Path) -> Path:
    """The same samples to the bit; each container in its turn, as far as it can hold them."""
    subtype = soundfile.info(original).subtype
    whole = subtype in {"PCM_16", "PCM_24"}
    turn = int(original.stem) % len(_CONTAINERS)
    suffix = next(
        suffix for suffix in _CONTAINERS[turn:] + _CONTAINERS[:turn] if suffix != original.suffix and (whole or suffix != ".flac")
    )
    samples, rate = soundfile.read(original, dtype="int32" if whole else "float32", always_2d=True)
    soundfile.write(target.with_suffix(suffix), samples, rate, subtype if whole else "FLOAT")
    return target.with_suffix(suffix)


def _lossy(suffix: str) -> Copy:
    return _changed(lambda samples, rate: (soxr.resample(samples, rate, 44_100), 44_100), suffix)


_CONTAINERS = (".flac", ".aiff", ".wav")
_COPIES: dict[str, Copy] = {
    "exact": _exact,
    "quieter": _changed(lambda samples, rate: (0.4 * samples, rate)),
    "normalised": _changed(lambda samples, rate: (0.98 * samples / np.abs(samples).max(), rate)),
    "44.1 kHz": _at(44_100),
    "48 kHz": _at(48_000),
    "22.05 kHz": _at(22_050),
    _SAME_AUDIO: _in_another_container,
    "OGG": _lossy(".ogg"),
    "MP3": _lossy(".mp3"),
    "trimmed": _changed(_trimmed),
    "head cut": _changed(_without_head),
    "tail cut": _changed(_without_tail),
    "faded": _changed(_faded),
}
