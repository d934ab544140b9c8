"""Which sources share sounds: leaving one of them out would leave half of it in."""

TWINS = {
    "fluid-soundfont-gm + mma": "fluid-soundfont-gm",
    "hydrogen-data": "hydrogen-drumkits",
    "own sequencer over hydrogen/sonic-pi one-shots": "hydrogen-drumkits",
    "espeak-ng": "espeak-ng (dev)",
    "own-treated-voices": "espeak-ng (dev)",
    "hydrogen-drumkits-effects": "hydrogen-drumkits",
}
LENT = {"own sequencer over hydrogen/sonic-pi one-shots": "sonic-pi-samples"}
"""Sources made of another one's sounds: not heard either when that one is left out."""


def group_of(source: str) -> str:
    """Name under which a source is left out together with those that share its sounds."""
    return TWINS.get(source, source)
