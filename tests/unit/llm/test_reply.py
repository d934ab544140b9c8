import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sp404_gui.domain.errors import PartialError
from sp404_gui.domain.vibe import Energy, VibeSource
from sp404_gui.llm.reply import Reply, parse_reply
from tests.fakes.behaviour import CONTENT_FAULTS
from tests.fakes.replies import content_for, vibe_of

IDS = ("sample_000001", "sample_000002", "sample_000003")
VALID = {sample_id: vibe_of(sample_id) for sample_id in IDS}


def parse(content: object, wanted: tuple[str, ...] = IDS) -> Reply:
    text = content if isinstance(content, str) else json.dumps(content)
    reply = parse_reply(text, wanted, "fake/model")
    assert sorted([*reply.vibes, *reply.problems]) == sorted(wanted), "each wanted sample is in exactly one of the two"
    assert all(isinstance(problem, PartialError) and str(problem).isprintable() for problem in reply.problems.values())
    return reply


def item(**changes: Any) -> dict[str, Any]:
    return {**VALID[IDS[0]], **changes}


def one(**changes: Any) -> Reply:
    return parse({"samples": [item(**changes)]}, IDS[:1])


def test_a_valid_answer_describes_every_sample_by_its_id() -> None:
    reply = parse({"samples": [*VALID.values()]})
    assert (reply.problems, reply.unknown_ids) == ({}, 0)
    for sample_id, said in VALID.items():
        vibe = reply.vibes[sample_id]
        assert list(vibe.mood) == said["mood"]
        assert list(vibe.descriptors) == said["descriptors"]
        assert list(vibe.compatibility_tags) == said["compatibility_tags"]
        assert (vibe.era, vibe.genre, vibe.best_use, vibe.confidence) == (said["era"], said["genre"], said["best_use"], said["confidence"])
        assert (vibe.energy, vibe.source, vibe.model, vibe.extra) == (Energy(said["energy"]), VibeSource.ASKED, "fake/model", {})


ALL = [*VALID.values()]


@pytest.mark.parametrize(
    "content",
    [
        f"Sure, here it is:\n```json\n{json.dumps({'samples': ALL})}\n```\nHope it's {{helpful}} [1]!",
        f"<think>maybe {json.dumps({'samples': [item(mood=['calm'])]})} no</think>{json.dumps({'samples': ALL})}",
        ALL,
        {"samples": ALL[::-1]},
        {"results": ALL},
        {"id": "batch_17", "samples": ALL},
        {"samples": {sample_id: {**said, "id": None} for sample_id, said in VALID.items()}},
        dict(VALID),
        "\n".join(json.dumps(said) for said in ALL),
        {"samples": [*ALL, ALL[0]]},
        json.dumps({"samples": ALL}).replace("}]}", "},]}"),
        json.dumps({"samples": ALL})[:-2],
        {"samples": [None, 7, "text", [], {}, {"id": 5}, *ALL]},
    ],
    ids=[
        "fenced",
        "thinking",
        "array",
        "shuffled",
        "other name",
        "named",
        "by id",
        "bare by id",
        "lines",
        "twice",
        "comma",
        "cut at the end",
        "litter",
    ],
)
def test_answers_in_many_wrappings_are_understood(content: object) -> None:
    reply = parse(content)
    assert reply.problems == {}
    assert {sample_id: list(vibe.mood) for sample_id, vibe in reply.vibes.items()} == {
        sample_id: said["mood"] for sample_id, said in VALID.items()
    }


def test_a_single_object_answers_a_single_question() -> None:
    assert parse(item(), IDS[:1]).problems == {}


def test_what_is_cut_off_or_left_out_is_asked_again_and_the_rest_is_kept() -> None:
    text = json.dumps({"samples": ALL})
    cut = parse(text[: text.index(IDS[2]) + 60])
    assert list(cut.problems) == [IDS[2]]
    missing = parse({"samples": ALL[1:]})
    assert list(missing.problems) == [IDS[0]]
    assert "left sample_000001 out" in str(missing.problems[IDS[0]])


