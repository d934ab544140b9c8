"""Hostile words in every text that comes from outside, file names, answers, tags and notes: they stay words everywhere."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.export.formats import FORMATS
from tests.benchmarks.command import fact, row
from tests.e2e.command import Command
from tests.e2e.sounds import write_sound
from tests.fakes.behaviour import Behaviour
from tests.fakes.replies import vibe_of
from tests.fakes.server import FakeServer
from tests.naughty import HOSTILE, NAMES, NAUGHTY, Elements, acting, formulas, markup, strays
from tests.torture.faults import run
from tests.torture.folders import snapshot
from tests.torture.job_checks import command_in

_LONGEST_NAME = 200
_CARD_NAME = re.compile(r"[A-J]\d\d [A-Za-z0-9 _!&()+,\-.=@\[\]{}]{1,15}\.wav")
_TAGS_OF_OTHERS = frozenset({"img", "iframe", "object", "embed", "base", "form", "a"})
WORDS = (*NAUGHTY, HOSTILE)


def measure(folder: Path) -> bool:
    """Print the table."""
    command = command_in(folder / "place")
    folder_of_sounds, kept = named_sounds(command.place / "Sounds"), True
    for name, wrong in scenes(command, folder_of_sounds).items():
        found = list(wrong)
        kept = kept and not found
        row(name, str(len(found)), "0", reached=not found)
        for line in found[:10]:
            fact("   " + line[:300], "")
    return kept


def named_sounds(folder: Path) -> Path:
    """A sound for every file name and every word, as far as this system takes it for a name; one of them is broken."""
    names = [*NAMES, *(_file_name(text) for text in WORDS)]
    for number, name in enumerate(names):
        write_sound(os.path.join(os.fsencode(folder), name), number)
    (folder / "broken \x1b[31m\u202e.wav").write_bytes(b"no")
    fact("files with hostile names", str(len(names) + 1))
    return folder


def _visible(sounds: Path) -> int:
    """How many files a scan finds: names that begin with a dot are hidden."""
    return len([file for file in sounds.iterdir() if not file.name.startswith(".")])


def _file_name(text: str) -> bytes:
    plain = text.replace("/", "\N{DIVISION SLASH}").replace("\0", "").encode("utf-8", "replace")
    return plain[:_LONGEST_NAME] + b".wav"


def answers(samples: int) -> dict[str, dict[str, Any]]:
    """What the model says: every word in every field of some sample."""
    ids = [f"sample_{number:06d}" for number in range(1, samples + 1)]
    return {identifier: vibe_of(identifier) | _said(WORDS[number % len(WORDS)]) for number, identifier in enumerate(ids)}


def _said(text: str) -> dict[str, Any]:
    lists = {name: [text, "warm", "../../" + text] for name in ("mood", "descriptors", "compatibility_tags")}
    return {**lists, "era": text, "genre": text, "best_use": text, "notes": text, text: [text]}


def scenes(command: Command, sounds: Path) -> dict[str, Iterator[str]]:
    """What is wrong after each step, looked at in this order."""
    job, card = command.place / "job", command.place / "card"
    return {
        "the job": _job(command, sounds, job),
        "tags and notes": _edited(job),
        "what commands say": _said_by_commands(command, job),
        "files of the job": _written(job),
        "exports": _exports(command, job, _visible(sounds)),
        "names on the card": _card(command, job, card),
        "outside": _outside(command.place, {"Sounds", "home", "job", "card"}, sounds),
        "the window": _window(command, job),
    }


def _job(command: Command, sounds: Path, job: Path) -> Iterator[str]:
    before, count = snapshot(sounds), _visible(sounds)
    with FakeServer(Behaviour(vibes=answers(count))) as server:
        given = ("--provider", server.base_url, "--interval", "0", "--batch-size", "10")
        done = command("-vv", "process", sounds, "--cache-dir", job, *given)
    yield from [] if done.code == 3 else [f"ended with {done.code}: {done.said[-300:]!r}"]
    yield from (f"it says {character!r}" for character in acting(done.said))
    yield from [] if snapshot(sounds) == before else ["the sounds were changed"]


def _edited(job: Path) -> Iterator[str]:
    ids = [json.loads(line)["id"] for line in (job / "samples.jsonl").read_bytes().splitlines()]
    texts = [WORDS[number % len(WORDS)].encode("utf-8", "replace").decode() for number in range(len(ids))]
    edits = {i: UserEdits(favorite=True, tags=(text,), note=text) for i, text in zip(ids, texts, strict=True)}
    written = save_edits(str(job), edits, SystemClock())
    yield from [] if written and all(record.user == edits[record.id] for record in written) else ["the edits were not kept"]


def _said_by_commands(command: Command, job: Path) -> Iterator[str]:
    questions: list[list[str | Path]] = [
        ["status", job],
        ["status", job, "--json"],
        ["validate", job],
        ["rebuild", job],
        ["duplicates", job],
    ]
    for arguments in questions:
        done = command("-vv", *arguments)
        yield from [] if done.code in {0, 3} else [f"{arguments[0]} ended with {done.code}: {done.said[-300:]!r}"]
        yield from (f"{arguments[0]} says {character!r}" for character in acting(done.said))
    yield from (f"validate finds {problem}" for problem in command("validate", job, "--json").json)


def _written(job: Path) -> Iterator[str]:
    """Names are kept to the byte, as JSON: it has no control character as it is, but for the seal's blanks and line ends."""
    for file in (file for file in job.rglob("*") if file.is_file() and file.name != ".lock"):
        found = {character for character in file.read_text("utf-8") if character < " " and character not in "\t\n"}
        yield from (f"{file.relative_to(job)} has {character!r}" for character in found)


