import json

from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.export.text import visible, visible_all, visible_json

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text("\n\r\t\x1b\u202e\u2066\ud800\udfff\U000e0041é🎛=")


def test_hidden_characters_become_visible_and_everyday_text_stays() -> None:
    assert visible("kick\u202egpj.wav\n\x1b[31m\udcff") == "kick\\u202egpj.wav\\n\\u001b[31m\\udcff"
    assert visible("Trömmel 🥁 👩‍🎤 кик 東京") == "Trömmel 🥁 👩‍🎤 кик 東京"
    assert visible_all({"a\n": ["\t", {"b": 1}]}) == {"a\\n": ["\\t", {"b": 1}]}


@given(ANY_TEXT)
def test_visible_text_can_be_written_on_one_line(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1


@given(ANY_TEXT)
def test_json_text_keeps_its_meaning_but_for_characters_that_no_encoding_has(text: str) -> None:
    written = visible_json(json.dumps(text, ensure_ascii=False))
    written.encode("utf-8")
    assert len(written.splitlines()) == 1
    assert json.loads(written) == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