def test_answers_are_never_matched_by_position() -> None:
    without_ids = parse({"samples": [{name: value for name, value in said.items() if name != "id"} for said in ALL]})
    assert set(without_ids.problems) == set(IDS)
    others = parse({"samples": [{**said, "id": f"sample_00009{number}"} for number, said in enumerate(ALL)]})
    assert (set(others.problems), others.unknown_ids) == (set(IDS), 3)


def test_contradictions_are_asked_again_and_a_usable_twin_wins_over_a_broken_one() -> None:
    assert "contradicts" in str(parse({"samples": [*ALL, item(mood=["calm"])]}).problems[IDS[0]])
    assert parse({"samples": [item(energy="?"), *ALL]}).problems == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"mood": []},
        {"mood": None},
        {"mood": [1, {"a": 2}]},
        {"mood": "\x00 \u202e"},
        {"energy": "purple"},
        {"energy": None},
        {"energy": 3},
        {"descriptors": ""},
        {"best_use": None},
        {"best_use": ["", None]},
        {"confidence": None},
        {"confidence": "sure"},
        {"confidence": True},
        {"confidence": -0.1},
        {"confidence": 1.5},
        {"confidence": 101},
        {"confidence": float("nan")},
        {"confidence": "nan"},
        {"confidence": 10**400},
    ],
    ids=str,
)
def test_an_object_without_its_essentials_is_a_problem_that_names_the_field(changes: dict[str, Any]) -> None:
    reply = one(**changes)
    assert next(iter(changes)) in str(reply.problems[IDS[0]])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 5000])
def test_a_number_that_json_does_not_know_spoils_only_its_own_sample(number: str) -> None:
    text = json.dumps({"samples": [item(confidence=12321), *ALL[1:]]}).replace("12321", number)
    assert list(parse(text).problems) == [IDS[0]]


def test_words_find_the_vocabulary_and_the_rest_is_kept() -> None:
    reply = one(
        mood=["Spooky", "düster", "DARK", "dark", "lo-fi"],
        era="late 90s",
        genre="dusty boom-bap beat",
        energy=" HIGH ",
        descriptors="gritty, Tape Worn; zingy",
        compatibility_tags="kick drum",
        best_use="Foundation of everything",
        confidence="85 %",
    )
    vibe = reply.vibes[IDS[0]]
    assert vibe.mood == ("eerie", "dark")
    assert (vibe.era, vibe.genre, vibe.energy, vibe.confidence) == ("1990s", "boom bap", Energy.HIGH, 0.85)
    assert vibe.descriptors == ("gritty", "tape-worn")
    assert (vibe.compatibility_tags, vibe.best_use) == (("kick",), "")
    assert vibe.extra == {
        "mood": ("düster", "lo-fi"),
        "era": ("late 90s",),
        "genre": ("dusty boom-bap beat",),
        "descriptors": ("zingy",),
        "best_use": ("Foundation of everything",),
    }


def test_a_phrase_around_a_known_word_counts_as_that_word_behind_those_meant_as_such_and_is_kept() -> None:
    vibe = one(mood=["dark and moody", "not bright", "tense"], descriptors=["bright transient", "Snappy"]).vibes[IDS[0]]
    assert (vibe.mood, vibe.descriptors) == (("tense", "dark"), ("snappy", "bright"))
    assert vibe.extra == {"mood": ("dark and moody", "not bright"), "descriptors": ("bright transient",)}


def test_too_many_words_are_kept_too() -> None:
    vibe = one(mood=["dark", "warm", "hazy", "raw", "tense"]).vibes[IDS[0]]
    assert vibe.mood == ("dark", "warm", "hazy")
    assert vibe.extra == {"mood": ("raw", "tense")}


@pytest.mark.parametrize("wrap", [list, ", ".join], ids=["a list", "a text"])
def test_where_a_model_has_no_end_of_words_it_shows_that_some_are_left_out(wrap: Callable[[list[str]], object]) -> None:
    for number in (13, 500):
        vibe = one(descriptors=wrap(["warm", *(f"odd{n}" for n in range(1, number))])).vibes[IDS[0]]
        assert (vibe.descriptors, vibe.extra["descriptors"]) == (("warm",), (*(f"odd{n}" for n in range(1, 12)), "…"))
    assert "…" not in one(descriptors=wrap(["warm", *(f"odd{n}" for n in range(1, 12))])).vibes[IDS[0]].extra["descriptors"]


