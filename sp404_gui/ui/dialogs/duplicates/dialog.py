"""The dialog of duplicates: groups at the left, the files of one side by side, and what goes to the trash."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sp404_gui.domain.duplicate import Duplicates, Member
from sp404_gui.domain.text import printable
from sp404_gui.engine.duplicates.tidying import Moved
from sp404_gui.ui.dialogs.duplicates import words
from sp404_gui.ui.dialogs.duplicates.beside import SideBySide
from sp404_gui.ui.dialogs.duplicates.choice import SHOWN, Keeping
from sp404_gui.ui.dialogs.duplicates.scope import ScopeLine
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.dialogs.rows import RoomyRows
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.meter import Meter
from sp404_gui.ui.wording import number


class DuplicatesDialog(DialogFrame):
    """Shows files of one sound and asks what is to become of them. Whoever opens it searches, plays and moves.

    Args:
        theme: Its colours.
        icons: Its icons.
        parent: The window that it belongs to.

    Attributes:
        search_wanted: Look where and for what `scope` says; answered by `show_found` or `show_failure`.
        stop_wanted: Look no more, move no more.
        hear_wanted: Play this Member; where another one is heard, go on at the same place of the sound. Carries that one, or None.
        pause_wanted: Play, or pause.
        trash_wanted: Move these files, a list of `Superfluous`; answered by `show_moved`. The user was asked.
    """

    search_wanted = Signal()
    stop_wanted = Signal()
    hear_wanted = Signal(object, object)
    pause_wanted = Signal()
    trash_wanted = Signal(list)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Duplicates"), parent)
        self._keeping = Keeping()
        self._heard: int | None = None
        self._asking = False
        self._moving = False
        self.scope = ScopeLine()
        self.meter = Meter(theme)
        self.groups = QListWidget()
        self.beside = SideBySide(theme, icons)
        self.report = QPlainTextEdit()
        self.hint = PlainLabel(self.tr("X hears the other at the same place · Space plays · K keeps or not · Shift+K keeps all"), "dim")
        self.left_alone = PlainLabel("", "warning")
        self._state = PlainLabel("", "dim")
        self._state.setWordWrap(True)
        self._pages = QStackedWidget()
        self._deeds: list[QShortcut] = []
        self._lay_out()
        self._fill_foot()
        self._connect()
        self._settle()
        self.fit(170, 46)

    @property
    def is_moving(self) -> bool:
        """Whether files are being moved."""
        return self._moving

    @property
    def heard(self) -> Member | None:
        """The file that is heard, or was last."""
        return self.beside.cards[self._heard].member if self._heard is not None else None

    def show_searching(self) -> None:
        """Say that the search has begun."""
        self._show_groups(Duplicates())
        self.scope.show_busy(busy=True)
        self.show_progress(0.0)
        self._say(self.tr("Looking…"), "dim")

    def show_progress(self, share: float) -> None:
        """Say how far it is, 0 to 1."""
        self.meter.show()
        self.meter.set_value(share)

    def show_found(self, found: Duplicates) -> None:
        """Show what was found."""
        self._rest()
        self._show_groups(found)
        self._say(words.found_sentence(found), "dim")
        if found.groups:
            self.groups.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._rest()
        self._say(printable(in_window(sentence)), "failed")

    def show_stopped(self) -> None:
        """Say that it was given up."""
        self._rest()
        self._say(self.tr("Nothing was moved."), "dim")

    def show_moving(self) -> None:
        """Say that files are being moved."""
        self._moving = True
        self.scope.show_busy(busy=True)
        self._settle()
        self._say(self.tr("Moving…"), "dim")

    def show_moved(self, moved: Sequence[Moved], stopped: str = "") -> None:
        """Show what was moved and what was not, and why it ended early, if it did."""
        self._rest()
        self._show_groups(Duplicates())
        self.report.setPlainText("\n".join(words.report_lines(moved, stopped)))
        self._pages.setCurrentWidget(self.report)
        self.hint.hide()
        self._say("", "dim")
        self.report.setFocus()

    def show_position(self, seconds: float) -> None:
        """Show where the sound is heard."""
        if self._heard is not None:
            card = self.beside.cards[self._heard]
            found = card.member.record.features
            card.wave.show_position(min(1.0, seconds / found.duration_s) if found is not None and found.duration_s else None)

    def reject(self) -> None:
        """Escape takes the question back before it closes what was found."""
        if self._asking:
            self._take_back()
        else:
            super().reject()

    def _lay_out(self) -> None:
        self.groups.setAccessibleName(self.tr("Groups of the same sound"))
        self.groups.setItemDelegate(RoomyRows(10, self.groups))
        self.groups.setUniformItemSizes(True)
        self.groups.setStyleSheet("QListView::item { padding-left: 8px; padding-right: 8px; }")
        self.groups.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups.setFixedWidth(self.fontMetrics().averageCharWidth() * 38)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(self.tr("What was moved"))
        comparison = QWidget()
        row = QHBoxLayout(comparison)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.groups)
        right = QVBoxLayout()
        right.addWidget(self.beside, 1)
        right.addWidget(self.left_alone)
        right.addWidget(self.hint)
        row.addLayout(right, 1)
        self._pages.addWidget(comparison)
        self._pages.addWidget(self.report)
        for widget in (self.scope, self.meter):
            self.body.addWidget(widget)
        self.body.addWidget(self._pages, 1)
        self.meter.hide()

    def _fill_foot(self) -> None:
        self.add_to_foot(self._state, 1)
        self.back = self.add_button(self.tr("Back"))
        self.close_ = self.add_button(self.tr("Close"))
        self.trash: QPushButton = self.add_button(self.tr("Move to the trash…"), "danger")

    def _connect(self) -> None:
        self.scope.search_wanted.connect(self.search_wanted)
        self.scope.stop_wanted.connect(self.stop_wanted)
        self.groups.currentRowChanged.connect(self._show_group)
        self.beside.kept_changed.connect(self._keep)
        self.beside.hear_wanted.connect(self._hear)
        self.back.clicked.connect(self._take_back)
        self.close_.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        self.trash.clicked.connect(self._ask_or_move)
        for keys, deed in (("X", self._hear_other), ("K", self._toggle_kept), ("Shift+K", self._keep_all)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(deed)
            self._deeds.append(shortcut)
        QShortcut(QKeySequence("Space"), self.groups, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(self._pause)

    def _show_groups(self, found: Duplicates) -> None:
        self._keeping = Keeping(found.groups)
        self._pages.setCurrentIndex(0)
        self.groups.clear()
        self.groups.addItems([words.group_line(group) for group in found.groups])
        self.groups.setCurrentRow(0 if found.groups else -1)
        self.hint.setVisible(bool(found.groups))
        if not found.groups:
            self._show_group(-1)

    def _show_group(self, row: int) -> None:
        self._heard = None
        group = self._keeping.groups[row] if row >= 0 else None
        self._keeping.open(row)
        self.beside.show_group(group)
        more = len(group.members) - SHOWN if group is not None else 0
        self.left_alone.setText(words.left_alone_sentence(more))
        self.left_alone.setVisible(more > 0)
        self._show_kept()

    def _show_kept(self) -> None:
        row = self.groups.currentRow()
        for place, card in enumerate(self.beside.cards):
            kept = self._keeping.is_kept(row, place)
            why = words.merit_sentence(self._keeping.groups[row].merit) if place == 0 else self.tr("Stays")
            card.show_kept(kept=kept, why=why)
        self._settle()

    def _keep(self, place: int, kept: bool) -> None:
        if not self._keeping.keep(self.groups.currentRow(), place, keep=kept):
            self._say(self.tr("One of them has to stay: choose another one to keep first."), "warning")
        self._show_kept()

    def _toggle_kept(self) -> None:
        if self.beside.cards:
            place = self._heard if self._heard is not None else self._focused()
            self._keep(place, not self._keeping.is_kept(self.groups.currentRow(), place))

    def _keep_all(self) -> None:
        if self.beside.cards:
            self._keeping.keep_all(self.groups.currentRow())
            self._show_kept()

    def _focused(self) -> int:
        """The card with the keyboard, else the second: the first is the one to keep."""
        having = (place for place, card in enumerate(self.beside.cards) if card.isAncestorOf(self.focusWidget()))
        return next(having, 1)

    def _hear(self, place: int) -> None:
        before, self._heard = self.heard, place
        self.beside.show_heard(place)
        self.hear_wanted.emit(self.heard, before)

    def _hear_other(self) -> None:
        if count := len(self.beside.cards):
            self._hear(0 if self._heard is None else (self._heard + 1) % count)

    def _pause(self) -> None:
        if self._heard is None:
            self._hear_other()
        else:
            self.pause_wanted.emit()

    def _ask_or_move(self) -> None:
        going = self._keeping.superfluous()
        if self._asking:
            self._asking = False
            self.trash_wanted.emit(going)
        else:
            self._asking = True
            self._say(words.question([one.member for one in going], self._keeping.unopened), "warning")
            self._settle()
            self.back.setFocus()

    def _take_back(self) -> None:
        self._asking = False
        self._say("", "dim")
        self._settle()

    def _rest(self) -> None:
        self._asking = self._moving = False
        self.meter.hide()
        self.scope.show_busy(busy=False)
        self._settle()

    def _settle(self) -> None:
        count = len(self._keeping.superfluous())
        self.scope.look.setDefault(not self._keeping.groups)  # else Return in the list would look anew, and forget what is kept
        text = self.tr("Yes, move %1") if self._asking else self.tr("Move %1 to the trash…")
        self.trash.setText(text.replace("%1", number(count)))
        self.trash.setAccessibleName(self.trash.text())
        self.trash.setVisible(bool(self._keeping.groups))
        self.trash.setEnabled(count > 0 and not self._moving)
        self.back.setVisible(self._asking)
        self.scope.setEnabled(not self._asking)
        choosing = not (self._asking or self._moving)  # what was asked is what goes
        self.groups.setEnabled(choosing)
        self.beside.setEnabled(choosing)
        for deed in self._deeds:
            deed.setEnabled(choosing)

    def _say(self, text: str, role: str) -> None:
        self._state.set_role(role)
        self._state.setText(text)
