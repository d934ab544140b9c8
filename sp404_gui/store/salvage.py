"""What the files of a job folder say, wherever they stand and however damaged they are: the ground that a repair stands on."""

import json
import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from sp404_gui.domain.errors import NewerSchema
from sp404_gui.domain.job import Manifest
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.store import codec, layout, seal
from sp404_gui.store.contents import content_of, unpacked
from sp404_gui.store.edits import edits_in
from sp404_gui.store.files import open_file
from sp404_gui.store.inspection import strict_record
from sp404_gui.store.inventory import Found, Role, inventory
from sp404_gui.store.journal import entry_of, lines_of
from sp404_gui.store.migrations import migrated

_OBJECT = re.compile(r'\{"id":"sample_')
_USER = re.compile(r'"user":\{')
_OWNER = re.compile(r'\{"id":"(sample_\d{6,9})","path":"(?:[^"\\]|\\.)*",(?:"path_bytes":"[^"]*",)?"status":')
_JSON = json.JSONDecoder()
_A_PIECE = 1 << 20
"""Longer files of lines are no single value, and are read a line at a time."""
_NEWEST = 1 << 31
_UNSURE = _NEWEST + 1
"""Rank of what was changed since it was written: any checkpoint is better."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of samples.jsonl: `position` counted from 1 where it stands, 0 for one that was found elsewhere."""

    position: int
    number: int
    path: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Testimony:
    """A record of a sample.

    Attributes:
        rank: Orders what several files say of one sample: 0 is a result in its place, then copies, then checkpoints, newest first.
        number: Of the sample.
        record: The record; of rank 0 without its matches, which stay where they are.
        source: The file, relative.
    """

    rank: int
    number: int
    record: SampleRecord
    source: str


@dataclass(slots=True)
class Evidence:
    """Everything that the files say.

    Attributes:
        found: The files themselves.
        manifests: Manifests, the one in its place first.
        facts: The newest note in the audit trail of what a manifest cannot be made without.
        lines: Lines of samples.jsonl.
        testimonies: Records of samples, in no order.
        failures: Numbers and paths that the error log names.
        edits: What the user said, in records that cannot be read otherwise, by number.
        named: Numbers of those that stand in a result named after its sample; others are as the damaged file has them.
        said: What the user said last, as the audit trail has it, by number.
        entries: Whole entries of the audit trail.
        stray_entries: Entries of the audit trail that stand in other files.
        calls: How many calls the audit trail tells of that reached a server.
    """

    found: list[Found]
    manifests: list[Manifest] = field(default_factory=list)
    facts: Manifest | None = None
    lines: list[Line] = field(default_factory=list)
    testimonies: list[Testimony] = field(default_factory=list)
    failures: list[tuple[int, str]] = field(default_factory=list)
    edits: dict[int, UserEdits] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    said: dict[int, UserEdits] = field(default_factory=dict)
    entries: list[bytes] = field(default_factory=list)
    stray_entries: list[bytes] = field(default_factory=list)
    calls: int = 0

    def __bool__(self) -> bool:
        return bool(self.manifests or self.facts or self.lines or self.testimonies or self.entries or self.stray_entries)


def gather(folder: str) -> Evidence:
    """Read a job folder.

    Raises:
        NewerSchema: A newer version wrote it.
    """
    evidence = Evidence(sorted(inventory(folder), key=lambda found: (found.role is Role.LOG, not found.in_place)))
    reader = _Reader(folder, evidence)
    for found in evidence.found:
        if found.readable and found.role is not Role.KITS:
            reader.read(found)
    noted = edits_in(row for line in (*evidence.stray_entries, *evidence.entries) if (row := entry_of(line)) is not None)
    evidence.said = {number: edits for i, edits in noted.items() if (number := layout.sample_number(i)) is not None}
    return evidence


