import os
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sp404_gui.store.journal import Journal, append_lines, lines_of, whole_lines

NOW = "2026-01-02T03:04:05.678Z"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.binary(max_size=9000).map(lambda b: b.replace(b"\n", b" ")), min_size=1, max_size=6),
    cut=st.floats(0, 1),
    more=st.booleans(),
)
def test_whole_lines_before_a_cut_survive_the_next_append(tmp_path: Path, lines: list[bytes], cut: float, more: bool) -> None:
    file = tmp_path / "log.jsonl"
    file.unlink(missing_ok=True)
    append_lines(str(file), lines, durable=False)
    data = file.read_bytes()
    assert data == b"".join(line + b"\n" for line in lines)
    file.write_bytes(data[: int(cut * len(data))])
    survivors = list(whole_lines(str(file)))
    append_lines(str(file), [b"next"] * more, durable=False)
    assert file.read_bytes() == b"".join(survivors) + b"next\n" * more


def test_threads_do_not_cut_each_other_short(tmp_path: Path) -> None:
    """Calls come back side by side: a paid answer must not vanish because another was being written."""
    journal = Journal(str(tmp_path / "log.jsonl"))
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: journal.write("answer", NOW, number=n, body="x" * 20_000), range(200)))
    entries = list(journal.entries("answer"))
    assert sorted(entry["number"] for entry in entries) == list(range(200))
    assert all(len(entry["body"]) == 20_000 for entry in entries)


def test_an_entry_costs_the_same_in_a_long_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(str(tmp_path / "log.jsonl"))
    for number in range(10_000):
        journal.write("call", NOW, number=number, ids=["sample_000001"] * 5)
    taken: list[int] = []
    real = os.read

    def read(descriptor: int, size: int) -> bytes:
        taken.append(size)
        return real(descriptor, size)

    monkeypatch.setattr(os, "read", read)
    journal.write("call", NOW, number=10_000)
    assert sum(taken) <= 4096
    assert [entry["number"] for entry in journal.entries("call")] == list(range(10_001))


def test_entries_that_cannot_be_understood_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    journal = Journal(str(file))
    assert list(journal.entries()) == []
    journal.write("call", NOW, note="answer", reason="caf\udce9")
    file.write_bytes(file.read_bytes() + b'\xff\n[]\n{"event": 7}\n{"event":"answer","cost":NaN}\n{"event":"answer"}\n{"event":"answer"')
    assert [entry["event"] for entry in journal.entries()] == ["call", "answer"]
    assert len(list(journal.entries("answer"))) == 1


@given(lines=st.lists(st.integers(0, 30), max_size=8), longest=st.integers(1, 20), ended=st.booleans())
def test_a_line_of_any_length_takes_the_room_of_the_longest_that_is_read_and_the_next_ones_keep_their_numbers(
    lines: list[int], longest: int, ended: bool
) -> None:
    data = b"\n".join(b"x" * length for length in lines) + b"\n" * ended
    expected = [line[:longest] if len(line) > longest else line for line in data.splitlines(keepends=True)]
    found = list(lines_of(BytesIO(data), longest))
    assert [line.rstrip(b"\n") for line in found] == [line.rstrip(b"\n") for line in expected]
    assert [line.endswith(b"\n") for line in found] == [line.endswith(b"\n") for line in data.splitlines(keepends=True)]
