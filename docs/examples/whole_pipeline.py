"""Everything that the program finds out, kept in a job folder: `python whole_pipeline.py JOB FILE…`."""

import asyncio
import sys

from sp404_gui import BatchProcessor, CompatibilityAgent, GrooveAgent, ProcessingPipeline, VibeAnalysisAgent, extract_local_features

pipeline = ProcessingPipeline(
    [
        ("local_features", extract_local_features),
        ("vibe_analysis", VibeAnalysisAgent().analyze_batch),
        ("groove_detection", GrooveAgent().analyze_batch),
        ("compatibility", CompatibilityAgent().score_batch),
    ]
)


async def main(job: str, files: list[str]) -> None:
    """Run the job, or go on with it where it stopped; print what goes best with each sample."""
    processor = BatchProcessor(batch_size=5, rate_limit_seconds=12, cache_dir=job)
    for record in await processor.run_pipeline(samples=files, pipeline=pipeline, checkpoint_interval=50):
        if record.features and record.matches:
            best = record.matches[0]
            print(f"{record.path} ({record.features.duration_s:.1f} s) goes with {best.path}: {best.score:.0%}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
