"""The user guide says what the window does: every key, every field of the filter, and pictures that are there."""

import re
from itertools import chain
from pathlib import Path

from PySide6.QtGui import QKeySequence

from sp404_gui.ui.actions import deeds
from sp404_gui.ui.search.language import FIELDS, OTHER_NAMES
from sp404_gui.ui.search.query import parse
from sp404_gui.ui.viewing import VIEW_NAMES

_GUIDE = Path(__file__).parents[2] / "docs" / "guide"
_README = Path(__file__).parents[2] / "README.md"


def _page(name: str) -> str:
    return (_GUIDE / name).read_text("utf-8")


def test_the_keyboard_page_has_every_action_with_all_its_keys() -> None:
    rows = dict(re.findall(r"^\| ([^|]+?) \|([^|]*)\|", _page("keyboard.md"), re.MULTILINE))
    for deed in deeds():
        keys = [QKeySequence(keys).toString() for keys in deed.keys]
        assert deed.text in rows, deed.text
        assert re.findall(r"`([^`]+)`", rows[deed.text]) == keys


def test_the_list_page_has_every_field_and_its_examples_are_understood() -> None:
    page = _page("list.md")
    fields = re.search(r"### Every field\n(.+?)\n\n[^|]", page, re.DOTALL)
    assert fields is not None
    rows = re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|(.*)\|$", fields[1], re.MULTILINE)
    assert [name for name, _, _ in rows] == list(FIELDS)
    assert {other: name for name, _, others in rows for other in re.findall(r"`(\w+)`", others)} == dict(OTHER_NAMES)
    examples = [text for text in re.findall(r"`([^`\n]+)`", page) if ":" in text]
    examples += re.findall(r"^    (\S.+?)  +\S", page, re.MULTILINE)
    assert len(examples) > len(FIELDS)
    assert [fault.sentence for example in examples for fault in parse(example).faults] == []


def test_every_picture_is_shown_and_every_link_leads_somewhere() -> None:
    pages = [*_GUIDE.parent.rglob("*.md"), _README]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
    shown = {(page.parent / link).resolve() for page, link in links if link.endswith((".png", ".svg"))}
    pictures = set(chain.from_iterable(_GUIDE.rglob(f"*.{kind}") for kind in ("png", "jpg", "svg")))
    assert pictures <= shown
    assert set(VIEW_NAMES) <= {picture.stem.partition("-")[0] for picture in shown}
    assert sum(picture.stat().st_size for picture in pictures) < 1_500_000