def _exports(command: Command, job: Path, samples: int) -> Iterator[str]:
    for form in FORMATS:
        done = command("export", job, "--format", form)
        yield from [] if done.code == 0 else [f"{form} ended with {done.code}: {done.err[-300:]!r}"]
        yield from (f"{form} has {character!r}" for character in acting(done.out, "\n\xad\u200d"))
        yield from (f"{form}: {line}" for line in _acting_in(form, done.out, samples))


def _acting_in(form: str, text: str, samples: int) -> list[str]:
    if form == "json":
        count = len(json.loads(text)["samples"])
        return [] if count == samples else [f"{count} samples"]
    if form == "jsonl":
        return [] if len(text.splitlines()) == samples else ["not a line for each sample"]
    if form == "html":
        return [f"{tag} {told}" for tag, told in Elements(text).found if tag in _TAGS_OF_OTHERS or _has_handler(told)]
    if form == "m3u":
        return strays(text, samples - 1)  # what is broken is not played
    return formulas(text) if form == "csv" else markup(text)


def _has_handler(attributes: tuple[tuple[str, str | None], ...]) -> bool:
    return any(name.startswith("on") for name, _ in attributes)


def _card(command: Command, job: Path, card: Path) -> Iterator[str]:
    for names in ("file", "words"):
        done = command("card", job, "--output", card, "--names", names, "--name", f"{HOSTILE[:9]}{names}")
        yield from [] if done.code in {0, 3} else [f"it ended with {done.code}: {done.said[-300:]!r}"]
        yield from (f"it says {character!r}" for character in acting(done.said))
    written = [file for file in card.rglob("*") if file.suffix == ".wav"]
    yield from [] if written else ["nothing was written"]
    yield from (f"a file is called {file.name!r}" for file in written if not _CARD_NAME.fullmatch(file.name))


def _outside(place: Path, known: set[str], sounds: Path) -> Iterator[str]:
    there = {path.name for path in place.iterdir() if not path.name.startswith("said-")}
    yield from (f"{name} was made" for name in there - known)
    yield from (f"{name} was made beside it" for name in {path.name for path in place.parent.iterdir()} - {place.name})
    yield from [] if sounds.is_dir() else ["the sounds are gone"]


def _window(command: Command, job: Path) -> Iterator[str]:
    done = run(command.home, job, module="tests.torture.shown", longest_s=300)
    try:
        seen = json.loads(done.said.splitlines()[-1])
    except (ValueError, IndexError):
        yield f"ended with {done.code}: {done.said[-600:]}"
        return
    fact("   samples and places that the window showed", f"{seen['rows']} and {seen['places']}")
    yield from (repr(one) for one in seen["found"])
