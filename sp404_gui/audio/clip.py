"""A clip for a model that hears: the start of a sound, without the silence around it, small. For workers only."""

import io

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodeLimits, open_stream
from sp404_gui.audio.spectrum import mono_mix
from sp404_gui.domain.clip import LONGEST_CLIP_S, Clip
from sp404_gui.domain.errors import SkippableError, UnsupportedFormat

RATE_HZ = 24_000
"""The rate at which the hearing models listen (OpenAI: 24 kHz; Gemini less); what lies above 12 kHz is told by the measurements."""

_SHORTEST_S = 0.1
"""Some servers refuse what is shorter: silence fills it up."""
_SEARCHED_S = 60.0
_MOST_VALUES = 1 << 23
_SILENT = 1e-3
"""-60 dB below the peak."""
_BEFORE_S = 0.005
_FADE_S = 0.02
_PEAK = 10 ** (-1 / 20)
_COMPRESSION = 0.5
"""The middle of libsndfile's range, 0 to 1: variable bit rate."""

Floats = NDArray[np.float32]


def clip_of(descriptor: int) -> Clip:
    """Make the clip of an open file from its first minute.

    Args:
        descriptor: Open file descriptor of a regular file; left open.

    Raises:
        SkippableError: It cannot be decoded, as in `decode`, or there is nothing to be heard.
    """
    with open_stream(descriptor, DecodeLimits()) as stream:
        wanted = min(int(_SEARCHED_S * stream.sample_rate_hz), _MOST_VALUES // stream.channels)
        kept: list[Floats] = []
        frames = 0
        for block in stream.blocks:
            kept.append(block[: wanted - frames].T.copy())
            frames += kept[-1].shape[1]
            if frames >= wanted:
                break
        return make_clip(np.concatenate(kept, axis=1), stream.sample_rate_hz)


def make_clip(samples: Floats, rate_hz: int) -> Clip:
    """Make a clip: mono, without silence at its ends, at most 10 s, its peak at -1 dB, as MP3. The same samples make the same bytes.

    Args:
        samples: Shape (channels, frames), at least one frame, finite, 1.0 is full scale.
        rate_hz: Frames a second.

    Raises:
        SkippableError: There is nothing to be heard in it.
        UnsupportedFormat: This machine's libsndfile cannot write MP3.
    """
    sound = _trimmed(mono_mix(samples), rate_hz)
    if rate_hz != RATE_HZ:
        before = _peak(sound)
        sound = np.asarray(soxr.resample(sound, rate_hz, RATE_HZ), np.float32)
        if _peak(sound) <= _SILENT * before:
            raise SkippableError("There is nothing to be heard in it below 12 kHz.")
    sound = np.pad(sound, (0, max(0, int(_SHORTEST_S * RATE_HZ) - len(sound))))
    return _encoded(sound * np.float32(_PEAK / _peak(sound)))


def _peak(sound: Floats) -> float:
    return float(np.abs(sound).max(initial=0.0))


def _trimmed(mono: Floats, rate_hz: int) -> Floats:
    """From just before the first sound to the last one, or to a fade where it goes on; DC is no sound."""
    centred = np.asarray(mono - np.median(mono), np.float32)  # the mean of a short sound would lift the silence around it
    peak = _peak(centred)
    if peak <= _SILENT * _SILENT:
        raise SkippableError("There is nothing to be heard in its first minute.")
    sounding = np.flatnonzero(np.abs(centred) > _SILENT * peak)
    start = max(0, int(sounding[0]) - int(_BEFORE_S * rate_hz))
    end = int(sounding[-1]) + 1
    longest = int(LONGEST_CLIP_S * rate_hz)
    cut = centred[start : min(end, start + longest)]
    if end - start > longest:
        fade = max(1, int(_FADE_S * rate_hz))
        cut[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return cut


def _encoded(sound: Floats) -> Clip:
    memory = io.BytesIO()
    try:
        soundfile.write(memory, sound, RATE_HZ, format="MP3", subtype="MPEG_LAYER_III", compression_level=_COMPRESSION)
    except (soundfile.LibsndfileError, ValueError) as error:
        raise UnsupportedFormat("MP3 cannot be written on this machine: libsndfile 1.1 or newer is needed.") from error
    return Clip(memory.getvalue(), "mp3", len(sound) / RATE_HZ)