@pytest.mark.parametrize(("said", "confidence"), [("1%", 0.01), ("0.5 %", 0.005), ("85%", 0.85), (85, 0.85), (1, 1.0), ("1", 1.0)])
def test_one_percent_is_not_certainty(said: object, confidence: float) -> None:
    assert one(confidence=said).vibes[IDS[0]].confidence == pytest.approx(confidence)


@pytest.mark.parametrize(
    ("said", "era"), [("1994", "1990s"), ("mid-1980s", "1980s"), ("1970s soul", "1970s"), ("early 00s", "2000s"), ("1870", None)]
)
def test_years_and_phrases_name_their_decade(said: str, era: str | None) -> None:
    vibe = one(era=said).vibes[IDS[0]]
    assert vibe.era == era
    assert vibe.extra["era"] == (said,)


def test_an_answer_in_another_language_is_kept_as_it_is_but_unknown_energy_is_asked_again() -> None:
    german = {"mood": ["düster", "einsam", "schwer"], "descriptors": ["rau"], "best_use": "Schlagzeug"}
    vibe = one(**german).vibes[IDS[0]]
    assert (vibe.mood, vibe.extra["mood"]) == ((), ("düster", "einsam", "schwer"))
    assert IDS[0] in one(**german, energy="hoch").problems


def test_hostile_text_is_cleaned_and_capped() -> None:
    text = json.dumps(
        {"samples": [item(mood=["dark", "\u202e\x1b[31m<b>=cmd()</b>\n", "x" * 100_000, *["y" + str(n) for n in range(500)]])]}
    )
    vibe = parse(text.replace("<b>", "<b>\\ud800"), IDS[:1]).vibes[IDS[0]]
    kept = vibe.extra["mood"]
    assert kept[0] == "[31m<b>=cmd()</b>"
    assert len(kept) < 20
    assert all(len(word) <= 60 and word.isprintable() for word in kept)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        '{"a":' * 100_000,
        "{" * 4_000_000,
        '{"samples":[' * 50_000,
        '{"id":"sample_000001","mood":' + "[" * 100_000,
        '"' * 1_000_000,
        "x" * 5_000_000,
        "[" * 400 + "1," * 130_000,
        json.dumps({"samples": [{"id": f"s{n}"} for n in range(5000)]}),
    ],
    ids=["brackets", "nested", "braces", "samples", "deep item", "quotes", "long", "never closed", "many"],
)
def test_hostile_sizes_end_soon_and_describe_nothing(content: str) -> None:
    started = time.thread_time()
    assert set(parse(content).problems) == set(IDS)
    assert time.thread_time() - started < 3


@pytest.mark.parametrize("fault", CONTENT_FAULTS)
def test_whatever_the_fake_server_says_wrong_is_contained(fault: str) -> None:
    reply = parse(content_for(IDS, fault))
    lost = {"missing": 1, "invalid": 3, "empty": 3, "truncated": 2}.get(fault, 0)
    assert len(reply.problems) == lost or (fault == "truncated" and 1 <= len(reply.problems) <= 2)
    assert reply.unknown_ids == (1 if fault == "foreign" else 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "samples", "mood", "energy", "x"]) | st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)
FIELDS = st.fixed_dictionaries({name: JSON | st.just(value) for name, value in VALID[IDS[0]].items()})


@settings(max_examples=150, deadline=None)
@given(content=st.text() | JSON | st.lists(FIELDS, max_size=3).map(lambda items: {"samples": items}), cut=st.integers(0, 400))
def test_nothing_that_a_model_can_write_breaks_the_reading(content: Any, cut: int) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    for said in (text, text[:cut]):
        for vibe in parse(said).vibes.values():
            assert 0 <= vibe.confidence <= 1
            assert len(vibe.mood) <= 3
            assert len(vibe.descriptors) <= 5
