import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sp404_gui.domain.features import Category, Hints, Kind
from sp404_gui.library.hints import name_hints

LABELS = Path(__file__).parents[4] / "shared" / "samples" / "labels.csv"


@pytest.mark.parametrize(
    ("name", "bpm"),
    [
        ("drums_120bpm_Am_.wav", 120),
        ("Break 87 BPM.wav", 87),
        ("loop120bpm.wav", 120),
        ("BPM174 amen.wav", 174),
        ("bass-92.5bpm.aif", 92.5),
        ("bass 92,5 bpm.aif", 92.5),
        ("drum_loop_120_dusty.wav", 120),
        ("pad_95_F#m.wav", 95),
        ("pad_95.wav", None),
        ("kick_120.wav", None),
        ("loop 87.wav", None),
        ("loop_808_01.wav", None),
        ("808 Loop 03.wav", None),
        ("loop_1999_Am.wav", None),
        ("loop_24bit_Am.wav", None),
        ("loop_44100_Am.wav", None),
        ("loop_100_120_Am.wav", None),
        ("100bpm to 120bpm.wav", None),
        ("9000bpm.wav", None),
        ("12bpm.wav", None),
        ("999bpm.wav", None),
        ("0120_loop_take.wav", None),
    ],
)
def test_tempo(name: str, bpm: float | None) -> None:
    assert name_hints(name).bpm == bpm


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("drums_120bpm_Am_.wav", "A minor"),
        ("lead F#min.wav", "F# minor"),
        ("Bbmaj7 chord.wav", "A# major"),
        ("pad_Ebm_slow.wav", "D# minor"),
        ("pad C minor.wav", "C minor"),
        ("pad_c_minor.wav", "C minor"),
        ("strum_Csharp_minor_UP_01.ogg", "C# minor"),
        ("strum_Dmajor_00.ogg", "D major"),
        ("e flat major.wav", "D# major"),
        ("Cbmaj.wav", "B major"),
        ("FM bass.wav", None),
        ("a minor incident.wav", None),
        ("Gm to Am.wav", None),
        ("Team.wav", None),
        ("5 min.wav", None),
        ("C.wav", None),
        ("Cm7b5.wav", None),
    ],
)
def test_key(name: str, key: str | None) -> None:
    assert name_hints(name).key == key


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("piano_Eb3.mp3", "D#3"),
        ("Ds1.ogg", "D#1"),
        ("cbow_00_C2_long.flac", "C2"),
        ("sub A-1.wav", "A-1"),
        ("Es2.wav", None),
        ("C2 to C3.wav", None),
        ("SC2.wav", None),
    ],
)
def test_root(name: str, root: str | None) -> None:
    assert name_hints(name).root_note == root


@pytest.mark.parametrize(
    ("name", "category", "subcategory"),
    [
        ("Kick 03.wav", Category.DRUMS, "kick"),
        ("808_bass-drum.wav", Category.DRUMS, "kick"),
        ("HiHat_Open.wav", Category.DRUMS, "hihat"),
        ("BJA_SN_RimShot2.wav", Category.DRUMS, "rim"),
        ("DrumLoop7.wav", Category.DRUMS, "drum_loop"),
        ("drums loop.wav", Category.DRUMS, "drum_loop"),
        ("perc_loop.wav", Category.DRUMS, "drum_loop"),
        ("kick snare.wav", Category.DRUMS, None),
        ("synth_kick.wav", Category.DRUMS, "kick"),
        ("bass kick.wav", Category.DRUMS, "kick"),
        ("Sub Bass.wav", Category.MELODIC, "bass"),
        ("bass_thick_c.flac", Category.MELODIC, "bass"),
        ("Bass Guitar E1.wav", Category.MELODIC, "bass"),
        ("warm pad.wav", Category.MELODIC, "pad"),
        ("VOX chop.wav", Category.VOCALS, "vocal"),
        ("riser_fx.wav", Category.FX, "riser"),
        ("sfx9.wav", Category.FX, None),
        ("vocal piano.wav", None, None),
        ("drum_bass_hard.flac", None, None),
        ("chatter.wav", None, None),
        ("bassoon.wav", Category.MELODIC, "winds"),
        ("snares/Piano.wav", Category.MELODIC, "keys"),
        ("snare/007.wav", None, None),
    ],
)
def test_category(name: str, category: Category | None, subcategory: str | None) -> None:
    hints = name_hints(name)
    assert (hints.category, hints.subcategory) == (category, subcategory)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Loop 3.wav", Kind.LOOP),
        ("one-shot.wav", Kind.ONE_SHOT),
        ("1shot_3.wav", Kind.ONE_SHOT),
        ("one shot loop.wav", None),
        ("looper.wav", None),
    ],
)
def test_kind(name: str, kind: Kind | None) -> None:
    assert name_hints(name).kind == kind


@pytest.mark.parametrize(
    "name",
    [
        "808.wav",
        "03.wav",
        "1999.wav",
        "A0000001.WAV",
        "SP-404 MKII.wav",
        "",
        ".wav",
        "\udcff\n.wav",
        "日本語.wav",
        "١٢٣.wav",
        "²³ loop ½.wav",
    ],
)
def test_a_name_that_says_nothing_gives_no_hint(name: str) -> None:
    hints = name_hints(name)
    assert hints in (Hints(), Hints(kind=Kind.LOOP))


@settings(max_examples=40)
@given(st.text(st.characters(codec=None), max_size=300) | st.from_regex(r"([A-G]|bpm|[#b_ -]|\d|min|maj|loop|kick){1,30}", fullmatch=True))
def test_any_name_gives_hints_in_range(name: str) -> None:
    hints = name_hints(name)
    assert hints.bpm is None or 40 <= hints.bpm <= 300
    assert hints.key is None or hints.key.endswith((" minor", " major"))


@pytest.mark.skipif(not LABELS.exists(), reason="the labelled sample set is not beside the project")
def test_names_of_real_samples_are_seldom_misread() -> None:
    with LABELS.open(newline="") as file:
        labels = [(row, name_hints(row["path"])) for row in csv.DictReader(file)]
    claimed = [(row, hints) for row, hints in labels if hints.category and row["category"]]
    assert len(claimed) > 1000
    assert sum(hints.category == row["category"] for row, hints in claimed) / len(claimed) > 0.98
    assert all(hints.key == row["key"] for row, hints in labels if hints.key)
    assert not [row["path"] for row, hints in labels if hints.bpm and not row["bpm"]]
