from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus, UserEdits
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.ui.models.facets import FACETS, count
from sp404_gui.ui.models.store import SampleStore
from sp404_gui.ui.search.facet_terms import asked, has, toggle
from sp404_gui.ui.search.language import FIELDS
from sp404_gui.ui.search.query import parse
from sp404_gui.ui.search.speech import Speech
from sp404_gui.ui.search.suggestions import suggest

BARE = LocalFeatures(duration_s=1.0, sample_rate_hz=44100, channels=2, format="WAV", is_silent=False, is_clipped=False)
VIBE = Vibe(
    mood=("dusty", "warm", "heavy"),
    energy=Energy.MEDIUM,
    descriptors=("round",),
    best_use="drum foundation",
    confidence=0.8,
    source=VibeSource.ASKED,
    genre="lo-fi",
)


def sample(
    name: str, *, vibe: Vibe | None = None, user: UserEdits | None = None, status: SampleStatus = SampleStatus.DONE, **measured: object
) -> SampleRecord:
    features = replace(BARE, **measured)  # type: ignore[arg-type]
    return SampleRecord(
        sample=Sample(name, "/kits", f"{name}.wav", 1000, 0), status=status, features=features, vibe=vibe, user=user or UserEdits()
    )


SAMPLES = (
    sample(
        "Drums/kick_dusty", vibe=VIBE, category=Category.DRUMS, subcategory="kick", kind=Kind.ONE_SHOT, root_note="A1", loudness_lufs=-11.4
    ),
    sample(
        "Drums/break_90", category=Category.DRUMS, subcategory="drum_loop", kind=Kind.LOOP, bpm=90.04, duration_s=5.3, loudness_lufs=-18.0
    ),
    sample(
        "Keys/rhodes",
        vibe=replace(VIBE, mood=("mellow",), descriptors=("lo-fi",)),
        category=Category.MELODIC,
        kind=Kind.LOOP,
        bpm=85.5,
        key="A minor",
        duration_s=95.0,
    ),
    sample(
        "Keys/wurli Bb",
        category=Category.MELODIC,
        kind=Kind.LOOP,
        bpm=95.0,
        key="A# major",
        user=UserEdits(favorite=True, rating=4, tags=("Live set",), note="from Léa"),
    ),
    sample("Fx/zap, laser", status=SampleStatus.FAILED, category=Category.FX, root_note="Gb3"),
    sample("new", status=SampleStatus.PENDING),
)


@pytest.fixture(scope="module")
def store() -> SampleStore:
    store = SampleStore()
    store.put(SAMPLES)
    return store


def found(store: SampleStore, text: str) -> set[str]:
    query = parse(text)
    assert not query.faults, query.faults
    return {SAMPLES[place].id.rpartition("/")[2].split("_")[0] for place in np.flatnonzero(query.matches(store))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KICK", {"kick"}),
        ("drums dusty", {"kick"}),
        ("kick,rhodes", {"kick", "rhodes"}),
        ('"zap, laser"', {"zap, laser"}),
        ("le\u0301a", {"wurli Bb"}),  # typed as macOS composes it
        ("lIVE", {"wurli Bb"}),
        ("-drums -keys -new", {"zap, laser"}),
        ("bpm:85-95", {"break", "rhodes", "wurli Bb"}),
        ("bpm:90", {"break"}),
        ("bpm:90.0", {"break"}),
        ("bpm:90.00", set()),
        ("bpm:95-85 -bpm:>=95", {"break", "rhodes"}),
        ("bpm:none category:fx", {"zap, laser"}),
        ("bpm:<86,>94", {"rhodes", "wurli Bb"}),
        ("length:>1:30", {"rhodes"}),
        ("length:4500ms..6s", {"break"}),
        ("loudness:-20--10", {"kick", "break"}),
        ("loudness:<−15", {"break"}),
        ("key:Am", {"rhodes"}),
        ('key:"a minor"', {"rhodes"}),
        ("key:Bb", {"wurli Bb"}),
        ("key:a#", {"wurli Bb"}),
        ("key:minor", {"rhodes"}),
        ("key:A1", {"kick"}),
        ("root:F#3", {"zap, laser"}),
        ("root:F#,A", {"kick", "zap, laser"}),
        ("category:drums,fx", {"kick", "break", "zap, laser"}),
        ("cat", set()),
        ("kind:one-shot", {"kick"}),
        ("status:waiting,failed", {"new", "zap, laser"}),
        ("vibe:dusty", {"kick", "rhodes"}),  # lo-fi is like dusty
        ("dusty", {"kick", "rhodes"}),
        ('vibe:"dusty"', {"kick"}),
        ('"dusty"', {"kick"}),
        ("-vibe:dusty kind:loop", {"break", "rhodes", "wurli Bb"}),
        ("-dusty kind:loop", {"break", "rhodes", "wurli Bb"}),
        ("LoFi", {"kick", "rhodes"}),
        ('vibe:"massive"', set()),
        ("vibe:mel", {"rhodes"}),
        ("vibe:sad,hefty", set()),
        ("vibe:massive", {"kick"}),  # commonly means heavy
        ("vibe:none kind:loop", {"break", "wurli Bb"}),
        ("tag:live", {"wurli Bb"}),
        ("rating:>3", {"wurli Bb"}),
        ("favorite:yes", {"wurli Bb"}),
        ("subcategory:drum-loop", {"break"}),
        ("energy:medium source:asked", {"kick", "rhodes"}),
        ("path:keys/", {"rhodes", "wurli Bb"}),
        ("name:keys", set()),
        ("", {"kick", "break", "rhodes", "wurli Bb", "zap, laser", "new"}),
    ],
)
def test_a_filter_finds_what_it_says(store: SampleStore, text: str, names: set[str]) -> None:
    assert found(store, text) == names


