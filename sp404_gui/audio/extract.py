"""All local features of one file, from an open descriptor."""

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sp404_gui.audio.category import Judgement, guess_family, loop_among_users
from sp404_gui.audio.decode import DecodedAudio, DecodeLimits, decode
from sp404_gui.audio.ear import Judge, shipped_ear
from sp404_gui.audio.embedding import encode_embedding
from sp404_gui.audio.notes import Tone, measure_tone
from sp404_gui.audio.onsets import MOST_ONSETS, refine_onsets
from sp404_gui.audio.peaks import WAVEFORM_COLUMNS, encode_waveform
from sp404_gui.audio.sound import SILENCE, Sound, listen, mix_down
from sp404_gui.audio.spectrum import bandwidth_hz, centroid_hz, flatness, rolloff_hz, share_below
from sp404_gui.audio.steadying import steadied
from sp404_gui.audio.wholeness import damage_of
from sp404_gui.domain.errors import CorruptAudio
from sp404_gui.domain.features import Category, Kind, LocalFeatures, Witness

_SHORTEST_S = 0.05  # one onset in a click of a few samples is not thousands a second
_LEAST_TEMPO_CONFIDENCE = 0.2
_SAME_S = 1e-6
_LOW_HZ, _HIGH_HZ = 250.0, 4000.0
_OF_LEVEL = ("peak_dbfs", "true_peak_dbtp", "loudness_lufs")
_OF_SIGNAL = (
    "category", "category_confidence", "subcategory", "kind", "kind_confidence", "bpm", "bpm_confidence", "beats", "key", "key_confidence",
    "root_note", "root_hz", "spectral_centroid_hz", "spectral_rolloff_hz", "spectral_bandwidth_hz", "spectral_flatness",
    "zero_crossing_rate", "low_ratio", "high_ratio", "attack_ms", "tail_ms", "onset_rate_hz", "onsets_s", "embedding",
)  # fmt: skip


@dataclass(slots=True)
class _Findings:
    """Measured values, and the reasons for those that are missing, while they are gathered."""

    values: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def lack(self, reason: str, *names: str) -> None:
        self.reasons.update(dict.fromkeys(names, reason))


def measure(descriptor: int, limits: DecodeLimits, judge: Judge | None = None) -> LocalFeatures:
    """Measure everything that the sound itself tells; file size and content hash are left to the caller.

    Args:
        descriptor: Open file descriptor of a regular file; it is read from its start and left open.
        limits: What the file may ask for.
        judge: Who says what kind of sound it is; the shipped ear by default.

    Raises:
        CorruptAudio: It is damaged, holds no audio, or nothing but silence and what is no usable number, or is no audio file.
        UnsupportedFormat: Its encoding, channel count or sample rate is outside what can be measured.
        TooLarge: It is longer than the limits allow.
    """
    audio = decode(descriptor, limits)
    is_silent = audio.peak <= SILENCE
    if is_silent and audio.invalid_samples:
        raise CorruptAudio("It is damaged: what is not silent in it are samples that are no usable numbers.")
    findings = _Findings()
    _measure_level(audio, findings)
    mono = None if is_silent else mix_down(audio)
    audio = replace(audio, samples=np.empty((audio.channels, 0), np.float32))  # of a long file they take much memory
    sound = None if mono is None else listen(mono)
    if sound is None:
        findings.lack("It is silent." if is_silent else "Its start holds nothing that can be heard, or only a constant level.", *_OF_SIGNAL)
    else:
        _measure_spectrum(sound, findings)
        _measure_outline(sound, findings)
        _measure_kind(sound, (judge or shipped_ear()).judge(sound), findings)
    return LocalFeatures(
        duration_s=round(audio.duration_s, 6),
        sample_rate_hz=audio.sample_rate_hz,
        channels=audio.channels,
        format=audio.format,
        is_silent=is_silent,
        is_clipped=audio.is_clipped,
        audio_hash=audio.audio_hash,
        waveform=encode_waveform(audio.envelope.columns(WAVEFORM_COLUMNS)),
        damage=damage_of(descriptor, audio),
        unmeasured=findings.reasons,
        **findings.values,
    )


