"""A canary key taken through everything that the command does: in no file, no output, no other process, in no encoding.

Each scene is the command as a whole process, in a home of its own, with the loosest rights that a system can give new files.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Self

import psutil

from tests.benchmarks.command import fact, row
from tests.e2e.command import Command, Result
from tests.e2e.sounds import sound_name, write_sound
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.replies import completion, vibe_of
from tests.fakes.server import FakeServer
from tests.torture.canary import CANARY, forms, leaks_in, leaks_under, open_to_others, planted

_LOOK_EVERY_S = 0.005
FORMATS = ("json", "jsonl", "csv", "markdown", "html", "m3u")
_KEYRING = f"""
import sys, types
module = types.ModuleType("keyring.backends.SecretService")
class Keyring:
    viable = True
    def get_password(self, service, username):
        return "".join(map(chr, {[ord(char) for char in CANARY]}))
    def set_password(self, service, username, password):
        raise OSError("locked: " + password)
    delete_password = get_password
module.Keyring = Keyring
sys.modules[module.__name__] = module
"""
"""A keyring that knows the key, and that repeats what it is given in its complaint."""
_CRASH = """
import os, signal, sys
from sp404_gui.llm.client import OpenRouterClient
async def crash(self, *_):
    {how}
OpenRouterClient.{where} = crash
from sp404_gui.cli.app import main
main(sys.argv[1:])
"""
CRASHES = {  # where, and how
    "unhandled exception": ("aclose", "held = self._headers(); raise RuntimeError('something that nobody expected')"),
    "segmentation fault": ("send", "held = self._headers(); os.kill(os.getpid(), signal.SIGSEGV)"),
}


class Exposed(Command):
    """The command under umask 000, whose temporary files lie in its own folder.

    Args:
        place: Empty folder.
        key: The key in its environment; "" for none.
        code: Python code to run instead of the command's own beginning.
    """

    def __init__(self, place: Path, key: str = CANARY, code: str = "") -> None:
        place.mkdir(parents=True)
        super().__init__(place)
        self._code = code
        temporary = place / "tmp"
        temporary.mkdir()
        self.env |= {"TMPDIR": str(temporary), "PYTHONFAULTHANDLER": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        if key:
            self.env |= {"SP404_API_KEY": key, "OPENROUTER_API_KEY": key}

    def line(self, *arguments: str | Path) -> list[str]:
        """What is run."""
        start = ["-c", self._code] if self._code else ["-m", "sp404_gui.cli"]
        return ["sh", "-c", 'umask 000; exec "$@"', "sh", sys.executable, *start, *map(str, arguments)]

    def sounds(self, count: int) -> Path:
        """A folder of so many sounds."""
        for number in range(count):
            file = self.place / "Sounds" / sound_name(number)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_sound(file, number)
        return self.place / "Sounds"

    def leaks(self) -> list[str]:
        """Where the key is, in all that the command has written and said."""
        return leaks_under(self.place)


class Onlookers(threading.Thread):
    """Looks at what other processes can see of a process's children, for as long as it runs.

    Attributes:
        seen: Numbers of the children.
        leaks: Where the key is.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: set[int] = set()
        self.leaks: set[str] = set()
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    def run(self) -> None:
        """Look."""
        while not self._ended.wait(_LOOK_EVERY_S):
            for starter in psutil.Process().children():
                self._look(starter)
                for child in _children(starter):
                    self._look(child, starter)

    def _look(self, process: psutil.Process, starter: psutil.Process | None = None) -> None:
        try:
            shown = [*process.cmdline(), process.name()]
            if starter and process.cmdline() != starter.cmdline():  # who starts the command gave it the key; a child begins as its twin
                shown += [f"{name}={value}" for name, value in process.environ().items()]
                self.seen.add(process.pid)
        except psutil.Error:
            return
        self.leaks |= {f"process {shown[:4]}: {name}" for name in leaks_in("\n".join(shown).encode("utf-8", "surrogateescape"))}


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def refusals() -> dict[str, Scripted]:
    """Answers of servers that repeat the key, in every way in which an HTTP answer can; by what they are."""
    page = f"<html><body><pre>Authorization: Bearer {CANARY}</pre>{forms()['HTML'].decode()}</body></html>"
    echoes = {name: data.decode() for name, data in forms().items() if "UTF" not in name}
    answers: dict[str, Scripted] = {
        f"{status}": Scripted(status, {"error": {"code": status, "message": f"refused: {CANARY}", "metadata": {"headers": echoes}}})
        for status in (400, 401, 402, 403, 404, 422, 429, 500, 503)
    }
    answers |= {f"{status} as a page": Scripted(status, page, {"Content-Type": "text/html"}) for status in (200, 401, 403, 502)}
    answers["redirect"] = Scripted(
        301, "", {"Location": f"https://{CANARY.replace('/', '.').replace('+', '-').replace('_', '-')}.example/{CANARY}"}
    )
    answers["redirect to the key"] = Scripted(302, "", {"Location": f"https://user:{CANARY}@{CANARY}/?key={CANARY}"})
    told = dict.fromkeys(("Retry-After", "X-RateLimit-Limit", "X-Request-Id", "Set-Cookie", "WWW-Authenticate", "Content-Type"), CANARY)
    answers["429 in its headers"] = Scripted(429, {"error": {"code": 429, "message": CANARY}}, told)
    answers["broken header"] = Scripted(401, "", {f"X-RateLimit-{CANARY}": CANARY})
    answers["UTF-16"] = Scripted(401, json.dumps({"error": {"code": 401, "message": CANARY}}).encode("utf-16"))
    answers["no JSON"] = Scripted(200, f"Bearer {CANARY}")
    return answers