@pytest.mark.parametrize(
    ("text", "marked", "says"),
    [
        ("kick bpmm:90", "bpmm:90", "bpm"),
        ("bpm:fast kick", "fast", "bpm:85-95"),
        ("category:drums,xyz", "xyz", "category:drums"),
        ("key:H", "H", "key:Am"),
        ("length:", "length:", "length:<2"),
        ("rating:>", ">", "rating:>3"),
        ("bpm:1:30", "1:30", "bpm:90"),
        ("http://x", "http://x", '"http://x"'),
    ],
)
def test_a_wrong_term_is_marked_and_ignored(store: SampleStore, text: str, marked: str, says: str) -> None:
    query = parse(text)
    fault = query.faults[0]
    assert text[fault.start : fault.end] == marked
    assert says in fault.sentence
    rest = text.replace("bpmm:90", "").replace("bpm:fast", "").replace(",xyz", "")
    assert query.matches(store).tolist() == (parse(rest) if rest != text else parse("")).matches(store).tolist()


def test_some_rows_are_judged_as_all_are(store: SampleStore) -> None:
    for text in ("kick", "bpm:85-95", "vibe:dusty", "-tag:live", "vibe:none root:none", "drums subcategory:kick"):
        everything = parse(text).matches(store)
        assert parse(text).matches(store, [4, 0, 2]).tolist() == everything[[4, 0, 2]].tolist()
    assert parse("kick").matches(store, []).shape == (0,)


def test_the_same_question_in_other_words_is_no_other_query() -> None:
    assert parse("kick  category:drums ") == parse("kick cat category:Drums".replace(" cat ", " "))
    assert parse("kick") != parse("-kick")
    assert parse("drums category:fx -category:drums").without("category") == parse("drums -category:drums")


@given(st.text(alphabet=st.sampled_from('abm:-,<>="\\ \t#.·9…ÄA'), max_size=40) | st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    query = parse(text)
    assert all(0 <= fault.start < fault.end <= len(text) for fault in query.faults)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("digits", [40, 400, 5000])
@pytest.mark.parametrize("number", ["length:{}:30", "length:<{}:30", "bpm:{}", "length:-{}:00-{}", "size:>{}gb", "bpm:1.{}"])
def test_a_number_that_is_longer_than_any_is_a_number_all_the_same(store: SampleStore, number: str, digits: int) -> None:
    query = parse(number.replace("{}", "9" * digits))
    assert not query.faults
    query.matches(store)


_WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12).filter(str.strip)


@given(st.text(alphabet=st.sampled_from('kick :,-"drumsvibe'), max_size=30), st.sampled_from(["vibe", "category", "tag"]), _WORDS)
def test_a_facet_clicked_twice_is_off_again(text: str, field: str, word: str) -> None:
    value = "drums" if field == "category" else word.strip()
    on = text if has(text, field, value) else toggle(text, field, value)
    assert has(on, field, value)
    assert not has(toggle(on, field, value), field, value)


def test_facets_write_what_a_person_would() -> None:
    assert toggle("kick", "category", "drums") == "kick category:drums"
    assert toggle("kick category:drums", "category", "fx") == "kick category:drums,fx"
    assert toggle("kick category:drums,fx", "category", "drums") == "kick category:fx"
    assert toggle("category:fx kick", "category", "fx") == "kick"
    assert toggle("a category:fx b", "category", "fx") == "a b"
    assert toggle("", "vibe", "dusty") == 'vibe:"dusty"'  # as many as the facet counts, none that are only like it
    assert toggle("", "vibe", "drum foundation") == 'vibe:"drum foundation"'
    assert toggle('"open quote', "kind", "loop") == '"open quote" kind:loop'
    assert toggle("-category:drums", "category", "drums") == "category:drums"
    assert toggle("status:analysed", "status", "done") == ""
    assert asked("vibe:dusty,warm -vibe:raw", "vibe") == ("dusty", "warm")


