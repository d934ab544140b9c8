"""Words without a model: a description derived from the measurements alone.

The measurements are first brought to a few axes from -1 to 1 (see `Axes`). Descriptors name its place on each axis, moods are
those whose place on the axes is nearest, use and companions follow from the kind of sound. Era and genre are never named: nothing that is
measured tells them. The places and thresholds are a designer's choice, not a trained model: hence the low confidence.
"""

import math
from dataclasses import dataclass
from heapq import nsmallest
from itertools import compress
from operator import itemgetter

from sp404_gui.domain.features import Kind, LocalFeatures
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.llm.companions import companions, role

_LOW_DRIVE, _HIGH_DRIVE = -0.12, 0.22
_MOODS, _MAX_DESCRIPTORS = 3, 5
_BASE_CONFIDENCE, _CATEGORY_CONFIDENCE = 0.2, 0.3


@dataclass(frozen=True, slots=True)
class Axes:
    """Where a sound lies; each from -1 to 1, None where the measurements behind it are absent.

    Attributes:
        drive: Quiet, sparse, slow to rise (-1) to loud, busy, immediate (1).
        brightness: Dark to bright, by the logarithm of the spectral centroid.
        noise: Pure tone to white noise, by spectral flatness.
        weight: Nothing below 250 Hz to nothing else.
        length: Short to sustained notes.
        attack: Immediate to slow.
        mode: Minor (-1) or major (1) key.
    """

    drive: float | None
    brightness: float | None
    noise: float | None
    weight: float | None
    length: float | None
    attack: float | None
    mode: float | None


# For each axis, the words from its low end to its high end: each holds up to its bound. None where the middle deserves no word.
TEXTURE_BANDS: tuple[tuple[str, tuple[tuple[float, str | None], ...]], ...] = (
    ("brightness", ((-0.55, "dark"), (-0.15, "warm"), (0.25, "round"), (0.6, "crisp"), (1.0, "bright"))),
    ("noise", ((-0.25, "tonal"), (0.35, "organic"), (1.0, "noisy"))),
    ("weight", ((0.3, None), (0.65, "thick"), (1.0, "sub-heavy"))),
    ("length", ((-0.4, "short"), (0.3, None), (1.0, "sustained"))),
    ("attack", ((-0.4, "snappy"), (0.3, "smooth"), (1.0, "soft"))),
)

# drive, brightness, noise, weight, length, mode: where each mood sits; 0 where it is at home on either side.
MOOD_PLACES: tuple[tuple[str, tuple[float, float, float, float, float, float]], ...] = (
    ("aggressive", (0.9, 0.4, 0.4, 0.1, -0.3, -0.3)),
    ("bold", (0.7, 0.0, 0.0, 0.5, -0.3, 0.3)),
    ("bright", (0.3, 0.9, -0.2, -0.6, -0.3, 0.6)),
    ("calm", (-0.7, -0.1, -0.4, 0.0, 0.6, 0.2)),
    ("chaotic", (0.9, 0.6, 0.9, -0.2, 0.2, 0.0)),
    ("dark", (-0.1, -0.9, 0.0, 0.5, 0.2, -0.6)),
    ("deep", (-0.1, -0.8, -0.5, 0.9, 0.3, -0.1)),
    ("dreamy", (-0.6, 0.3, -0.4, -0.3, 0.9, 0.3)),
    ("eerie", (-0.5, 0.4, 0.4, -0.3, 0.8, -0.7)),
    ("ethereal", (-0.7, 0.6, 0.1, -0.6, 0.9, 0.2)),
    ("frantic", (1.0, 0.6, 0.3, -0.3, -0.9, 0.0)),
    ("gloomy", (-0.6, -0.7, -0.1, 0.3, 0.6, -0.9)),
    ("hazy", (-0.4, -0.3, 0.5, 0.0, 0.6, 0.0)),
    ("heavy", (0.6, -0.7, 0.1, 0.9, 0.0, -0.3)),
    ("hypnotic", (0.2, -0.2, -0.2, 0.2, 0.7, -0.3)),
    ("intimate", (-0.8, -0.2, -0.3, -0.1, -0.3, 0.0)),
    ("joyful", (0.5, 0.6, -0.4, -0.2, 0.0, 0.9)),
    ("lonely", (-0.8, 0.1, -0.6, -0.4, 0.4, -0.7)),
    ("melancholic", (-0.5, -0.3, -0.6, 0.0, 0.5, -0.9)),
    ("mellow", (-0.4, -0.4, -0.6, 0.1, 0.2, 0.4)),
    ("menacing", (0.5, -0.6, 0.4, 0.6, 0.4, -0.8)),
    ("playful", (0.3, 0.5, -0.4, -0.4, -0.8, 0.7)),
    ("raw", (0.5, 0.1, 0.6, 0.1, -0.5, 0.0)),
    ("tense", (0.3, 0.4, 0.5, -0.4, 0.4, -0.6)),
    ("urgent", (0.8, 0.3, 0.0, -0.1, -0.7, -0.2)),
    ("warm", (-0.2, -0.5, -0.7, 0.4, 0.2, 0.5)),
)


