"""Describes the audio files of a folder: `python describe_folder.py "My Samples"`."""

import asyncio
import sys
from pathlib import Path

from sp404_gui import BatchProcessor, VibeAnalysisAgent


def audio_in(folder: str) -> list[Path]:
    """The audio files of a folder and the folders in it."""
    return sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in {".wav", ".aif", ".aiff", ".flac", ".mp3"})


async def main(paths: list[Path]) -> None:
    """Print a line for each sample."""
    processor = BatchProcessor(batch_size=5, rate_limit_seconds=12)
    results = await processor.process(samples=paths, process_fn=VibeAnalysisAgent().analyze_batch, cache_key="vibe_analysis")
    for record in results:
        words = ", ".join(record.vibe.mood) if record.vibe else record.skip_reason or record.errors[-1].message
        print(f"{record.path}: {words}")


if __name__ == "__main__":  # worker processes import this file, and must not begin anew
    asyncio.run(main(audio_in(sys.argv[1])))
