"""What a kind of sound is good for, and what it goes with: plain tables of how samples are used on a beat."""

from collections.abc import Mapping

from sp404_gui.domain.features import Category, Kind, LocalFeatures

_MAX_TAGS = 5
_SLOW_BPM, _FAST_BPM = 90.0, 125.0
_SUB_CENTROID_HZ = 150.0

# Subcategory: role as a one-shot, role as a loop, what it goes with.
BY_SUBCATEGORY: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "kick": ("drum foundation", "drum foundation", ("snare", "hats", "sub bass")),
    "snare": ("backbeat", "drum break", ("kick", "hats", "bass")),
    "clap": ("backbeat", "top loop", ("kick", "hats", "bass")),
    "rim": ("accent", "top loop", ("kick", "hats", "keys")),
    "hihat": ("hi-hat pattern", "hi-hat pattern", ("kick", "snare", "percussion")),
    "cymbal": ("accent", "top loop", ("drums", "brass", "fx")),
    "tom": ("drum fill", "drum break", ("kick", "snare", "percussion")),
    "percussion": ("percussion layer", "percussion layer", ("drums", "bass", "breaks")),
    "drum_loop": ("drum break", "drum break", ("bass", "keys", "vocal chops")),
    "bass": ("bass line", "bass line", ("kick", "drums", "chords")),
    "keys": ("chord stab", "chord bed", ("drums", "bass", "vocals")),
    "mallet": ("accent", "counter melody", ("keys", "pads", "drums")),
    "guitar": ("chop source", "riff", ("drums", "bass", "keys")),
    "plucked": ("accent", "arpeggio", ("drums", "bass", "pads")),
    "strings": ("chord stab", "pad layer", ("drums", "keys", "vocals")),
    "brass": ("chord stab", "hook", ("drums", "bass", "breaks")),
    "winds": ("accent", "lead melody", ("keys", "drums", "bass")),
    "synth": ("accent", "lead melody", ("drums", "bass", "pads")),
    "pad": ("pad layer", "pad layer", ("drums", "vocals", "lead")),
    "vocal": ("vocal chop", "vocal hook", ("drums", "keys", "bass")),
    "speech": ("spoken interlude", "spoken interlude", ("ambience", "breaks", "keys")),
    "impact": ("drop impact", "transition", ("drums", "fx", "brass")),
    "riser": ("riser", "riser", ("drums", "fx", "lead")),
    "noise": ("noise layer", "noise layer", ("drums", "pads", "ambience")),
    "ambience": ("scene setting", "ambience bed", ("keys", "vocals", "pads")),
    "fx": ("sound effect", "texture bed", ("drums", "ambience", "vocals")),
}
_BY_CATEGORY: Mapping[Category, tuple[str, str, tuple[str, ...]]] = {
    Category.DRUMS: ("one-shot hit", "drum break", ("drums", "bass", "keys")),
    Category.MELODIC: ("chop source", "melodic loop", ("drums", "bass", "vocals")),
    Category.VOCALS: ("vocal chop", "vocal hook", ("drums", "keys", "bass")),
    Category.FX: ("sound effect", "texture bed", ("drums", "ambience", "vocals")),
}
_UNKNOWN: tuple[str, str, tuple[str, ...]] = ("one-shot hit", "chop source", ("drums",))


def role(features: LocalFeatures) -> str:
    """Return the sample's role in a track, a word of the USES vocabulary."""
    one_shot, loop, _ = _entry(features)
    chosen = loop if features.kind is Kind.LOOP else one_shot
    centroid = features.spectral_centroid_hz
    return "sub layer" if chosen == "bass line" and centroid is not None and centroid < _SUB_CENTROID_HZ else chosen


def companions(features: LocalFeatures) -> tuple[str, ...]:
    """Return what the sample goes with, words of the COMPATIBILITY_TAGS vocabulary: other sounds, then key and tempo."""
    _, _, sounds = _entry(features)
    tags = (*sounds, _key_tag(features), _tempo_tag(features))
    return tuple(tag for tag in tags if tag is not None)[:_MAX_TAGS]


def _entry(features: LocalFeatures) -> tuple[str, str, tuple[str, ...]]:
    known = BY_SUBCATEGORY.get(features.subcategory or "")
    if known is not None:
        return known
    return _UNKNOWN if features.category is None else _BY_CATEGORY[features.category]


def _key_tag(features: LocalFeatures) -> str | None:
    if features.key is not None:
        return "minor key" if features.key.endswith("minor") else "major key"
    unpitched = features.root_note is None and features.category in (Category.DRUMS, Category.FX)
    return "any key" if unpitched else None


def _tempo_tag(features: LocalFeatures) -> str | None:
    if features.bpm is not None:
        if features.bpm < _SLOW_BPM:
            return "slow tempo"
        return "fast tempo" if features.bpm > _FAST_BPM else "mid tempo"
    return "any tempo" if features.kind is Kind.ONE_SHOT else None
