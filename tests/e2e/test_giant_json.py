"""The short form of `make torture NAMES=folders`: JSON that would fill the memory or the stack is refused with a sentence, and mended."""

from collections.abc import Iterator
from pathlib import Path

from tests.torture import folders

_GIANT_BYTES = 70_000_000
_NAMES = {"giant manifest", "deep manifest"}


def test_giant_and_deep_json_ends_with_a_sentence_or_a_repair_in_little_memory(tmp_path: Path) -> None:
    def two(whole: Path) -> Iterator[tuple[str, folders.Threat]]:
        return (threat for threat in folders.shapes(whole, _GIANT_BYTES) if threat[0] in _NAMES)

    tally = folders.tried(tmp_path / "place", two)
    assert tally.runs == len(_NAMES) * len(folders.questions(tmp_path, tmp_path))
    assert tally.broken == []
