import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import ClassVar

from sp404_gui.domain.card import CardFile, CardPlan
from sp404_gui.domain.features import Category, Kind
from sp404_gui.export.card.plan import CardWishes, Placed, plan_card
from sp404_gui.export.card.sheet import banks, sheet_html, sheet_text
from tests.cards import place, record

HOSTILE = "</td><img src=x onerror=hit()>\u202egpj\x1b[31m.wav"


def a_plan(title: str = "night bus 90") -> CardPlan:
    loop = record("loops/break.wav", category=Category.DRUMS, kind=Kind.LOOP, bpm=240.0, duration_s=65.0)
    tone = record(HOSTILE, category=Category.MELODIC, kind=Kind.ONE_SHOT, root_note="A1", duration_s=0.41)
    return plan_card(
        [Placed(loop, "A01"), Placed(tone, "B16"), Placed(record("silent.wav", is_silent=True), "A03")], place(), CardWishes(title=title)
    )


def test_the_text_says_what_goes_where() -> None:
    text = sheet_text(a_plan())
    lines = [re.sub(r" {2,}", "  ", line.strip()) for line in text.splitlines()]
    assert lines[0] == "night bus 90"
    assert "A01  break  loop · 120.00 BPM · 1:05  loops/break.wav" in lines
    assert "night bus 90 · bank B" in lines
    assert "silent.wav: It is silent." in lines
    assert "SHIFT + pad 14" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onerror"}

    def handle_data(self, data: str) -> None:
        self.said += data


def test_the_page_has_each_bank_as_the_unit_has_it_and_needs_nothing_else() -> None:
    page = sheet_html(a_plan("<b>kit</b>"))
    reader = Reader()
    reader.feed(page)
    assert reader.tags.count("table") == 2
    assert reader.tags.count("td") == 32
    assert "<b>kit</b>" in reader.said
    assert "gpj" in reader.said
    assert not {"img", "script", "link"} & set(reader.tags)
    assert "@media print" in page
    assert "default-src 'none'" in page
    assert "\u202e" not in page


def test_the_same_card_has_the_same_sheet() -> None:
    plan = a_plan()
    assert sheet_html(plan) == sheet_html(replace(plan))


class Counted(tuple[CardFile, ...]):
    """Files that count how often somebody goes through them."""

    __slots__ = ()
    turns: ClassVar[int] = 0

    def __iter__(self) -> Iterator[CardFile]:
        Counted.turns += 1
        return super().__iter__()


def test_a_sheet_goes_through_its_files_once_not_once_a_bank() -> None:
    sounds = [Placed(record(f"{n:05}.wav", duration_s=0.1)) for n in range(400)]
    plan = plan_card(sounds, place(), CardWishes(title="night bus 90"))
    found = list(banks(replace(plan, files=Counted(plan.files))))
    assert [(folder, bank) for folder, bank, _ in found] == sorted({(file.folder, file.pad[0]) for file in plan.files})
    assert len(plan.files) == sum(len(pads) for _, _, pads in found) == 400
    assert Counted.turns == 1