def _measure_level(audio: DecodedAudio, findings: _Findings) -> None:
    if audio.bit_depth is None:
        findings.lack("Its encoding is lossy and has no fixed number of bits.", "bit_depth")
    else:
        findings.values["bit_depth"] = audio.bit_depth
    if audio.invalid_samples:
        findings.lack("It holds samples that are no usable numbers; they were taken as silence.", *_OF_LEVEL)
        return
    if audio.peak > 0:
        findings.values.update(peak_dbfs=_decibels(audio.peak), true_peak_dbtp=_decibels(audio.true_peak))
    else:
        findings.lack("It is digital silence.", "peak_dbfs", "true_peak_dbtp")
    if audio.loudness_lufs is not None:
        findings.values["loudness_lufs"] = round(audio.loudness_lufs, 2)
    else:
        findings.lack("It is quieter than -70 LUFS.", "loudness_lufs")


def _decibels(amplitude: float) -> float:
    return round(20 * float(np.log10(amplitude)), 2) + 0.0


def _measure_spectrum(sound: Sound, findings: _Findings) -> None:
    frequencies, power = sound.spectra.frequencies, sound.spectra.mean
    findings.values.update(
        spectral_centroid_hz=round(centroid_hz(power, frequencies), 1),
        spectral_rolloff_hz=round(rolloff_hz(power, frequencies), 1),
        spectral_bandwidth_hz=round(bandwidth_hz(power, frequencies), 1),
        spectral_flatness=round(flatness(power), 5),
        zero_crossing_rate=round(sound.zero_crossing_rate, 5),
        low_ratio=round(share_below(power, frequencies, _LOW_HZ), 4),
        high_ratio=round(1 - share_below(power, frequencies, _HIGH_HZ), 4),
    )


def _measure_outline(sound: Sound, findings: _Findings) -> None:
    heard_s = max(len(sound.signal) / sound.rate_hz, _SHORTEST_S)
    findings.values.update(attack_ms=round(sound.attack_ms, 1), onset_rate_hz=round(len(sound.onset_frames) / heard_s, 3))
    if sound.is_complete:
        findings.values["tail_ms"] = round(sound.tail_ms, 1)
    else:
        findings.lack("Only the start of this long file was analysed.", "tail_ms")


def _measure_kind(sound: Sound, judgement: Judgement, findings: _Findings) -> None:
    loop = loop_among_users(judgement.loop)
    is_loop = loop > 0.5  # noqa: PLR2004 - the likelier of two
    guess = guess_family(judgement.family, is_loop=is_loop)
    findings.values.update(
        category=guess.category,
        category_confidence=round(guess.confidence, 3),
        subcategory=guess.subcategory,
        kind=Kind.LOOP if is_loop else Kind.ONE_SHOT,
        kind_confidence=round(max(loop, 1 - loop), 3),
        embedding=encode_embedding(judgement.embedding),
    )
    if is_loop:
        _measure_tempo(sound, loop, findings)
    else:
        findings.lack("One-shots have no tempo.", "bpm", "bpm_confidence", "beats")
        findings.lack("Onset times are kept for loops.", "onsets_s")
    _keep_tone(measure_tone(sound, judgement.tone, is_loop=is_loop, is_drums=guess.category is Category.DRUMS), findings)


def _measure_tempo(sound: Sound, loop: float, findings: _Findings) -> None:
    rate = sound.spectra.frame_rate_hz
    onsets = refine_onsets(sound.onset_frames, rate, sound.signal, sound.rate_hz)[:MOST_ONSETS]
    findings.values["onsets_s"] = onsets_s = tuple(round(float(time), 4) for time in onsets)
    guess = sound.tempo
    if guess is None or guess.confidence < _LEAST_TEMPO_CONFIDENCE:
        findings.lack("Its onsets repeat at no steady beat.", "bpm", "bpm_confidence", "beats")
        return
    fills_file = guess.beats is not None and math.isclose(guess.beats * 60 / guess.bpm, sound.duration_s, abs_tol=_SAME_S)
    bpm = guess.bpm if fills_file else steadied(guess.bpm, np.array(onsets_s))
    findings.values.update(bpm=round(bpm, 2), bpm_confidence=round(loop * guess.confidence, 3), bpm_source=Witness.SIGNAL)
    if guess.beats:
        findings.values["beats"] = guess.beats
    else:
        findings.lack("Its length is no whole number of beats.", "beats")


def _keep_tone(tone: Tone, findings: _Findings) -> None:
    if tone.key is not None:
        findings.values.update(key=tone.key, key_confidence=round(tone.key_confidence, 3), key_source=Witness.SIGNAL)
    else:
        findings.lack(tone.no_key, "key", "key_confidence")
    if tone.root_hz is not None:
        findings.values.update(root_note=tone.root_note, root_hz=round(tone.root_hz, 2), root_source=Witness.SIGNAL)
    else:
        findings.lack(tone.no_root, "root_note", "root_hz")
