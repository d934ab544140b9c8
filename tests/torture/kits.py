"""The program is killed, or the disk fails, at every call by which a kit is written: the old kit is there, or the new one.

Where strace is missing, nothing is tried.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.kit import PLACES, Kit, Kits, Pad
from sp404_gui.engine.kits.keeping import load_kits, save_kits
from tests.benchmarks.command import fact, row
from tests.torture.faults import WRITING, Ended, Fault, has_struck, run, why_not
from tests.unit.store.story import Story

_FAILING = ("write", "fsync", "rename")
_SAVED, _REFUSED = "saved", "not saved"
_WHY = "As kick: the kit is built around it."


def measure(folder: Path) -> bool:
    """Print the table."""
    if why_not():
        fact("not tried", why_not())
        return True
    broken, struck = tried(folder)
    fact("kits written with a fault that struck", str(struck))
    row("   kits lost, or said to be kept and not there", str(len(broken)), "0", reached=not broken)
    for line in broken:
        fact("      " + line, "")
    return not broken


def tried(folder: Path) -> tuple[list[str], int]:
    """Try every fault; what was broken, and how many struck."""
    broken: list[str] = []
    struck = 0
    kinds = [("KILL", call) for call in WRITING] + [(what, call) for what in ("ENOSPC", "EIO") for call in _FAILING]
    for what, call in kinds:
        for fault in (Fault(call, what, number) for number in range(1, 100)):
            did, wrong = written(folder, fault)
            broken += [f"{fault}: {line}" for line in wrong]
            if not did:
                break
            struck += 1
    return broken, struck


def written(folder: Path, fault: Fault) -> tuple[bool, list[str]]:
    """Write a kit over another one with a fault; whether it struck, and what is wrong then."""
    job, home, trace = folder / "job", folder / "home", folder / "trace"
    shutil.rmtree(job, ignore_errors=True)
    home.mkdir(exist_ok=True)
    Story().write(str(job))
    save_kits(str(job), _kits("before"))
    written = [job / "kits.json.tmp", job / "kits.json"] if fault.what != "KILL" else []
    ended = run(home, job, before=fault.arguments(trace, written), module=__name__)
    return ended.was_killed or has_struck(trace), list(_wrong(job, ended))


def _wrong(job: Path, ended: Ended) -> Iterator[str]:
    kits, complaint = load_kits(str(job))
    if complaint or kits not in (_kits("before"), _kits("after")):
        yield f"the kits are neither the old nor the new ones: {complaint}"
    if ended.said.startswith(_SAVED) and kits != _kits("after"):
        yield "it was said that the new kits are kept"
    if not ended.was_killed and not ended.said.startswith((_SAVED, _REFUSED)):
        yield f"it ended with {ended.code}: {ended.said[-300:]}"
    save_kits(str(job), _kits("after"))
    if load_kits(str(job)) != (_kits("after"), ""):
        yield "the next kits cannot be kept"
    if left := [file.name for file in job.rglob("*.tmp*")]:
        yield f"left behind: {left}"


def _kits(name: str) -> Kits:
    """Two kits that fill every pad."""
    pads = {place: Pad(sample=f"sample_{place.number + 1:06d}", choke=place.number % 3, why=_WHY) for place in PLACES}
    return Kits(kits=(Kit(name=name, pads=pads), Kit(name=f"{name} 2", pads=pads)), current=1)


def _save(job: str) -> str:
    try:
        save_kits(job, _kits("after"))
    except Sp404Error:
        return _REFUSED
    return _SAVED


if __name__ == "__main__":
    os.write(sys.stdout.fileno(), _save(sys.argv[1]).encode())
