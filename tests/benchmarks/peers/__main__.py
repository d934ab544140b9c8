"""Asks one library about files: `python -m tests.benchmarks.peers NAME QUESTIONS.json ANSWERS.json`, in an environment that has it.

QUESTIONS: a list of {"file", "wants": ["tempo", "key", "root", "rest"]}.
ANSWERS: {"version", "wall_s", "cpu_s", "failed", "answers": {file: {want: …}}}.
The first file is asked once before, untimed: some libraries compile themselves.
"""

import json
import sys
import time
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from typing import Any

from tests.benchmarks.peers.peer import Peer


def ask(peer: type[Peer], question: dict[str, Any]) -> dict[str, Any]:
    """Everything wanted of one file, which is decoded once."""
    heard = peer(question["file"])
    return {want: getattr(heard, want)() for want in question["wants"]}


def ask_all(peer: type[Peer], questions: list[dict[str, Any]]) -> dict[str, Any]:
    """The answers, and the time they took."""
    answers: dict[str, Any] = {}
    with suppress(Exception):
        ask(peer, questions[0])
    wall, cpu = time.perf_counter(), time.process_time()
    for question in questions:
        with suppress(Exception):  # some of them refuse what is too short for them
            answers[question["file"]] = ask(peer, question)
    return {
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "failed": len(questions) - len(answers),
        "answers": answers,
    }


def main(name: str, questions_file: str, answers_file: str) -> None:
    """Ask, and write down what was answered."""
    module = import_module(f"tests.benchmarks.peers.{name}_peer")
    with open(questions_file, encoding="utf-8") as stream:
        questions = json.load(stream)
    answers = {"version": version(module.PACKAGE), **ask_all(module.PEER, questions)}
    with open(answers_file, "w", encoding="utf-8") as stream:
        json.dump(answers, stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
