"""Key or root: phrases and chords have a key, single notes a root, drums and noise neither."""

from dataclasses import dataclass, replace

import numpy as np

from sp404_gui.audio.key import guess_tonic, key_confidence
from sp404_gui.audio.pitch import exact_pitch, sounding_octave
from sp404_gui.audio.polyphony import series_fullness
from sp404_gui.audio.sound import Sound
from sp404_gui.audio.spectrum import share_below
from sp404_gui.audio.tonality import midi_of, note_name

_LEAST_KEY_STRENGTH, _LEAST_TUNEDNESS = 0.35, 0.12  # noise is below 0.1 of the second
_LEAST_AGREEMENT = 0.4
_LEAST_EXPLAINED = 1e-4  # of the peaks' energy, on its harmonics
_HIGHEST_HZ, _LEAST_BELOW = 6000.0, 1e-3  # what is left below is folded or quantised down from above
_MOST_OTHER, _MOST_OTHER_DRUMS = 0.9, 0.3  # probability of neither note nor chord
_CLEAR, _CLEAR_DRUMS = 0.7, 0.8
_ONE_NOTE_AGREEMENT, _ONE_NOTE_CLARITY, _ONE_NOTE_FULLNESS = 0.85, 0.9, 0.9
# a note and a chord are as likely at this oneness; the model knows it too, so that it counts but half of what it would alone
_EVEN_ONENESS, _PER_ONENESS = 0.8, 10.0
_UNDECIDED = 0.05  # probability of the other, from which on both are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """Key and root as far as the sound has them, and the reasons where it has not.

    Attributes:
        key: As "A minor".
        key_confidence: 0-1.
        root_note: As "A1".
        root_hz: Fundamental frequency, 24 Hz to 5 kHz.
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
        return Tone(no_key="Drum loops have no key.", no_root="Drum loops have no root.") if is_drums else _of_chord(sound)
    if share_below(sound.spectra.mean, sound.spectra.frequencies, _HIGHEST_HZ) < _LEAST_BELOW:
        return Tone(no_key="It has no clear pitch.", no_root="Its pitch is not clear, or above 5 kHz.")
    steady, single = sound.steady, sound.oneness
    most, clear = (_MOST_OTHER_DRUMS, _CLEAR_DRUMS) if is_drums else (_MOST_OTHER, _CLEAR)
    # a note by every measure is one, whatever the model takes it for
    is_clear = steady is not None and min(steady[1], _clarity(sound), single) > clear
    if shares["other"] > most and not is_clear:
        return Tone(no_key="It has no clear pitch.", no_root="It has no clear pitch.")
    if is_drums:
        return _of_note(sound, steady)
    odds = (shares["note"] + 1e-3) / (shares["chord"] + 1e-3) * np.exp(_PER_ONENESS * (single - _EVEN_ONENESS))
    return _of_one_or_several(sound, steady, float(odds / (1 + odds)))


def _clarity(sound: Sound) -> float:
    return float(np.average(sound.pitch.clarity, weights=np.square(sound.pitch.level) + 1e-12))


def _of_one_or_several(sound: Sound, steady: tuple[float, float] | None, single: float) -> Tone:
    """Root of a note or key of a chord, or, as far as either may be, both: the note that a key is named after is its root in any case.

    Args:
        sound: The sound.
        steady: Its pitch and how much of it agrees on that.
        single: Probability that it is one note.
    """
    if single > 1 - _UNDECIDED:
        return _of_note(sound, steady)
    chord = _of_chord(sound)
    if single < _UNDECIDED:
        return chord
    note = _of_note(sound, steady)
    if chord.key is not None and note.root_note is not None and chord.key.split()[0] == note.root_note.rstrip("-0123456789"):
        return replace(note, key=chord.key, key_confidence=chord.key_confidence * (1 - single), no_key="")
    return note if single >= 0.5 else chord  # noqa: PLR2004 - the likelier of two


def _of_note(sound: Sound, steady: tuple[float, float] | None) -> Tone:
    if steady is None or steady[1] < _LEAST_AGREEMENT:
        return Tone(no_key="A single sound has no key.", no_root="Its pitch is not steady.")
    hz = exact_pitch(sounding_octave(steady[0], sound.peaks), sound.peaks)
    if series_fullness(sound.peaks, hz)[0] < _LEAST_EXPLAINED:
        return Tone(no_key="A single sound has no key.", no_root="Its pitch is not clear, or above 5 kHz.")
    return Tone(root_note=note_name(round(midi_of(hz))), root_hz=hz, no_key="A single note has a root, not a key.")


def _of_chord(sound: Sound) -> Tone:
    """Key of a chord or phrase, and its root where it stays on one clear note."""
    several = "It is made of several notes."
    guess = guess_tonic(sound.peaks, sound.chroma)
    if guess is None or guess.strength < _LEAST_KEY_STRENGTH or sound.tunedness < _LEAST_TUNEDNESS:
        tone = Tone(no_key="Its notes fit no key.", no_root=several)
    else:
        tone = Tone(key=guess.name, key_confidence=key_confidence(guess), no_root=several)
    root = _one_note(sound)
    return tone if root is None else replace(tone, root_note=note_name(round(midi_of(root))), root_hz=root, no_root="")


def _one_note(sound: Sound) -> float | None:
    """Fundamental where nearly all is one note; the common period of a chord is less clear, or has gaps in its series."""
    steady = sound.steady
    if steady is None or steady[1] < _ONE_NOTE_AGREEMENT or _clarity(sound) < _ONE_NOTE_CLARITY:
        return None
    hz = sounding_octave(steady[0], sound.peaks)
    return hz if series_fullness(sound.peaks, hz)[1] >= _ONE_NOTE_FULLNESS else None
