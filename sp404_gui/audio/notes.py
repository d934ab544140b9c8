"""Key or root: phrases and chords have a key, single notes a root, drums and noise neither."""

from dataclasses import dataclass, replace

import numpy as np

from sp404_gui.audio.pitch import steady_pitch
from sp404_gui.audio.sound import Sound
from sp404_gui.audio.tonality import guess_key, midi_of, note_name

_LEAST_KEY_STRENGTH = 0.35
_LEAST_AGREEMENT = 0.4
_LOOP_AGREEMENT, _LOOP_CLARITY = 0.85, 0.9
_MOST_OTHER = 0.7
# logistic regression of "the key is right" on the fit of the profile and its lead over the second
_KEY_BIAS, _KEY_PER_STRENGTH, _KEY_PER_MARGIN = -2.0, 3.0, 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """Key and root as far as the sound has them, and the reasons where it has not.

    Attributes:
        key: As "A minor".
        key_confidence: 0-1.
        root_note: As "A1".
        root_hz: Fundamental frequency.
        no_key: Why there is no key.
        no_root: Why there is no root.
    """

    key: str | None = None
    key_confidence: float = 0.0
    root_note: str | None = None
    root_hz: float | None = None
    no_key: str = ""
    no_root: str = ""


def measure_tone(sound: Sound, shares: dict[str, float], *, is_loop: bool, is_drums: bool) -> Tone:
    """Decide whether a sound has a key or a root, and measure it.

    Args:
        sound: The sound.
        shares: Probability of "note", "chord" and "other", from the model; it is trained on one-shots.
        is_loop: Whether it is a phrase that repeats.
        is_drums: Whether it belongs to the drums.
    """
    if is_loop:
        return _of_drums() if is_drums else _of_phrase(sound)
    if shares["other"] > _MOST_OTHER or (is_drums and shares["other"] > 1 - _MOST_OTHER):
        return Tone(no_key="It has no clear pitch.", no_root="It has no clear pitch.")
    return _of_note(sound) if shares["note"] >= shares["chord"] else _of_chord(sound)


def _of_drums() -> Tone:
    return Tone(no_key="Drum loops have no key.", no_root="Drum loops have no root.")


def _of_note(sound: Sound) -> Tone:
    steady = steady_pitch(sound.pitch)
    if steady is None or steady[1] < _LEAST_AGREEMENT:
        return Tone(no_key="A single sound has no key.", no_root="Its pitch is not steady.")
    return Tone(root_note=note_name(round(midi_of(steady[0]))), root_hz=steady[0], no_key="A single note has a root, not a key.")


def _of_chord(sound: Sound) -> Tone:
    several = "It is made of several notes."
    guess = guess_key(sound.chroma)
    if guess is None or guess.strength < _LEAST_KEY_STRENGTH:
        return Tone(no_key="Its notes fit no key.", no_root=several)
    odds = np.exp(_KEY_BIAS + _KEY_PER_STRENGTH * guess.strength + _KEY_PER_MARGIN * guess.margin)
    return Tone(key=guess.name, key_confidence=float(odds / (1 + odds)), no_root=several)


def _of_phrase(sound: Sound) -> Tone:
    """Key of a loop, and its root where it stays on one clear note: the common period of a chord is less clear."""
    tone, steady = _of_chord(sound), steady_pitch(sound.pitch)
    clarity = float(np.average(sound.pitch.clarity, weights=sound.pitch.level + 1e-12))
    if steady is None or steady[1] < _LOOP_AGREEMENT or clarity < _LOOP_CLARITY:
        return tone
    return replace(tone, root_note=note_name(round(midi_of(steady[0]))), root_hz=steady[0], no_root="")
