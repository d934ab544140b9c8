import base64
import math
from collections.abc import Callable
from typing import Any

import pytest

from sp404_gui.export.source import ExportJob

HOSTILE = '</script><img src=x onerror="window.hit=1">|`x`\n=cmd()\u202egpj.wav\x1b[31m\u2028'
WAVEFORM = base64.b64encode(bytes(range(0, 256, 2))).decode()

MakeJob = Callable[..., ExportJob]


@pytest.fixture
def kick() -> dict[str, Any]:
    return {
        "id": "sample_000001",
        "path": "drums/kick 01.wav",
        "status": "done",
        "features": {
            "duration_s": 0.412,
            "sample_rate_hz": 48000,
            "channels": 2,
            "format": "WAV",
            "is_silent": False,
            "is_clipped": False,
            "peak_dbfs": -0.3,
            "category": "drums",
            "subcategory": "kick",
            "kind": "one_shot",
            "root_note": "A1",
            "waveform": WAVEFORM,
            "onsets_s": [0.0, 0.2],
            "unmeasured": {"bpm": "a one-shot has no tempo"},
        },
        "vibe": {"mood": ["dusty", "warm"], "energy": "high", "descriptors": ["round"], "best_use": "drum foundation", "source": "local"},
        "groove": {"measurable": False, "reason": "a one-shot has no beat"},
        "matches": [{"id": "sample_000002", "path": "loop.wav", "score": 0.912, "why": "leaves room in the highs"}],
        "user": {"favorite": True, "tags": ["-keep", "=sum"], "note": "", "corrected": {}},
        "errors": [],
    }


@pytest.fixture
def hostile() -> dict[str, Any]:
    return {
        "id": "sample_000002",
        "path": HOSTILE,
        "status": "failed",
        "skip_reason": HOSTILE,
        "features": {
            "duration_s": 1.0,
            "peak_dbfs": math.nan,
            "category": "fx",
            "subcategory": HOSTILE,
            "key": HOSTILE,
            "waveform": HOSTILE,
        },
        "vibe": {"mood": [HOSTILE], "descriptors": [HOSTILE], "best_use": HOSTILE, "energy": HOSTILE, "extra": {HOSTILE: [HOSTILE]}},
        "matches": [{"id": "sample_000001", "path": HOSTILE, "score": 0.912, "why": HOSTILE}],
        "user": {"favorite": False, "tags": [HOSTILE], "note": HOSTILE},
        "errors": [{"category": "skippable", "kind": "corrupt", "message": HOSTILE, "stage": "x", "attempts": 1, "at": "x"}],
    }


@pytest.fixture
def unmeasured() -> dict[str, Any]:
    error = {"category": "skippable", "kind": "corrupt", "message": "The file ends too early.", "stage": "x", "attempts": 1, "at": "x"}
    return {"id": "sample_000003", "path": "broken.wav", "status": "failed", "errors": [error]}


@pytest.fixture
def make_job() -> MakeJob:
    def make(*samples: dict[str, Any], name: str = "Wanns Wavs 1", root: str = "/music") -> ExportJob:
        job = {"name": name, "root": root, "status": "done", "strategy": "simple_sequential", "created_at": "2026-03-01T10:00:00Z"}
        return ExportJob(job=job, stats={"total": len(samples), "cost_usd": 0.0}, samples=lambda: iter(samples), root=root)

    return make
