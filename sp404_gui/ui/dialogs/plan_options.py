"""The choices of a plan that are worth a click before a job starts."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import require_bare
from sp404_gui.ui.dialogs.fields import Choice, Field, Line, Number
from sp404_gui.ui.dialogs.form import Form, Row
from sp404_gui.ui.dialogs.plan_words import OFFLINE, OPENROUTER
from sp404_gui.ui.dialogs.switch import Switch

_OTHER = "other"


class PlanOptions(QWidget):
    """What a job is to do, to be changed with one click each.

    Attributes:
        changed: The user changed these JobOptions.
        server: URL of a server that is neither OpenRouter nor this machine.
    """

    changed = Signal(object)
    incomplete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = JobOptions()
        self._form = Form()
        self._rows: dict[str, Row] = {}
        self._fields: dict[str, Field] = {}
        self._add_provider()
        self._add_calls()
        self._add_limits()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._form)
        box.addStretch()

    @property
    def options(self) -> JobOptions:
        """What is chosen."""
        return self._options

    @property
    def is_complete(self) -> bool:
        """Whether everything is there that a job needs."""
        return self.provider.value != _OTHER or not self.server.fault

    def show_options(self, options: JobOptions) -> None:
        """Show other choices."""
        self._options = options
        self.provider.show_value(_kind(options.provider))
        self.server.show_value(options.provider if _kind(options.provider) == _OTHER else "")
        for name, field in self._fields.items():
            field.show_value(getattr(options, name))
        self._adapt()

    def field(self, name: str) -> Field:
        """The control of an option, by the option's name."""
        return self._fields[name]

    def _add_provider(self) -> None:
        self.provider = Choice(
            (
                (OFFLINE, self.tr("Nobody: work offline")),
                (OPENROUTER, self.tr("OpenRouter")),
                (_OTHER, self.tr("Another server…")),
            )
        )
        self.server = Line("http://127.0.0.1:11434/v1", self._server_fault)
        self._form.add(self.tr("Describes"), self.provider)
        self._rows["server"] = self._form.add(self.tr("Server"), self.server)
        self.provider.edited.connect(self._provider_chosen)
        self.server.textEdited.connect(self._server_typed)
        self.server.edited.connect(lambda url: self._change(provider=str(url), models=()))
        models = Line(self.tr("the provider's own choice"))
        models.setToolTip(self.tr("Several, separated by commas, are fallbacks in order."))
        self._add("models", self.tr("Model"), models)

    def _add_calls(self) -> None:
        self._add("batch_size", self.tr("Samples a call"), Number(1, 100, none_text=self.tr("as answers allow")))
        pace = Number(0, 86_400, none_text=self.tr("provider's own"), unit="s")
        self._add("interval_s", self.tr("Call every"), pace)
        self._add("overnight", self.tr("Overnight"), Switch(self.tr("Wait through outages")))
        self._add("hide_names", self.tr("Privacy"), Switch(self.tr("Send no names of files and folders")))
        self._add("listen", self.tr("Sound"), Switch(self.tr("Send a short clip of each, to a model that hears")))

    def _add_limits(self) -> None:
        no_limit = self.tr("no limit")
        self._add("max_calls", self.tr("Most calls"), Number(0, 1_000_000, step=10, none_text=no_limit))
        self._add("max_cost_usd", self.tr("Most money"), Number(0, 10_000, step=0.5, decimals=2, none_text=no_limit, unit="USD"))

    def _add(self, name: str, title: str, field: Field) -> None:
        self._fields[name] = field
        self._rows[name] = self._form.add(title, field)
        field.edited.connect(lambda value: self._change(**{name: _words(value) if name == "models" else value}))

    def _provider_chosen(self, kind: object) -> None:
        if kind == _OTHER:
            self._adapt()
            self.server.setFocus()
            self._server_typed()
        else:
            self._change(provider=str(kind), models=())

    def _server_typed(self) -> None:
        """An address counts once it is whole; until then nothing can be started."""
        if self.server.fault:
            self.incomplete.emit()
        elif (url := self.server.text().strip()) != self._options.provider:
            self._change(provider=url, models=())

    def _change(self, **values: object) -> None:
        self._options = replace(self._options, **values)  # type: ignore[arg-type]
        self._fields["models"].show_value(self._options.models)
        self._adapt()
        self.changed.emit(self._options)

    def _adapt(self) -> None:
        """Show what the chosen provider makes use of."""
        self._rows["server"].show(self.provider.value == _OTHER)
        for row in (self._rows[name] for name in self._fields):
            row.control.setEnabled(self.provider.value != OFFLINE)

    def _server_fault(self, text: str) -> str:
        try:
            require_bare(text)
        except ValueError:
            return self.tr("A server's address is like http://127.0.0.1:11434/v1, without user name or query")
        return ""


def _kind(provider: str) -> str:
    return provider if provider in {OFFLINE, OPENROUTER} else _OTHER


def _words(text: object) -> tuple[str, ...]:
    return tuple(word.strip() for word in str(text).split(",") if word.strip())