def describe(features: LocalFeatures) -> Vibe | None:
    """Return a description with source "local", or None for silence and where loudness and spectrum could not be measured.

    The same measurements always give the same words, all of them from the vocabularies.
    """
    axes = axes_of(features)
    if features.is_silent or axes.drive is None or features.spectral_centroid_hz is None:
        return None
    return Vibe(
        mood=_moods(axes),
        energy=_energy(axes.drive),
        descriptors=_descriptors(axes, features),
        best_use=role(features),
        compatibility_tags=companions(features),
        confidence=_confidence(axes, features),
        source=VibeSource.LOCAL,
    )


def axes_of(features: LocalFeatures) -> Axes:
    """Return where the measurements place a sound. The ranges span the 5th to the 95th percentile of a mixed sample library."""
    brightness = _log_scale(features.spectral_centroid_hz, 110.0, 6000.0)
    attack = _log_scale(features.attack_ms, 1.0, 150.0)
    return Axes(
        drive=_drive(features, brightness, attack),
        brightness=brightness,
        noise=_log_scale(features.spectral_flatness, 1e-6, 0.25),
        weight=_scale(features.low_ratio, 0.0, 0.95),
        length=_log_scale(_sounding_ms(features), 100.0, 5000.0),
        attack=attack,
        mode=_mode(features.key),
    )


def _sounding_ms(features: LocalFeatures) -> float | None:
    """How long a note lasts: the tail of a single sound, the distance of the onsets in a loop."""
    if features.kind is not Kind.LOOP:
        return features.tail_ms
    return 1000 / features.onset_rate_hz if features.onset_rate_hz else None


def _scale(value: float | None, low: float, high: float) -> float | None:
    """Linear, -1 at `low` and 1 at `high`, held there beyond."""
    if value is None or not math.isfinite(value):
        return None
    return max(-1.0, min(1.0, 2 * (value - low) / (high - low) - 1))


def _log_scale(value: float | None, low: float, high: float) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return _scale(math.log(max(value, low)), math.log(low), math.log(high))


def _mode(key: str | None) -> float | None:
    if key is None:
        return None
    return -1.0 if key.endswith("minor") else 1.0


def _drive(features: LocalFeatures, brightness: float | None, attack: float | None) -> float | None:
    """Weighted mean of loudness, onset rate, attack and brightness, of those that there are; None without loudness and brightness."""
    loudness = _scale(features.loudness_lufs, -32.0, -6.0)
    if loudness is None and brightness is None:
        return None
    rate = _scale(features.onset_rate_hz, 0.0, 6.5) if features.kind is Kind.LOOP else None
    parts = ((loudness, 3.0), (rate, 2.0), (None if attack is None else -attack, 1.0), (brightness, 1.0))
    known = [(value, weight) for value, weight in parts if value is not None]
    return sum(value * weight for value, weight in known) / sum(weight for _, weight in known)


def _energy(drive: float) -> Energy:
    if drive < _LOW_DRIVE:
        return Energy.LOW
    return Energy.HIGH if drive > _HIGH_DRIVE else Energy.MEDIUM


def _moods(axes: Axes) -> tuple[str, ...]:
    """The nearest moods by distance over the axes that are known."""
    place = (axes.drive, axes.brightness, axes.noise, axes.weight, axes.length, axes.mode)
    measured = [value is not None for value in place]
    here = [value for value in place if value is not None]
    distances = [(math.dist(list(compress(spot, measured)), here), mood) for mood, spot in MOOD_PLACES]
    return tuple(mood for _, mood in nsmallest(_MOODS, distances))


def _descriptors(axes: Axes, features: LocalFeatures) -> tuple[str, ...]:
    """One word for each axis that has one there, those first that the sound leans to most."""
    found = [("saturated", 1.0)] if features.is_clipped else []
    for name, bands in TEXTURE_BANDS:
        value = getattr(axes, name)
        word = None if value is None else next(word for bound, word in bands if value <= bound)
        if word is not None:
            found.append((word, abs(value)))
    found.sort(key=itemgetter(1), reverse=True)
    return tuple(word for word, _ in found[:_MAX_DESCRIPTORS])


def _confidence(axes: Axes, features: LocalFeatures) -> float:
    """0.2 to 0.5 as the category is sure, scaled down by the share of sound axes that could not be measured."""
    places = (axes.drive, axes.brightness, axes.noise, axes.weight, axes.length)
    measured = sum(value is not None for value in places) / len(places)
    sure = 0.0 if features.category is None else features.category_confidence or 0.0
    return round(measured * (_BASE_CONFIDENCE + _CATEGORY_CONFIDENCE * sure), 2)
