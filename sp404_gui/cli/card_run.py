"""Writing a card from the terminal: progress, Ctrl-C, and how it ended."""

import asyncio
import shlex
import signal
import sys
from collections import Counter
from contextlib import aclosing
from typing import Any

from sp404_gui.cli.exits import Exit
from sp404_gui.cli.says import called_as, clean, plural, reader_may_leave, say
from sp404_gui.domain.card import CardEvent, CardPlan, Change, FileFailed, FileKept, FileWritten
from sp404_gui.domain.kit import PADS_IN_BANK
from sp404_gui.engine.card import write_card
from sp404_gui.export.card.sheets import write_sheets
from sp404_gui.export.card.words import file_object, where_lines
from sp404_gui.export.text import visible
from sp404_gui.store.codec import encode

_OUTCOMES: dict[type, str] = {FileWritten: "written", FileKept: "kept", FileFailed: "failed"}


def run_card(plan: CardPlan, *, quiet: bool, as_json: bool) -> int:
    """Write a card and its pad sheets, and say how it went. The exit code.

    Raises:
        Sp404Error: It could not be written.
    """
    said = _Said(plan, quiet=quiet, as_json=as_json)
    for line in where_lines(plan):
        said.note(line)
    try:
        asyncio.run(_written(plan, said))
    except (asyncio.CancelledError, KeyboardInterrupt):
        again = shlex.join([called_as(), *sys.argv[1:]])
        say(f"Stopped. What is finished stays; the same command goes on: {again}")
        return Exit.INTERRUPTED
    sheets = write_sheets(plan.without(said.failed)) if plan.files else []
    said.ending(sheets)
    return Exit.SOME_FAILED if said.failed or any(left.lost for left in plan.left_out) else Exit.DONE


async def _written(plan: CardPlan, said: "_Said") -> None:
    task = asyncio.current_task()
    if task is not None and hasattr(signal, "SIGTERM") and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with aclosing(write_card(plan)) as events:
        async for event in events:
            said.show(event)


class _Said:
    """What the user hears: a line that moves on a terminal, a line a bank elsewhere, or JSON lines."""

    def __init__(self, plan: CardPlan, *, quiet: bool, as_json: bool) -> None:
        self.failed: list[FileFailed] = []
        self._plan = plan
        self._quiet = quiet or as_json
        self._as_json = as_json
        self._live = not self._quiet and sys.stderr.isatty()
        self._outcomes: Counter[str] = Counter()

    def note(self, line: str) -> None:
        """Say something, unless only what went wrong is wanted."""
        if not self._quiet:
            say(line)

    def show(self, event: CardEvent) -> None:
        """Say what became of a file."""
        outcome = _OUTCOMES[type(event)]
        self._outcomes[outcome] += 1
        if self._as_json:
            self._write({"event": outcome, **file_object(event.file), **_more(event)})
        if isinstance(event, FileFailed):
            self.failed.append(event)
            self._clear()
            say(f"{visible(event.file.record.path)}: {event.reason}")
        if isinstance(event, FileWritten) and Change.TURNED_DOWN in event.changes:
            self._clear()
            self.note(f"{event.file.name}: turned down, so that it is not clipped")
        done = self._outcomes.total()
        if self._live:
            sys.stderr.write(f"\r\x1b[K{done}/{len(self._plan.files)}  {clean(visible(event.file.name))}")
            sys.stderr.flush()
        elif done % PADS_IN_BANK == 0 or done == len(self._plan.files):
            self.note(f"{done}/{len(self._plan.files)} files")

    def ending(self, sheets: list[str]) -> None:
        """Say how it ended."""
        self._clear()
        for left in self._plan.left_out:
            tell = say if left.lost else self.note
            tell(f"Not written: {visible(left.record.path)}: {left.reason}")
        if self._as_json:
            self._write({"event": "finished", **self._outcomes, "left_out": len(self._plan.left_out), "sheets": sheets})
        if self._quiet:
            return
        parts = [f"{plural(self._outcomes['written'], 'file')} written and read back"]
        parts += [f"{self._outcomes['kept']:,} there already"] if self._outcomes["kept"] else []
        parts += [f"{len(self.failed):,} failed"] if self.failed else []
        parts += [f"{plural(len(self._plan.left_out), 'sample')} not written"] if self._plan.left_out else []
        with reader_may_leave():
            sys.stdout.write(f"{', '.join(parts)}.\n")
            if sheets:
                sys.stdout.write(f"Pad sheet: {clean(sheets[0])}\n")

    def _clear(self) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")

    @staticmethod
    def _write(row: dict[str, Any]) -> None:
        with reader_may_leave():
            sys.stdout.write(encode(row).decode() + "\n")


def _more(event: CardEvent) -> dict[str, Any]:
    match event:
        case FileWritten(_, converted):
            return {"frames": converted.frames, "size_bytes": converted.size_bytes, "changes": list(map(str, event.changes))}
        case FileFailed(_, reason):
            return {"reason": reason}
        case _:
            return {}
