"""What a kit is as a whole: its key and its tempo, where it has them."""

from collections.abc import Sequence

import numpy as np

from sp404_gui.domain.features import Category, Kind
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.kits.material import HARMONY, RELATED_OCTAVES, octaves_off
from sp404_gui.engine.matching.harmony import NOTE, pitch_of

_TONAL = frozenset({Category.MELODIC, Category.VOCALS})


def character(records: Sequence[SampleRecord]) -> tuple[str, float | None]:
    """The key that goes best with all pitched samples of a kit, and the tempo that most of its loops have.

    Args:
        records: The samples on its pads. Corrections hold.

    Returns:
        The key as "A minor", empty where there is none, and beats a minute.
    """
    return _key(records), _tempo(records)


def _key(records: Sequence[SampleRecord]) -> str:
    tonal = [record for record in records if record.known("category") in _TONAL]
    named = [pitch_of(_text(record, "key"), _text(record, "root_note")) for record in tonal]
    keys = {pitch: name for pitch, name in named if pitch < NOTE}
    return keys[max(keys, key=lambda key: sum(float(HARMONY[key, pitch]) for pitch, _ in named))] if keys else ""


def _tempo(records: Sequence[SampleRecord]) -> float | None:
    tempos = [bpm for r in records if r.known("kind") is Kind.LOOP and isinstance(bpm := r.known("bpm"), float) and bpm > 0]
    if not tempos:
        return None
    octaves = np.log2(tempos)
    alike = [int((octaves_off(octaves, float(one)) <= RELATED_OCTAVES).sum()) + int((np.abs(octaves - one) == 0).sum()) for one in octaves]
    return tempos[int(np.argmax(alike))]


def _text(record: SampleRecord, name: str) -> str | None:
    value = record.known(name)
    return value if isinstance(value, str) else None
