"""What the product says of the set: the real command over neutral names."""

import os
from pathlib import Path

from tests.benchmarks.command import Run, exported, run
from tests.benchmarks.ear.yardstick import Answers


def process(sounds: Path, folder: Path) -> tuple[Answers, Run]:
    """Process a folder offline and cold, and export it.

    Args:
        sounds: The samples.
        folder: For the job and its caches.
    """
    home, job = folder / "home", folder / "job"
    result = run(["process", sounds, "--provider", "offline", "--cache-dir", job], home)
    assert result.code == 0, result.stdout
    samples = {os.path.basename(sample["path"]): sample for sample in exported(job, home)["samples"]}
    features = {name: sample.get("features") or {} for name, sample in samples.items()}
    grooves = {name: sample["groove"] for name, sample in samples.items() if sample.get("groove")}
    return Answers(features, grooves), result