def test_each_facet_counts_what_its_click_would_show(store: SampleStore) -> None:
    counts = count(store)
    assert counts.total == len(SAMPLES)
    for field in (*FACETS, "vibe"):
        for value, number in counts.values[field]:
            assert parse(toggle("", field, value)).matches(store).sum() == number, (field, value)
    assert ("lo-fi", 2) in counts.values["vibe"]  # a texture of one of them and the genre of both: each counts once
    assert ("drum foundation", 2) in counts.values["vibe"]
    assert "drum foundation" not in dict(counts.feel)


def test_counts_follow_the_filter_and_leave_removed_samples_out() -> None:
    store = SampleStore()
    store.put((*SAMPLES[:4], replace(SAMPLES[4], user=UserEdits(removed=True))))
    query = parse("kind:loop category:drums")
    counts = count(store, query.matches(store), {"category": query.without("category").matches(store)})
    assert (counts.of("category", "drums"), counts.of("category", "melodic"), counts.of("category", "fx")) == (1, 2, 0)
    assert (counts.total, counts.of("kind", "loop"), counts.of("status", "failed")) == (1, 1, 0)


def test_suggestions_complete_the_term_at_the_cursor() -> None:
    counted = {"vibe": (("dusty", 61), ("drum foundation", 9)), "category": (("drums", 311), ("fx", 77))}

    def after(text: str, choice: str) -> tuple[str, int]:
        return next(s for s in suggest(text, len(text), counted) if s.text == choice).taken(text)

    assert after("kick b", "bpm:") == ("kick bpm:", 9)
    assert after("du", "vibe:dusty") == ("vibe:dusty ", 11)
    assert after("-category:d", "drums") == ("-category:drums ", 16)
    assert after("category:drums,", "fx") == ("category:drums,fx ", 18)
    assert after("vibe:d", '"drum foundation"') == ('vibe:"drum foundation" ', 23)
    assert after("bpm:", "85-95") == ("bpm:85-95 ", 10)
    assert [(s.text, s.count) for s in suggest("dr", 2, counted)] == [("category:drums", 311), ('vibe:"drum foundation"', 9)]
    assert suggest("kick ", 5, counted) == []
    middle = suggest("vibe:du kick", 7, counted)[0]
    assert middle.taken("vibe:du kick") == ("vibe:dusty kick", 11)


def test_what_is_only_like_a_word_is_told_apart_from_it(store: SampleStore) -> None:
    query = parse("vibe:dusty")
    assert query.is_loose
    assert (query.sought["dusty"], query.sought["lo-fi"]) == ("", "dusty")
    assert "warm" not in query.sought
    assert query.strict().matches(store).sum() == 1
    assert not parse('vibe:"dusty" -lo-fi kick').is_loose


@pytest.mark.parametrize(
    ("text", "meant", "names"),
    [
        ("dusyt", "dusty", {"kick", "rhodes"}),
        ("vibe:dusyt", "dusty", {"kick", "rhodes"}),
        ("vibe:warmm,none kind:one-shot", "warm", {"kick"}),
        ("rhdes", "rhodes", {"rhodes"}),  # a word of a file name
        ("cracklng", "crackling", {"kick", "rhodes"}),  # a word of the vocabulary that no sample has, but what is like it
    ],
)
def test_a_mistyped_word_is_understood_and_said(store: SampleStore, text: str, meant: str, names: set[str]) -> None:
    query = parse(text, Speech(store))
    assert {SAMPLES[place].id.rpartition("/")[2].split("_")[0] for place in np.flatnonzero(query.matches(store))} == names
    remark = query.remarks[0]
    assert remark.brief == f"{text[remark.start : remark.end]}: meant {meant}?"
    assert f'"{text[remark.start : remark.end]}"' in remark.sentence


@pytest.mark.parametrize(
    "text", ["dus", "kic", '"dusyt"', "-dusyt", "sad", "vibe:sad", "90s", "zzz", "quetzal", "tag:dusyt", "dust", "melanchlic"]
)
def test_names_beginnings_and_words_meant_as_they_are_stay_what_they_are(store: SampleStore, text: str) -> None:
    assert parse(text, Speech(store)) == parse(text)
    assert not parse(text, Speech(store)).remarks


def test_a_mood_in_other_words_finds_it_and_a_thing_is_a_name(store: SampleStore) -> None:
    def found(text: str) -> set[str]:
        return {SAMPLES[place].id for place in np.flatnonzero(parse(text, Speech(store)).matches(store))}

    assert found("gentle") == {"Keys/rhodes"}
    assert parse("gentle").sought["mellow"] == "gentle"
    assert found('"gentle"') == found("-gentle -rhodes -kick") - found("-rhodes -kick") == set()
    assert found("tape") == found("bell") == set()


def test_every_example_of_the_language_is_understood() -> None:
    for field in FIELDS.values():
        for example in field.examples:
            assert not parse(f"{field.name}:{example}").faults
