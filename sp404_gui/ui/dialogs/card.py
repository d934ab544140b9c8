"""Writing a card: first always what would be written and what becomes of each sample, then the writing itself, which can be stopped."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sp404_gui.domain.card import CardEvent, CardPlan, FileFailed, FileKept, FileWritten
from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.card_choices import CardChoices
from sp404_gui.ui.dialogs.card_list import CardList
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.models.card_rows import CardRows
from sp404_gui.ui.models.card_words import ending, summary, where_text
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.meter import Meter


class CardDialog(DialogFrame):
    """Shows a card's plan and writes it. Whoever opens it plans and writes.

    Args:
        theme: Its colours.
        icons: Its icons.
        parent: The window that it belongs to.

    Attributes:
        plan_wanted: Plan this CardWish; answered by `show_plan` or `show_failure`.
        write_wanted: Write this CardPlan; answered by `show_event`, and `show_done` or `show_failure`.
        stop_wanted: Stop writing; answered by `show_stopped`.
        folder_wanted: Show what was written in the system's file manager.
        pdf_wanted: Write the pad sheet of what was written as PDF.
        choices: What can be chosen.
    """

    plan_wanted = Signal(object)
    write_wanted = Signal(object)
    stop_wanted = Signal()
    folder_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Write card"), parent)
        self._plan: CardPlan | None = None
        self._outcomes: Counter[type] = Counter()
        self._writing = False
        self._awaits_text = False
        self.choices = CardChoices()
        self.rows = CardRows(theme, icons, self)
        self.list = CardList(self.rows)
        self._where = PlainLabel("", "dim")
        self._where.setWordWrap(True)
        self._meter = Meter(theme)
        self._meter.hide()
        self._state = PlainLabel("", "dim")
        self._state.setWordWrap(True)
        self._lay_out()
        self._fill_foot()
        self.choices.changed.connect(self._ask)
        for line in (self.choices.folder.line, self.choices.title):
            line.textEdited.connect(self._await_text)
            line.editingFinished.connect(self._ask_for_text)
        self.choices.faulty.connect(self._judge)
        self._settle()
        self.fit(150, 46)

    def show_samples(self, title: str, folder: str, counts: dict[str, int]) -> None:
        """Begin: what it is called, where it may go ("" where nobody knows), how many samples each choice stands for."""
        self.say_under_heading(printable(title))
        self.choices.show_samples(title, counts)
        self.choices.folder.show_value(folder)
        self._ask()

    def show_plan(self, plan: CardPlan) -> None:
        """Show what would be written."""
        self._plan = plan
        self.rows.show_plan(plan)
        self._tell_where(*where_text(plan))
        self._say(*summary(plan))
        self._settle()

    def show_event(self, event: CardEvent) -> None:
        """Show what became of a file."""
        self._outcomes[type(event)] += 1
        row = self.rows.mark(event)
        self.list.scrollTo(self.rows.index(row, 0))
        done, total = self._outcomes.total(), len(self._plan.files) if self._plan is not None else 0
        self._meter.set_value(done / total if total else 1.0)
        self._say(self.tr("%1 of %2").replace("%1", str(done)).replace("%2", str(total)), "dim")

    def show_done(self) -> None:
        """Say how it ended."""
        failed = self._outcomes[FileFailed]
        text = ending(self._outcomes[FileWritten], self._outcomes[FileKept], failed)
        self._end(f"{text} · {self.tr('the pad sheet lies beside')}", "warning" if failed else "ok", written=True)

    def show_stopped(self) -> None:
        """Say that it was stopped."""
        self._end(self.tr("Stopped. What is finished stays; writing again goes on there."), "warning", written=False)

    def show_failure(self, sentence: str) -> None:
        """Say why it cannot be planned or written."""
        if not self._writing:
            self._plan = None
            self.rows.show_plan(None)
            self._tell_where("", "dim")
        self._end(printable(in_window(sentence)), "failed", written=False)

    def say(self, sentence: str, tone: str) -> None:
        """Say something in the line at the bottom."""
        self._say(printable(sentence), tone)

    def reject(self) -> None:
        """Closing stops what is being written."""
        if self._writing:
            self.stop_wanted.emit()
        super().reject()

    def _lay_out(self) -> None:
        self._meter.setAccessibleName(self.tr("Progress"))
        self.body.addWidget(self.choices)
        self.body.addWidget(self._where)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._meter)

    def _fill_foot(self) -> None:
        self.add_to_foot(self._state, 1)
        self._pdf = self.add_button(self.tr("Pad sheet as PDF"))
        self._show = self.add_button(self.tr("Show in folder"))
        self._close = self.add_button(self.tr("Close"))
        self._stop = self.add_button(self.tr("Stop"))
        self.write = self.add_button(self.tr("Write"), "primary", default=True)
        for button, signal in ((self._pdf, self.pdf_wanted), (self._show, self.folder_wanted), (self._stop, self.stop_wanted)):
            button.hide()
            button.clicked.connect(signal)
        self._close.clicked.connect(self.reject)
        self.write.clicked.connect(self._begin)

    def _judge(self, fault: str) -> None:
        if fault:
            self._say(fault, "failed")
        else:
            self._say(self.tr("Return shows what would be written."), "dim")

    def _await_text(self) -> None:
        self._awaits_text = True
        self._forget()

    def _ask_for_text(self) -> None:
        """A text that was changed and changed back is planned again, too."""
        if self._awaits_text and not self.choices.folder.line.fault:
            self._ask()

    def _ask(self) -> None:
        self._awaits_text = False
        self._forget()
        if self.choices.folder.path:
            self._say(self.tr("Looking…"), "dim")
            self.plan_wanted.emit(self.choices.wish)
        else:
            self._say(self.tr("Choose the card, or a folder."), "dim")

    def _forget(self) -> None:
        """What was planned is about another choice."""
        self._plan = None
        self._outcomes.clear()
        for widget in (self._pdf, self._show, self._meter):
            widget.hide()
        self._settle()

    def _begin(self) -> None:
        if self._plan is None:
            return
        self._writing = True
        self._outcomes.clear()
        self._meter.set_value(0.0)
        self._meter.show()
        self._say(self.tr("Writing…"), "dim")
        self._settle()
        self._stop.setFocus()
        self.write_wanted.emit(self._plan)

    def _end(self, sentence: str, tone: str, *, written: bool) -> None:
        self._writing = False
        self._say(sentence, tone)
        self._settle()
        for button in (self._pdf, self._show):
            button.setVisible(written)
        if written:
            self.write.setEnabled(False)
            self._close.setFocus()

    def _settle(self) -> None:
        plan = self._plan
        self.choices.setEnabled(not self._writing)
        self._stop.setVisible(self._writing)
        self._close.setVisible(not self._writing)
        self.write.setEnabled(plan is not None and plan.writable and not self._writing)
        text = self.tr("Write") if plan is None or plan.place.is_card else self.tr("Write here")
        self.write.setText(text)
        self.write.setAccessibleName(text)

    def _tell_where(self, text: str, tone: str) -> None:
        self._where.setVisible(bool(text))
        self._where.set_role(tone)
        self._where.setText(text)

    def _say(self, text: str, role: str) -> None:
        self._state.set_role(role)
        self._state.setText(text)