class _Reader:
    """Takes each file for what it says, not for what it is called."""

    def __init__(self, folder: str, evidence: Evidence) -> None:
        self._folder = folder
        self._evidence = evidence

    def read(self, found: Found) -> None:
        path = os.path.join(self._folder, found.relative)
        name = found.relative.removesuffix(".tmp")
        try:
            if name.endswith(".jsonl") and os.stat(path).st_size > _A_PIECE:
                with open_file(path) as stream:
                    self._pieces(lines_of(stream), found)
                return
            data = unpacked(content_of(path)) if name.endswith(".gz") else content_of(path)
        except (OSError, codec.Unreadable):
            return
        try:
            self._document(codec.decode(data), data.strip(), found)
        except codec.Unreadable:
            lines = data.split(b"\n")
            self._pieces(lines if any(map(_is_object, lines)) else [data], found)

    def _pieces(self, lines: Iterable[bytes], found: Found) -> None:
        for position, line in enumerate((line.rstrip(b"\n") for line in lines), start=1):
            if not line or len(line) > codec.MOST_BYTES:
                continue
            try:
                row = codec.decode(line)
            except codec.Unreadable:
                self._damaged(line.decode("utf-8", "surrogateescape"), found)
            else:
                self._row(row, found, position if found.role is Role.SAMPLES else 0, line, whole=False)

    def _document(self, content: Any, text: bytes, found: Found) -> None:
        if isinstance(content, list):
            for row in content:
                self._failure(row)
        elif isinstance(content, dict) and isinstance(content.get("records"), list):
            for row in content["records"]:
                self._record(row, _age(found, content), found)
        elif isinstance(content, dict) and "root" in content and "event" not in content:
            self._manifest(content, found)
        else:
            self._row(content, found, 1 if found.role is Role.SAMPLES else 0, codec.encode(content) if b"\n" in text else text, whole=True)

    def _row(self, row: Any, found: Found, position: int, line: bytes, *, whole: bool) -> None:
        """A JSON object; a record stands in its place only where it is the `whole` file: else that has to be written again."""
        if not isinstance(row, dict):
            return
        if "event" in row:
            self._entry(row, line, found)
        elif "size_bytes" in row:
            self._line(row, position)
        else:
            at_home = whole and found.role is Role.RESULT and found.in_place and layout.sample_id(found.number or 0) == row.get("id")
            self._record(row, 0 if at_home else 1, found)

    def _manifest(self, content: dict[str, Any], found: Found) -> None:
        try:
            manifest = codec.manifest_from_dict(migrated(content, self._folder))
        except codec.Unreadable:
            return
        except NewerSchema:
            if found.role is Role.MANIFEST:
                raise
            return
        self._evidence.manifests.insert(0 if found.role is Role.MANIFEST else len(self._evidence.manifests), manifest)

    def _entry(self, row: dict[str, Any], line: bytes, found: Found) -> None:
        if entry_of(line) is None:
            return
        at_home = found.role is Role.LOG and found.in_place
        (self._evidence.entries if at_home else self._evidence.stray_entries).append(line)
        self._evidence.calls += (row["event"] == "call") - (row["event"] == "unreached")
        if "root" in row:
            try:
                self._evidence.facts = codec.manifest_from_facts(row)
            except codec.Unreadable:
                return

    def _line(self, row: dict[str, Any], position: int) -> None:
        number, size, changed = layout.sample_number(str(row.get("id"))) or position, row["size_bytes"], row.get("mtime_ns")
        try:
            path = codec.path_of(row)
        except codec.Unreadable:
            return
        if number and type(size) is int and type(changed) is int:
            self._evidence.lines.append(Line(position, number, path, size, changed))

    def _record(self, row: Any, rank: int, found: Found) -> None:
        try:
            record = strict_record(row)
        except codec.Unreadable:
            if isinstance(row, dict):
                self._edits(row.get("user"), layout.sample_number(str(row.get("id"))) or _named_after(found), found)
            return
        number = layout.sample_number(record.id) or 0
        record = replace(record, matches=None) if rank == 0 else record
        self._evidence.testimonies.append(Testimony(rank, number, record, found.relative))

    def _failure(self, row: Any) -> None:
        try:
            number = layout.sample_number(str(row["id"]))
            path = codec.path_of(row)
        except (codec.Unreadable, KeyError, TypeError):
            return
        if number:
            self._evidence.failures.append((number, path))

    def _damaged(self, text: str, found: Found) -> None:
        for _, row, changed in _objects(text, _OBJECT):
            if isinstance(row, dict) and "size_bytes" in row:
                self._line(row, 0)
            elif isinstance(row, dict) and "status" in row:
                self._record(row, _age(found, {}) if found.role is Role.CHECKPOINT else 1 if not changed else _UNSURE, found)
        owners = [(match.start(), layout.sample_number(match[1])) for match in _OWNER.finditer(text)]
        own = _named_after(found)
        for start, row, _ in _objects(text, _USER, skip=len('"user":')):
            before = bisect_left(owners, start, key=itemgetter(0))
            self._edits(row, own or (owners[before - 1][1] if before else None), found)

    def _edits(self, row: Any, number: int | None, found: Found) -> None:
        try:
            edits: UserEdits = codec.value_from_dict(UserEdits, row)
        except codec.Unreadable:
            return
        if number and edits != UserEdits():
            self._evidence.edits[number] = edits
            if number == _named_after(found):
                self._evidence.named.add(number)


def _named_after(found: Found) -> int | None:
    """The sample that a result is named after: it is of that one alone, and the name is not what is damaged."""
    return found.number if found.role is Role.RESULT else None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(codec.decode(line), dict)
    except codec.Unreadable:
        return False


def _age(found: Found, content: dict[str, Any]) -> int:
    number = content.get("number", found.number)
    return _NEWEST - number if isinstance(number, int) and 0 <= number < _NEWEST - 1 else _NEWEST


def _objects(text: str, beginning: re.Pattern[str], skip: int = 0) -> Iterator[tuple[int, Any, bool]]:
    """Whole JSON objects inside damaged text, each with where it begins, and whether it was changed since it was sealed."""
    for match in beginning.finditer(text):
        start = match.start() + skip
        try:
            _, end = _JSON.raw_decode(text, start)
            content = text[start : end + seal.LENGTH].encode("utf-8", "surrogateescape")
            yield start, codec.decode(text[start:end].encode("utf-8", "surrogateescape")), seal.is_broken(content)
        except (ValueError, RecursionError):
            continue
