"""Where the measured values meet the hints of file names and chunks.

A hint is a second witness, never a measurement: what the signal is sure of stands, what it is unsure of can be settled, and what
could not be measured stays absent. One exception: the tempo of a loop, because its length can contradict a false hint.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from sp404_gui.domain.features import Category, Hints, Kind, LocalFeatures, Witness


class _Trust(NamedTuple):
    """What one kind of hint is worth.

    Attributes:
        reliability: Probability that such a hint is right. None is above 0.8, so a measurement of 0.8 is never overruled.
        chance: Probability that a wrong hint and a wrong measurement still agree: 1 of the other values, where mistakes spread evenly.
    """

    reliability: float
    chance: float


_CATEGORY = _Trust(0.8, 1 / 3)
"""Names agree with 99 % of 1,007 labels, but those labels were read from the names: the truth can only be lower."""
_KIND = _Trust(0.75, 1.0)
"""29 of 32 names agree with the labels of the bench and the training corpus: lower end of the 95 % interval (Wilson, JASA 1927)."""
_TEMPO = _Trust(0.8, 0.06)
"""Half of the numbers are taken for counters, a guess. The true tempo of a loop fits its length in 80 %, a false one in 17 %: 0.82 of
those that fit are right. Two loops have the same tempo in 6 % of the pairs. All of 197 loops, in the bench."""
_KEY = _Trust(0.7, 1 / 23)
"""A cautious guess: where names claim a key, the labels were read from them (35 of 35 agree)."""

_TEMPO_TOLERANCE = 0.02
_LENGTH_TOLERANCE, _BEAT_TOLERANCE, _FEWEST_BEATS = 0.02, 0.1, 2
_DRUM_LOOP = "drum_loop"
_NO_ONSETS = "Onset times are kept for loops."
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
    return replace(features, unmeasured=missing) if len(missing) < len(features.unmeasured) else features


def _category(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    category, subcategory = (chunk.category, chunk.subcategory) if chunk.category else (name.category, name.subcategory)
    confidence = features.category_confidence
    if category is None or features.category is None or confidence is None:
        return features
    if category is features.category:
        # a subcategory is never surer than its category
        is_open = features.subcategory is None or confidence < _CATEGORY.reliability
        subcategory = subcategory if subcategory and is_open else features.subcategory
        return replace(features, subcategory=subcategory, category_confidence=_agreed(confidence, _CATEGORY))
    if confidence >= _CATEGORY.reliability:
        return replace(features, category_confidence=_disputed(confidence, _CATEGORY))
    reasons = {**features.unmeasured, "subcategory": "Its name or tags give its category, but no subcategory."}
    settled = replace(features, category=category, subcategory=subcategory, unmeasured=reasons)
    return replace(settled, category_confidence=_settled(confidence, _CATEGORY))


def _kind(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    kind, confidence = chunk.kind or name.kind, features.kind_confidence
    if kind is None or features.kind is None or confidence is None:
        return features
    if kind is features.kind:
        return replace(features, kind_confidence=_agreed(confidence, _KIND))
    if confidence >= _KIND.reliability:
        return replace(features, kind_confidence=_disputed(confidence, _KIND))
    settled = replace(features, kind=kind, kind_confidence=_settled(confidence, _KIND))
    return _as_loop(settled, name) if kind is Kind.LOOP else _as_one_shot(settled)


def _as_loop(features: LocalFeatures, name: Hints) -> LocalFeatures:
    reason = "It was measured as a one-shot, which has no tempo."
    if features.category is not Category.DRUMS:
        return _without_tempo(features, reason)
    named = name.subcategory if name.category is Category.DRUMS else None
    return _without_tempo(replace(features, subcategory=named or _DRUM_LOOP), reason)


def _as_one_shot(features: LocalFeatures) -> LocalFeatures:
    bare = _without_tempo(features, "One-shots have no tempo.")
    bare = replace(bare, unmeasured={**bare.unmeasured, "onsets_s": _NO_ONSETS})
    if features.subcategory != _DRUM_LOOP:
        return bare
    return replace(bare, subcategory=None, unmeasured={**bare.unmeasured, "subcategory": "A one-shot is no drum loop."})


def _without_tempo(features: LocalFeatures, reason: str) -> LocalFeatures:
    reasons = dict.fromkeys(("bpm", "bpm_confidence", "beats", "onsets_s"), reason)
    bare = replace(features, bpm=None, bpm_confidence=None, bpm_source=None, beats=None, onsets_s=None)
    return replace(bare, unmeasured={**features.unmeasured, **reasons})


def _tempo(features: LocalFeatures, chunk: Hints, name: Hints) -> LocalFeatures:
    if features.kind is not Kind.LOOP:
        return features
    hints = [(hint.bpm, hint.beats) for hint in (chunk, name) if hint.bpm]
    if features.bpm is None:
        return _by_length(features, hints, _TEMPO.reliability * (features.kind_confidence or 0.0))
    confidence = features.bpm_confidence or 0.0
    if any(_is_close(features.bpm, hint) for hint, _ in hints):
        return replace(features, bpm_confidence=_agreed(confidence, _TEMPO), bpm_source=Witness.BOTH)
    settled = _by_length(features, hints, _settled(confidence, _TEMPO))
    if confidence >= _TEMPO.reliability:
        return features if settled is features else replace(features, bpm_confidence=_disputed(confidence, _TEMPO))
    # an octave is the common mistake of tempo measurement, so there the hint needs no length to speak for it
    for bpm in (features.bpm * 2, features.bpm / 2):
        if any(_is_close(bpm, hint) for hint, _ in hints):
            return _at(replace(features, bpm_confidence=_settled(confidence, _TEMPO), bpm_source=Witness.HINT), bpm)
    return settled


def _at(features: LocalFeatures, bpm: float) -> LocalFeatures:
    reasons = {**features.unmeasured, "beats": "Its length is no whole number of beats."}
    return replace(features, bpm=bpm, beats=_whole_beats(features.duration_s, bpm), unmeasured=reasons)


def _by_length(features: LocalFeatures, hints: Iterable[tuple[float, int | None]], confidence: float) -> LocalFeatures:
    """Take the first tempo hint at which the loop lasts a whole number of beats, and the number it claims if it claims one."""
    for bpm, claimed in hints:
        beats = _whole_beats(features.duration_s, bpm)
        if beats is not None and claimed in (None, beats):
            return replace(features, bpm=bpm, beats=beats, bpm_confidence=round(confidence, 3), bpm_source=Witness.HINT)
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
        return replace(features, key_confidence=_agreed(confidence, _KEY), key_source=Witness.BOTH)
    if confidence >= _KEY.reliability:
        return replace(features, key_confidence=_disputed(confidence, _KEY))
    return replace(features, key=hint, key_confidence=_settled(confidence, _KEY), key_source=Witness.HINT)


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


def _agreed(confidence: float, trust: _Trust) -> float:
    """Probability of what both witnesses say: Bayes' rule for independent witnesses (J. Pearl, Probabilistic Reasoning, 1988, ch. 2)."""
    both_right = confidence * trust.reliability
    both_wrong = (1 - confidence) * (1 - trust.reliability) * trust.chance
    return round(both_right / (both_right + both_wrong), 3)


def _disputed(confidence: float, trust: _Trust) -> float:
    """Probability of a measurement that a hint contradicts."""
    return round(confidence * (1 - trust.reliability) / _dispute(confidence, trust), 3)


def _settled(confidence: float, trust: _Trust) -> float:
    """Probability of a hint that contradicts a measurement."""
    return round((1 - confidence) * trust.reliability / _dispute(confidence, trust), 3)


def _dispute(confidence: float, trust: _Trust) -> float:
    """Probability that two witnesses differ, up to a factor: one of them is wrong, or both are, each in its own way."""
    doubt, mistrust = 1 - confidence, 1 - trust.reliability
    return confidence * mistrust + doubt * trust.reliability + doubt * mistrust * (1 - trust.chance)
