"""The window speaks English and German, and whole: nothing is left out, and nothing is left over."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from sp404_gui.domain.duplicate import Member, Sameness
from sp404_gui.domain.errors import KeyRejected
from sp404_gui.domain.sample import SampleStatus
from sp404_gui.engine.duplicates.tidying import Moved, Superfluous
from sp404_gui.llm.failures import failure
from sp404_gui.ui import language
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.dialogs.duplicates.words import report_lines
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.language import chosen
from sp404_gui.ui.models.moments import local_moment
from sp404_gui.ui.models.problems import Problems
from sp404_gui.ui.panels.inspector.units import decimal
from sp404_gui.ui.phrases import each_in_window, in_window, proposal_in_window
from sp404_gui.ui.pseudo import stretched
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.wording import number, plural
from tests.fakes.records import made_records
from tests.ui.tongues import speaking
from tests.ui.windows import opened
from tools.translation.catalogue import Message, read
from tools.translation.extraction import NotReadable, window_messages
from tools.translation.keeping import LANGUAGES, TEMPLATES, catalogue, messages, missing, templates, updated

PLACES = re.compile(r"%L?n|%\d|\{[^}]*\}")


@pytest.fixture(scope="module")
def wanted() -> list[Message]:
    """Every string that the window may show."""
    return messages()


def test_the_catalogues_hold_what_the_code_says_and_nothing_else(wanted: list[Message]) -> None:
    assert len(wanted) > 900
    for tongue in LANGUAGES:
        assert catalogue(tongue).read_text("utf-8") == updated(tongue, wanted), "run: make translations"
    assert TEMPLATES.read_text("utf-8") == templates(), "run: make translations"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_string_is_translated_with_the_same_places(tongue: str, wanted: list[Message]) -> None:
    known = read(catalogue(tongue))
    assert missing(wanted, known) == [], "run: make translations, and translate what it names"
    for message in wanted:
        for text in known[message.context, message.source]:
            assert places(text) in ([places(message.source)] if not message.one else [places(message.source), places(message.one)]), message


def places(text: str) -> list[str]:
    """What stands for something else."""
    return sorted(PLACES.findall(text))


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_compiled_catalogue_says_the_same(tongue: str, wanted: list[Message], qapp: object) -> None:  # noqa: ARG001 - catalogues belong to it
    known = read(catalogue(tongue))
    with speaking(tongue):
        for message in wanted:
            counts: Sequence[int] = (1, 2) if message.one else (-1,)
            said = [QCoreApplication.translate(message.context, message.source, None, count) for count in counts]
            meant = known[message.context, message.source]
            filled = [text.replace("%Ln", str(count)) for text, count in zip(meant, counts, strict=True)]
            assert said == filled, "run: make translations"


def test_the_languages_of_the_settings_are_those_that_have_a_catalogue() -> None:
    assert language.TRANSLATED == LANGUAGES
    assert [chosen(tongue) for tongue in ("en", "de", "pseudo")] == ["en", "de", "pseudo"]
    assert chosen("system") in {"en", *LANGUAGES}


def test_a_string_that_cannot_be_found_is_refused(tmp_path: Path) -> None:
    (tmp_path / "panel.py").write_text("class Panel(QWidget):\n    def name(self) -> str:\n        return self.tr(self.word)\n")
    with pytest.raises(NotReadable, match=r"panel.py, line 3"):
        window_messages(tmp_path)


def test_strings_are_found_however_they_are_translated(tmp_path: Path) -> None:
    (tmp_path / "panel.py").write_text(
        "class Panel(QWidget):\n"
        "    def name(self, on: bool, count: int) -> str:\n"
        '        self.show(plural(count, "%Ln pad", "%Ln pads"), *forms("%Ln bank", "%Ln banks"))\n'
        '        self.paint(_tr("dark"), QCoreApplication.translate("filter", "wrong"))\n'
        '        return self.tr("on" if on else "off")\n'
        "def _tr(text: str, *values: str) -> str:\n"
        '    return QCoreApplication.translate("looks", text)\n'
    )
    assert window_messages(tmp_path) == [
        Message("plural", "%Ln pads", "%Ln pad"),
        Message("plural", "%Ln banks", "%Ln bank"),
        Message("looks", "dark"),
        Message("filter", "wrong"),
        Message("Panel", "on"),
        Message("Panel", "off"),
    ]


def test_numbers_of_things_are_right_in_every_language(qapp: object) -> None:  # noqa: ARG001 - as above
    few = [plural(count, "%Ln sample", "%Ln samples") for count in (0, 1, 2)]
    assert few == ["0 samples", "1 sample", "2 samples"]
    with speaking("de"):
        assert plural(1, "%Ln day", "%Ln days") == "1 Tag"
        assert plural(1234, "%Ln day", "%Ln days") == "1.234 Tage"
    with speaking("pseudo"):
        assert "1,234" in plural(1234, "%Ln day", "%Ln days")


def test_numbers_and_dates_are_written_as_the_language_does(qapp: object) -> None:  # noqa: ARG001 - as above
    noon = datetime(2026, 3, 5, 12, tzinfo=UTC).isoformat()
    with speaking("de"):
        assert (number(1234), decimal(1.5)) == ("1.234", "1,5")
        assert "März" in local_moment(noon, "d MMMM") or "Mär" in local_moment(noon, "d MMM")
    with speaking("en"):
        assert (number(1234), decimal(1.5)) == ("1,234", "1.5")


def test_errors_from_below_are_told_in_the_language_with_what_they_name(qapp: object) -> None:  # noqa: ARG001 - as above
    rejected = KeyRejected('The API key was not accepted (HTTP 401): set it again with `sp404-batch key set`. The server says: "bad key"')
    assert in_window(str(rejected)) == 'The API key was not accepted (HTTP 401): set it again in the settings. The server says: "bad key"'
    with speaking("de"):
        german = "Der API-Schlüssel wurde nicht angenommen (HTTP 401): in den Einstellungen neu eintragen. Der Server sagt: „bad key“"
        assert in_window(str(rejected)) == german
        assert in_window("too short: 0.005 s, the least is 0.02 s") == "zu kurz: 0,005 s, mindestens 0,02 s"
        assert in_window("It is silent. Its tempo is not sure.") == "Es ist still. Das Tempo ist nicht sicher."
        why = "same key A minor, leaves room in the lows, but at another tempo"
        assert each_in_window(why) == "gleiche Tonart A minor, lässt Platz in den Tiefen, aber in anderem Tempo"
        proposed = "As drum loop: 180 BPM is twice the kit's 90, energy like a, b, lives in the lows."
        assert (
            proposal_in_window(proposed)
            == "Als Drumloop: 180 BPM sind das Doppelte der 90 des Kits, Energie wie a, b, in den Tiefen zu Hause."
        )
        assert proposal_in_window("My own words.") == "My own words."
        assert in_window("A sentence of nobody: “vibe”.") == "A sentence of nobody: “vibe”."


def test_why_a_file_stayed_and_why_a_sample_failed_is_told_in_the_language(theme: Theme, icons: Icons) -> None:
    why = "kick.wav has changed since it was measured, or is gone: it stays as it is. Search again."
    member = Member("/jobs/one", next(made_records(1)))
    stayed = Moved(Superfluous(member, member, Sameness.EXACT), reason=why)
    with speaking("de"):
        told = in_window(why)
        assert "geändert" in told
        assert report_lines([stayed], why)[2:] == [told, "", told]
        dialog = DuplicatesDialog(theme, icons)
        dialog.show_failure(why)
        assert told in [label.text() for label in dialog.findChildren(QLabel)]
        dialog.deleteLater()
        problems = Problems()
        problems.put([replace(member.record, status=SampleStatus.FAILED, errors=())])
        [[problem]] = problems.groups().values()
        assert problem.message == "Es ist ohne Angabe von Gründen gescheitert."


@pytest.mark.parametrize("status", [401, 402, 403, 404, 408, 429, 500, 503])
def test_every_answer_of_a_failing_server_is_told_in_german(status: int, qapp: object) -> None:  # noqa: ARG001 - as above
    english = in_window(str(failure(status, {"message": "NO"}, {})))
    with speaking("de"):
        german = in_window(english)
    assert german.endswith("„NO“")
    assert not re.search(r"\b(the|again|choose|check)\b", german), german


def test_the_language_that_nobody_speaks_is_longer_and_keeps_the_places() -> None:
    long = stretched("%Ln of {} samples in %1")
    assert len(long) > 1.3 * len("%Ln of {} samples in %1")
    assert places(long) == places("%Ln of {} samples in %1")


async def test_the_window_opens_in_german_with_qt_s_own_words(home: Path) -> None:
    before = QLocale()
    with speaking("de"):
        async with opened(home) as window:
            assert window.actions_.by_name["add"].text() == "Ordner hinzufügen …"
            box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, window)
            assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert QLocale() == before
