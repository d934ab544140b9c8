"""A labelled set as arrays: each sound's numbers and picture, as it is and in variations."""

import csv
import os
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodedAudio, DecodeLimits, decode
from sp404_gui.audio.melpatch import mel_patch
from sp404_gui.audio.sound import listen, mix_down
from sp404_gui.audio.timbre import describe
from tools.ear.augment import vary
from tools.ear.kinship import group_of

_STEPS = 255
_WORKERS = 2

Heard = tuple[NDArray[np.float32], NDArray[np.uint8]]


@dataclass(frozen=True)
class Sounds:
    """Labelled sounds.

    Attributes:
        numbers: Shape (sounds, variations, numbers); the first variation is the sound itself.
        patches: Shape (sounds, variations, bands, columns), 255 for 1.
        rows: Labels of each sound.
        groups: Name of the sources with which each is left out.
    """

    numbers: NDArray[np.float32]
    patches: NDArray[np.uint8]
    rows: list[dict[str, str]]
    groups: NDArray[np.str_]


def hear(folders: list[Path], variations: int) -> Sounds:
    """Measure every sound of the sets, each also in so many variations; the same sets give the same arrays.

    Args:
        folders: Each holds labels.csv, whose paths are relative to it or absolute.
        variations: Variations beside the sound itself.
    """
    rows = list(chain.from_iterable(_labels(folder, number) for number, folder in enumerate(folders)))
    with ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn")) as pool:
        heard = list(pool.map(partial(_hear_one, variations=variations), rows, chunksize=16))
    audible = [(row, one) for row, one in zip(rows, heard, strict=True) if one is not None]
    return Sounds(
        np.stack([numbers for _, (numbers, _) in audible]),
        np.stack([patches for _, (_, patches) in audible]),
        [row for row, _ in audible],
        np.array([group_of(row["source"]) for row, _ in audible]),
    )


def _labels(folder: Path, number: int) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(newline="", encoding="utf-8") as file:
        return [{**row, "file": str(folder / row["path"]), "folder": str(number)} for row in csv.DictReader(file)]


def _hear_one(row: dict[str, str], variations: int) -> Heard | None:
    """Numbers and pictures of one sound; None where it is silent."""
    descriptor = os.open(row["file"], os.O_RDONLY)
    try:
        audio = decode(descriptor, DecodeLimits())
    finally:
        os.close(descriptor)
    random = np.random.default_rng(zlib.crc32(f"{row['source']}/{Path(row['path']).name}".encode()))
    original = _measured(audio)
    if original is None:
        return None
    varied = [
        _measured(_as_audio(audio, vary(audio.samples, audio.sample_rate_hz, random, is_loop=row["is_loop"] == "1")))
        for _ in range(variations)
    ]
    measured = [original, *(one or original for one in varied)]
    return np.stack([numbers for numbers, _ in measured]), np.stack([patch for _, patch in measured])


def _as_audio(audio: DecodedAudio, samples: NDArray[np.float32]) -> DecodedAudio:
    return replace(audio, samples=samples, frames=samples.shape[1], channels=1)


def _measured(audio: DecodedAudio) -> Heard | None:
    mono = mix_down(audio)
    sound = None if mono is None else listen(mono)
    return None if sound is None else (describe(sound), np.round(mel_patch(sound.spectra) * _STEPS).astype(np.uint8))
