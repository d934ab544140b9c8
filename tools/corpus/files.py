"""Sounds that lie in packages as files, labelled by their names."""

import os
import random
import re
import shutil
import unicodedata

from tools.corpus.model import NOTES, Candidate, Label, Rule, Source, root_of
from tools.corpus.packages import AUDIO, convert, every_file, place

_CONVERTED = (".wv", ".gsm")
_WAVPACK = b"wvpk"  # some organs keep it in files named .wav
_NOTE = re.compile(r"([a-g])(s|#)?(-?\d)\.\w+$")
_MIDI = re.compile(r"(\d{3})-[a-g]#?\.\w+$")


def collect(source: Source, folder: str) -> list[Candidate]:
    """Copy the labelled files of a source to `folder`/audio/SOURCE.

    Where a kind has more files than the source's cap, a fixed random choice is taken, kind by kind and package by package.
    """
    found: list[Candidate] = []
    for package in source.packages:
        home = place(package, folder)
        kinds: dict[Rule, list[str]] = {}
        for path in every_file(home):
            inner = _plain(os.path.join(os.path.basename(home), os.path.relpath(path, home)))
            rule = next((rule for rule in source.rules if rule.matches(inner)), None) if inner.endswith(AUDIO) else None
            if rule is not None and rule.kind:
                kinds.setdefault(rule, []).append(path)
        for rule, paths in kinds.items():
            picks = random.Random(f"{package} {rule.pattern}").sample(paths, min(source.cap, len(paths)))  # noqa: S311 - a fixed choice
            found += [Candidate(path=_copy(path, source, package, folder), label=_label(path, rule, source)) for path in sorted(picks)]
    return found


def _plain(path: str) -> str:
    return path.encode("utf-8", "replace").decode().lower()


def _copy(path: str, source: Source, package: str, folder: str) -> str:
    home = place(package, folder)
    stem, suffix = os.path.splitext(os.path.relpath(path, home))
    parts = stem.split(os.sep)[-3:]
    name = unicodedata.normalize("NFKD", "_".join([*([package.rpartition(":")[2]] if len(source.packages) > 1 else []), *parts]))
    name = re.sub(r"[^A-Za-z0-9._#-]+", "-", name.encode("ascii", "backslashreplace").decode())[-120:]
    target = os.path.join(folder, "audio", source.name, name + suffix.lower())
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(path, "rb") as file:
        is_wavpack = file.read(len(_WAVPACK)) == _WAVPACK
    if is_wavpack or suffix.lower() in _CONVERTED:
        target = os.path.splitext(target)[0] + ".flac"
        convert(path, target)
    else:
        shutil.copyfile(path, target)
    return target


def _label(path: str, rule: Rule, source: Source) -> Label:
    category, subtype = rule.family()
    midi = _midi(os.path.basename(path).lower()) if source.pitched else None
    return Label(
        source=source.name, licence=source.licence, category=category, subtype=subtype, detail=rule.detail or os.path.basename(path),
        is_loop=rule.detail == "loop", root="" if midi is None else root_of(midi), midi="" if midi is None else str(midi),
    )  # fmt: skip


def _midi(name: str) -> int | None:
    """MIDI number that a file name tells: "as3.mp3" or "067-g.wav"."""
    if number := _MIDI.search(name):
        return int(number[1])
    note = _NOTE.search(name)
    return 12 * (int(note[3]) + 1) + NOTES.index(note[1].upper()) + bool(note[2]) if note else None
