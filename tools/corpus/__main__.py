"""Build the corpus: fetch, label, render, synthesise, admit, and write labels.csv, sources.csv, sources.md and refused.csv.

    python -m tools.corpus OUT_DIR [--other SET_DIR]

Needs apt-get and dpkg (Debian), npm, ffmpeg, fluidsynth, espeak-ng, flite and text2wave (festival, with festvox-kallpc16k and
festvox-us-slt-hts). The same packages give the same audio; the bytes of Ogg and float WAV files differ by a serial number and a date.
SET_DIR/labels.csv names sounds that the corpus may not repeat. Takes about five minutes on one core, fetching aside.
"""

import argparse
import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence

from tools.corpus.admission import Heard, admit
from tools.corpus.builders import BUILDERS
from tools.corpus.model import COLUMNS, Candidate
from tools.corpus.packages import every_file, fetch
from tools.corpus.report import table


def write(path: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table and put it in place at once."""
    with open(path + ".part", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    os.replace(path + ".part", path)


def row(candidate: Candidate, heard: Heard) -> list[object]:
    """One line of labels.csv."""
    label = candidate.label
    real = "real" if label.origin == "name" else label.origin
    return [
        candidate.path, label.source, label.licence, label.category, label.subtype, label.detail, int(label.is_loop), label.bpm,
        label.beats, label.key, label.root, label.midi, label.origin, real, f"{heard.duration_s:.4f}", heard.rate_hz, heard.channels,
        os.path.getsize(candidate.path),
    ]  # fmt: skip


def known(folder: str | None) -> list[str]:
    """Files of the other set."""
    if folder is None:
        return []
    with open(os.path.join(folder, "labels.csv"), newline="", encoding="utf-8") as file:
        return [os.path.join(folder, line["path"]) for line in csv.DictReader(file)]


def main() -> None:
    """Build every source; one that cannot be had is told and left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--other")
    options = parser.parse_args()
    folder = os.path.abspath(options.out)
    os.makedirs(folder, exist_ok=True)
    versions: dict[str, str] = {}
    candidates: list[Candidate] = []
    for builder in BUILDERS:
        try:
            versions |= {package: fetch(package, folder) for package in builder.packages}
        except subprocess.CalledProcessError as failed:
            sys.stderr.write(f"{builder.name}: not to be had ({failed.stderr.strip()[-200:]})\n")
            continue
        made = builder.build(folder, candidates)
        sys.stderr.write(f"{builder.name}: {len(made)}\n")
        candidates += made
    refused: list[tuple[str, str]] = []
    admitted = admit(candidates, known(options.other), lambda candidate, why: refused.append((candidate.path, why)))
    write(os.path.join(folder, "refused.csv"), ("path", "reason"), refused)
    write(os.path.join(folder, "sources.csv"), ("package", "version"), sorted(versions.items()))
    write(os.path.join(folder, "labels.csv"), COLUMNS, [row(*pair) for pair in admitted])
    with open(os.path.join(folder, "sources.md"), "w", encoding="utf-8") as file:
        file.write(table([one.label for one, _ in admitted], {builder.name: builder.packages for builder in BUILDERS}, versions))
    kept = {candidate.path for candidate, _ in admitted}
    for path in every_file(os.path.join(folder, "audio")):
        if path not in kept:
            os.remove(path)


if __name__ == "__main__":
    main()
