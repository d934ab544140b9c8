"""SP-404 Batch: measure, describe and export audio samples for the Roland SP-404MKII."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sp404_gui.domain.sample import SampleRecord
    from sp404_gui.engine.agents import CompatibilityAgent, GrooveAgent, VibeAnalysisAgent
    from sp404_gui.engine.measuring.local_features import extract_local_features
    from sp404_gui.engine.processor import BatchProcessor, ProcessingPipeline

__all__ = [
    "BatchProcessor",
    "CompatibilityAgent",
    "GrooveAgent",
    "ProcessingPipeline",
    "SampleRecord",
    "VibeAnalysisAgent",
    "extract_local_features",
]

_HOMES = {
    "BatchProcessor": "sp404_gui.engine.processor",
    "ProcessingPipeline": "sp404_gui.engine.processor",
    "SampleRecord": "sp404_gui.domain.sample",
    "CompatibilityAgent": "sp404_gui.engine.agents",
    "GrooveAgent": "sp404_gui.engine.agents",
    "VibeAnalysisAgent": "sp404_gui.engine.agents",
    "extract_local_features": "sp404_gui.engine.measuring.local_features",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: the command's help needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - as above

    return getattr(import_module(_HOMES[name]), name)
