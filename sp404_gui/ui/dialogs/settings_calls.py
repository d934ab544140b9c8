"""Settings: batches, pace, budget, the night, and what stays private."""

from sp404_gui.ui.dialogs.fields import Choice, Number
from sp404_gui.ui.dialogs.hour import Hour
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.dialogs.switch import Switch

_PERCENT = 100


class CallsPage(SettingsPage):
    """How many samples a call, how often, and how much in all. What is set here holds for new collections."""

    def __init__(self) -> None:
        super().__init__(self.tr("Batches, pace, budget"), "clock", self.tr("For new collections; each plan can differ."))
        self.bind(
            "batch_size",
            self.tr("Samples a call"),
            Number(1, 100, none_text=self.tr("as answers allow")),
            self.tr("More make fewer calls; fewer make surer answers."),
            shown=lambda value: None if value == "auto" else value,
            taken=lambda value: "auto" if value is None else value,
        )
        pace = Number(0, 86_400, none_text=self.tr("provider's own"), unit="s")
        self.bind("interval_s", self.tr("One call every"), pace, self.tr("By itself 12 s; a server that asks for more is obeyed."))
        calls = Number(0, 1_000_000, step=10, none_text=self.tr("no limit"))
        self.bind("max_calls", self.tr("Most calls"), calls, self.tr("A collection waits for you when it has made so many."))
        money = Number(0, 10_000, step=0.5, decimals=2, none_text=self.tr("no limit"), unit="USD")
        self.bind("max_cost_usd", self.tr("Most money"), money, self.tr("As the provider counts it."))
        self.bind(
            "error_threshold",
            self.tr("Stop after failures"),
            Number(0, 100, unit="%"),
            self.tr("Of the samples; damaged files do not count."),
            shown=_percent,
            taken=_share,
        )
        again = Choice(
            (
                ("changed", self.tr("what has changed")),
                ("failed", self.tr("what failed")),
                ("all", self.tr("everything")),
                ("never", self.tr("nothing")),
            )
        )
        self.bind("refresh", self.tr("Do again"), again, self.tr("When a collection is opened again."))
        self.content.addStretch()


class OvernightPage(SettingsPage):
    """Working through the night."""

    def __init__(self) -> None:
        about = self.tr("For free allowances and large collections: nothing is given up for an outage.")
        super().__init__(self.tr("Overnight"), "moon", about)
        self.bind("overnight", self.tr("Overnight"), Switch(self.tr("New collections wait through outages")))
        self.bind("overnight_from", self.tr("Begins"), Hour(self.tr("at"), "22:00"), self.tr("Switched off: at any time."))
        self.bind("overnight_to", self.tr("Ends"), Hour(self.tr("at"), "06:30"))
        self.content.addStretch()


class PrivacyPage(SettingsPage):
    """What leaves this machine."""

    def __init__(self) -> None:
        about = self.tr(
            "Offline, nothing leaves this machine. With a provider, what was measured of each sample is sent to it, and the names of "
            "files and folders, because they say much of a sound. The audio is sent only if you say so. Nothing goes to anybody else."
        )
        super().__init__(self.tr("Privacy"), "eye", about)
        self.bind("hide_names", self.tr("Names"), Switch(self.tr("Send no names of files and folders")))
        about_sound = self.tr("Up to 10 seconds of each sample. Only some models hear, and most of them charge for it.")
        self.bind("listen", self.tr("Sound"), Switch(self.tr("Send a short clip of each sample")), about_sound)
        self.content.addStretch()


def _percent(share: object) -> object:
    return share * _PERCENT if isinstance(share, int | float) else share


def _share(percent: object) -> object:
    return percent / _PERCENT if isinstance(percent, int | float) else percent
