"""Settings: what is set is shown, what is changed is told at once."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from sp404_gui.config.paths import locations
from sp404_gui.config.settings import checked, resolve
from sp404_gui.llm.account import ModelInfo
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.control.key_control import KeyControl
from sp404_gui.ui.dialogs.fields import Choice, Number
from sp404_gui.ui.dialogs.hour import Hour
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.dialogs.settings_models import ModelsPage
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.dialogs.switch import Switch
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme
from tests.ui.windows import settings_dialog, until

HOME = {"SP404_HOME": "/home/mira/sp404"}


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, icons: Icons) -> SettingsDialog:
    dialog = settings_dialog(theme, icons)
    qtbot.addWidget(dialog)
    show(dialog)
    dialog.open()
    return dialog


def show(dialog: SettingsDialog, env: dict[str, str] | None = None, **flags: object) -> None:
    resolved = resolve(flags, HOME | (env or {}))
    dialog.show_settings(resolved.settings, resolved.origin)


def control(page: SettingsPage, name: str) -> object:
    return page.row(name).control


def items(page: ModelsPage) -> list[QTreeWidgetItem]:
    return page.table.findItems("", Qt.MatchFlag.MatchContains)


def words(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_change_is_told_at_once_as_a_value_that_may_be_kept(dialog: SettingsDialog) -> None:
    told: dict[str, object] = {}
    dialog.changed.connect(told.update)
    for name in ("batch_size", "interval_s", "max_calls", "max_cost_usd", "error_threshold"):
        number = control(dialog.pages.calls, name)
        assert isinstance(number, Number)
        QTest.keyClick(number, Qt.Key.Key_Up)
    for page, name in (
        (dialog.pages.overnight, "overnight"),
        (dialog.pages.privacy, "hide_names"),
        (dialog.pages.privacy, "listen"),
        (dialog.pages.sound, "level_match"),
    ):
        switch = control(page, name)
        assert isinstance(switch, Switch)
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    night = control(dialog.pages.overnight, "overnight_from")
    assert isinstance(night, Hour)
    QTest.mouseClick(night.switch, Qt.MouseButton.LeftButton)
    colours = control(dialog.pages.appearance, "theme")
    assert isinstance(colours, Choice)
    QTest.keyClick(colours, Qt.Key.Key_Down)
    expected = {
        "batch_size": 6,
        "interval_s": 0,
        "max_calls": 0,
        "max_cost_usd": 0.0,
        "error_threshold": 0.11,
        "overnight": True,
        "hide_names": True,
        "listen": True,
        "level_match": True,
        "overnight_from": "22:00",
        "theme": "dark",
    }
    assert told == pytest.approx(expected)
    assert checked(told) == told


def test_showing_settings_is_not_taken_for_a_change(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.changed):
        show(
            dialog,
            batch_size="auto",
            theme="light",
            overnight_to="05:00",
            audio_device="Gone DAC",
            models=["a", "b"],
            provider="http://127.0.0.1:1/v1",
        )
    batch = control(dialog.pages.calls, "batch_size")
    assert isinstance(batch, Number)
    assert batch.chosen is None
    assert dialog.pages.models.line.text() == "a, b"
    assert dialog.pages.provider.provider == "http://127.0.0.1:1/v1"


def test_what_the_environment_sets_cannot_be_changed_and_says_so(dialog: SettingsDialog) -> None:
    show(dialog, {"SP404_BATCH_SIZE": "8"})
    batch = control(dialog.pages.calls, "batch_size")
    assert isinstance(batch, Number)
    assert (batch.chosen, batch.isEnabled()) == (8, False)
    assert "SP404_BATCH_SIZE" in words(dialog.pages.calls)


def test_a_page_is_reset_alone(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_page(dialog.pages.appearance)
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.page.reset()
    assert changed.args == [{"theme": None, "language": None, "go_on": None}]


def test_every_setting_of_the_pages_exists_and_is_on_one_page(dialog: SettingsDialog) -> None:
    names = [name for page in dialog.pages for name in page.names]
    assert len(names) == len(set(names))
    checked(dict.fromkeys(names))


def test_the_search_finds_the_page_and_the_setting(dialog: SettingsDialog) -> None:
    search = next(field for field in dialog.findChildren(QLineEdit) if field.accessibleName() == "Search settings")
    QTest.keyClicks(search, "equally loud")
    assert dialog.page is not dialog.pages.sound  # the text of a switch is not searched, its title and hint are
    search.clear()
    QTest.keyClicks(search, "measured loudness")
    assert dialog.page is dialog.pages.sound
    assert dialog.pages.sound.row("level_match").label.property("role") == "accent"
    search.clear()
    assert dialog.pages.sound.row("level_match").label.property("role") == ""


def test_a_key_is_typed_unseen_tried_and_kept(dialog: SettingsDialog, qtbot: QtBot) -> None:
    key = dialog.pages.provider.key
    assert not key.test.isEnabled()
    QTest.keyClicks(key.secret, " sk-or-v1-abc ")
    assert key.secret.displayText().strip("●•*") == ""
    with qtbot.waitSignal(key.test_wanted) as tried:
        QTest.mouseClick(key.test, Qt.MouseButton.LeftButton)
    assert tried.args == ["sk-or-v1-abc"]
    key.show_busy()
    assert not key.keep.isEnabled()
    key.show_result(["The key works.", "Free calls today: 3 of 50 used"], ok=True)
    assert "3 of 50" in words(dialog.pages.provider)
    with qtbot.waitSignal(key.keep_wanted) as kept:
        QTest.mouseClick(key.keep, Qt.MouseButton.LeftButton)
    assert kept.args == ["sk-or-v1-abc"]
    key.show_key("keyring")
    assert key.secret.text() == ""
    assert key.forget.isEnabled()
    key.show_key("OPENROUTER_API_KEY")
    assert not key.forget.isEnabled()
    assert "OPENROUTER_API_KEY" in words(dialog.pages.provider)


def test_an_address_counts_once_it_is_one(dialog: SettingsDialog) -> None:
    told: list[dict[str, object]] = []
    dialog.changed.connect(told.append)
    choice = control(dialog.pages.provider, "provider")
    assert isinstance(choice, Choice)
    QTest.keyClick(choice, Qt.Key.Key_End)
    assert told == []
    show(dialog)  # something else was changed meanwhile: the address is not lost
    assert dialog.pages.provider.server.isVisible()
    for wrong in ("llm.example.org", "https://llm.example.org/v1?api_key=geheim"):
        QTest.keyClicks(dialog.pages.provider.server, wrong)
        QTest.keyClick(dialog.pages.provider.server, Qt.Key.Key_Return)
        assert told == []
        assert "without user name" in words(dialog.pages.provider)
        dialog.pages.provider.server.clear()
    QTest.keyClicks(dialog.pages.provider.server, "https://llm.example.org/v1")
    QTest.keyClick(dialog.pages.provider.server, Qt.Key.Key_Return)
    assert told == [{"provider": "https://llm.example.org/v1"}]


def test_what_is_being_written_stays_while_another_setting_is_kept(dialog: SettingsDialog, qtbot: QtBot) -> None:
    told: list[dict[str, object]] = []
    dialog.changed.connect(told.append)
    dialog.show_page(dialog.pages.calls)
    most = control(dialog.pages.calls, "max_cost_usd")
    assert isinstance(most, Number)
    for field, written in ((most, ("12", ".50")), (dialog.pages.models.line, ("openai/", "gpt-4o-mini"))):
        dialog.show_page(dialog.pages.calls if field is most else dialog.pages.models)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        field.selectAll()
        for text in written:
            QTest.keyClicks(field, text)
            show(dialog)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert told == [{"max_cost_usd": 12.5}, {"models": ("openai/gpt-4o-mini",)}]
    show(dialog)
    assert (most.chosen, dialog.pages.models.line.text()) == (None, "")
    show(dialog, overnight_from="22:00")
    dialog.show_page(dialog.pages.overnight)
    night = control(dialog.pages.overnight, "overnight_from")
    assert isinstance(night, Hour)
    night.time.setFocus()
    qtbot.waitUntil(night.time.hasFocus)
    QTest.keyClicks(night.time, "0")
    show(dialog, overnight_from="22:00")
    QTest.keyClicks(night.time, "7")
    QTest.keyClick(night.time, Qt.Key.Key_Return)
    assert night.value == "07:00"


@pytest.mark.usefixtures("home")
async def test_a_key_that_is_pasted_while_the_keyring_is_asked_stays(dialog: SettingsDialog) -> None:
    tasks = Tasks()
    key = dialog.pages.provider.key
    KeyControl(dialog, key, lambda: "openrouter", tasks).look()
    await asyncio.sleep(0)
    QTest.keyClicks(key.secret, "sk-or-v1-abc")
    await until(lambda: tasks.idle, "the keyring's answer")
    assert key.secret.text() == "sk-or-v1-abc"


def test_models_are_filtered_and_chosen_with_fallbacks(dialog: SettingsDialog, qtbot: QtBot) -> None:
    page = dialog.pages.models
    dialog.show_page(page)
    free = ModelInfo(id="maker/small:free", name="<b>Small</b>", context_tokens=8000, prompt_usd=0, completion_usd=0, supports_schema=True)
    dear = ModelInfo(id="maker/large", name="Large", prompt_usd=1e-6, completion_usd=4e-6)
    page.show_models([free, dear])
    small, large = items(page)
    assert large.text(2) == "1.00 / 4.00"
    assert "<b>" not in small.toolTip(0)
    QTest.mouseClick(page.free, Qt.MouseButton.LeftButton)
    assert [item.text(0) for item in items(page)] == ["maker/small:free"]
    show(dialog, models=["maker/large"])
    page.table.setCurrentItem(items(page)[0])
    with qtbot.waitSignal(dialog.changed) as changed:
        QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert changed.args == [{"models": ("maker/large", "maker/small:free")}]
    with qtbot.waitSignal(dialog.changed) as changed:
        QTest.mouseClick(page.ask, Qt.MouseButton.LeftButton)
    assert changed.args == [{"models": ("maker/small:free",)}]


def test_without_sound_the_way_out_is_said_and_a_missing_device_stays_chosen(dialog: SettingsDialog) -> None:
    show(dialog, audio_device="USB DAC")
    dialog.pages.sound.show_devices(["Speakers"])
    assert "USB DAC (not connected)" in [box.currentText() for box in dialog.pages.sound.findChildren(Choice)]
    dialog.pages.sound.show_devices([], "Install libportaudio2 to hear samples.")
    assert "Install libportaudio2" in words(dialog.pages.sound)


def test_storage_says_how_much_is_remembered_and_forgets_on_wish(dialog: SettingsDialog, qtbot: QtBot) -> None:
    page = dialog.pages.storage
    dialog.show_page(page)
    page.show_places(locations(HOME))
    page.show_cache(12, 84_300_000)
    assert "84.3 MB" in words(page)
    with qtbot.waitSignal(page.prune_wanted) as pruned:
        QTest.mouseClick(page.prune, Qt.MouseButton.LeftButton)
    assert pruned.args == [1000]
    QTest.keyClicks(page.jobs.line, "x")
    page.jobs.line.setText("relative/place")
    page.jobs.line.editingFinished.emit()
    assert page.jobs.line.fault
