"""`duplicates`: list the files of a job that hold the same sound."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sp404_gui.cli import options as o

if TYPE_CHECKING:
    from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Sameness

_HELP = """List the files of a job that hold the same sound. Nothing is moved and nothing deleted.

\b
Kinds:
  exact  the same bytes
  audio  the same audio in another container, or with other tags
  near   one recording, trimmed, resampled, encoded anew, or at another level

\b
Examples:
  sp404-batch duplicates ./cache/job_123
  sp404-batch duplicates ./cache/job_123 --kind exact,audio --json
"""
_KINDS = "exact,audio,near"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("duplicates", help=_HELP)(duplicates)


def duplicates(
    job: Annotated[str | None, typer.Argument(metavar="JOB", help="The job folder.")] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND,…", help="What counts as the same: exact, audio, near.")] = _KINDS,
    cache_dir: o.JobDir = None,
    json: o.Json = False,
) -> int:
    """List duplicates; the file to keep stands first in each group."""
    import asyncio

    from sp404_gui.cli.processing import one_of
    from sp404_gui.cli.says import clean, reader_may_leave
    from sp404_gui.engine.choices import require_own_files
    from sp404_gui.engine.duplicates.search import find_remembered, members_of
    from sp404_gui.store.codec import encode

    kinds, place = _kinds(kind), one_of(job, cache_dir)
    require_own_files(place)
    found = asyncio.run(find_remembered(list(members_of(place)), kinds, lambda _: None))
    with reader_may_leave():
        if json:
            typer.echo(encode(_as_json(found)).decode())
        else:
            sys.stdout.writelines(clean(line) + "\n" for line in _lines(found))
    return 0


def _kinds(text: str) -> "set[Sameness]":
    from sp404_gui.domain.duplicate import Sameness
    from sp404_gui.domain.errors import UsageError

    names = {name.strip() for name in text.split(",") if name.strip()}
    if not names or (unknown := names - set(Sameness)):
        given = ", ".join(sorted(unknown)) if names else "nothing"
        raise UsageError(f"--kind takes exact, audio and near, with commas between them, not {given}.")
    return {Sameness(name) for name in names}


def _lines(found: "Duplicates") -> Iterator[str]:
    from sp404_gui.cli.says import plural
    from sp404_gui.domain.text import printable

    for group in found.groups:
        yield f"{group.sameness}:"
        for place, member in enumerate(group.members):
            yield f"  {'keep' if place == 0 else '    '}  {printable(member.record.path)}"
    more = sum(len(group.members) - 1 for group in found.groups)
    yield f"{plural(len(found.groups), 'group')}, {plural(more, 'superfluous file')}, among {plural(found.searched, 'file')}."
    for count, what in (
        (found.unmeasured, "not measured yet: only the bytes were compared"),
        (found.changed, "gone or changed since the files were listed: left out"),
        (found.unreadable, "could not be decoded: the sound was not compared"),
    ):
        if count:
            yield f"{plural(count, 'file')} {what}."


def _as_json(found: "Duplicates") -> dict[str, object]:
    return {
        "groups": [_group(group) for group in found.groups],
        "searched": found.searched,
        "unmeasured": found.unmeasured,
        "changed": found.changed,
        "unreadable": found.unreadable,
    }


def _group(group: "DuplicateGroup") -> dict[str, object]:
    from sp404_gui.store.codec import path_fields

    rows = [
        {"id": m.record.id, **path_fields(m.record.path), "size_bytes": m.record.sample.size_bytes, "later_s": round(m.later_s, 4)}
        for m in group.members
    ]
    return {"kind": str(group.sameness), "merit": str(group.merit), "keep": rows[0], "others": rows[1:]}