def talkative(count: int) -> Scripted:
    """An answer about so many samples that repeats the key, in all forms, wherever a model may say something."""
    vibes: list[dict[str, Any]] = [vibe_of(f"sample_{number:06d}") for number in range(1, count + 1)]
    echoes = [data.decode() for name, data in forms().items() if "UTF" not in name]
    for vibe in vibes:
        vibe |= {"mood": ["dark", CANARY, "warm"], "descriptors": echoes[:5], "best_use": CANARY, "notes": echoes, "genre": echoes[3]}
    return Scripted(200, completion(json.dumps({"samples": vibes}), 1))


def success(place: Path, *, short: bool = False) -> Iterable[str]:
    """A whole job whose server wants the key and whose model repeats it; everything that can be asked about it afterwards."""
    command = Exposed(place)
    with FakeServer(Behaviour(key=CANARY, bare=True, latency_s=0.05)) as server, Onlookers() as onlookers:
        folder = command.sounds(6)
        server.script.extend([Scripted(404), talkative(6)])
        given = ("--cache-dir", "job", "--provider", server.base_url, "--batch-size", "6", "--parallel-local", "2")
        yield from _expected(command("-vv", "process", folder, *given), 0)
        yield from ("the key was not used" for request in server.requests if request.headers.get("authorization") != f"Bearer {CANARY}")
        for question in _questions(folder, server.base_url)[: 2 if short else None]:
            yield from _expected(command("-vv", *question), 0)
    yield from command.leaks()
    yield from onlookers.leaks
    yield from () if len(onlookers.seen) > 1 else ["no worker was seen"]
    yield from (f"open to others: {found}" for found in [*open_to_others(place / "home"), *open_to_others(place / "job")])


def _questions(folder: Path, url: str) -> list[list[str | Path]]:
    exports: list[list[str | Path]] = [["export", "job", "--format", kind, "--output", f"export.{kind}"] for kind in FORMATS]
    about: list[list[str | Path]] = [["status", "job"], ["status", "job", "--json"], ["validate", "job"], ["rebuild", "job"]]
    rest: list[list[str | Path]] = [["config", "--show"], ["cache", "stats"], ["key", "test", "--provider", url], ["doctor", "--json"]]
    return [exports[0], ["doctor"], *exports[1:], *about, *rest, ["estimate", folder, "--show-plan", "--provider", url]]


def refusal(place: Path, answer: Scripted) -> Iterable[str]:
    """A server that refuses every call and repeats the key."""
    command = Exposed(place)
    with FakeServer(Behaviour(bare=True)) as server:
        server.script.extend([Scripted(404), *[answer] * 40])
        done = command("-vv", "process", command.sounds(1), "--cache-dir", "job", "--provider", server.base_url, "--max-calls", "1")
        yield from () if done.code else ["it was taken for an answer"]
    yield from command.leaks()


def crash(place: Path, where: str, how: str) -> Iterable[str]:
    """The command ends in the middle of a call."""
    command = Exposed(place, code=_CRASH.format(where=where, how=how))
    with FakeServer(Behaviour(bare=True)) as server:
        done = command("-vv", "process", command.sounds(1), "--cache-dir", "job", "--provider", server.base_url)
    yield from () if "Traceback" in done.err or "Fatal Python error" in done.err else [f"it did not crash: {done.said[-300:]}"]
    yield from command.leaks()


def keyring(place: Path) -> Iterable[str]:
    """The key from the system's keyring, which complains in words of its own when it is to take one."""
    command = Exposed(place, key="")
    site = place.parent / f"{place.name}-site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(_KEYRING, "utf-8")
    command.env["PYTHONPATH"] = f"{site}:{command.env['PYTHONPATH']}"
    with FakeServer(Behaviour(key=CANARY, bare=True)) as server, Onlookers() as onlookers:
        done = command("-vv", "process", command.sounds(2), "--cache-dir", "job", "--provider", server.base_url)
        yield from _expected(done, 0)
        yield from _expected(command("-vv", "doctor"), 0)
    yield from [*command.leaks(), *onlookers.leaks]


def _expected(done: Result, code: int) -> Iterable[str]:
    return [] if done.code == code else [f"ended with {done.code} instead of {code}: {done.said[-400:]}"]


def scenes(folder: Path) -> dict[str, Callable[[], Iterable[str]]]:
    """Every scene by its name."""
    told: dict[str, Callable[[], Iterable[str]]] = {
        "a whole job": partial(success, folder / "success"),
        "keyring": partial(keyring, folder / "keyring"),
    }
    for number, (name, answer) in enumerate(refusals().items()):
        told[f"refused: {name}"] = partial(refusal, folder / f"refusal-{number}", answer)
    for name, (where, how) in CRASHES.items():
        told[f"crash: {name}"] = partial(crash, folder / f"crash {name}", where, how)
    return told


def measure(folder: Path) -> bool:
    """Play every scene; whether the key was nowhere."""
    blind = [name for name, data in planted().items() if not leaks_in(data)]
    row("forms of the key that the search finds", f"{len(planted()) - len(blind)}", f"{len(planted())}", reached=not blind)
    kept, begun = not blind, time.perf_counter()
    for name, scene in scenes(folder).items():
        found = list(scene())
        kept = kept and not found
        row(name, f"{len(found)}", "0", reached=not found)
        for place in found[:8]:
            fact(f"   {place}", "")
    files = [file for file in folder.rglob("*") if file.is_file()]
    fact("files searched", f"{len(files):,}")
    fact("megabytes searched", f"{sum(file.stat().st_size for file in files) / 1e6:.1f}")
    fact("seconds", f"{time.perf_counter() - begun:.0f}")
    return kept
