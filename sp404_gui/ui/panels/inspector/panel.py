"""The inspector: shows the selected samples, keeps what the user says of them, and says what the user wants."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from sp404_gui.domain.features import SOUNDS, Category
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.store.layout import MATCHING
from sp404_gui.ui import wording
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector import changes, summary
from sp404_gui.ui.panels.inspector.changes import Change
from sp404_gui.ui.panels.inspector.sheet import Sheet
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.turns import TURN_MS
from sp404_gui.ui.widgets.labels import PlainLabel
from sp404_gui.ui.widgets.scrolled import Scrolled

_FEW = 50
_PATIENCE_MS = 400


class Inspector(QWidget):
    """The panel at the right of the list.

    Args:
        theme: Where the colours come from.
        icons: Draws the signs.
        parent: The widget around it.

    Attributes:
        edit_wanted: A title for the undo list, and the new `UserEdits` by id of the samples that change.
        match_chosen: Id of a sample to play.
        match_opened: Id of a sample to go to.
        together_wanted: Id of a sample to play together with the one that is shown.
        silence_wanted: Escape: nothing shall be heard.
        retry_wanted: Ids of failed samples to try again, as a list.
        copy_wanted: Text for the clipboard.
        is_behind: Others are still shown than those that were given last, or older words of theirs, as nobody sees it.
        newest: Gives what is said by now of samples, by id: what is shown of very many may be older.
    """

    edit_wanted = Signal(str, object)
    match_chosen = Signal(str)
    match_opened = Signal(str)
    together_wanted = Signal(str)
    silence_wanted = Signal()
    retry_wanted = Signal(list)
    copy_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._records: tuple[SampleRecord, ...] = ()
        self._users: dict[str, UserEdits] = {}
        self.newest: Callable[[Mapping[str, UserEdits]], Mapping[str, UserEdits]] = lambda users: users
        self.is_behind = False
        self._sheet = Sheet(theme, icons)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._show)
        self._pages = QStackedLayout(self)
        self._arrange()
        self._listen()
        self.setAccessibleName(self.tr("Inspector"))

    def show_records(self, records: Sequence[SampleRecord]) -> None:
        """Show one sample, or nothing, at once, or what several have in common, in a turn of its own; cheap where nothing changed.

        Args:
            records: The selected samples. What is being typed on other ones is taken over first.
        """
        if len(records) == len(self._records) and all(new is old for new, old in zip(records, self._records, strict=True)):
            return
        same = [record.id for record in records] == list(self._users)
        if not same:
            self.commit()
        self._records = tuple(records)
        self._users = {record.id: record.user for record in records}
        if len(records) > 1:
            self.is_behind |= not same
            self._show_within(_PATIENCE_MS if same and len(records) > _FEW else TURN_MS)
            return
        self._show()
        if not same and len(records) == 1:
            self._show_first_matches(records[0])

    def commit(self) -> None:
        """Take over what is being typed on what is shown."""
        self._sheet.editing.commit()

    def show_again(self) -> None:
        """Show what is held of the samples, whatever was taken over from a field meanwhile."""
        self._show()

    def set_editable(self, *, may: bool) -> None:
        """Let the user say something of samples, or not: what would not be kept is not taken."""
        self._sheet.editing.setEnabled(may)

    def show_matches(
        self, sample_id: str, matches: Sequence[Match], categories: Mapping[str, Category | None] | None = None, *, compared: bool = True
    ) -> None:
        """Show what goes with the sample that is shown; for another one it says nothing.

        Args:
            sample_id: Whose matches they are.
            matches: Best first.
            categories: Families of the matches by id, for the colour of their meters.
            compared: Whether it was compared with the others at all.
        """
        if len(self._records) == 1 and self._records[0].id == sample_id:
            nothing = self.tr("Nothing in this collection goes with it.") if compared else self.tr("Not compared yet")
            self._sheet.show_matches(matches, categories or {}, nothing)

    def show_together(self, sample_id: str, sentence: str) -> None:
        """Mark what is heard together with the sample that is shown, and say what was done to it; nothing with an empty id."""
        self._sheet.show_together(sample_id, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape silences, as it does in the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.silence_wanted.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was chosen meanwhile."""
        if self.is_behind:
            self._show()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """No timer runs while hidden; what is typed is taken over while it is still shown what for: the field hears of it after this."""
        self.commit()
        self.is_behind |= self._later.isActive()
        self._later.stop()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what is shown."""
        if self._records:
            self.copy_menu(event.pos()).popup(event.globalPos())

    def copy_menu(self, position: QPoint) -> QMenu:
        """What can be copied at a place of the panel; the menu goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, text in self._copies(position):
            menu.addAction(title).triggered.connect(lambda _=False, text=text: self.copy_wanted.emit(text))
        return menu

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("panel"))

    def _copies(self, position: QPoint) -> list[tuple[str, str]]:
        value = self._sheet.text_at(self.childAt(position))
        short = self.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, 240).replace("&", "&&")
        copies = [(self.tr("Copy “%1”").replace("%1", short), value)] if value else []
        paths = "\n".join(record.sample.file for record in self._records)
        copies.append((self.tr("Copy path") if len(self._records) == 1 else self.tr("Copy paths"), paths))
        return [*copies, (self.tr("Copy all as text"), self._sheet.text())]

    def _show_within(self, wait_ms: int) -> None:
        """With the rows painted in the same turn, it would take several frames; nobody sees it while it is hidden."""
        if not self.isVisible():
            self.is_behind = True
        elif not self._later.isActive() or self._later.remainingTime() > wait_ms:
            self._later.start(wait_ms)

    def _show(self) -> None:
        self._later.stop()
        self.is_behind = False
        if not self._records:
            self._pages.setCurrentIndex(0)
            return
        held = changes.held(self._records)
        if len(self._records) == 1:
            self._sheet.show_one(self._records[0], held)
        else:
            self._sheet.show_many(self._records, held)
        self._pages.setCurrentIndex(1)

    def _show_first_matches(self, record: SampleRecord) -> None:
        sentence = "" if MATCHING in record.stages else self.tr("Not compared yet")
        self._sheet.show_matches(record.matches or (), {}, sentence)

    def _edit(self, change: Change, one: str, several: tuple[str, str]) -> None:
        if self.is_behind:  # others are shown still: it was not meant for these
            return
        edits = changes.changed(self.newest(self._users), change)
        if not edits:
            return
        self._users.update(edits)
        only = next((record for record in self._records if record.id in edits), None) if len(edits) == 1 else None
        title = one.replace("%1", wording.file_stem(only.path)) if only is not None else wording.plural(len(edits), *several)
        self.edit_wanted.emit(title, edits)

    def _choose_sound(self, sound: str | None) -> None:
        """Of samples of several families, the sound tells the family as well."""
        is_one = changes.held(self._records).category is not None
        family = None if is_one or sound is None else next(family for family, sounds in SOUNDS.items() if sound in sounds)
        several = wording.forms("Kind of sound of %Ln sample", "Kind of sound of %Ln samples")
        self._edit(changes.sounding(sound, family), self.tr("Kind of sound of %1"), several)

    def _retry(self) -> None:
        if not self.is_behind:
            self.retry_wanted.emit(summary.failed_ids(self._records))

    def _listen(self) -> None:
        edit, tr, forms = self._edit, self.tr, wording.forms
        editing = self._sheet.editing
        editing.category_chosen.connect(
            lambda category: edit(
                changes.categorised(category), tr("Category of %1"), forms("Category of %Ln sample", "Category of %Ln samples")
            )
        )
        editing.sound_chosen.connect(self._choose_sound)
        editing.rated.connect(
            lambda stars: edit(changes.rated(stars), tr("Rating of %1"), forms("Rating of %Ln sample", "Rating of %Ln samples"))
        )
        editing.favored.connect(
            lambda loved: edit(changes.favored(loved), tr("Favorite %1"), forms("Favorite %Ln sample", "Favorite %Ln samples"))
        )
        editing.tag_added.connect(lambda tag: edit(changes.tagged(tag), tr("Tag %1"), forms("Tag %Ln sample", "Tag %Ln samples")))
        editing.tag_removed.connect(lambda tag: edit(changes.untagged(tag), tr("Untag %1"), forms("Untag %Ln sample", "Untag %Ln samples")))
        editing.note_written.connect(
            lambda text: edit(changes.noted(text), tr("Note on %1"), forms("Note on %Ln sample", "Note on %Ln samples"))
        )
        self._sheet.problems.retry_wanted.connect(self._retry)
        self._sheet.details.copy_wanted.connect(self.copy_wanted)
        self._sheet.matches.chosen.connect(self.match_chosen)
        self._sheet.matches.opened.connect(self.match_opened)
        self._sheet.matches.together_wanted.connect(self.together_wanted)

    def _arrange(self) -> None:
        hint = PlainLabel(self.tr("Select a sample to see what is known of it."), "dim")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setWordWrap(True)
        hint.setContentsMargins(40, 24, 40, 24)
        scroll = Scrolled(self._sheet)
        scroll.setAccessibleName(self.tr("What is known of the sample"))
        self._pages.addWidget(hint)
        self._pages.addWidget(scroll)
