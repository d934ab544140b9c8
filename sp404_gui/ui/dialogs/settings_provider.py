"""Settings: who describes the samples, and with which key."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from sp404_gui.config.settings import Settings
from sp404_gui.domain.key import require_bare
from sp404_gui.ui.dialogs.fields import Choice, Line
from sp404_gui.ui.dialogs.key_box import KeyBox
from sp404_gui.ui.dialogs.plan_words import OFFLINE, OPENROUTER
from sp404_gui.ui.dialogs.settings_page import NOT_YET, SettingsPage

_OTHER = "other"


class ProviderPage(SettingsPage):
    """Provider and key.

    Attributes:
        key: The key of the provider that is chosen.
        provider_shown: Another provider is shown, "openrouter" or a URL: whether it has a key is to be told by `key.show_key`.
    """

    provider_shown = Signal(str)

    def __init__(self) -> None:
        about = self.tr(
            "OpenRouter asks models of many makers, free ones among them. Offline, samples are described by what is measured alone."
        )
        super().__init__(self.tr("Provider and key"), "network", about)
        self._told = ""
        options = (
            (None, self.tr("OpenRouter if there is a key, else offline")),
            (OPENROUTER, self.tr("OpenRouter")),
            (OFFLINE, self.tr("Nobody: work offline")),
            (_OTHER, self.tr("Another server…")),
        )
        choice = Choice(options)
        self.bind("provider", self.tr("Describes samples"), choice, shown=_kind, taken=self._taken)
        self._choice = choice
        self.server = Line("http://127.0.0.1:11434/v1", self._fault)
        hint = self.tr(
            "Any server that speaks OpenAI's language, on this machine or elsewhere. Without https a key goes to this machine alone."
        )
        self._server_row = self.add_other(self.tr("Address"), self.server, hint)
        self.key = KeyBox()
        hint = self.tr("Kept in the system's keyring, and sent to this provider alone.")
        self._key_row = self.add_other(self.tr("Key"), self.key, hint)
        self.content.addStretch()
        choice.edited.connect(self._adapt)
        self.server.edited.connect(lambda url: self.edited.emit({"provider": url}))

    @property
    def provider(self) -> str:
        """Whose key is shown: "openrouter" or a URL; "" where none is needed."""
        kind = self._choice.value
        if kind == OFFLINE:
            return ""
        if kind == _OTHER:
            return self._address
        return OPENROUTER

    def show_settings(self, settings: Settings, origin: Mapping[str, str]) -> None:
        """Show what is set."""
        other = _kind(settings.provider) == _OTHER
        # while the user writes an address, nothing is set yet
        if other or not self.isVisible() or self._choice.value != _OTHER:
            super().show_settings(settings, origin)
        if other:
            self.server.show_value(settings.provider)
        self.server.setEnabled(self._choice.isEnabled())
        self._adapt()

    def reset(self) -> None:
        """Bring back the default, also from an address that was not finished."""
        self._choice.show_value(None)
        super().reset()

    @property
    def _address(self) -> str:
        return "" if self.server.fault else self.server.text().strip()

    def _taken(self, kind: object) -> object:
        # another server counts once its address is there
        return kind if kind != _OTHER else self._address or NOT_YET

    def _adapt(self) -> None:
        kind = self._choice.value
        self._server_row.show(kind == _OTHER)
        self._key_row.show(kind != OFFLINE)
        if kind == _OTHER and not self.server.text():
            self.server.setFocus()
        if self.provider and self.provider != self._told:
            self._told = self.provider
            self.provider_shown.emit(self.provider)

    def _fault(self, text: str) -> str:
        try:
            require_bare(text)
        except ValueError:
            return self.tr("A server's address is like http://127.0.0.1:11434/v1, without user name or query")
        return ""


def _kind(provider: object) -> object:
    return provider if provider in {None, OFFLINE, OPENROUTER} else _OTHER
