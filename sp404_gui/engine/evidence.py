"""Where the measured values meet the hints of file names and chunks.

A hint is a second witness, never a measurement: what the signal is sure of stands, what it is unsure of can be settled, and what
could not be measured stays absent. One exception: the tempo of a loop, because its length can contradict a false hint.
"""

from collections.abc import Iterable
from dataclasses import replace

from sp404_gui.domain.features import Hints, Kind, LocalFeatures, Witness

_SURE = 0.8
"""A measurement of this confidence is never overruled."""
_UNSURE = 0.5
"""Below this confidence a hint decides."""
_HINT_CONFIDENCE = 0.5
"""What a hint is worth where it decides."""
_AGREEMENT = 0.5
"""Chance that a hint is right for itself, for the noisy-or of agreeing witnesses (J. Pearl, Probabilistic Reasoning, 1988, 4.3.2)."""
_DOUBT = 0.8
"""What is left of a confidence that a hint contradicts."""

_TEMPO_TOLERANCE = 0.02
_LENGTH_TOLERANCE, _BEAT_TOLERANCE, _FEWEST_BEATS = 0.02, 0.1, 2
_NATURALS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def weigh(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    """Combine the measurements of a sample with its hints; says for tempo, key and root who the witness is.

    Args:
        features: Measured from the signal alone.
        chunk: Claims of the file's chunks; heard before those of the name.
        name: Claims of the file's name.

    Returns:
        The features; `unmeasured` gives reasons for absent values alone.
    """
    if features.is_silent:
        return features
    for settle in (_category, _kind, _tempo, _key, _root):
        features = settle(features, chunk, name)
    missing = {field: reason for field, reason in features.unmeasured.items() if getattr(features, field, None) is None}
    return replace(features, unmeasured=missing)


def _category(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    category, subcategory = (chunk.category, chunk.subcategory) if chunk.category else (name.category, name.subcategory)
    confidence = features.category_confidence
    if category is None or features.category is None or confidence is None:
        return features
    if category is features.category:
        is_open = features.subcategory is None or confidence < _UNSURE
        subcategory = subcategory if subcategory and is_open else features.subcategory
        return replace(features, subcategory=subcategory, category_confidence=_agreed(confidence))
    if confidence >= _UNSURE:
        return replace(features, category_confidence=_doubted(confidence))
    reasons = {**features.unmeasured, "subcategory": "the category is a hint's, which names no subcategory"}
    return replace(features, category=category, subcategory=subcategory, category_confidence=_HINT_CONFIDENCE, unmeasured=reasons)


def _kind(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    kind, confidence = chunk.kind or name.kind, features.kind_confidence
    if kind is None or features.kind is None or confidence is None:
        return features
    if kind is features.kind:
        return replace(features, kind_confidence=_agreed(confidence))
    if confidence >= _UNSURE:
        return replace(features, kind_confidence=_doubted(confidence))
    settled = replace(features, kind=kind, kind_confidence=_HINT_CONFIDENCE)
    return _without_tempo(settled) if kind is Kind.ONE_SHOT else settled


def _without_tempo(features: LocalFeatures) -> LocalFeatures:
    reasons = dict.fromkeys(("bpm", "bpm_confidence", "beats", "onsets_s"), "a one-shot has no tempo")
    bare = replace(features, bpm=None, bpm_confidence=None, bpm_source=None, beats=None, onsets_s=None)
    return replace(bare, unmeasured={**features.unmeasured, **reasons})


def _tempo(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    if features.kind is not Kind.LOOP:
        return features
    hints = [(hint.bpm, hint.beats) for hint in (chunk, name) if hint.bpm]
    if features.bpm is None:
        return _by_length(features, hints)
    confidence = features.bpm_confidence or 0.0
    # an octave is the common mistake of tempo measurement, so a second witness settles it unless the signal is sure
    for factor in (1.0,) if confidence >= _SURE else (1.0, 2.0, 0.5):
        bpm = features.bpm * factor
        if any(_is_close(bpm, hint) for hint, _ in hints):
            agreed = replace(features, bpm_confidence=_agreed(confidence), bpm_source=Witness.BOTH)
            return agreed if factor == 1.0 else _at(agreed, bpm)
    return features if confidence >= _UNSURE else _by_length(features, hints)


def _at(features: LocalFeatures, bpm: float) -> LocalFeatures:
    reasons = {**features.unmeasured, "beats": "the tempo does not fit the length"}
    return replace(features, bpm=bpm, beats=_whole_beats(features.duration_s, bpm), unmeasured=reasons)


def _by_length(features: LocalFeatures, hints: Iterable[tuple[float, int | None]]) -> LocalFeatures:
    """Take the first tempo hint at which the loop lasts a whole number of beats, and the number it claims if it claims one."""
    for bpm, claimed in hints:
        beats = _whole_beats(features.duration_s, bpm)
        if beats is not None and claimed in (None, beats):
            return replace(features, bpm=bpm, beats=beats, bpm_confidence=_HINT_CONFIDENCE, bpm_source=Witness.HINT)
    return features


def _whole_beats(duration_s: float, bpm: float) -> int | None:
    """Beats that fill a duration at a tempo; None where they do not, or are fewer than two.

    Within 2 % of the length and a tenth of a beat: with the first alone, any long loop would fit any tempo.
    """
    exact = duration_s * bpm / 60
    beats = round(exact)
    fits = abs(exact - beats) <= min(_LENGTH_TOLERANCE * beats, _BEAT_TOLERANCE)
    return beats if fits and beats >= _FEWEST_BEATS else None


def _key(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    hint, confidence = chunk.key or name.key, features.key_confidence
    if hint is None or features.key is None or confidence is None:
        return features
    if _pitch_class(hint) == _pitch_class(features.key) and hint.endswith("minor") == features.key.endswith("minor"):
        return replace(features, key_confidence=_agreed(confidence), key_source=Witness.BOTH)
    if confidence >= _UNSURE:
        return features
    return replace(features, key=hint, key_confidence=_HINT_CONFIDENCE, key_source=Witness.HINT)


def _root(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    """Note agreement on the root. Programs count octaves differently: pitch classes are compared, the measured octave stays."""
    if features.root_note is None:
        return features
    claims = (chunk.root_note, name.root_note, chunk.key, name.key)
    agrees = any(_pitch_class(claim) == _pitch_class(features.root_note) for claim in claims if claim)
    return replace(features, root_source=Witness.BOTH) if agrees else features


def _pitch_class(name: str) -> int:
    """0-11 from C, of a key or a note such as "F# minor" or "Bb3"."""
    sign = name[1:2]
    return (_NATURALS[name[0]] + (sign == "#") - (sign == "b")) % 12


def _is_close(bpm: float, hint: float) -> bool:
    return abs(bpm - hint) <= _TEMPO_TOLERANCE * hint


def _agreed(confidence: float) -> float:
    return 1 - (1 - confidence) * (1 - _AGREEMENT)


def _doubted(confidence: float) -> float:
    return confidence * _DOUBT
