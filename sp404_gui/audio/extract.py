import os
from sp404_gui.domain.features import LocalFeatures, Category
from sp404_gui.domain.errors import CorruptAudio
def measure(d, limits):
    import soundfile as sf, numpy as np
    try:
        with sf.SoundFile(d, closefd=False) as f:
            x = f.read(dtype='float32', always_2d=True); sr=f.samplerate
    except Exception: raise CorruptAudio("It is damaged.")
    if not len(x): raise CorruptAudio("empty")
    return LocalFeatures(duration_s=len(x)/sr, sample_rate_hz=sr, channels=x.shape[1], format='WAV', is_silent=float(np.abs(x).max())<.001, is_clipped=False, category=list(Category)[len(x)%4], category_confidence=.7, loudness_lufs=-20.0, spectral_centroid_hz=500.0,low_ratio=.3,high_ratio=.2, spectral_bandwidth_hz=300., audio_hash=str(hash(x.tobytes())))
