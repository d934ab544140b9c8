"""Plays takes through fluidsynth: one score, one rendering, cut into sounds."""

import os
import random
import struct
import tempfile
from collections.abc import Sequence

import numpy as np
import soundfile
from numpy.typing import NDArray

from tools.corpus.model import Candidate
from tools.corpus.packages import run
from tools.corpus.sink import trimmed, write_sound
from tools.corpus.takes import Take

Audio = NDArray[np.float32]
RATE = 44_100
_LEAD_S, _REST_S, _RING_S = 0.1, 0.4, 1.5
_BATCH = 120


def play(takes: Sequence[Take], soundfont: str, folder: str, chance: random.Random) -> list[Candidate]:
    """Render the takes, a batch at a time, every third batch with reverb and chorus; writes them below `folder`."""
    made: list[Candidate] = []
    for start in range(0, len(takes), _BATCH):
        batch = takes[start : start + _BATCH]
        is_wet = start // _BATCH % 3 == 2  # noqa: PLR2004
        for number, (take, audio) in enumerate(zip(batch, _render(batch, soundfont, is_wet=is_wet), strict=True), start):
            name = f"{number:03d}_{take.label.subtype}_{take.program:03d}"
            made.append(
                Candidate(path=write_sound(os.path.join(folder, name), _finish(take, audio, chance), RATE, chance), label=take.label)
            )
    return made


def _slot(take: Take) -> float:
    return take.length_s + (_RING_S if take.wrap else 0.0)


def _render(takes: Sequence[Take], soundfont: str, *, is_wet: bool) -> list[Audio]:
    starts = np.cumsum([_LEAD_S, *(_slot(take) + _LEAD_S + _REST_S for take in takes)])[:-1]
    effects = ("-R", "1", "-C", "1") if is_wet else ("-R", "0", "-C", "0")
    with tempfile.TemporaryDirectory() as folder:
        score, sound = os.path.join(folder, "score.mid"), os.path.join(folder, "sound.wav")
        with open(score, "wb") as file:
            file.write(_midi_file(takes, [float(start) for start in starts]))
        run(
            "fluidsynth",
            "-n",
            "-i",
            "-q",
            *effects,
            "-g",
            "0.4",
            "-r",
            str(RATE),
            "-O",
            "float",
            "-T",
            "wav",
            "-F",
            sound,
            soundfont,
            score,
        )
        audio = soundfile.read(sound, dtype="float32", always_2d=True)[0]
    places = [round(float(start) * RATE) for start in starts]
    return [audio[place : place + round(_slot(take) * RATE)] for place, take in zip(places, takes, strict=True)]


def _finish(take: Take, audio: Audio, chance: random.Random) -> Audio:
    length = round(take.length_s * RATE)
    if take.wrap:
        audio = audio.copy()
        ring = audio[length:][:length]
        audio[: len(ring)] += ring
    audio = audio[:length]
    if take.is_cut:
        return audio
    return trimmed(audio, RATE, chance.choice((-50.0, -60.0, -70.0)))


def _midi_file(takes: Sequence[Take], starts: Sequence[float]) -> bytes:
    """A Standard MIDI File, format 0, of one tick a millisecond (division 500 at 120 beats a minute)."""
    events: list[tuple[int, int, bytes]] = []
    for take, start in zip(takes, starts, strict=True):
        channel, at = 9 if take.is_kit else 0, round(1000 * start)
        events.append((at - 60, 0, bytes((0xB0 | channel, 121, 0))))
        events.append((at - 50, 1, bytes((0xC0 | channel, take.program))))
        for note in take.notes:
            onset = at + round(1000 * note.onset_s)
            events.append((onset, 3, bytes((0x90 | channel, note.midi, note.velocity))))
            events.append((onset + max(1, round(1000 * note.length_s)), 2, bytes((0x80 | channel, note.midi, 0))))
        events.append((at + round(1000 * _slot(take)), 4, bytes((0xB0 | channel, 120, 0))))
    track, now = bytearray(), 0
    for at, _, message in sorted(events):
        track += _variable_length(at - now) + message
        now = at
    track += b"\x83\x74\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500) + b"MTrk" + struct.pack(">I", len(track)) + bytes(track)


def _variable_length(value: int) -> bytes:
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(0x80 | value & 0x7F)
    return bytes(reversed(parts))
